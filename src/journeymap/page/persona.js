// The drawing as one persona walks it: what this one never comes to stands back, and so do the other curves.
function passesOf(step) {
  if (state.persona === null) return "";
  const persona = data.personas[state.persona];
  if (!persona.steps[step]) return say("never", { name: persona.name });
  const count = persona.passes[step];
  return count ? say("passes", { name: persona.name, count }) : "";
}

function showPersona() {
  const persona = state.persona === null ? null : data.personas[state.persona];
  for (const step of reading) groups[step].classList.toggle("faint", Boolean(persona) && !persona.steps[step]);
  const never = new Set(persona ? persona.never.map((edge) => data.edges[edge].slice(0, 2).join(" ")) : []);
  for (const arrow of drawn.querySelectorAll("[data-from]")) {
    const { from, to } = arrow.dataset;
    const chosen = arrow.classList.contains("label") || arrow.matches(".flow, .back, .recover");
    const away = persona && (!persona.steps[from] || !persona.steps[to] || (chosen && from !== to && never.has(`${from} ${to}`)));
    arrow.classList.toggle("faint", Boolean(away));
  }
  const bands = [...drawn.querySelectorAll("[data-persona]")];
  for (const band of bands) {
    const own = bands.some((one) => persona && one.dataset.part === band.dataset.part && one.dataset.persona === persona.id);
    band.toggleAttribute("hidden", band.dataset.persona !== (own ? persona.id : ""));
  }
}

// The path that is followed and the open step are shown anew: they may be others for this one.
function choosePersona(persona) {
  if (persona === state.persona) return;
  state.persona = persona;
  byId("persona").value = persona === null ? "" : String(persona);
  showPersona();
  if (state.way) follow(state.way.direction, state.way.step);
  if (state.step !== null && !panel.hidden && !state.findings) showStep(state.step, false);
}

function startPersona() {
  const choice = byId("persona");
  if (!data.personas.length) {
    byId("persona-choice").hidden = true;
    return;
  }
  data.personas.forEach((persona, number) => choice.append(make("option", { value: String(number) }, persona.name)));
  if (drawnFor !== null) {
    choice.value = String(drawnFor);
    showPersona();
  }
  choice.onchange = () => {
    choosePersona(choice.value === "" ? null : Number(choice.value));
    keepAddress();
    announce(state.persona === null ? say("shown_for_all") : `${say("shown_for", { name: data.personas[state.persona].name })} ${data.personas[state.persona].headline}`.trim());
  };
}

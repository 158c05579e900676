// The drawing as one persona walks it: with its own shares, widths and words; what it hardly comes to stands back.
let describedForAll = byId("scene-description").textContent;

function passesOf(step) {
  if (state.persona === null) return "";
  const persona = data.personas[state.persona];
  if (!persona.steps[step]) return say("never", { name: persona.name });
  const count = persona.passes[step];
  return count ? say("passes", { name: persona.name, count }) : "";
}

// What is drawn otherwise for some personas stands there once for each of them, with whom it is for. Words, widths and
// figures come with the page; here they are only shown.
function showPersona() {
  const who = state.persona === null ? "everyone" : String(state.persona);
  for (const view of drawn.querySelectorAll("[data-for]")) view.toggleAttribute("hidden", !view.dataset.for.split(" ").includes(who));
  for (const thing of drawn.querySelectorAll("[data-back]")) thing.classList.toggle("faint", thing.dataset.back.split(" ").includes(who));
  byId("scene-description").textContent = state.persona === null ? describedForAll : data.personas[state.persona].description;
  placeAnew();
}

// What names personas is for them only: while one is chosen, what is for others is left out.
function concernsShown(item) {
  return state.persona === null || !item.dataset.personas || item.dataset.personas.split(" ").includes(String(state.persona));
}

// The path that is followed and the open step are shown anew: they may be others for this one.
function choosePersona(persona) {
  if (persona === state.persona) return;
  state.persona = persona;
  byId("persona").value = persona === null ? "" : String(persona);
  showPersona();
  if (state.presenting !== null) present(state.presenting);
  countFindings();
  if (state.findings && !panel.hidden) listFindings();
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

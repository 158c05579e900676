// The panel of a live page: below what is told of a step stands what can be changed of it, with the meaning of each word.
const FIELDS = ["name", "phase", "channel", "takes", "wait", "lasts", "promise", "tolerance", "owner", "end"];
const OUTCOMES = ["", "helped", "refused", "gave-up", "transferred"];

const plainOf = (id) => served.model.steps?.[id] || {};
const asText = (value) => (value === undefined || value === null ? "" : Array.isArray(value) ? value.join(", ") : typeof value === "object" ? "" : String(value));

// A field writes when it is left or Enter is pressed, and compares with what was last confirmed.
function fieldFor(id, key, meaning, value, choices = null) {
  const at = ["steps", id, key];
  const name = `field-${key}`, error = make("p", { className: "field-error", role: "alert", hidden: true, id: `${name}-error` });
  const input = choices ? make("select", { id: name }, ...choices.map(([code, label]) => make("option", { value: code }, label)))
    : make("input", { id: name, type: "text", autocomplete: "off" });
  input.value = value;
  input.setAttribute("aria-describedby", `${name}-help ${name}-error`);
  let known = value;
  const keep = async () => {
    const now = input.value.trim();
    if (now === known) return undefined;
    const before = known;
    known = now;
    if (trying !== null && now !== "") {
      return tryOut(`${id}.${key}`, now, (message) => { known = before; error.textContent = message; error.hidden = false; });
    }
    error.hidden = true;
    input.removeAttribute("aria-invalid");
    await write([{ op: "set", at, value: now === "" ? null : key === "channel" && now.includes(",") ? now.split(",").map((part) => part.trim()) : now }], {
      was: [{ at, value: plainOf(id)[key] ?? null }],
      focus: id,
      said: word(now === "" ? "field_gone" : "field_written", { field: talk[`key_${key}`], value: choices ? input.selectedOptions[0].textContent : now }),
      refused: (message) => {
        known = before;
        input.setAttribute("aria-invalid", "true");
        error.textContent = message;
        error.hidden = false;
        input.focus();
      },
    });
    return undefined;
  };
  input.addEventListener(choices ? "change" : "blur", keep);
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter") {
      event.preventDefault();
      keep();
    } else if (event.key === "Escape") {
      input.value = known;
      byId("panel-title").focus({ preventScroll: true });
    }
  });
  if (key === "channel") input.setAttribute("list", "known-channels");
  return make("div", { className: "field" }, make("label", { htmlFor: name }, talk[`key_${key.replace("-", "_")}`]), input, error,
    make("p", { className: "field-help", id: `${name}-help` }, meaning));
}

// How it is for each persona, and for everyone: from very bad to very good; a slider writes once it rests.
function feelings(id) {
  const stated = plainOf(id).experience || {};
  const who = [["everyone", word("everyone")], ...data.personas.map(({ id: persona, name }) => [persona, name])];
  const rows = who.map(([persona, name]) => {
    const known = Number(stated[persona]?.emotion ?? (persona === "everyone" ? plainOf(id).emotion : undefined));
    const slider = make("input", { type: "range", min: "-2", max: "2", step: "0.5", id: `feeling-${persona}` });
    const told_ = make("output", {}, Number.isNaN(known) ? word("not_stated") : String(known));
    slider.value = Number.isNaN(known) ? "0" : String(known);
    let resting_ = 0;
    slider.addEventListener("input", () => {
      told_.textContent = slider.value;
      clearTimeout(resting_);
      resting_ = setTimeout(() => write([{ op: "set", at: ["steps", id, "experience", persona, "emotion"], value: slider.value }], { focus: id, refused: tell }), 350);
    });
    slider.addEventListener("keydown", (event) => event.stopPropagation());
    return make("div", { className: "feeling" }, make("label", { htmlFor: slider.id }, name), slider, told_);
  });
  return make("fieldset", {}, make("legend", {}, word("feeling")), ...rows);
}

// The ways on: where each leads, its share, and taking it away.
function waysOf(id) {
  const next = plainOf(id).next;
  const entries = typeof next === "string" ? [[next, null]] : Array.isArray(next) ? next.map((target) => [target, null])
    : Object.entries(next || {}).map(([target, way]) => [target, way && typeof way === "object" ? way.share ?? null : way]);
  const rows = entries.map(([target, share], place) => {
    const label = served.labels[target] || target, input = make("input", { type: "text", id: `way-${place}`, autocomplete: "off", className: "share" });
    const shown_ = typeof share === "number" ? String(share) : asText(share);
    input.value = shown_;
    let known = shown_;
    const keep = () => {
      const now = input.value.trim();
      if (now === known) return;
      known = now;
      write([{ op: "weigh", source: id, target, share: now || null }], { focus: id, refused: (message) => { tell(message); input.value = known = shown_; } });
    };
    input.addEventListener("blur", keep);
    input.addEventListener("keydown", (event) => { event.stopPropagation(); if (event.key === "Enter") keep(); });
    const away = make("button", { type: "button", "aria-label": word("remove_way", { step: label }) }, "×");
    away.onclick = () => write([{ op: "disconnect", source: id, target }], { focus: id });
    return make("div", { className: "way" }, make("label", { htmlFor: input.id }, `→ ${label}`), ...(entries.length > 1 ? [input] : []), away);
  });
  return make("fieldset", {}, make("legend", {}, word("ways_on")), ...rows);
}

// Notes of a step: pains, what can go wrong, ideas, what is handed over; one more is written below those that are there.
function listed(id, key) {
  const value = plainOf(id)[key], items = value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
  const textOf = (item) => (item && typeof item === "object" ? item.text ?? item.what ?? item.does ?? "" : String(item));
  const rows = items.map((item, place) => {
    const at = ["steps", id, key, ...(Array.isArray(value) ? [place] : [])];
    const away = make("button", { type: "button", "aria-label": word("remove_item", { item: textOf(item) }) }, "×");
    away.onclick = () => write([{ op: "set", at, value: null }], { focus: id });
    return make("div", { className: "way" }, make("span", {}, textOf(item)), away);
  });
  const input = make("input", { type: "text", id: `more-${key}`, autocomplete: "off" });
  const keep = () => {
    const now = input.value.trim();
    if (!now) return;
    input.value = "";
    const at = items.length ? ["steps", id, key, items.length] : ["steps", id, key];
    write([{ op: "set", at, value: now }], { focus: id, refused: (message) => { tell(message); input.value = now; } });
  };
  input.addEventListener("blur", keep);
  input.addEventListener("keydown", (event) => { event.stopPropagation(); if (event.key === "Enter") keep(); });
  return make("fieldset", {}, make("legend", {}, talk[`key_${key}`]), ...rows,
    make("div", { className: "field" }, make("label", { htmlFor: input.id }, word("one_more")), input));
}

// Cells that are not there yet can be written here too: who does what.
function emptyLanes(id) {
  const lanes = ["evidence", "customer", "frontstage", "backstage", "support"].filter((lane) => plainOf(id)[lane] === undefined);
  return lanes.map((lane) => {
    const input = make("input", { type: "text", id: `lane-${lane}`, autocomplete: "off" });
    const keep = () => {
      const now = input.value.trim();
      if (!now) return;
      input.value = "";
      write([{ op: "words", at: ["steps", id, lane], text: now }], { focus: id, refused: (message) => { tell(message); input.value = now; } });
    };
    input.addEventListener("blur", keep);
    input.addEventListener("keydown", (event) => { event.stopPropagation(); if (event.key === "Enter") keep(); });
    return make("div", { className: "field" }, make("label", { htmlFor: input.id }, talk[`key_${lane}`]), input);
  });
}

let formOf = null;

function showForm() {
  const old = byId("step-form");
  if (panel.hidden || state.step === null || state.findings || served.read_only) {
    old?.remove();
    formOf = null;
    return;
  }
  const id = data.ids[state.step];
  // A field in use is not built anew: it takes what comes after it is left.
  if (byId("step-form")?.contains(document.activeElement) && formOf === id && document.activeElement.matches("input, select")) return;
  const held = byId("step-form")?.contains(document.activeElement) ? document.activeElement.id : null;
  const plain = plainOf(id);
  const phases = Array.isArray(served.model.phases) ? served.model.phases.map((one) => [String(one), String(one)])
    : Object.entries(served.model.phases || {}).map(([key, phase]) => [key, (phase && typeof phase === "object" ? phase.name : phase) || key]);
  const fields = FIELDS.map((key) => {
    const choices = key === "end" ? OUTCOMES.map((code) => [code, code ? talk[`outcome_${code.replace("-", "_")}`] : word("goes_on")])
      : key === "phase" && phases.length ? [["", "–"], ...phases] : null;
    return fieldFor(id, key, talk[`help_${key}`] || "", asText(plain[key]), choices);
  });
  const tools = make("div", { className: "form-tools", role: "group", "aria-label": word("change_step") },
    ...[["words", "edit_words", () => editStep(numberOf.get(id))], ["after", "step_after", () => addAfter(numberOf.get(id))],
      ["way", "new_way", () => beginWay(numberOf.get(id))], ["move", "move_step", () => { focusStep(numberOf.get(id)); beginMove(numberOf.get(id)); }], ["delete", "delete_step", () => removeStep(numberOf.get(id))]]
      .map(([name, label, act]) => {
        const button = make("button", { type: "button", id: `do-${name}` }, word(label));
        button.onclick = act;
        return button;
      }));
  const channels = make("datalist", { id: "known-channels" }, ...Object.keys(served.model.channels || {}).map((code) => make("option", { value: code })));
  const form = make("section", { id: "step-form", className: "step-form", lang: root.lang, "aria-label": word("change_step") },
    make("h3", {}, word("change_step")), tools, ...emptyLanes(id), ...fields, channels, feelings(id), waysOf(id), listed(id, "pains"), listed(id, "fails"), listed(id, "ideas"));
  byId("step-form")?.remove();
  panel.append(form);
  formOf = id;
  root.dataset.form = id;
  if (held) byId(held)?.focus({ preventScroll: true });
}

new MutationObserver(() => { showForm(); }).observe(byId("panel-body"), { childList: true });
new MutationObserver(() => { showForm(); }).observe(panel, { attributes: true, attributeFilter: ["hidden"] });
showForm();

// A step behind another one: its words are asked in a small field, and nothing else is invented.
async function addAfter(step) {
  const id = step === null ? null : data.ids[step];
  const words = await askWords(word("words_of_new"));
  if (!words) return;
  const plain = id === null ? {} : plainOf(id);
  const ways = typeof plain.next === "string" ? [plain.next] : Array.isArray(plain.next) ? plain.next : Object.keys(plain.next || {});
  const answer = await write([{ op: "add-step", words, after: id, before: ways.length === 1 ? String(ways[0]) : null }]);
  if (answer?.made.length) goTo(answer.made[0], answer.version);
}

// Once the drawing shows a step, the focus goes there.
function goTo(id, version) {
  const go_ = () => {
    if (!numberOf.has(id)) return false;
    focusStep(numberOf.get(id));
    reveal(boxOf(numberOf.get(id)), false);
    return true;
  };
  if (shownVersion >= version && go_()) return;
  const listener = (drawing) => {
    if (drawing.version < version) return;
    afterExchange.splice(afterExchange.indexOf(listener), 1);
    go_();
  };
  afterExchange.push(listener);
}

function askWords(title) {
  return putQuestion({ name: "words", message: title, details: [], answer: true }, false).then((given) => given || null);
}

// A way: the next step that is chosen is where it leads. Enter, a click or the list in the question; Escape gives up.
let wayFrom = null;

function beginWay(step) {
  wayFrom = data.ids[step];
  stage.classList.add("choosing");
  root.dataset.choosing = "way";
  tell(word("choose_target", { step: labelOf(step) }));
  focusStep(step);
}

function endWay() {
  wayFrom = null;
  stage.classList.remove("choosing");
  delete root.dataset.choosing;
}

async function finishWay(step) {
  const source = wayFrom, target = data.ids[step];
  endWay();
  if (source === null || source === target) return;
  await write([{ op: "connect", source, target }], { focus: source });
}

window.addEventListener("keydown", (event) => {
  if (wayFrom === null) return;
  if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    endWay();
    tell(word("given_up"));
  } else if (event.key === "Enter") {
    const step = stepAt(event.target);
    if (step === null) return;
    event.preventDefault();
    event.stopPropagation();
    finishWay(step);
  }
}, true);
stage.addEventListener("click", (event) => {
  if (wayFrom === null || dragged) return;
  const step = stepAt(event.target);
  if (step === null) return;
  event.stopImmediatePropagation();
  event.preventDefault();
  finishWay(step);
}, true);

async function removeStep(step) {
  const id = data.ids[step], at = reading.indexOf(step);
  const right = reading[at + 1] ?? reading[at - 1];
  const next = right === undefined ? null : data.ids[right];
  const answer = await write([{ op: "delete-steps", steps: [id] }], { focus: next });
  if (answer && next !== null) goTo(next, answer.version);
}

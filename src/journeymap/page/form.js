// The panel of a live page: below what is told of a step stands what can be changed of it, with the meaning of each word.
const FIELDS = ["name", "phase", "channel", "takes", "wait", "lasts", "promise", "tolerance", "owner", "end"];
const OUTCOMES = ["", "helped", "refused", "gave-up", "transferred"];

const plainOf = (id) => served.model.steps?.[id] || {};
const asText = (value) => (value === undefined || value === null ? "" : Array.isArray(value) ? value.join(", ") : typeof value === "object" ? "" : String(value));

// What is typed is kept when the field is left or Enter is pressed; its keys are no keys of the page.
function keepAs(input, keep, left = "blur") {
  input.addEventListener(left, keep);
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key !== "Enter") return;
    event.preventDefault();
    keep();
  });
}

const typed = (id, more = {}) => make("input", { type: "text", id, autocomplete: "off", ...more });

// A field that shows what is there, and compares what is typed with what was last confirmed. `changing` gives what to
// write for a text, and the setting by which it can be tried.
function keepText(input, known, changing, refused, left = "blur") {
  input.value = input.dataset.known = known;
  keepAs(input, () => {
    const now = input.value.trim(), before = input.dataset.known;
    if (now === before) return;
    input.dataset.known = now;
    const { path, edits, options } = changing(now);
    change(path, now, edits, { ...options, refused: (message) => { input.dataset.known = before; refused(message); } });
  }, left);
}

// A field for something that is not there yet: it is empty again once its words are sent.
function newText(input, id, editOf) {
  keepAs(input, () => {
    const now = input.value.trim();
    if (!now) return;
    input.value = "";
    write([editOf(now)], { focus: id, refused: (message) => { tell(message); input.value = now; } });
  });
  return input;
}

function takeAway(id, label, edit, was = []) {
  const button = make("button", { type: "button", "aria-label": label }, "×");
  button.onclick = () => write([edit], { focus: id, was });
  return button;
}

const labelled = (text, input) => make("div", { className: "field" }, make("label", { htmlFor: input.id }, text), input);

function fieldFor(id, key, value, choices = null) {
  const at = ["steps", id, key], name = `field-${key}`;
  const error = make("p", { className: "field-error", role: "alert", hidden: true, id: `${name}-error` });
  const input = choices ? make("select", { id: name }, ...choices.map(([code, label]) => make("option", { value: code }, label))) : typed(name);
  input.setAttribute("aria-describedby", `${name}-help ${name}-error`);
  const changing = (now) => {
    error.hidden = true;
    input.removeAttribute("aria-invalid");
    const several = key === "channel" && now.includes(",") ? now.split(",").map((part) => part.trim()) : now;
    const told_ = choices ? input.selectedOptions[0].textContent : now;
    return {
      path: `${id}.${key}`,
      edits: [{ op: "set", at, value: now === "" ? null : several }],
      options: {
        was: [{ at, value: plainOf(id)[key] ?? null }], focus: id,
        said: word(now === "" ? "field_gone" : "field_written", { field: talk[`key_${key}`], value: told_ }),
      },
    };
  };
  keepText(input, value, changing, (message) => {
    input.setAttribute("aria-invalid", "true");
    error.textContent = message;
    error.hidden = false;
    input.focus();
  }, choices ? "change" : "blur");
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    input.value = value;
    byId("panel-title").focus({ preventScroll: true });
  });
  if (key === "channel") input.setAttribute("list", "known-channels");
  return make("div", { className: "field" }, make("label", { htmlFor: name }, talk[`key_${key}`]), input, error,
    make("p", { className: "field-help", id: `${name}-help` }, talk[`help_${key}`] || ""));
}

// How it is for each persona, and for everyone: from very bad to very good; a slider writes once it rests.
function feelings(id) {
  const stated = plainOf(id).experience || {};
  const who = [["everyone", word("everyone")], ...data.personas.map(({ id: persona, name }) => [persona, name])];
  const rows = who.map(([persona, name]) => {
    const known = Number(stated[persona]?.emotion);
    const slider = make("input", { type: "range", min: "-2", max: "2", step: "0.5", id: `feeling-${persona}` });
    const told_ = make("output", {}, Number.isNaN(known) ? word("not_stated") : String(known));
    const at = ["steps", id, "experience", persona, "emotion"];
    slider.value = Number.isNaN(known) ? "0" : String(known);
    let resting_ = 0;
    slider.addEventListener("input", () => {
      told_.textContent = slider.value;
      clearTimeout(resting_);
      resting_ = setTimeout(() => change(at.slice(1).join("."), slider.value, [{ op: "set", at, value: slider.value }], { focus: id, refused: tell }), 350);
    });
    slider.addEventListener("keydown", (event) => event.stopPropagation());
    return make("div", { className: "feeling" }, make("label", { htmlFor: slider.id }, name), slider, told_);
  });
  return make("fieldset", {}, make("legend", {}, word("feeling")), ...rows);
}

// The ways on: where each leads, its share, and taking it away.
function waysOf(id) {
  const ways = waysFrom(id);
  const rows = ways.map(([target, share], place) => {
    const label = served.labels[target] || target, input = typed(`way-${place}`, { className: "share" }), known = asText(share);
    keepText(input, known, (now) => ({
      path: `${id}.next.${target}.share`, edits: [{ op: "weigh", source: id, target, share: now || null }], options: { focus: id },
    }), (message) => { tell(message); input.value = known; });
    const away = takeAway(id, word("remove_way", { step: label }), { op: "disconnect", source: id, target });
    return make("div", { className: "way" }, make("label", { htmlFor: input.id }, `→ ${label}`), ...(ways.length > 1 ? [input] : []), away);
  });
  return make("fieldset", {}, make("legend", {}, word("ways_on")), ...rows);
}

// Where a step leads, each with its share where one stands there.
function waysFrom(id) {
  const next = plainOf(id).next;
  if (typeof next !== "object" || next === null) return next === undefined || next === null ? [] : [[String(next), null]];
  if (Array.isArray(next)) return next.map((target) => [String(target), null]);
  return Object.entries(next).map(([target, way]) => [target, way && typeof way === "object" ? way.share ?? null : way]);
}

// Notes of a step: pains, what can go wrong, ideas; one more is written below those that are there.
function listed(id, key) {
  const value = plainOf(id)[key], items = value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
  const at = ["steps", id, key];
  const rows = items.map((item, place) => {
    const text = item && typeof item === "object" ? item.text ?? item.what ?? "" : String(item);
    const here = Array.isArray(value) ? [...at, place] : at;
    const away = takeAway(id, word("remove_item", { item: text }), { op: "set", at: here, value: null }, [{ at: here, value: item }]);
    return make("div", { className: "way" }, make("span", {}, text), away);
  });
  const more = newText(typed(`more-${key}`), id, (now) => ({ op: "set", at: [...at, -1], value: now }));
  return make("fieldset", {}, make("legend", {}, talk[`key_${key}`]), ...rows, labelled(word("one_more"), more));
}

// Cells that are not there yet can be written here too: who does what.
function emptyLanes(id) {
  return LANES.filter((lane) => plainOf(id)[lane] === undefined).map((lane) => (
    labelled(talk[`key_${lane}`], newText(typed(`lane-${lane}`), id, (now) => ({ op: "words", at: ["steps", id, lane], text: now })))));
}

let formOf = null;

// Whether a field of the form holds something that is not sent yet, or is a slider that is being moved.
function isInUse(input) {
  if (!byId("step-form")?.contains(input) || !input.matches("input, select")) return false;
  return input.type === "range" || input.value.trim() !== (input.dataset.known ?? "");
}

function showForm() {
  const old = byId("step-form");
  if (panel.hidden || state.step === null || state.findings || served.read_only) {
    old?.remove();
    formOf = null;
    return;
  }
  const id = data.ids[state.step];
  // A field in use is not built anew: it takes what came meanwhile once it is left.
  if (formOf === id && isInUse(document.activeElement)) return;
  const held = byId("step-form")?.contains(document.activeElement) ? document.activeElement.id : null;
  const plain = plainOf(id);
  const phases = Array.isArray(served.model.phases) ? served.model.phases.map((one) => [String(one), String(one)])
    : Object.entries(served.model.phases || {}).map(([key, phase]) => [key, (phase && typeof phase === "object" ? phase.name : phase) || key]);
  const fields = FIELDS.map((key) => {
    const choices = key === "end" ? OUTCOMES.map((code) => [code, code ? talk[`outcome_${code.replace("-", "_")}`] : word("goes_on")])
      : key === "phase" && phases.length ? [["", "–"], ...phases] : null;
    return fieldFor(id, key, asText(plain[key]), choices);
  });
  const tools = make("div", { className: "form-tools", role: "group", "aria-label": word("change_step") },
    ...[["words", "edit_words", () => editStep(numberOf.get(id))], ["after", "step_after", () => addAfter(numberOf.get(id))],
      ["branch", "new_branch", () => addBranch(numberOf.get(id))],
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
  // What came while one of its fields was in use is shown once that is left.
  form.addEventListener("focusout", (event) => { if (event.target.type === "range") setTimeout(showForm, 0); });
  formOf = id;
  root.dataset.form = id;
  if (held) byId(held)?.focus({ preventScroll: true });
}

new MutationObserver(() => { showForm(); }).observe(byId("panel-body"), { childList: true });
new MutationObserver(() => { showForm(); }).observe(panel, { attributes: true, attributeFilter: ["hidden"] });
showForm();

// A step behind another one: its words are asked in a small field, and nothing else is invented.
async function addStep(after, before_, beside = false) {
  const words = await askWords(word("words_of_new"));
  if (!words) return;
  const answer = await write([{ op: "add-step", words, after, before: before_, beside }]);
  if (answer?.made.length) goTo(answer.made[0], answer.version);
}

function addAfter(step) {
  const id = step === null ? null : data.ids[step], ways = id === null ? [] : waysFrom(id);
  return addStep(id, ways.length === 1 ? ways[0][0] : null);
}

const addBranch = (step) => addStep(data.ids[step], null, true);

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
  } else if (event.key === "Insert") {
    event.preventDefault();
    event.stopPropagation();
    const source = numberOf.get(wayFrom);
    endWay();
    addBranch(source);
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

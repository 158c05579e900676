// What everything else stands on: the data, the elements, and saying things aloud.
const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const root = document.documentElement;
const stage = byId("stage");
const sheet = byId("sheet");
const scene = byId("scene");
const drawn = byId("drawn");
const panel = byId("panel");

// The groups of the drawing by the number of their step; everything that is told of a step by the same number.
const groups = [];
for (const group of drawn.querySelectorAll("[data-step]")) groups[group.dataset.step] = group;
const reading = groups.length ? [...drawn.querySelectorAll("[data-step]")].map((group) => Number(group.dataset.step)) : [];
const told = [];
for (const article of byId("told").querySelectorAll("[data-told]")) told[article.dataset.told] = article;
const numberOf = new Map(data.ids.map((id, number) => [id, number]));

const drawnFor = data.personas.findIndex((one) => one.id === data.persona) < 0
  ? null : data.personas.findIndex((one) => one.id === data.persona);
// `way` is the path that is followed, `finding` the chosen one of the list, `presenting` the number of the screen.
const state = { step: null, persona: drawnFor, findings: false, finding: null, way: null, presenting: null };

function say(name, values = {}) {
  const forms = data.words[name];
  const text = Array.isArray(forms) ? forms[String(values.count) === "1" ? 0 : 1] : forms;
  return text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole));
}

function announce(text) {
  const live = byId("live");
  live.textContent = "";
  requestAnimationFrame(() => { live.textContent = text; });
}

function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

function labelOf(step) {
  return told[step].querySelector("h4").textContent.trim();
}

function addressOf(step) {
  return "#step=" + encodeURIComponent(data.ids[step]);
}

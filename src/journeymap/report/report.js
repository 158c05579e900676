// The report around the drawing: links that lead into it, findings to choose from, a drawing that fills the screen.
const around = byId("drawing");

function toDrawing() {
  if (!around.classList.contains("enlarged")) around.scrollIntoView({ block: "start" });
}

// A link to a step shows it on the drawing and puts the reader there.
function atLink(event) {
  const link = event.target instanceof Element ? event.target.closest("a[href^='#step=']") : null;
  if (!link || around.contains(link) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  setText(false);
  openStep(numberOf.get(decoded(link.getAttribute("href").slice(6))), true);
  toDrawing();
}

function filterFindings() {
  const filters = byId("filters"), persona = byId("filter-persona");
  const kinds = new Set([...filters.querySelectorAll("input:checked")].map((box) => box.value));
  const words = byId("filter-words").value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const item of byId("findings-list").children) {
    const whom = item.dataset.personas.split(" ").filter(Boolean);
    const on = kinds.has(item.dataset.severity)
      && (!persona || persona.value === "" || !whom.length || whom.includes(persona.value))
      && words.every((word) => item.textContent.toLowerCase().includes(word));
    item.classList.toggle("left-out", !on);
    shown += Number(on);
  }
  const count = byId("filter-count");
  count.textContent = count.dataset.words.replace("{shown}", shown);
}

// A link to a finding that is left out brings all of them back.
function atFindingLink(event) {
  const link = event.target instanceof Element ? event.target.closest("a[href^='#finding-']") : null;
  const item = link && byId(link.hash.slice(1));
  if (!item || !item.classList.contains("left-out")) return;
  for (const box of byId("filters").querySelectorAll("input[type=checkbox]")) box.checked = true;
  for (const field of byId("filters").querySelectorAll("select, input[type=search]")) field.value = "";
  filterFindings();
}

function enlarge(on) {
  around.classList.toggle("enlarged", on);
  root.classList.toggle("filled", on);
  byId("enlarge").setAttribute("aria-pressed", String(on));
  for (const other of document.querySelectorAll(".report-head, .report-nav, .report-main > section")) {
    if (other !== around) other.inert = on;
  }
  measure();
  if (state.step === null) begin();
  else reveal(boxOf(state.step), true);
  if (!on) toDrawing();
}

// Which section is read is marked in the contents.
function followReading() {
  const links = new Map([...document.querySelectorAll(".report-nav a")].map((link) => [link.hash.slice(1), link]));
  const seen = new Map();
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) seen.set(entry.target.id, entry.isIntersecting);
    const reading = [...links.keys()].find((id) => seen.get(id));
    for (const [id, link] of links) {
      if (id === reading) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }, { rootMargin: "-25% 0px -65% 0px" });
  for (const id of links.keys()) watcher.observe(byId(id));
}

// On paper nothing can be opened: the proofs stand open there.
const opened = [];

stage.addEventListener("pointerdown", () => stage.classList.add("in-use"));
stage.addEventListener("pointerleave", () => stage.classList.remove("in-use"));
document.addEventListener("click", atLink, true); // before the drawing follows the link in its own way
document.addEventListener("click", atFindingLink);
window.addEventListener("hashchange", () => { if (location.hash.startsWith("#step=")) toDrawing(); });
window.addEventListener("beforeprint", () => {
  for (const proof of document.querySelectorAll(".proof:not([open])")) {
    proof.open = true;
    opened.push(proof);
  }
});
window.addEventListener("afterprint", () => { for (const proof of opened.splice(0)) proof.open = false; });
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented && around.classList.contains("enlarged") && panel.hidden
    && byId("trail").hidden && !byId("help").open) enlarge(false);
}, true);
byId("enlarge").onclick = () => enlarge(!around.classList.contains("enlarged"));
byId("filters").hidden = !byId("findings-list").children.length;
byId("filters").addEventListener("change", filterFindings);
byId("filters").addEventListener("input", filterFindings);
filterFindings();
followReading();
if (location.hash.startsWith("#step=")) toDrawing();

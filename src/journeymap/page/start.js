// Keys, addresses, colours, and the beginning.
function showDrawing() {
  setText(false);
  keepAddress();
}

function setText(on) {
  byId("main").classList.toggle("as-text", on);
  byId("show-text").setAttribute("aria-pressed", String(on));
}

function openText() {
  setText(true);
  keepAddress();
  byId("text").focus();
}

function isSeen(step) {
  const [left, top, right, bottom] = boxOf(step);
  return left * view.k + view.x > 0 && right * view.k + view.x < stageWidth
    && top * view.k + view.y > 0 && bottom * view.k + view.y < stageHeight;
}

const isDark = () => root.dataset.colours === "dark"
  || (root.dataset.colours !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);

function showColours() {
  byId("dark").setAttribute("aria-pressed", String(isDark()));
}

function atKey(event) {
  if (byId("help").open || byId("print-choice").open) return undefined;
  if (atPresenterKey(event)) return undefined;
  if (event.key === "Escape") return escape();
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const typing = event.target instanceof Element && event.target.closest("input, select, textarea, dialog");
  if (typing) return undefined;
  const here = !root.classList.contains("report") || byId("drawing").contains(event.target);
  if (here && byId("single-keys").checked) {
    const acts = { "+": () => zoom(STEP), "=": () => zoom(STEP), "-": () => zoom(1 / STEP), "0": fit, "/": () => field.focus(), p: () => (state.presenting === null ? present(1) : endPresenting()) };
    const act = acts[event.key.toLowerCase()];
    if (act) {
      event.preventDefault();
      return act();
    }
  }
  if (event.target === stage && event.key in ARROWS) {
    event.preventDefault();
    const [dx, dy] = ARROWS[event.key];
    return pan(-dx * PAN, -dy * PAN);
  }
  return undefined;
}

function escape() {
  if (!byId("peek").hidden) endPeek();
  if (!byId("trail").hidden) endPath();
  else if (!panel.hidden) closePanel();
}

startView();
startNames();
startSteps();
startPeek();
startPanel();
startPaths();
startSearch();
startRows();
startPersona();
startCompared();
startPresenter();
startPrinting();
countFindings();
byId("show-text").onclick = () => (byId("main").classList.contains("as-text") ? showDrawing() : openText());
document.querySelector('.skip[href="#text"]').onclick = (event) => { event.preventDefault(); openText(); };
byId("dark").onclick = () => { root.dataset.colours = isDark() ? "light" : "dark"; showColours(); };
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", showColours);
byId("show-help").onclick = () => byId("help").showModal();
document.addEventListener("keydown", atKey);
document.addEventListener("click", atStepLink);
window.addEventListener("hashchange", () => atAddress(false));
showColours();
begin();
atAddress(true);

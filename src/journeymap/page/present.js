// Presenting: the likeliest way, then where it hurts most, one to a screen. Each screen has an address of its own.
const presenter = byId("presenter");
let presentedFrom = null;

const shownNow = () => (state.persona === null ? data.everyone : data.personas[state.persona]);

// The screens as they are for whom the drawing is shown.
function screens() {
  const { headline, time, hurts, way, share } = shownNow();
  const first = {
    lead: headline ? byId("scene-title").textContent : "",
    title: headline || byId("scene-title").textContent,
    path: way.filter(isDrawn),
    parts: () => [
      ...(time ? [make("p", {}, time)] : []),
      ...(way.length ? [make("p", { className: "presenter-way" }, make("b", {}, share ? say("likeliest_way_of", { count: share }) : say("likeliest_way")), ": ", ...linked(way))] : []),
    ],
  };
  const worst = hurts.filter(({ step }) => isDrawn(step)).map(({ rank, step, words, reasons }) => ({
    lead: say("hurts", { number: rank }), title: words, path: [step], step, rank,
    parts: () => [make("ul", { className: "presenter-reasons" }, ...reasons.map((reason) => make("li", {}, reason))), ...foundAt(step)],
  }));
  return [first, ...worst];
}

// The two gravest findings at a step, in full.
function foundAt(step) {
  const items = [...told[step].querySelectorAll(".facts.findings > ul > li")].filter((item) => concernsShown(item) && item.querySelector(".said"));
  return items.slice(0, 2).map((item) => {
    const words = item.querySelector(".said").cloneNode(true);
    for (const part of words.querySelectorAll(".severity, .rule, .finding-number")) part.remove();
    return make("p", { className: "presenter-found" }, words.textContent.trim());
  });
}

function present(number) {
  const all = screens(), place = Math.min(Math.max(number, 1), all.length);
  const screen = all[place - 1], begins = state.presenting === null;
  if (begins) startPresenting();
  state.presenting = place;
  byId("presenter-lead").textContent = screen.lead;
  byId("presenter-title").replaceChildren(...(screen.rank ? [make("span", { className: "presenter-rank" }, String(screen.rank)), " "] : []), screen.title);
  byId("presenter-body").replaceChildren(...screen.parts());
  byId("presenter-count").textContent = say("screen", { number: place, count: all.length });
  byId("present-previous").disabled = place === 1;
  byId("present-next").disabled = place === all.length;
  presenter.scrollTop = 0;
  measure();
  light(screen.path);
  if (screen.step === undefined) showPath(screen.path);
  else showClose(screen.step);
  keepAddress();
  if (!presenter.contains(document.activeElement) || document.activeElement.disabled) byId("presenter-title").focus({ preventScroll: true });
  announce([byId("presenter-count").textContent, screen.lead, screen.title].filter(Boolean).join(". "));
}

function startPresenting() {
  presentedFrom = document.activeElement;
  hidePanel();
  endPath();
  endPeek();
  setText(false);
  presenter.hidden = false;
  root.classList.add("presenting");
  document.dispatchEvent(new CustomEvent("presenting", { detail: true }));
}

function endPresenting() {
  if (state.presenting === null) return;
  state.presenting = null;
  presenter.hidden = true;
  root.classList.remove("presenting");
  document.dispatchEvent(new CustomEvent("presenting", { detail: false }));
  for (const group of drawn.querySelectorAll(".on, .faint")) group.classList.remove("on", "faint");
  measure();
  showPersona();
  begin();
  keepAddress();
  const back = presentedFrom && presentedFrom.isConnected && presentedFrom !== document.body ? presentedFrom : byId("present");
  back.focus({ preventScroll: true });
  announce(say("presenting_over"));
}

// A whole way, as large as it can be seen; one that runs over most of the drawing with the whole width of it.
function showPath(path) {
  const box = boxAround(path);
  if (!box) return fit();
  if (box[2] - box[0] > size.width / 2) [box[0], box[2]] = [0, size.width];
  view.k = Math.min((stageWidth - 24) / (box[2] - box[0]), (stageHeight - 24) / (box[3] - box[1]), 1.4);
  return lookAt((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
}

// One step with what is next to it.
function showClose(step) {
  const [left, top, right, bottom] = boxOf(step);
  view.k = Math.min(stageWidth / (right - left + BESIDE), stageHeight / (bottom - top + BESIDE / 3), 2.2);
  lookAt((left + right) / 2, (top + bottom) / 2);
}

const BESIDE = 320; // of a drawing, beside a step that is shown by itself
const TURNS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };

// Keys turn the screens while somebody presents; a space on a button is for the button.
function atPresenterKey(event) {
  if (state.presenting === null || event.ctrlKey || event.metaKey || event.altKey) return false;
  const onButton = event.target instanceof Element && event.target.closest("button, a");
  if (event.key === "Escape") endPresenting();
  else if (event.key === "Home") present(1);
  else if (event.key === "End") present(Infinity);
  else if (event.key in TURNS && !(event.key === " " && onButton)) present(state.presenting + TURNS[event.key]);
  else return false;
  event.preventDefault();
  return true;
}

function startPresenter() {
  byId("present").onclick = () => present(1);
  byId("present-previous").onclick = () => present(state.presenting - 1);
  byId("present-next").onclick = () => present(state.presenting + 1);
  byId("present-end").onclick = endPresenting;
}


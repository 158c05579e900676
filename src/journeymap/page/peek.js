// The short card of what is pointed at or has the focus: a step, or an arrow between two. It stays until another takes
// its place, can be pointed at itself, and keeps away from what it tells about.
const card = byId("peek");
const CORNERS = ["", "right", "up", "up right"];
let leaving = 0, peeked = "";

function keepPeek() {
  clearTimeout(leaving);
  leaving = 0;
}

function showPeek(name, thing, parts) {
  keepPeek();
  if (peeked === name && !card.hidden) return;
  peeked = name;
  card.replaceChildren(...parts());
  card.hidden = false;
  const box = thing.getBoundingClientRect();
  const covers = (corner) => {
    card.className = `peek ${corner}`;
    const { left, top, right, bottom } = card.getBoundingClientRect();
    return Math.max(0, Math.min(right, box.right) - Math.max(left, box.left) + 16)
      * Math.max(0, Math.min(bottom, box.bottom) - Math.max(top, box.top) + 16);
  };
  const areas = CORNERS.map(covers);
  card.className = `peek ${CORNERS[areas.indexOf(Math.min(...areas))]}`;
}

function peek(step, thing) {
  showPeek(String(step), thing, () => {
    const article = told[step], parts = [make("p", { className: "title" }, labelOf(step))];
    const where = article.querySelector(".where");
    if (where) parts.push(where.cloneNode(true));
    for (const kind of ["lanes", "time"]) {
      const facts = article.querySelector(`.facts.${kind} > dl`);
      if (facts) parts.push(facts.cloneNode(true));
    }
    const count = [...article.querySelectorAll(".facts.findings > ul > li")].filter(concernsShown).length;
    if (count) parts.push(make("p", { lang: root.lang }, say("findings_of", { count })));
    return [...parts, make("p", { className: "hint", lang: root.lang }, say("more"))];
  });
}

function endPeek() {
  keepPeek();
  card.hidden = true;
  lightArrow(null);
}

function endPeekSoon() {
  keepPeek();
  leaving = setTimeout(endPeek, 900);
}

// The arrows between two steps, and their labels, by the numbers of the steps.
let arrows = null;

function arrowsOf(pair) {
  if (!arrows) {
    arrows = new Map();
    for (const arrow of drawn.querySelectorAll("[data-from]")) {
      const { from, to } = arrow.dataset, key = `${from} ${to}`;
      if (from !== to && told[from] && told[to]) arrows.set(key, [...(arrows.get(key) || []), arrow]);
    }
  }
  return arrows.get(pair) || [];
}

// One is lit at a time: that which is pointed at, else that which was opened.
let lit = null, openedArrow = null;

function lightArrow(asked) {
  const pair = asked || openedArrow;
  if (pair === lit) return;
  for (const arrow of lit ? arrowsOf(lit) : []) arrow.classList.remove("lit");
  for (const arrow of pair ? arrowsOf(pair) : []) arrow.classList.add("lit");
  lit = pair;
}

// What is told of an arrow: the ways out of the step that it leaves, else the ways into the one it leads to.
function waysAlong(pair, ofStep = (step) => told[step]) {
  const [from, to] = pair.split(" ").map(Number);
  const ways = (at, kind, other) => (ofStep(at) ? [...ofStep(at).querySelectorAll(`.facts.${kind} li`)] : [])
    .filter((way) => way.querySelector("a")?.getAttribute("href") === addressOf(other));
  const out = ways(from, "out", to);
  return out.length ? out : ways(to, "in", from);
}

function peekArrow(pair, thing) {
  lightArrow(pair);
  showPeek(pair, thing, () => {
    const [from, to] = pair.split(" ").map(Number);
    const ways = waysAlong(pair).map((way) => {
      const copy = make("li", {}, ...[...way.childNodes].slice(1).map((node) => node.cloneNode(true)));
      copy.textContent = copy.textContent.replace(/^\s*:\s*/, "");
      return copy;
    }).filter((way) => way.textContent);
    return [make("p", { className: "title" }, `${labelOf(from)} → ${labelOf(to)}`), ...(ways.length ? [make("ul", {}, ...ways)] : []),
      make("p", { className: "hint", lang: root.lang }, say("more_arrow"))];
  });
}

// Lines are thin: what lies a few pixels beside the pointer counts as well, and more beside a finger.
function arrowAt(event) {
  const near = event.pointerType === "touch" ? 12 : 4;
  for (const [dx, dy] of [[0, 0], [near, 0], [-near, 0], [0, near], [0, -near]]) {
    const there = document.elementFromPoint(event.clientX + dx, event.clientY + dy);
    const arrow = there && there.closest("#drawn [data-from]");
    const pair = arrow && `${arrow.dataset.from} ${arrow.dataset.to}`;
    if (pair && arrowsOf(pair).length) return pair;
  }
  return null;
}

// An arrow opens the step that it leaves, at the line that tells about it.
function openArrow(pair) {
  const [from, to] = pair.split(" ").map(Number);
  const of = waysAlong(pair)[0]?.closest(".facts").matches(".in") ? to : from;
  openStep(of, false);
  openedArrow = pair;
  lightArrow(pair);
  for (const way of waysAlong(pair, (step) => (step === of ? byId("panel-body") : null))) {
    way.classList.add("chosen");
    way.scrollIntoView({ block: "center" });
  }
}

// In the panel a way lights the arrow that it is about.
function atWay(event) {
  const link = event.target instanceof Element && state.step !== null ? event.target.closest(".facts.out li a, .facts.in li a") : null;
  if (!link) return lightArrow(null);
  const other = numberOf.get(decoded(link.getAttribute("href").slice(6)));
  const pairs = link.closest(".out") ? [`${state.step} ${other}`, `${other} ${state.step}`] : [`${other} ${state.step}`, `${state.step} ${other}`];
  return lightArrow(pairs.find((pair) => arrowsOf(pair).length) || null);
}

function startPeek() {
  let seen = "", asked = false, last = null;
  const point = () => {
    asked = false;
    if (dragged || !last) return;
    const group = last.target instanceof Element ? last.target.closest("[data-step]") : null;
    const arrow = group ? null : arrowAt(last);
    if (group) {
      lightArrow(null);
      peek(Number(group.dataset.step), last.target.closest(".card") || group);
    } else if (arrow) peekArrow(arrow, pointBox(last));
    else if (!card.hidden && !leaving) endPeekSoon();
    stage.classList.toggle("on-arrow", Boolean(arrow));
  };
  stage.addEventListener("pointermove", (event) => {
    // Where the drawing moved below a pointer that rests, nobody is pointing.
    const here = `${event.clientX} ${event.clientY}`;
    if (event.pointerType === "touch" || event.buttons || here === seen || !scene.contains(event.target)) return;
    seen = here;
    last = event;
    if (!asked) requestAnimationFrame(point);
    asked = true;
  });
  stage.addEventListener("pointerleave", () => { last = null; endPeekSoon(); });
  card.addEventListener("pointerenter", keepPeek);
  card.addEventListener("pointerleave", endPeekSoon);
  for (const name of ["pointermove", "focusin"]) byId("panel-body").addEventListener(name, atWay);
  for (const name of ["pointerleave", "focusout"]) byId("panel-body").addEventListener(name, () => lightArrow(null));
}

const pointBox = ({ clientX: x, clientY: y }) => ({ getBoundingClientRect: () => ({ left: x, right: x, top: y, bottom: y }) });

// The panel at the side: everything about one step, or all findings. What it shows is taken from the text of the page.
let returnTo = null;

// A copy of what is told, without ids and with headings one higher: in the panel the step itself is the second.
function copied(element) {
  const copy = element.cloneNode(true);
  copy.removeAttribute("id");
  for (const part of copy.querySelectorAll("[id]")) part.removeAttribute("id");
  for (const heading of copy.querySelectorAll("h5")) {
    const higher = document.createElement("h3");
    higher.append(...heading.childNodes);
    heading.replaceWith(higher);
  }
  for (const details of copy.querySelectorAll("details")) details.open = false;
  return copy;
}

// What is told of a step as it is for the persona that is chosen: its own marks, and no finding that is for others.
function tellFor(copy, step) {
  for (const item of copy.querySelectorAll(".facts.findings > ul > li")) if (!concernsShown(item)) item.remove();
  for (const list of copy.querySelectorAll(".facts.findings")) if (!list.querySelector("li")) list.remove();
  const marks = state.persona === null ? undefined : data.personas[state.persona].marks[step];
  if (!marks) return;
  const facts = copy.querySelector(".facts.marks"), lines = marks.map(([label, words]) => (
    make("div", {}, make("dt", {}, label), make("dd", {}, words))));
  if (!marks.length) facts?.remove();
  else if (facts) facts.querySelector("dl").replaceChildren(...lines);
}

function openPanel(title, focus) {
  const heading = byId("panel-title");
  heading.textContent = title;
  panel.hidden = false;
  byId("panel-body").scrollTop = 0;
  measure();
  if (focus) heading.focus({ preventScroll: true });
}

function showStep(step, focus) {
  openedArrow = null;
  lightArrow(null);
  state.step = step;
  state.findings = false;
  byId("show-findings").setAttribute("aria-expanded", "false");
  byId("filter").hidden = true;
  byId("panel-tools").hidden = false;
  const copy = copied(told[step]);
  copy.querySelector("h4").remove();
  tellFor(copy, step);
  const passes = passesOf(step);
  const body = byId("panel-body");
  body.replaceChildren(...copy.childNodes);
  body.lang = byId("told").lang;
  if (passes) body.querySelector(".where").after(make("p", { className: "for-persona", lang: root.lang }, passes));
  openPanel(labelOf(step), focus);
  rove(step);
  mark();
  showWays();
  byId("to-findings").hidden = cameFrom === null;
  for (const one of document.querySelectorAll(".told-step.chosen")) one.classList.remove("chosen");
  told[step].classList.add("chosen");
  endPeek();
}

// The finding from whose list one came, which one can go back to.
let cameFrom = null;

// Opening a step brings it into sight, on the drawing or in the text.
function openStep(step, focus) {
  if (state.findings && !panel.hidden) cameFrom = { finding: state.finding };
  returnTo = focus && isDrawn(step) ? groups[step] : null;
  const inText = byId("main").classList.contains("as-text");
  showStep(step, focus);
  keepAddress();
  if (inText) told[step].scrollIntoView({ block: "start" });
  else reveal(boxOf(step), !isSeen(step));
}

function hidePanel() {
  const back = returnTo || (state.findings ? byId("show-findings") : isDrawn(state.step) ? groups[state.step] : null);
  const held = panel.contains(document.activeElement);
  panel.hidden = true;
  cameFrom = null;
  openedArrow = null;
  lightArrow(null);
  state.step = null;
  state.findings = false;
  byId("show-findings").setAttribute("aria-expanded", "false");
  mark();
  measure();
  if (held) (back || stage).focus({ preventScroll: true });
  returnTo = null;
}

function closePanel() {
  hidePanel();
  keepAddress();
}

// Findings by what they are about: only what is wrong with the service happens to a customer, so that comes first.
const KINDS = ["service", "file", "picture", "knowledge", "accepted"];
const wanted = Object.fromEntries(KINDS.map((kind) => [kind, true]));

function openFindings(focus) {
  state.findings = true;
  state.finding = null;
  state.step = null;
  mark();
  byId("show-findings").setAttribute("aria-expanded", "true");
  byId("panel-tools").hidden = true;
  byId("filter").hidden = false;
  listFindings();
  openPanel(say("findings"), focus);
}

// All findings for whom the drawing is shown, in the order of their numbers, each with its place in the whole list.
function findingsByKind() {
  const kinds = Object.fromEntries(KINDS.map((kind) => [kind, []]));
  [...byId("findings-list").children, ...byId("accepted-list").children].forEach((item, number) => {
    const kind = item.parentElement.id === "accepted-list" ? "accepted" : item.dataset.kind || "service";
    if (concernsShown(item)) kinds[kind].push([item, number]);
  });
  return kinds;
}

function showFilter(kinds) {
  const boxes = Object.entries(kinds).filter(([, items]) => items.length).map(([kind, items]) => {
    const box = make("input", { type: "checkbox", checked: wanted[kind], value: kind });
    box.onchange = () => {
      wanted[kind] = box.checked;
      listFindings();
      byId("filter").querySelector(`[value=${kind}]`).focus();
      announce(countShown());
    };
    return make("label", {}, box, `${say(kind)} (${items.length})`);
  });
  byId("filter").replaceChildren(byId("filter").firstElementChild, ...boxes);
}

// Signs of one cause stand together: that which tells of it first, the others folded up below it.
function groupOf(items) {
  const list = make("ol", { className: "findings-list" });
  let lead = null;
  for (const [item, number] of items) {
    const copy = copied(item);
    copy.dataset.number = number;
    copy.classList.toggle("chosen", number === state.finding);
    if (item.dataset.behind && lead && lead.of === item.dataset.behind) lead.add(copy);
    else {
      list.append(copy);
      const of = item.querySelector(".finding-number")?.textContent;
      lead = { of, add: (sign) => foldedIn(copy).append(sign) };
    }
  }
  return list;
}

function foldedIn(item) {
  const folded = item.querySelector(":scope > .signs > ol") || make("ol", { className: "findings-list" });
  if (!folded.isConnected && !folded.parentElement) item.append(make("details", { className: "signs" }, make("summary", {}), folded));
  folded.previousElementSibling.textContent = say("signs", { count: folded.children.length + 1 });
  return folded;
}

function listFindings() {
  const kinds = findingsByKind();
  showFilter(kinds);
  const parts = Object.entries(kinds).filter(([kind, items]) => items.length && wanted[kind])
    .map(([kind, items]) => make("section", {}, make("h3", {}, say(kind)), groupOf(items)));
  const body = byId("panel-body");
  body.lang = root.lang;
  body.replaceChildren(...(parts.length ? parts : [make("p", {}, say("found_none"))]));
}

// How many there are for whom the drawing is shown.
function countFindings() {
  byId("findings-count").textContent = [...byId("findings-list").children].filter(concernsShown).length;
}

function countShown() {
  const count = byId("panel-body").querySelectorAll(".findings-list > li").length;
  return count ? say("found", { count }) : say("found_none");
}

// A finding leads to its place and stays in sight: the list is what one works through.
function atFinding(event) {
  const item = event.target.closest(".findings-list > li[data-place]");
  if (!item || !panel.contains(item)) return;
  const link = event.target.closest("a");
  if ((link && !link.closest(".where")) || event.target.closest("dl")) return;
  if (event.target.closest("summary") && item.classList.contains("chosen")) return;
  if (link) event.preventDefault();
  setText(false);
  chooseFinding(item);
  keepAddress();
  announce(labelOf(state.step));
}

function chooseFinding(item) {
  for (const other of panel.querySelectorAll(".chosen")) other.classList.remove("chosen");
  item.classList.add("chosen");
  state.finding = Number(item.dataset.number);
  panel.querySelector(".open-step")?.remove();
  if (item.dataset.place === undefined) return;
  state.step = Number(item.dataset.place);
  rove(state.step);
  const button = make("button", { type: "button", className: "open-step" }, say("open_step"));
  button.onclick = (event) => { event.stopPropagation(); openStep(Number(item.dataset.place), true); };
  item.append(button);
  const folded = item.closest("details.signs");
  if (folded) folded.open = true;
  item.scrollIntoView({ block: "nearest" });
  mark();
  reveal(boxOf(state.step), true);
}

function backToFindings() {
  const { finding } = cameFrom;
  state.finding = finding;
  openFindings(true);
  const item = panel.querySelector(`.findings-list > [data-number="${finding}"]`);
  if (item) chooseFinding(item);
  keepAddress();
}

function startPanel() {
  byId("close-panel").onclick = closePanel;
  byId("to-findings").onclick = backToFindings;
  byId("show-findings").onclick = () => {
    if (state.findings && !panel.hidden) return closePanel();
    openFindings(true);
    return keepAddress();
  };
  byId("panel-body").addEventListener("click", atFinding);
  for (const direction of ["in", "out"]) {
    byId(`way-${direction}`).onclick = () => {
      if (isFollowed(direction)) return endPath();
      setText(false);
      follow(direction, state.step);
      return keepAddress();
    };
  }
}

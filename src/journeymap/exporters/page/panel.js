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

function openPanel(title, focus) {
  const heading = byId("panel-title");
  heading.textContent = title;
  panel.hidden = false;
  byId("panel-body").scrollTop = 0;
  measure();
  if (focus) heading.focus({ preventScroll: true });
}

function showStep(step, focus) {
  state.step = step;
  state.findings = false;
  byId("show-findings").setAttribute("aria-expanded", "false");
  byId("filter").hidden = true;
  byId("panel-tools").hidden = false;
  const copy = copied(told[step]);
  copy.querySelector("h4").remove();
  const passes = passesOf(step);
  const body = byId("panel-body");
  body.replaceChildren(...copy.childNodes);
  body.lang = byId("told").lang;
  if (passes) body.querySelector(".where").after(make("p", { className: "for-persona", lang: root.lang }, passes));
  openPanel(labelOf(step), focus);
  rove(step);
  mark();
  endPeek();
}

// Opening a step is following a link to it, so that the way back of the browser leads back.
function openStep(step, focus) {
  returnTo = focus && isDrawn(step) ? groups[step] : null;
  const address = addressOf(step);
  if (location.hash === address) showStep(step, focus);
  else {
    focusNext = focus;
    location.hash = address;
  }
}

let focusNext = false;

function closePanel() {
  const back = returnTo || (state.findings ? byId("show-findings") : isDrawn(state.step) ? groups[state.step] : null);
  const held = panel.contains(document.activeElement);
  panel.hidden = true;
  state.step = null;
  state.findings = false;
  byId("show-findings").setAttribute("aria-expanded", "false");
  mark();
  measure();
  if (location.hash.startsWith("#step=")) history.replaceState(null, "", location.pathname + location.search);
  if (held) (back || stage).focus({ preventScroll: true });
  returnTo = null;
}

const wanted = { error: true, warning: true, note: true, accepted: true };

function openFindings(focus) {
  state.findings = true;
  state.step = null;
  mark();
  byId("show-findings").setAttribute("aria-expanded", "true");
  byId("panel-tools").hidden = true;
  const filter = byId("filter");
  filter.hidden = false;
  if (filter.querySelector("input") === null) {
    for (const [kind, items] of Object.entries(findingsByKind())) {
      if (!items.length) continue;
      const box = make("input", { type: "checkbox", checked: true, value: kind });
      box.onchange = () => { wanted[kind] = box.checked; listFindings(); announce(countShown()); };
      filter.append(make("label", {}, box, `${say(kind)} (${items.length})`));
    }
  }
  listFindings();
  openPanel(say("findings"), focus);
}

function findingsByKind() {
  const kinds = { error: [], warning: [], note: [], accepted: [...byId("accepted-list").children] };
  for (const item of byId("findings-list").children) kinds[item.dataset.severity].push(item);
  return kinds;
}

function listFindings() {
  const list = make("ol", { className: "findings-list" });
  for (const [kind, items] of Object.entries(findingsByKind())) {
    if (wanted[kind]) list.append(...items.map(copied));
  }
  const body = byId("panel-body");
  body.lang = root.lang;
  if (list.children.length) body.replaceChildren(list);
  else body.replaceChildren(make("p", {}, say("found_none")));
}

function countShown() {
  const count = byId("panel-body").querySelectorAll(".findings-list > li").length;
  return count === 1 ? say("found_one") : count ? say("found", { count }) : say("found_none");
}

// A finding leads to its place and stays in sight: the list is what one works through.
function atFinding(event) {
  const item = event.target.closest(".findings-list > li[data-place]");
  if (!item || !panel.contains(item)) return;
  const link = event.target.closest("a");
  if ((link && !link.closest(".where")) || event.target.closest("dl")) return;
  if (event.target.closest("summary") && item.classList.contains("chosen")) return;
  if (link) event.preventDefault();
  for (const other of panel.querySelectorAll(".chosen")) other.classList.remove("chosen");
  item.classList.add("chosen");
  const step = Number(item.dataset.place);
  showDrawing();
  state.step = step;
  rove(step);
  mark();
  reveal(boxOf(step), true);
  announce(labelOf(step));
}

function startPanel() {
  byId("close-panel").onclick = closePanel;
  byId("show-findings").onclick = () => (state.findings && !panel.hidden ? closePanel() : openFindings(true));
  byId("panel-body").addEventListener("click", atFinding);
  byId("way-in").onclick = () => follow("in");
  byId("way-out").onclick = () => follow("out");
}

// The page takes over what the server tells: a new drawing is exchanged in place, and everything stays as it was chosen.
// What a module keeps by the number of a step it lets go of by its id, since every number may be another one afterwards.
const served = JSON.parse(byId("served").textContent);
const talk = JSON.parse(byId("editing-words").textContent);
const client = Math.random().toString(36).slice(2) + Date.now().toString(36);

function word(name, values = {}) {
  const forms = talk[name];
  const text = Array.isArray(forms) ? forms[String(values.count) === "1" ? 0 : 1] : forms;
  return text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole));
}

const idOf = (step) => (step === null || step === undefined ? null : data.ids[step]);
// The new number of a step that had an id, which may be another one now.
let renamed = {};
const again = (id) => (id === null ? null : numberOf.get(renamed[id] ?? id) ?? null);

// What each module holds over an exchange, if anything, and how it takes it up again, in this order.
const keepers = {
  core: {
    restore: () => {
      groups.length = told.length = reading.length = 0;
      for (const group of drawn.querySelectorAll("[data-step]")) {
        groups[group.dataset.step] = group;
        reading.push(Number(group.dataset.step));
      }
      for (const article of byId("told").querySelectorAll("[data-told]")) told[article.dataset.told] = article;
      numberOf.clear();
      data.ids.forEach((id, number) => numberOf.set(id, number));
    },
  },
  view: {
    restore: () => {
      [size.width, size.height] = data.size;
      scene.style.width = size.width + "px";
      scene.style.height = size.height + "px";
      fingers.clear();
      dragged = false;
    },
  },
  rows: {
    hold: () => ({ off: [...off].map((number) => data.parts[number].key), shown: data.parts.map((part) => part.key) }),
    restore: (held) => {
      off.clear();
      before.clear();
      shapes = null;
      cuts = [];
      boxes.length = 0;
      byId("rows").replaceChildren();
      listRows();
      data.parts.forEach((part, number) => {
        const gone = held.off.includes(part.key);
        if (held.shown.includes(part.key) && boxes[number].checked === gone) {
          boxes[number].checked = !gone;
          if (gone) off.add(number);
          else off.delete(number);
        }
      });
      findCuts();
      if (cuts.length) place();
    },
  },
  persona: {
    hold: () => (state.persona === null ? null : data.personas[state.persona].id),
    restore: (held) => {
      describedForAll = byId("scene-description").textContent;
      const number = data.personas.findIndex((one) => one.id === held);
      state.persona = number < 0 ? null : number;
      const choice = byId("persona");
      choice.replaceChildren(choice.firstElementChild);
      data.personas.forEach((persona, place) => choice.append(make("option", { value: String(place) }, persona.name)));
      choice.value = state.persona === null ? "" : String(state.persona);
      byId("persona-choice").hidden = !data.personas.length;
      showPersona();
    },
  },
  names: {
    restore: () => {
      names.replaceChildren();
      startNames();
    },
  },
  address: {
    restore: () => {
      partOf.clear();
      data.parts.forEach((part, number) => partOf.set(part.key, number));
    },
  },
  steps: {
    hold: () => ({ current: idOf(current), focused: idOf(stepAt(document.activeElement)) }),
    restore: (held) => {
      current = again(held.current);
      if (!isDrawn(current)) current = reading[0];
      if (current !== undefined) rove(current);
      const step = again(held.focused);
      if (step !== null && isDrawn(step)) {
        quiet = true;
        focusStep(step);
        quiet = false;
      } else if (held.focused !== null) stage.focus({ preventScroll: true });
    },
  },
  search: {
    restore: () => {
      texts = null;
      const open = !hits.hidden;
      if (field.value) seek();
      if (!open) close();
    },
  },
  peek: {
    hold: () => openedArrow && openedArrow.split(" ").map((step) => idOf(Number(step))),
    restore: (held) => {
      endPeek();
      arrows = null;
      lit = null;
      const pair = held && held.map(again);
      openedArrow = pair && pair.every((step) => step !== null) ? pair.join(" ") : null;
      peeked = "";
      lightArrow(null);
    },
  },
  panel: {
    hold: () => ({
      step: idOf(state.step), findings: state.findings, finding: state.finding === null ? null : findingAt(state.finding),
      cameFrom: cameFrom && (cameFrom.finding === null ? null : findingAt(cameFrom.finding)), came: cameFrom !== null,
      open: !panel.hidden, scrolled: byId("panel-body").scrollTop, arrow: openedArrow,
    }),
    restore: (held) => {
      const step = again(held.step);
      returnTo = null;
      cameFrom = held.came ? { finding: placeOf(held.cameFrom) } : null;
      countFindings();
      if (!held.open) return mark();
      if (held.findings) {
        state.finding = placeOf(held.finding);
        state.step = step;
        listFindings();
        mark();
      } else if (step === null) {
        const gone = held.step;
        hidePanel();
        if (gone !== null) {
          history.replaceState(null, "", shownAddress() || location.pathname + location.search);
          announce(word("step_gone"));
        }
      } else {
        const pair = openedArrow;
        state.step = step;
        showStep(step, false);
        openedArrow = pair;
        lightArrow(pair);
      }
      byId("panel-body").scrollTop = held.scrolled;
      return undefined;
    },
  },
  paths: {
    hold: () => state.way && { direction: state.way.direction, step: idOf(state.way.step) },
    restore: (held) => {
      const step = held ? again(held.step) : null;
      if (step !== null) follow(held.direction, step, false);
      else if (held) endPath();
    },
  },
  present: {
    hold: () => state.presenting,
    restore: (held) => { if (held !== null) present(held); },
  },
};

// A finding is known by its rule and the step that it is about; its number is another one afterwards.
function findingAt(place) {
  const item = [...byId("findings-list").children, ...byId("accepted-list").children][place];
  return item ? { step: idOf(item.dataset.place === undefined ? null : Number(item.dataset.place)), said: item.textContent } : null;
}

function placeOf(held) {
  if (!held) return null;
  const items = [...byId("findings-list").children, ...byId("accepted-list").children];
  const same = items.findIndex((item) => item.textContent === held.said);
  if (same >= 0) return same;
  const step = again(held.step);
  const there = items.findIndex((item) => step !== null && Number(item.dataset.place) === step);
  return there < 0 ? null : there;
}

// What stays at its place on the screen: the step that was edited, that has the focus, that is chosen, or the nearest.
function anchorStep(preferred) {
  const wanted = [preferred, idOf(stepAt(document.activeElement)), idOf(state.step)];
  const known = wanted.find((id) => id !== null && id !== undefined && numberOf.has(id) && isDrawn(numberOf.get(id)));
  if (known !== undefined) return known;
  const x = (stageWidth / 2 - view.x) / view.k, y = (stageHeight / 2 - view.y) / view.k;
  let best = null, least = Infinity;
  for (const step of reading) {
    const [left, top, right, bottom] = data.boxes[step];
    const far = Math.hypot((left + right) / 2 - x, (top + bottom) / 2 - y);
    if (far < least) [best, least] = [idOf(step), far];
  }
  return best;
}

function placesOnScreen() {
  const places = new Map();
  for (const step of reading) {
    const [left, top] = boxOf(step);
    places.set(data.ids[step], [left * view.k + view.x, top * view.k + view.y]);
  }
  return places;
}

let shownVersion = served.drawn;

function exchange(drawing, preferred = null) {
  const moves = reading.length <= 150 && !matchMedia("(prefers-reduced-motion: reduce)").matches;
  const anchor = anchorStep(preferred);
  const places = moves || anchor ? placesOnScreen() : new Map();
  const held = Object.fromEntries(Object.entries(keepers).map(([name, keeper]) => [name, keeper.hold?.()]));
  renamed = drawing.renamed || {};
  const was = new Map([...byId("told").querySelectorAll("article[id]")].map((article) => [article.id, article]));
  for (const [name, value] of Object.entries(drawing.root)) scene.setAttribute(name, value);
  byId("scene-title").textContent = drawing.title;
  byId("scene-description").textContent = drawing.description;
  document.title = drawing.title;
  const heading = document.querySelector("#bar h1");
  if (heading) heading.textContent = drawing.title;
  drawn.innerHTML = drawing.shapes;
  byId("told").innerHTML = drawing.told;
  for (const article of byId("told").querySelectorAll("article[data-kept]")) {
    const kept = was.get(article.id);
    if (kept) {
      kept.dataset.told = article.dataset.told;
      article.replaceWith(kept);
    }
  }
  byId("findings-list").innerHTML = drawing.findings;
  byId("accepted-list").innerHTML = drawing.accepted;
  for (const key of Object.keys(data)) delete data[key];
  Object.assign(data, drawing.data);
  for (const key of ["model", "order", "labels", "steps"]) served[key] = drawing[key];
  shownVersion = served.drawn = drawing.version;
  for (const [name, keeper] of Object.entries(keepers)) keeper.restore(held[name]);
  measure();
  stayAt(anchor, places);
  if (moves) slide(places);
  showNames();
  root.dataset.drawn = String(drawing.version);
  for (const listener of afterExchange) listener(drawing);
}

const afterExchange = [];

function stayAt(anchor, places) {
  const step = anchor === null ? null : again(anchor);
  const there = anchor === null ? undefined : places.get(anchor);
  if (step !== null && isDrawn(step) && there) {
    const [left, top] = boxOf(step);
    view.x = there[0] - left * view.k;
    view.y = there[1] - top * view.k;
  }
  keep();
}

// Cards slide from where they were; a new one fades in. The view itself never moves for it.
function slide(places) {
  const old = new Map([...places].map(([id, place]) => [renamed[id] ?? id, place]));
  for (const step of reading) {
    const there = old.get(data.ids[step]);
    if (!there) {
      groups[step].animate([{ opacity: 0 }, { opacity: 1 }], { duration: 220 });
      continue;
    }
    const [left, top] = boxOf(step);
    const dx = (there[0] - left * view.k - view.x) / view.k, dy = (there[1] - top * view.k - view.y) / view.k;
    if (Math.hypot(dx, dy) > 1) {
      groups[step].animate([{ transform: `translate(${dx}px,${dy}px)` }, { transform: "none" }], { duration: 220, easing: "ease-out" });
    }
  }
}

// The stream of the server. Only a page that is seen holds one open: a browser has six connections for all its tabs.
let stream = null, heard = served.last_event, fetching = false, wantedVersion = 0, awaitedStep = null;

async function ask(path, body) {
  const asked = body === undefined ? {} : {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  };
  const answer = await fetch(path, asked);
  return [answer.status, await answer.json().catch(() => null)];
}

const file = encodeURIComponent(served.file);

async function fetchDrawing(version) {
  wantedVersion = Math.max(wantedVersion, version);
  if (fetching) return;
  fetching = true;
  try {
    while (shownVersion < wantedVersion) {
      let [status, drawing] = await ask(`drawing/${file}?base=${shownVersion}`);
      if (status === 200 && drawing.base !== null && drawing.base !== shownVersion) [status, drawing] = await ask(`drawing/${file}`);
      if (status !== 200 || drawing.version <= shownVersion) break;
      exchange(drawing, awaitedStep);
      awaitedStep = null;
    }
  } catch {
    // The server is gone for now, or the page is being left: what was missed is asked for when it answers again.
  } finally {
    fetching = false;
  }
}

function take(accepted, version, hash) {
  if (version <= served.version) return;
  served.version = version;
  served.hash = hash;
  const lines = served.text.split("\n");
  for (const change of [...accepted.difference].reverse()) lines.splice(change.start, change.count, ...change.lines);
  served.text = lines.join("\n");
  served.steps = accepted.steps;
  served.can_undo = accepted.can_undo;
  served.can_redo = accepted.can_redo;
  root.dataset.version = String(version);
  for (const listener of afterText) listener(accepted);
}

const afterText = [];

function atEvent(event) {
  if (event.file !== served.file) return;
  const { kind, version, content } = event;
  if (kind === "accepted" || kind === "changed") {
    const own = event.client === client;
    take(content, version, event.hash);
    if (!own) tell(content.said || word("changed_elsewhere"));
  } else if (kind === "findings") {
    served.findings = content.findings;
    served.readable = content.readable;
    tellFindings(content);
    root.dataset.checked = String(version);
  } else if (kind === "drawing") fetchDrawing(version);
  else if (kind === "figures") {
    served.figures = content.figures;
    showFigures();
    root.dataset.figures = String(version);
  } else if (kind === "gone") tell(word("file_gone"));
}

function listen() {
  if (stream) return;
  stream = new EventSource(`events?after=${heard}`);
  const hear = (message) => {
    if (message.lastEventId) heard = Number(message.lastEventId);
    atEvent(JSON.parse(message.data));
  };
  for (const kind of ["accepted", "changed", "findings", "drawing", "figures", "gone"]) stream.addEventListener(kind, hear);
  stream.onopen = () => {
    const missed = root.dataset.live === "off";
    root.dataset.live = "on";
    showConnection();
    if (missed) catchUp();
  };
  stream.onerror = () => { root.dataset.live = "off"; showConnection(); };
}

async function catchUp() {
  listen();
  const [status, now] = await ask(`state/${file}`).catch(() => [0, null]);
  if (status !== 200) return;
  if (now.version > served.version) {
    const kept = ["version", "hash", "text", "steps", "findings", "figures", "can_undo", "can_redo"];
    for (const key of kept) served[key] = now[key];
    root.dataset.version = String(now.version);
    for (const listener of afterText) listener(null);
    showFigures();
  }
  if (now.drawn > shownVersion) fetchDrawing(now.drawn);
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) catchUp();
  else if (stream) {
    stream.close();
    stream = null;
  }
});

// The bar of a live page: what was done last, back and forth, and what the figures are since the session began.
const bar = make("div", { id: "live-bar", className: "live-bar", role: "region", "aria-label": word("editing") });
const lastSaid = make("p", { id: "live-said", className: "live-said" });
const undoButton = make("button", { type: "button", id: "undo" }, word("undo"));
const redoButton = make("button", { type: "button", id: "redo" }, word("redo"));
const figuresShown = make("p", { id: "live-figures", className: "live-figures" });

function tell(text) {
  lastSaid.textContent = text;
  announce(text);
}

function tellFindings({ new: fresh, gone }) {
  const parts = [];
  if (gone.length) parts.push(word("findings_gone", { count: gone.length }));
  if (fresh.length) {
    const first = served.findings.find((finding) => finding.id === fresh[0]);
    parts.push(word("findings_new", { count: fresh.length, first: first ? first.message : "" }));
  }
  if (parts.length) tell([lastSaid.textContent.replace(/[.]?$/, "."), ...parts].filter((part) => part !== ".").join(" "));
}

function showFigures(figures = served.figures) {
  const changed = figures.filter(({ told: [one, other] }) => one !== other);
  figuresShown.replaceChildren(...changed.slice(0, 3).flatMap(({ label, told: [one, other], improved }, place) => {
    const figure = make("span", { className: improved === true ? "better" : improved === false ? "worse" : "" }, `${label} ${one} → ${other}`);
    return place ? [" · ", figure] : [figure];
  }));
}

function showConnection() {
  bar.classList.toggle("is-gone", root.dataset.live === "off");
  if (root.dataset.live === "off") lastSaid.textContent = word("server_gone");
  else if (lastSaid.textContent === word("server_gone")) lastSaid.textContent = "";
}

function showUndo() {
  undoButton.disabled = served.read_only || !served.can_undo;
  redoButton.disabled = served.read_only || !served.can_redo;
}

byId("bar").after(bar);
bar.append(undoButton, redoButton, lastSaid, figuresShown);
afterText.push(showUndo);
if (served.read_only) lastSaid.textContent = word("read_only");
root.dataset.version = String(served.version);
root.dataset.drawn = String(served.drawn);
showUndo();
showFigures();
measure();
keep();
if (!document.hidden) catchUp();

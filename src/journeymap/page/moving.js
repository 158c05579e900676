// A card to another row, by dragging it or with the keys: what changes are the words of the file, never a coordinate. A
// drag moves the drawing, except on the card of the chosen step, or after a long press with a finger.
const LIFT = 380, STILL = 9; // milliseconds and pixels of a long press
let lifted = null; // { cell, row, pointer, from, ghost }
let press = null;

const ACTING = LANES.slice(1);

function rowAt(clientY) {
  const y = (clientY - stage.getBoundingClientRect().top - view.y) / view.k;
  return data.parts.findIndex((part, number) => !off.has(number) && y >= moved(part.top) && y <= moved(part.bottom));
}

function phaseAt(clientX) {
  const x = (clientX - stage.getBoundingClientRect().left - view.x) / view.k;
  return data.phases.findIndex((phase) => x >= phase.left && x <= phase.right);
}

const phaseIds = () => {
  const phases = served.model.phases;
  return Array.isArray(phases) ? phases.map(String) : Object.keys(phases || {});
};

function lift(cell, event) {
  const group = cell.card || groups[numberOf.get(cell.id)];
  lifted = { cell, group, pointer: event.pointerId, from: [event.clientX, event.clientY], row: null };
  group.classList.add("lifted");
  stage.classList.add("lifting");
  fingers.delete(event.pointerId);
  stage.setPointerCapture(event.pointerId);
  root.dataset.lifted = cell.id;
  endPeek();
}

function letDown() {
  if (!lifted) return;
  lifted.group.classList.remove("lifted");
  lifted.group.style.transform = "";
  stage.classList.remove("lifting");
  markRow(-1);
  delete root.dataset.lifted;
  lifted = null;
}

function markRow(number) {
  for (const part of drawn.querySelectorAll(".drop-row")) part.classList.remove("drop-row");
  if (number >= 0) drawn.querySelector(`[data-part="${number}"]`)?.classList.add("drop-row");
}

// What a drop on a row, and in a phase, means for the file; null where it means nothing.
function moveTo(cell, row, phase) {
  const [lane, actor] = (data.parts[row]?.key || "").split("/");
  const step = numberOf.get(cell.id);
  const here = cell.card ? keyOf(cell.card) : "";
  const edit = { op: "move-card", step: cell.id, lane: cell.at[2], item: cell.at[3] || 0 };
  const phases = phaseIds(), phaseNow = phaseAtStep(step);
  const toPhase = phase >= 0 && phase !== phaseNow && phases.length === data.phases.length ? phases[phase] : null;
  if (data.parts[row] && data.parts[row].key === here) return toPhase ? { op: "move-card", step: cell.id, to_phase: toPhase } : null;
  if (!ACTING.includes(lane)) {
    tell(word("no_row", { row: data.parts[row]?.title || "" }));
    return null;
  }
  return { ...edit, to_lane: lane, ...(actor && served.model.actors?.[actor] ? { to_actor: actor } : {}), ...(toPhase ? { to_phase: toPhase } : {}) };
}

function phaseAtStep(step) {
  const [left, , right] = data.boxes[step];
  return data.phases.findIndex((phase) => (left + right) / 2 >= phase.left && (left + right) / 2 <= phase.right);
}

async function moveCell(cell, row, phase) {
  const edit = moveTo(cell, row, phase);
  if (edit) await write([edit], { focus: cell.id });
  else if (data.parts[row]?.key === (cell.card && keyOf(cell.card))) tell(word("order_follows"));
}

stage.addEventListener("pointerdown", (event) => {
  clearTimeout(press?.timer);
  press = null;
  if (served.read_only || event.button > 0 || wayFrom !== null || event.target === cardField) return;
  if (fingers.size) return letDown();
  const cell = cellAt(event.target);
  if (!cell) return undefined;
  const touch = event.pointerType === "touch";
  press = { cell, from: [event.clientX, event.clientY], chosen: !touch && state.step === numberOf.get(cell.id), pointer: event.pointerId };
  if (touch) press.timer = setTimeout(() => { if (press) lift(press.cell, event); press = null; }, LIFT);
  return undefined;
}, true);

stage.addEventListener("pointermove", (event) => {
  if (press && press.pointer === event.pointerId) {
    const far = Math.hypot(event.clientX - press.from[0], event.clientY - press.from[1]);
    if (press.chosen && far > 5) {
      const { cell } = press;
      press = null;
      lift(cell, event);
    } else if (far > STILL) {
      clearTimeout(press.timer);
      press = null;
    }
  }
  if (!lifted || lifted.pointer !== event.pointerId) return;
  event.stopImmediatePropagation();
  dragged = true;
  const dx = (event.clientX - lifted.from[0]) / view.k, dy = (event.clientY - lifted.from[1]) / view.k;
  lifted.group.style.transform = `translate(${dx}px,${dy}px)`;
  markRow(rowAt(event.clientY));
  const box = stage.getBoundingClientRect(), near = 40;
  if (event.clientX < box.left + near) pan(12, 0);
  else if (event.clientX > box.right - near) pan(-12, 0);
  if (event.clientY < box.top + near) pan(0, 12);
  else if (event.clientY > box.bottom - near) pan(0, -12);
}, true);

stage.addEventListener("pointerup", (event) => {
  clearTimeout(press?.timer);
  press = null;
  if (!lifted || lifted.pointer !== event.pointerId) return;
  const { cell } = lifted, row = rowAt(event.clientY), phase = phaseAt(event.clientX);
  letDown();
  moveCell(cell, row, phase);
}, true);
stage.addEventListener("pointercancel", () => { clearTimeout(press?.timer); press = null; letDown(); }, true);
stage.addEventListener("contextmenu", (event) => { if (lifted || stepAt(event.target) !== null) event.preventDefault(); });

// With the keys: m, then arrows choose a row, Enter moves there.
let moving = null;

function beginMove(step) {
  const cell = cellsOf(step).find(({ at }) => ACTING.includes(at[2]));
  if (!cell) return;
  moving = { cell, row: data.parts.findIndex((part) => part.key === (cell.card ? keyOf(cell.card) : "")) };
  root.dataset.choosing = "row";
  markRow(moving.row);
  tell(word("choose_row"));
}

function endMove() {
  moving = null;
  delete root.dataset.choosing;
  markRow(-1);
}

window.addEventListener("keydown", (event) => {
  if (lifted && event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    letDown();
    return tell(word("given_up"));
  }
  if (!moving) return undefined;
  const { cell, row } = moving, down = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (down) {
    let next = row + down;
    while (data.parts[next] && (!ACTING.includes(data.parts[next].key.split("/")[0]) || off.has(next))) next += down;
    if (data.parts[next]) {
      moving.row = next;
      markRow(next);
      tell(word("move_to", { row: data.parts[next].title }));
    }
  } else if (event.key === "Enter") {
    endMove();
    moveCell(cell, row, -1);
  } else if (event.key === "Escape") {
    endMove();
    tell(word("given_up"));
  } else return undefined;
  event.preventDefault();
  return event.stopPropagation();
}, true);

// A finding in the panel: what the program proposes, and accepting it with a reason.
function offerAtFindings() {
  if (served.read_only) return;
  for (const item of byId("panel-body").querySelectorAll(".findings-list > li")) {
    if (item.querySelector(":scope > .offers")) continue;
    const id = item.dataset.place === undefined ? null : data.ids[Number(item.dataset.place)];
    const code = item.querySelector(".rule")?.textContent.trim();
    const finding = served.findings.find((one) => one.step === id && code && (code.includes(one.rule) || code.includes(one.code)));
    if (!finding) continue;
    const offers = finding.fixes.map((title, fix) => {
      const button = make("button", { type: "button" }, title);
      button.onclick = (event) => { event.stopPropagation(); write([{ op: "mend", finding: finding.id, fix }], { focus: id }); };
      return button;
    });
    const accept = make("button", { type: "button", className: "accept" }, word("accept_finding"));
    accept.onclick = async (event) => {
      event.stopPropagation();
      const reason = await askWords(word("accept_why"));
      if (reason) write([{ op: "accept", rule: finding.rule, reason, step: id }], { focus: id });
    };
    item.append(make("p", { className: "offers" }, ...offers, accept));
  }
}

new MutationObserver(offerAtFindings).observe(byId("panel-body"), { childList: true });
offerAtFindings();

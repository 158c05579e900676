// Words on a card, written in place: the field lies over the card, in the size of the drawing. Enter or leaving it writes,
// Escape gives up, Tab goes to the next card of the step.
const cardField = make("textarea", { id: "card-words", className: "card-words", rows: 2, hidden: true });
const cardError = make("p", { id: "card-error", className: "card-error", role: "alert" });
const LANES = ["evidence", "customer", "frontstage", "backstage", "support"];
let writingAt = null; // the step by its id, the path, and the words that are known to be in the file

stage.append(cardField, cardError);
cardError.hidden = true;

// The texts of a step that stand on cards: each with its path in the file, its words, and its card in the drawing.
function cellsOf(step) {
  const id = data.ids[step], plain = served.model.steps?.[id];
  if (!plain || typeof plain !== "object") return [];
  const cells = [];
  for (const lane of LANES) {
    const value = plain[lane];
    if (value === undefined || value === null) continue;
    const items = Array.isArray(value) ? value : [value];
    const cards = cardsIn(step, lane);
    items.forEach((item, place) => {
      const words = typeof item === "object" && item !== null ? item.does : item;
      if (words === undefined) return;
      const by = typeof item === "object" && item !== null ? item.by : undefined;
      const card = cards.find((one) => by !== undefined && keyOf(one) === `${lane}/${by}`) || cards[place] || cards[0];
      const at = ["steps", id, lane, ...(Array.isArray(value) ? [place] : [])];
      cells.push({ id, at, words: String(words), card });
    });
  }
  return cells;
}

const sameAt = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const keyOf = (card) => data.parts[card.dataset.row]?.key || "";

function cardsIn(step, lane) {
  if (!isDrawn(step)) return [];
  const group = groups[step];
  const cards = group.matches("[data-row]") ? [group] : [...group.querySelectorAll(":scope > [data-row]")];
  return cards.filter((card) => keyOf(card).split("/")[0] === lane);
}

function placeField() {
  if (!writingAt) return;
  const step = numberOf.get(writingAt.id);
  const cell = step === undefined ? undefined : cellsOf(step).find(({ at }) => sameAt(at, writingAt.at));
  const rect = cell?.card?.querySelector("rect") || (isDrawn(step) ? groups[step].querySelector("rect") : null);
  if (!rect) return;
  const box = rect.getBoundingClientRect(), around = stage.getBoundingClientRect();
  const width = Math.max(box.width, 150), height = Math.max(box.height, 52);
  const left = Math.min(Math.max(box.left - around.left + (box.width - width) / 2, 4), stageWidth - width - 4);
  const top = Math.min(Math.max(box.top - around.top, 4), stageHeight - height - 4);
  for (const [name, value] of Object.entries({ left, top, width, height })) cardField.style[name] = `${value}px`;
  cardError.style.left = `${left}px`;
  cardError.style.top = `${top + height + 4}px`;
}

function editCell(cell) {
  if (served.read_only) return tell(word("read_only"));
  endPeek();
  reveal(boxOf(numberOf.get(cell.id)), false);
  writingAt = { id: cell.id, at: cell.at, known: cell.words };
  cardField.value = cell.words;
  cardField.setAttribute("aria-label", word("words_of", { step: served.labels[cell.id] || cell.id }));
  cardField.hidden = false;
  cardError.hidden = true;
  cardField.removeAttribute("aria-invalid");
  placeField();
  cardField.focus({ preventScroll: true });
  cardField.select();
  return undefined;
}

function editStep(step) {
  const cells = cellsOf(step);
  if (cells.length) editCell(cells.find(({ at }) => at[2] === "customer") || cells[0]);
}

function leaveField(focus) {
  const id = writingAt?.id;
  writingAt = null;
  cardField.hidden = true;
  cardError.hidden = true;
  if (focus && id !== undefined && numberOf.has(id) && isDrawn(numberOf.get(id))) focusStep(numberOf.get(id));
}

// Enter and the leaving that follows it are one: what is compared is what was last confirmed.
async function keepWords(focus) {
  const here = writingAt;
  if (!here) return true;
  const words = cardField.value.trim();
  if (words === here.known || !words) {
    leaveField(focus);
    return true;
  }
  const known = here.known;
  here.known = words;
  const refused = (message) => {
    here.known = known;
    writingAt = here;
    cardField.hidden = false;
    cardField.setAttribute("aria-invalid", "true");
    cardField.setAttribute("aria-describedby", "card-error");
    cardError.textContent = message;
    cardError.hidden = false;
    cardField.focus({ preventScroll: true });
  };
  leaveField(focus);
  const answer = await write([{ op: "words", at: here.at, text: words }], { was: [{ at: here.at, value: known }], focus: here.id, refused });
  return answer !== null;
}

cardField.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    event.preventDefault();
    leaveField(true);
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    keepWords(true);
  } else if (event.key === "Tab") {
    event.preventDefault();
    const { id, at } = writingAt, cells = cellsOf(numberOf.get(id));
    const place = cells.findIndex((cell) => sameAt(cell.at, at)) + (event.shiftKey ? -1 : 1);
    const next = cells[place];
    keepWords(!next).then((kept) => {
      if (kept && next) editCell(cellsOf(numberOf.get(id))[place] || next);
    });
  }
  event.stopPropagation();
});
cardField.addEventListener("blur", () => { if (!cardField.hidden) keepWords(false); });
for (const name of ["pointerdown", "wheel", "dblclick", "click"]) cardField.addEventListener(name, (event) => event.stopPropagation());

// A first click marks at once and opens the panel only when no second one comes: that one edits what lay below the first.
let pressedCell = null, opening = 0;

function cellAt(target) {
  const step = stepAt(target);
  if (step === null) return null;
  const card = target.closest("[data-row]");
  const cells = cellsOf(step);
  return cells.find((cell) => cell.card === card) || cells[0] || null;
}

stage.addEventListener("pointerdown", (event) => {
  if (event.detail > 1 && opening) return;
  pressedCell = cellAt(event.target);
}, true);
stage.addEventListener("click", (event) => {
  if (served.read_only || dragged || event.target === cardField || !scene.contains(event.target)) return;
  const step = stepAt(event.target);
  if (step === null || jumpAt(event.target) !== null) return;
  if (!panel.hidden && event.detail < 2) return;
  event.stopImmediatePropagation();
  clearTimeout(opening);
  if (event.detail > 1) {
    opening = 0;
    if (pressedCell) editCell(pressedCell);
    return;
  }
  const id = data.ids[step];
  state.step = step;
  rove(step);
  mark();
  opening = setTimeout(() => {
    opening = 0;
    if (!writingAt && numberOf.has(id)) openStep(numberOf.get(id), false);
  }, 320);
}, true);
stage.addEventListener("dblclick", (event) => {
  if (served.read_only || panel.hidden || writingAt) return;
  const cell = cellAt(event.target);
  if (cell) editCell(cell);
});
stage.addEventListener("keydown", (event) => {
  const step = stepAt(event.target);
  if (step === null || event.ctrlKey || event.metaKey || event.altKey || served.read_only) return;
  const single = byId("single-keys").checked;
  const acts = { F2: () => editStep(step), Insert: () => addAfter(step), Delete: () => removeStep(step) };
  if (single) Object.assign(acts, { e: acts.F2, n: acts.Insert, w: () => beginWay(step), m: () => beginMove(step) });
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
});
afterExchange.push(placeField);

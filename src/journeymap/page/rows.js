// Rows on and off. Of a row that is off only a strip is left for the lines that pass it: what is below moves up, and what
// crosses it becomes shorter.
const LINE_ROOM = 5; // of a drawing, above and below a line that passes a row which is off
const off = new Set(), boxes = [];
let shapes = null;
const before = new Map(); // the heights of the rectangles as they were drawn

const PIECES = /([MLHVCZ])([^MLHVCZ]*)/g;
const numbers = (text) => text.trim().split(/[\s,]+/).filter(Boolean).map(Number);

// Every shape with what it takes to move it, as it was drawn.
function shapesOnce() {
  const rowsOf = (element) => element.closest("[data-rows]")?.dataset.rows.split(" ").map(Number);
  shapes = shapes || [...drawn.querySelectorAll("rect,circle,path,text,image")].filter((element) => !element.closest(".pin")).map((element) => {
    const of = (name) => Number(element.getAttribute(name) || 0);
    const kind = element.localName;
    if (kind === "path") {
      const pieces = [...element.getAttribute("d").matchAll(PIECES)].map((piece) => [piece[1], numbers(piece[2])]);
      return { element, kind, pieces, rows: rowsOf(element) };
    }
    const y = of(kind === "circle" ? "cy" : "y");
    if (kind === "rect") before.set(element, y);
    return { element, kind, y, height: of("height"), rows: rowsOf(element) };
  });
  return shapes;
}

// What is taken out of the height of the drawing, from top to bottom: rows that are off, but for a strip where lines of
// other rows pass and their words stand, and the room that the head needs for somebody else.
let cuts = [];

function moved(y) {
  let sum = 0;
  for (const [from, to] of cuts) {
    if (y <= from) break;
    sum += Math.min(y, to) - from;
  }
  return Math.round((y - sum) * 10) / 10;
}

function findCuts() {
  cuts = [[data.above.until - data.above.room + data.above[state.persona === null ? "everyone" : state.persona], data.above.until]];
  for (const number of [...off].sort((one, other) => one - other)) {
    const { top, bottom } = data.parts[number];
    let from = top;
    for (const [begin, end] of passing(top, bottom)) {
      if (begin > from) cuts.push([from, begin]);
      from = Math.max(from, end);
    }
    if (bottom > from) cuts.push([from, bottom]);
  }
  cuts = cuts.filter(([from, to]) => to > from).sort((one, other) => one[0] - other[0]);
}

// The heights between two others at which a line runs level or words stand that belong to rows which are there.
function passing(top, bottom) {
  const kept = [];
  const keepFrom = (begin, end) => { if (end > top && begin < bottom) kept.push([Math.max(begin, top), Math.min(end, bottom)]); };
  for (const { kind, y, height, pieces, rows } of shapesOnce()) {
    if (!rows || rows.some((row) => off.has(row))) continue;
    if (kind === "rect") keepFrom(y - 1, y + height + 1);
    else if (kind === "path") for (const level of levels(pieces)) keepFrom(level - LINE_ROOM, level + LINE_ROOM);
  }
  return kept.sort((one, other) => one[0] - other[0]);
}

// The heights at which a path runs level.
function levels(pieces) {
  let y = 0;
  const found = [];
  for (const [letter, values] of pieces) {
    if (letter === "H") found.push(y);
    else if (letter === "V") y = values[0];
    else if (values.length) y = values[values.length - 1];
  }
  return found;
}

function movedPath(pieces) {
  return pieces.map(([letter, values]) => {
    if (letter === "H" || letter === "Z") return letter + values.join(" ");
    if (letter === "V") return letter + moved(values[0]);
    return letter + values.map((value, place) => (place % 2 ? moved(value) : value)).join(" ");
  }).join("");
}

// The mark of the findings stays on its card: the first in which somebody acts. Where that card is left out the mark goes
// to the next one that is there.
function placePin(pin) {
  const cards = [...pin.parentElement.querySelectorAll(":scope > .card")];
  const acting = cards.filter((card) => !data.parts[card.dataset.row].key.startsWith("evidence"));
  const own = acting[0] || cards[0];
  const there = [...acting, ...cards].find((card) => !card.classList.contains("is-off"));
  if (!there) return;
  const of = (card, name) => Number(card.querySelector("rect").getAttribute(name));
  const dx = of(there, "x") + of(there, "width") - of(own, "x") - of(own, "width");
  pin.setAttribute("transform", `translate(${dx} ${of(there, "y") - before.get(own.querySelector("rect"))})`);
}

// Move everything to where it belongs, if anything moved.
function placeAnew() {
  const before = JSON.stringify(cuts);
  findCuts();
  if (JSON.stringify(cuts) === before) mark();
  else place();
}

function place() {
  findCuts();
  for (const { element, kind, y, height, pieces } of shapesOnce()) {
    if (kind === "path") element.setAttribute("d", movedPath(pieces));
    else if (kind === "circle") element.setAttribute("cy", moved(y));
    else if (kind === "text") element.setAttribute("y", moved(y));
    else {
      element.setAttribute("y", moved(y));
      element.setAttribute("height", Math.max(moved(y + height) - moved(y), 0));
    }
  }
  for (const part of drawn.querySelectorAll("[data-part]")) part.classList.toggle("is-off", off.has(Number(part.dataset.part)));
  for (const card of drawn.querySelectorAll("[data-row]")) card.classList.toggle("is-off", off.has(Number(card.dataset.row)));
  for (const step of reading) {
    const cards = groups[step].matches("[data-row]") ? [groups[step]] : [...groups[step].querySelectorAll("[data-row]")];
    groups[step].classList.toggle("is-off", cards.every((card) => card.classList.contains("is-off")));
  }
  for (const arrow of drawn.querySelectorAll("[data-rows]")) {
    arrow.classList.toggle("is-off", arrow.dataset.rows.split(" ").some((row) => off.has(Number(row))));
  }
  for (const pin of drawn.querySelectorAll(".pin")) placePin(pin);
  size.height = moved(data.size[1]);
  scene.setAttribute("viewBox", `0 0 ${data.size[0]} ${size.height}`);
  scene.style.height = size.height + "px";
  mark();
  keep();
}

// Show the rows that are wanted, and leave out the others.
function switchRows(isWanted) {
  const changed = boxes.filter((box, number) => box.checked !== isWanted(number));
  for (const box of changed) {
    box.checked = !box.checked;
    if (box.checked) off.delete(boxes.indexOf(box));
    else off.add(boxes.indexOf(box));
  }
  if (changed.length) place();
}

function listRows() {
  data.parts.forEach((part, number) => {
    const box = make("input", { type: "checkbox", checked: part.shown });
    if (!part.shown) off.add(number);
    box.onchange = () => {
      if (box.checked) off.delete(number);
      else off.add(number);
      place();
      keepAddress(false);
      announce(say(box.checked ? "row_shown" : "row_hidden", { name: part.title }));
    };
    boxes.push(box);
    byId("rows").append(make("label", {}, box, part.title));
  });
}

function startRows() {
  const menu = byId("rows"), button = byId("show-rows");
  listRows();
  findCuts();
  if (cuts.length) place();
  const show = (on) => {
    menu.hidden = !on;
    button.setAttribute("aria-expanded", String(on));
  };
  button.onclick = () => show(menu.hidden);
  document.addEventListener("pointerdown", (event) => {
    if (!menu.hidden && !menu.contains(event.target) && !button.contains(event.target)) show(false);
  });
  menu.parentElement.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || menu.hidden) return;
    event.stopPropagation();
    show(false);
    button.focus();
  });
}

// The steps as things that can be pointed at, focused and chosen. One of them is in the order of Tab at a time.
let current = reading[0];

// A part of a blueprint may be drawn only; everything is told of the other steps too.
const isDrawn = (step) => step !== null && groups[step] !== undefined;

function boxOf(step) {
  if (!isDrawn(step)) return [0, 0, 0, 0];
  const box = groups[step].getBBox();
  return [box.x, box.y, box.x + box.width, box.y + box.height];
}

function frame(rectangle, step, margin) {
  if (!isDrawn(step) || groups[step].classList.contains("is-off")) {
    rectangle.setAttribute("hidden", "");
    return;
  }
  const [left, top, right, bottom] = boxOf(step);
  rectangle.setAttribute("x", left - margin);
  rectangle.setAttribute("y", top - margin);
  rectangle.setAttribute("width", right - left + 2 * margin);
  rectangle.setAttribute("height", bottom - top + 2 * margin);
  rectangle.removeAttribute("hidden");
}

function mark() {
  frame(byId("mark"), state.step, 5);
}

function rove(step) {
  if (!isDrawn(step)) return;
  groups[current].setAttribute("tabindex", "-1");
  current = step;
  groups[current].setAttribute("tabindex", "0");
}

function focusStep(step) {
  rove(step);
  groups[step].focus({ preventScroll: true });
}

function stepAt(target) {
  const group = target instanceof Element ? target.closest("[data-step]") : null;
  return group ? Number(group.dataset.step) : null;
}

// The step that a way leads to which stands as a tag on its card.
function jumpAt(target) {
  const tag = target instanceof Element ? target.closest("[data-jump]") : null;
  return tag ? Number(tag.dataset.jump) : null;
}

// The nearest step in a direction. A step that is level with this one, or above or below it, comes before others.
function neighbour(step, dx, dy) {
  const here = data.boxes[step];
  let best = null, least = Infinity;
  for (const other of reading) {
    if (other === step || groups[other].classList.contains("is-off")) continue;
    const there = data.boxes[other];
    const along = (middle(there, 0) - middle(here, 0)) * dx + (middle(there, 1) - middle(here, 1)) * dy;
    if (along < 4) continue;
    const cost = along + 4 * apart(here, there, dx ? 1 : 0);
    if (cost < least) [best, least] = [other, cost];
  }
  return best;
}

function middle(box, side) {
  return (box[side] + box[side + 2]) / 2;
}

// How far two boxes are apart from left to right (0) or from top to bottom (1); nothing where they overlap.
function apart(one, other, side) {
  return Math.max(0, other[side] - one[side + 2], one[side] - other[side + 2]);
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function atStepKey(event, step) {
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    openStep(step, true);
  } else if (event.key in ARROWS) {
    event.preventDefault();
    const next = neighbour(step, ...ARROWS[event.key]);
    if (next !== null) focusStep(next);
  } else if (event.key === "Home" || event.key === "End") {
    event.preventDefault();
    focusStep(event.key === "Home" ? reading[0] : reading[reading.length - 1]);
  }
}

// WebKit does not call a focus visible that a script moves from step to step at the press of a key.
let byKey = false;
// A focus that a new drawing gives back to its step brings nothing up.
let quiet = false;

function startSteps() {
  document.addEventListener("keydown", () => { byKey = true; }, true);
  document.addEventListener("pointerdown", () => { byKey = false; }, true);
  if (current !== undefined) rove(current);
  // What was pressed is what is meant, also where the drawing moved before the button was let go.
  let pressed = null;
  stage.addEventListener("pointerdown", (event) => { pressed = stepAt(event.target); });
  stage.addEventListener("click", (event) => {
    const step = dragged ? null : jumpAt(event.target) ?? stepAt(event.target) ?? pressed;
    pressed = null;
    if (step !== null) return openStep(step, false);
    const arrow = dragged || !scene.contains(event.target) ? null : arrowAt(event);
    return arrow && openArrow(arrow);
  });
  // On the stage: Chromium lets an SVG group take the focus as soon as it listens for it.
  stage.addEventListener("focusin", (event) => {
    const step = stepAt(event.target);
    if (step === null) return;
    rove(step);
    if (quiet || (!byKey && !groups[step].matches(":focus-visible"))) return;
    frame(byId("ring"), step, 9);
    reveal(boxOf(step), false);
    peek(step, groups[step]);
  });
  stage.addEventListener("focusout", () => { byId("ring").setAttribute("hidden", ""); endPeekSoon(); });
  stage.addEventListener("keydown", (event) => {
    const step = stepAt(event.target);
    if (step !== null) atStepKey(event, step);
  });
}

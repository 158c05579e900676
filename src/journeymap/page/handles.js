// Handles at what is chosen: a plus on each way out of the chosen step, where a step can be put in between, and one at the
// lower right corner of its card from which a way is drawn to another step.
const handles = document.createElementNS("http://www.w3.org/2000/svg", "g");
handles.setAttribute("id", "handles");
scene.append(handles);
let drawingWay = null; // { id, line, pointer }

function handle(name, x, y, label, sign, act) {
  const group = document.createElementNS("http://www.w3.org/2000/svg", "g");
  const radius = (matchMedia("(pointer: coarse)").matches ? 22 : 11) / Math.max(view.k, 0.6);
  const circle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
  for (const [key, value] of Object.entries({ cx: x, cy: y, r: radius })) circle.setAttribute(key, value);
  for (const [key, value] of Object.entries({ x, y: y + radius * 0.42, "text-anchor": "middle", "font-size": radius * 1.4 })) text.setAttribute(key, value);
  text.textContent = sign;
  group.setAttribute("class", `handle ${name}`);
  group.setAttribute("role", "button");
  group.setAttribute("aria-label", label);
  group.setAttribute("data-handle", name);
  group.append(circle, text);
  group.addEventListener("pointerdown", (event) => { event.stopPropagation(); if (name === "draw") act(event); });
  group.addEventListener("click", (event) => { event.stopPropagation(); if (name !== "draw") act(event); });
  handles.append(group);
}

// The middle of the longest level or upright piece of an arrow that no words lie on.
function middleOf(arrow) {
  const path = arrow.querySelector("path");
  if (!path || !path.getTotalLength) return null;
  const length = path.getTotalLength();
  const words = [...drawn.querySelectorAll(".label rect")].map((rect) => rect.getBBox());
  for (const part of length < 40 ? [0.5] : [0.5, 0.35, 0.65, 0.2, 0.8]) {
    const point = path.getPointAtLength(length * part);
    if (!words.some((box) => point.x > box.x - 8 && point.x < box.x + box.width + 8 && point.y > box.y - 8 && point.y < box.y + box.height + 8)) return point;
  }
  return null;
}

function showHandles() {
  handles.replaceChildren();
  const step = state.step;
  if (served.read_only || step === null || !isDrawn(step) || groups[step].classList.contains("is-off")) return;
  const id = data.ids[step];
  for (const arrow of drawn.querySelectorAll(`.flow[data-from="${step}"], .back[data-from="${step}"]`)) {
    const point = middleOf(arrow), to = data.ids[Number(arrow.dataset.to)];
    if (point && to && to !== id) handle("between", point.x, point.y, word("step_between", { step: labelOf(Number(arrow.dataset.to)) }), "+", () => addStep(id, to));
  }
  const [, , right, bottom] = boxOf(step);
  handle("draw", right, bottom, word("new_way"), "→", (event) => drawWay(id, right, bottom, event));
}

const inDrawing = (event) => {
  const box = stage.getBoundingClientRect();
  return [(event.clientX - box.left - view.x) / view.k, (event.clientY - box.top - view.y) / view.k];
};

function drawWay(id, x, y, event) {
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("class", "drawing-way");
  handles.append(line);
  drawingWay = { id, line, from: [x, y], pointer: event.pointerId };
  stage.setPointerCapture(event.pointerId);
  root.dataset.choosing = "way";
}

function endDrawing() {
  drawingWay?.line.remove();
  drawingWay = null;
  delete root.dataset.choosing;
}

stage.addEventListener("pointermove", (event) => {
  if (!drawingWay || drawingWay.pointer !== event.pointerId) return;
  event.stopImmediatePropagation();
  const [x, y] = inDrawing(event);
  drawingWay.line.setAttribute("d", `M${drawingWay.from[0]} ${drawingWay.from[1]}L${x} ${y}`);
}, true);
stage.addEventListener("pointerup", (event) => {
  if (!drawingWay || drawingWay.pointer !== event.pointerId) return;
  event.stopImmediatePropagation();
  const { id } = drawingWay;
  endDrawing();
  dragged = true; // what follows is no click
  const there = document.elementsFromPoint(event.clientX, event.clientY).map(stepAt).find((step) => step !== null && data.ids[step] !== id);
  if (there !== undefined) write([{ op: "connect", source: id, target: data.ids[there] }], { focus: id });
  else if (numberOf.has(id)) beginWay(numberOf.get(id));
}, true);
stage.addEventListener("pointercancel", endDrawing, true);
window.addEventListener("keydown", (event) => {
  if (!drawingWay || event.key !== "Escape") return;
  event.stopPropagation();
  endDrawing();
  tell(word("given_up"));
}, true);

new MutationObserver(showHandles).observe(byId("mark"), { attributes: true });
afterExchange.push(showHandles);
showHandles();

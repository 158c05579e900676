// Zoom and pan: one transform of one element, at most once a frame, and no layout.
const view = { x: 0, y: 0, k: 1 };
const size = { width: data.size[0], height: data.size[1] };
const LEGIBLE = 0.3; // what is smaller than this is not worth to be seen as a whole
const MOST = 8, STEP = 1.25, FAR = 0.22, PAN = 90, EDGE = 60;
let waiting = false, resting = 0, stageWidth = 1, stageHeight = 1;

function measure() {
  stageWidth = stage.clientWidth || 1;
  stageHeight = stage.clientHeight || 1;
}

function whole() {
  return Math.min((stageWidth - 24) / size.width, (stageHeight - 24) / size.height, 2);
}

function show() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    sheet.style.transform = `translate(${view.x}px,${view.y}px) scale(${view.k})`;
    showNames();
  });
  stage.classList.add("moving");
  clearTimeout(resting);
  resting = setTimeout(rest, 160);
}

// Once nothing moves any more the drawing is drawn anew, sharp; small texts are left out where nobody could read them.
function rest() {
  stage.classList.remove("moving");
  scene.classList.toggle("far", view.k < FAR && data.ids.length > 1000);
  byId("zoom-level").textContent = Math.round(view.k * 100) + "%";
}

function keep() {
  const least = Math.min(whole() * 0.7, 1);
  view.k = Math.min(Math.max(view.k, least), MOST);
  view.x = Math.min(Math.max(view.x, EDGE - size.width * view.k), stageWidth - EDGE);
  view.y = Math.min(Math.max(view.y, EDGE - size.height * view.k), stageHeight - EDGE);
  show();
}

function zoom(factor, x = stageWidth / 2, y = stageHeight / 2) {
  const least = Math.min(whole() * 0.7, 1);
  const k = Math.min(Math.max(view.k * factor, least), MOST);
  view.x = x - (x - view.x) * (k / view.k);
  view.y = y - (y - view.y) * (k / view.k);
  view.k = k;
  keep();
}

function pan(dx, dy) {
  view.x += dx;
  view.y += dy;
  keep();
}

function fit() {
  view.k = whole();
  lookAt(size.width / 2, size.height / 2);
}

// At first the whole width, from the head downwards: what becomes of customers and where it hurts is read at once. Where a
// page is opened out of sight it has no size yet, and begins once it has one.
let begun = false;

function begin() {
  begun = stageWidth > 1 && stageHeight > 1;
  view.k = Math.min((stageWidth - 24) / size.width, 1.6);
  lookAt(0, 0);
}

// Bring a box of the drawing into view; only as far as needed, or to the middle.
function reveal([left, top, right, bottom], centre) {
  const k = centre ? Math.max(view.k, 0.8) : view.k;
  const margin = 40;
  if (right === left) return; // not drawn
  const inside = k === view.k && left * k + view.x >= margin && right * k + view.x <= stageWidth - margin
    && top * k + view.y >= margin && bottom * k + view.y <= stageHeight - margin;
  if (inside) return;
  view.k = k;
  lookAt((left + right) / 2, top + Math.min(bottom - top, (stageHeight - 2 * margin) / k) / 2);
}

// Put a point of the drawing in the middle, as far as that leaves no room empty that the drawing could fill.
function lookAt(x, y) {
  const within = (wanted, length, room) => (
    length * view.k <= room ? (room - length * view.k) / 2 : Math.min(Math.max(wanted, room - length * view.k - 12), 12)
  );
  view.x = within(stageWidth / 2 - x * view.k, size.width, stageWidth);
  view.y = within(stageHeight / 2 - y * view.k, size.height, stageHeight);
  keep();
}

// Within a report the wheel moves the report, until the drawing has been clicked and as long as it is pointed at.
function atWheel(event) {
  if (root.classList.contains("report") && !event.ctrlKey && !stage.classList.contains("in-use")) return undefined;
  event.preventDefault();
  const unit = event.deltaMode === 1 ? 24 : event.deltaMode === 2 ? stageHeight : 1;
  const dx = event.deltaX * unit, dy = event.deltaY * unit;
  if (event.shiftKey || Math.abs(dx) > Math.abs(dy)) return pan(-(dx || dy), 0);
  const box = stage.getBoundingClientRect();
  return zoom(Math.exp(-dy * (event.ctrlKey ? 0.01 : 0.0016)), event.clientX - box.left, event.clientY - box.top);
}

// Pointers: one moves, two zoom. What moved no further than a tremble is a click.
const fingers = new Map();
let dragged = false;

function atDown(event) {
  if (event.button > 0) return;
  if (!fingers.size) dragged = false;
  fingers.set(event.pointerId, { x: event.clientX, y: event.clientY, from: [event.clientX, event.clientY] });
}

function atMove(event) {
  const finger = fingers.get(event.pointerId);
  if (!finger) return;
  const before = { x: finger.x, y: finger.y };
  if (!dragged && Math.hypot(event.clientX - finger.from[0], event.clientY - finger.from[1]) < 5) return;
  if (!dragged) {
    dragged = true;
    stage.classList.add("dragged");
    stage.setPointerCapture(event.pointerId);
  }
  finger.x = event.clientX;
  finger.y = event.clientY;
  if (fingers.size === 1) return pan(finger.x - before.x, finger.y - before.y);
  const other = [...fingers.values()].find((one) => one !== finger);
  const box = stage.getBoundingClientRect();
  const distance = (one) => Math.hypot(one.x - other.x, one.y - other.y) || 1;
  const between = (one) => [(one.x + other.x) / 2 - box.left, (one.y + other.y) / 2 - box.top];
  const [x0, y0] = between(before), [x1, y1] = between(finger);
  view.x += x1 - x0;
  view.y += y1 - y0;
  return zoom(distance(finger) / distance(before), x1, y1);
}

function atUp(event) {
  fingers.delete(event.pointerId);
  if (!fingers.size) stage.classList.remove("dragged");
}

function startView() {
  scene.style.width = size.width + "px";
  scene.style.height = size.height + "px";
  measure();
  new ResizeObserver(() => {
    measure();
    if (begun) return keep();
    begin();
    return reveal(boxOf(state.step), true);
  }).observe(stage);
  stage.addEventListener("wheel", atWheel, { passive: false });
  stage.addEventListener("pointerdown", atDown);
  stage.addEventListener("pointermove", atMove);
  for (const name of ["pointerup", "pointercancel"]) stage.addEventListener(name, atUp);
  // Focus inside must not make the browser scroll the stage.
  stage.addEventListener("scroll", () => { stage.scrollTo(0, 0); });
  byId("zoom-in").onclick = () => zoom(STEP);
  byId("zoom-out").onclick = () => zoom(1 / STEP);
  byId("fit").onclick = fit;
  byId("go-left").onclick = () => pan(PAN, 0);
  byId("go-right").onclick = () => pan(-PAN, 0);
  byId("go-up").onclick = () => pan(0, PAN);
  byId("go-down").onclick = () => pan(0, -PAN);
}

// The names of rows and phases stay in sight where the drawing has moved its own out of it.
const names = byId("names");
const NAMED = 18; // pixels: a row that is seen for less has no room for its name
let rowNames = [], phaseNames = [], lineNames = [];

function nameOf(className, title, shape) {
  const name = make("div", { className, hidden: true }, title);
  if (shape) name.style.setProperty("--name", shape.getAttribute("fill"));
  if (shape?.nextElementSibling && className === "phase-name") name.style.color = shape.nextElementSibling.getAttribute("fill");
  names.append(name);
  return name;
}

function startNames() {
  rowNames = data.parts.map((part, number) => nameOf("row-name", part.title, drawn.querySelector(`[data-part="${number}"] > text`)));
  lineNames = data.lines.map((line) => nameOf("line-name", line.title));
  phaseNames = data.phases.map((phase) => nameOf("phase-name", phase.title, drawn.querySelector(".phase > path")));
}

function put(name, on, x, y) {
  name.hidden = !on;
  if (on) name.style.transform = `translate(${Math.round(x)}px,${Math.round(y)}px)`;
}

function showNames() {
  const [header, top] = data.head;
  const bar = moved(top - 13) * view.k + view.y, least = bar < 24 ? 24 : 0;
  const rowsGone = view.x + 20 * view.k < 0 && view.x + size.width * view.k > 0;
  data.parts.forEach((part, number) => {
    const from = Math.max(moved(part.top) * view.k + view.y, least);
    const to = Math.min(moved(part.bottom) * view.k + view.y, stageHeight);
    put(rowNames[number], rowsGone && !off.has(number) && to - from >= NAMED, 0, from + 1);
  });
  data.lines.forEach((line, number) => {
    const y = moved(line.y) * view.k + view.y;
    put(lineNames[number], rowsGone && y > least + 8 && y < stageHeight - 8, stageWidth, y);
  });
  data.phases.forEach((phase, number) => {
    const left = phase.left * view.k + view.x, right = phase.right * view.k + view.x;
    const from = Math.max(left, rowsGone ? 0 : header * view.k + view.x, 0), to = Math.min(right, stageWidth);
    const middle = (left + right) / 2;
    const own = bar > 0 && bar < stageHeight && middle > 30 && middle < stageWidth - 30;
    put(phaseNames[number], phase.title && !own && bar < stageHeight && to - from > 70, (from + to) / 2, Math.max(bar, 13));
    phaseNames[number].style.maxWidth = `${Math.max(to - from - 8, 0)}px`;
  });
}

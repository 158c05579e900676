// Following a path: the likeliest way in from a start, the likeliest way out to a good end, else to any end. The page has
// for each step which one comes next on that way; -1 is where it begins or ends, less than that where there is none.
function along(steps, from) {
  const path = [];
  for (let at = from; at >= 0; at = steps[at]) path.push(at);
  return steps[from] < -1 ? [] : path;
}

const isFollowed = (direction) => Boolean(state.way) && state.way.direction === direction && state.way.step === state.step;

function showWays() {
  for (const one of ["in", "out"]) byId(`way-${one}`).setAttribute("aria-pressed", String(isFollowed(one)));
}

function follow(direction, step, looks = true) {
  state.way = { direction, step };
  showWays();
  let path, word = direction === "in" ? "way_in" : "way_out";
  const { before, after, toAny } = shownNow();
  if (direction === "in") path = along(before, step).reverse();
  else {
    path = along(after, step);
    if (!path.length) {
      path = along(toAny, step);
      word = "way_out_bad";
    }
  }
  byId("trail").hidden = false;
  measure();
  const words = byId("trail-words");
  if (!path.length) {
    light([step]);
    words.textContent = say(direction === "in" ? "no_way_in" : "no_way_out");
  } else {
    light(path);
    const [head, tail] = say(word, { count: path.length }).split("{path}");
    words.replaceChildren(head, ...linked(path), tail || "");
    if (looks) revealAll(path, step);
  }
  announce(words.textContent);
}

// The steps of a path as links, one after the other.
function linked(path) {
  return path.flatMap((step, place) => {
    const link = make("a", { href: addressOf(step) }, labelOf(step));
    return place ? [" → ", link] : [link];
  });
}

function light(path) {
  const places = new Map(path.map((step, place) => [step, place]));
  for (const step of reading) {
    groups[step].classList.toggle("on", places.has(step));
    groups[step].classList.toggle("faint", !places.has(step));
  }
  for (const group of drawn.querySelectorAll("[data-from]")) {
    const source = places.get(Number(group.dataset.from)), target = places.get(Number(group.dataset.to));
    const within = source !== undefined && source === target;
    const next = group.classList.contains("label") || group.matches(".flow, .back, .recover, .gives-up, .closed");
    const on = within || (next && source !== undefined && target === source + 1);
    group.classList.toggle("on", on && !within);
    group.classList.toggle("faint", !on);
  }
}

// The box around all steps of a path that are drawn.
function boxAround(path) {
  const boxes = path.filter(isDrawn).map(boxOf);
  return boxes.length ? [0, 1, 2, 3].map((side) => (side < 2 ? Math.min : Math.max)(...boxes.map((one) => one[side]))) : null;
}

function revealAll(path, step) {
  const box = boxAround(path);
  if (!box) return undefined;
  measure();
  const k = Math.min((stageWidth - 60) / (box[2] - box[0]), (stageHeight - 40) / (box[3] - box[1]), 1.4);
  if (k < LEGIBLE) return reveal(boxOf(step), true);
  view.k = k;
  return lookAt((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
}

function endPath() {
  if (byId("trail").hidden) return;
  byId("trail").hidden = true;
  state.way = null;
  measure();
  showWays();
  for (const group of drawn.querySelectorAll(".on, .faint")) group.classList.remove("on", "faint");
  showPersona();
  keepAddress();
  announce(say("path_end"));
}

function startPaths() {
  byId("trail-end").onclick = () => { endPath(); stage.focus({ preventScroll: true }); };
}

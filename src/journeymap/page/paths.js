// Following a path: the shortest way in from a start, the shortest way out to a good end, else to any end.
const IN_FLOW = 2; // the kinds of arrows below this one are those that customers take: next and recover

function waysOf(persona, backwards) {
  const never = new Set(persona === null ? [] : data.personas[persona].never);
  const ways = data.ids.map(() => []);
  data.edges.forEach(([source, target, kind], edge) => {
    if (kind >= IN_FLOW || never.has(edge)) return;
    if (backwards) ways[target].push(source);
    else ways[source].push(target);
  });
  return ways;
}

// Breadth first, in the order of the file; the path from the first step to the goal that is nearest.
function shortest(from, goals, ways) {
  const isGoal = new Set(goals), before = new Map([[from, null]]);
  let border = [from];
  while (border.length) {
    const next = [];
    for (const step of border) {
      if (isGoal.has(step)) {
        const path = [];
        for (let at = step; at !== null; at = before.get(at)) path.push(at);
        return path.reverse();
      }
      for (const other of ways[step]) {
        if (!before.has(other)) {
          before.set(other, step);
          next.push(other);
        }
      }
    }
    border = next;
  }
  return [];
}

const isFollowed = (direction) => Boolean(state.way) && state.way.direction === direction && state.way.step === state.step;

function showWays() {
  for (const one of ["in", "out"]) byId(`way-${one}`).setAttribute("aria-pressed", String(isFollowed(one)));
}

function follow(direction, step) {
  state.way = { direction, step };
  showWays();
  let path, word = direction === "in" ? "way_in" : "way_out";
  if (direction === "in") path = shortest(step, data.starts, waysOf(state.persona, true)).reverse();
  else {
    const ways = waysOf(state.persona, false);
    path = shortest(step, data.goodEnds, ways);
    if (!path.length) {
      path = shortest(step, data.ends, ways);
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
    const links = path.flatMap((one, place) => {
      const link = make("a", { href: addressOf(one) }, labelOf(one));
      return place ? [" → ", link] : [link];
    });
    words.replaceChildren(head, ...links, tail || "");
    revealAll(path, step);
  }
  announce(words.textContent);
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
    const next = group.classList.contains("label") || group.matches(".flow, .back, .recover");
    const on = within || (next && source !== undefined && target === source + 1);
    group.classList.toggle("on", on && !within);
    group.classList.toggle("faint", !on);
  }
}

function revealAll(path, step) {
  const boxes = path.filter(isDrawn).map(boxOf);
  if (!boxes.length) return undefined;
  const box = [0, 1, 2, 3].map((side) => (side < 2 ? Math.min : Math.max)(...boxes.map((one) => one[side])));
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

// Search through everything that is told of the steps, and their ids; phases too.
const MOST_SHOWN = 60;
const field = byId("search");
const hits = byId("hits");
let texts = null, found = [], chosen = -1;

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function textsOfSteps() {
  texts = texts || [...byId("told").querySelectorAll("[data-told]")].map((article) => {
    const step = Number(article.dataset.told);
    const label = folded(labelOf(step) + " " + data.ids[step]);
    const lanes = article.querySelector(".facts.lanes");
    return { step, label, lanes: folded(lanes ? lanes.textContent : ""), all: folded(article.textContent) };
  });
  return texts;
}

function seek() {
  const words = folded(field.value).split(/\s+/).filter(Boolean);
  for (const group of drawn.querySelectorAll(".hit")) group.classList.remove("hit");
  found = [];
  if (!words.length) return close();
  const within = (text) => words.every((word) => text.includes(word));
  const rank = (one) => (within(one.label) ? 0 : within(one.lanes + " " + one.label) ? 1 : within(one.all) ? 2 : 3);
  found = textsOfSteps().map((one) => ({ ...one, rank: rank(one) })).filter((one) => one.rank < 3);
  found.sort((one, other) => one.rank - other.rank);
  for (const { step } of found) if (isDrawn(step)) groups[step].classList.add("hit");
  hits.replaceChildren(...found.slice(0, MOST_SHOWN).map(option));
  hits.hidden = !found.length;
  field.setAttribute("aria-expanded", String(Boolean(found.length)));
  choose(found.length ? 0 : -1);
  const count = found.length;
  return announce(count === 1 ? say("found_one") : count ? say("found", { count }) : say("found_none"));
}

function option({ step }, place) {
  const where = told[step].querySelector(".where");
  const element = make("div", { id: `hit-${place}`, role: "option", "aria-selected": "false" },
    labelOf(step), make("small", {}, where.textContent.trim()));
  element.onpointerdown = (event) => event.preventDefault();
  element.onclick = () => { choose(place); go(); };
  return element;
}

function choose(place) {
  if (hits.children[chosen]) hits.children[chosen].setAttribute("aria-selected", "false");
  chosen = place;
  const element = hits.children[chosen];
  if (!element) return field.removeAttribute("aria-activedescendant");
  element.setAttribute("aria-selected", "true");
  element.scrollIntoView({ block: "nearest" });
  return field.setAttribute("aria-activedescendant", element.id);
}

function go() {
  if (!found[chosen]) return;
  const { step } = found[chosen];
  close();
  showDrawing();
  openStep(step, false);
  reveal(boxOf(step), true);
}

function close() {
  hits.hidden = true;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function clearSearch() {
  field.value = "";
  seek();
}

function startSearch() {
  field.addEventListener("input", seek);
  field.addEventListener("focus", () => { if (found.length && field.value) { hits.hidden = false; field.setAttribute("aria-expanded", "true"); } });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    const last = Math.min(found.length, MOST_SHOWN) - 1;
    if (event.key === "ArrowDown") choose(chosen >= last ? 0 : chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen <= 0 ? last : chosen - 1);
    else if (event.key === "Enter") go();
    else if (event.key === "Escape") {
      if (field.value) clearSearch();
      else field.blur();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

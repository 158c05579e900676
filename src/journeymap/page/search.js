// Search through everything that is told of the steps, and their ids; phases too.
const MOST_SHOWN = 60;
const field = byId("search");
const hits = byId("hits");
const options = byId("hits-list");
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
  const count = found.length;
  byId("hits-count").textContent = count ? say("found", { count }) : say("found_none");
  options.replaceChildren(...found.slice(0, MOST_SHOWN).map((one, place) => option(one, place, words)));
  options.hidden = !count;
  hits.hidden = false;
  field.setAttribute("aria-expanded", String(Boolean(count)));
  choose(found.length ? 0 : -1);
  return announce(byId("hits-count").textContent);
}

// A step that was found: its words, where it is, and what was found in it unless that stands in its words.
function option({ step, rank }, place, words) {
  const where = told[step].querySelector(".where");
  const element = make("div", { id: `hit-${place}`, role: "option", "aria-selected": "false" },
    labelOf(step), make("small", {}, ...[...where.childNodes].map((node) => node.cloneNode(true))));
  const fact = rank ? factWith(told[step], words) : null;
  if (fact) element.append(make("small", {}, ...fact));
  element.onpointerdown = (event) => event.preventDefault();
  element.onclick = () => { choose(place); go(); };
  return element;
}

// The first fact that holds one of the words, with the word marked; shortened where it is long.
function factWith(article, words) {
  for (const fact of article.querySelectorAll("dl > div, .facts > ul > li:not(:has(dl)), .said")) {
    const [label, value] = fact.localName === "div" ? fact.children : [null, fact];
    const text = (label ? `${label.textContent}: ` : "") + value.textContent;
    const at = words.map((word) => [foldedPlace(text, word), word.length]).find(([from]) => from >= 0);
    if (!at) continue;
    const [from, length] = at, begin = Math.max(0, from - 50);
    return [(begin ? "…" : "") + text.slice(begin, from), make("mark", {}, text.slice(from, from + length)),
      text.slice(from + length, from + length + 60) + (text.length > from + length + 60 ? "…" : "")];
  }
  return null;
}

// Where a folded word stands in a text; only where folding leaves every letter in its place.
function foldedPlace(text, word) {
  const plain = [...text].map((letter) => folded(letter).slice(0, letter.length).padEnd(letter.length)).join("");
  return plain.indexOf(word);
}

function choose(place) {
  if (options.children[chosen]) options.children[chosen].setAttribute("aria-selected", "false");
  chosen = place;
  const element = options.children[chosen];
  if (!element) return field.removeAttribute("aria-activedescendant");
  element.setAttribute("aria-selected", "true");
  element.scrollIntoView({ block: "nearest" });
  return field.setAttribute("aria-activedescendant", element.id);
}

function go() {
  if (!found[chosen]) return;
  const { step } = found[chosen];
  clearSearch(); // the marks go with the search
  setText(false);
  openStep(step, true);
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

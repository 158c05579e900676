"use strict";
// The search of a shelf: every word that is typed has to stand in a step, or in the title of its service.
(() => {
  const query = document.getElementById("query");
  if (!query) return;
  const MOST = 30;
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const steps = [];
  for (const [title, page, language, rows] of JSON.parse(document.getElementById("steps").textContent)) {
    for (const [id, words, all] of rows) {
      steps.push({ title, page, language, id, words, all, own: folded(words), text: folded(`${words} ${all} ${title}`) });
    }
  }
  const hits = document.getElementById("hits"), none = document.getElementById("none");
  const number = document.getElementById("number");
  const hit = ({ title, page, language, id, words, all }) => {
    const item = document.createElement("li"), link = document.createElement("a"), more = document.createElement("small");
    link.href = `${page}.html#step=${encodeURIComponent(id)}`;
    link.textContent = words;
    item.lang = language;
    more.textContent = all && all !== words ? `${title}: ${all}` : title;
    item.append(link, more);
    return item;
  };
  query.addEventListener("input", () => {
    const wanted = folded(query.value).split(/\s+/).filter(Boolean);
    const found = wanted.length ? steps.filter((step) => wanted.every((word) => step.text.includes(word))) : [];
    // What a step itself is called comes before what only stands in it, or in the title of its service.
    const named = found.filter((step) => wanted.every((word) => step.own.includes(word)));
    const first = named.slice(0, MOST);
    for (const step of found) {
      if (first.length >= MOST) break;
      if (!first.includes(step)) first.push(step);
    }
    hits.replaceChildren(...first.map(hit));
    none.hidden = !wanted.length || found.length > 0;
    number.hidden = found.length <= MOST;
    number.textContent = number.dataset.words.replace("SHOWN", first.length).replace("ALL", found.length);
  });
})();

// What is shown stands in the address behind the sign: it can be shared, and the way back of the browser leads back.
const KNOWN = ["step", "found", "text", "persona", "way", "rows", "present", "compared"];
const partOf = new Map(data.parts.map((part, number) => [part.key, number]));
let applying = false;

function decoded(text) {
  try { return decodeURIComponent(text); } catch { return text; } // a stray percent sign is part of it
}

function shownAddress() {
  const parts = [], { step, finding, way } = state;
  if (byId("main").classList.contains("as-text")) parts.push("text");
  if (state.presenting !== null) parts.push(`present=${state.presenting}`);
  else if (state.findings) parts.push(finding === null ? "found" : `found=${finding + 1}`);
  else if (step !== null) parts.push(addressOf(step).slice(1));
  if (way) parts.push(`way=${way.direction}` + (way.step === step && !state.findings ? "" : `:${encodeURIComponent(data.ids[way.step])}`));
  if (state.persona !== drawnFor) parts.push("persona=" + (state.persona === null ? "" : encodeURIComponent(data.personas[state.persona].id)));
  if (byId("compared").value) parts.push("compared=" + byId("compared").value);
  const switched = data.parts.filter((part, number) => part.shown === off.has(number));
  if (switched.length) parts.push("rows=" + switched.map((part) => encodeURIComponent(part.key)).join(","));
  return parts.length ? "#" + parts.join("&") : "";
}

// A new place is a new entry in the history; a row more or less is not. Where a page may not do so, it goes without.
function keepAddress(isPlace = true) {
  const address = shownAddress();
  if (applying || location.hash === address) return;
  try {
    history[isPlace ? "pushState" : "replaceState"](null, "", address || location.pathname + location.search);
  } catch { /* the address stays as it was */ }
}

function atAddress(atStart) {
  const asked = new Map(location.hash.slice(1).split("&").filter(Boolean).map((part) => {
    const [key, ...rest] = part.split("=");
    return [key, rest.join("=")];
  }));
  if (asked.size && !KNOWN.some((key) => asked.has(key))) return; // a place in the page, or nothing known
  applying = true;
  apply(asked, atStart);
  applying = false;
}

function apply(asked, atStart) {
  const chosen = asked.has("persona") ? data.personas.findIndex((one) => one.id === decoded(asked.get("persona"))) : drawnFor;
  choosePersona(chosen === -1 ? null : chosen);
  chooseVersion(data.compared ? asked.get("compared") : "");
  const switched = new Set((asked.get("rows") || "").split(",").map((key) => partOf.get(decoded(key))));
  switchRows((number) => data.parts[number].shown !== switched.has(number));
  const inText = byId("main").classList.contains("as-text");
  setText(asked.has("text"));
  const step = numberOf.get(decoded(asked.get("step") || ""));
  if (asked.has("found")) showFindings(asked.get("found"));
  else if (asked.has("step") && step !== undefined) {
    showStep(step, false);
    if (asked.has("text") && !atStart) told[step].scrollIntoView({ block: "start" });
    else reveal(boxOf(step), atStart || !isSeen(step));
  } else {
    hidePanel();
    if (asked.has("text") && !inText) byId("text").focus({ preventScroll: true });
  }
  if (asked.has("present")) return present(Number(asked.get("present")) || 1);
  endPresenting();
  const [direction, from] = (asked.get("way") || "").split(":");
  const start = from === undefined ? step : numberOf.get(decoded(from));
  if (start !== undefined && (direction === "in" || direction === "out")) return follow(direction, start);
  return endPath();
}

function showFindings(place) {
  if (!state.findings || panel.hidden || !place) openFindings(false);
  const item = panel.querySelector(`.findings-list > [data-number="${Number(place) - 1}"]`);
  if (item) chooseFinding(item);
}

// Every link to a step leads there without leaving what else is chosen: persona, rows, a path that is followed.
function atStepLink(event) {
  const link = event.target instanceof Element ? event.target.closest("a[href^='#step=']") : null;
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const step = numberOf.get(decoded(link.getAttribute("href").slice(6)));
  if (step === undefined) return;
  event.preventDefault();
  openStep(step, panel.contains(link) || byId("text").contains(link));
}

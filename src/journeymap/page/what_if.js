// What if: while it is on, what is changed in the panel is tried and not written. Figures say what it would do, and in the
// end all of it is kept as one edit, or dropped.
let trying = null; // settings by their path, in the order in which they were tried; null while what is changed is written

const whatIf = make("button", { type: "button", id: "what-if", "aria-pressed": "false" }, word("what_if"));
const keepTried = make("button", { type: "button", id: "keep-tried", hidden: true }, word("keep_tried"));
bar.insertBefore(whatIf, lastSaid);
bar.insertBefore(keepTried, lastSaid);
whatIf.disabled = served.read_only;

function showTrying() {
  whatIf.setAttribute("aria-pressed", String(trying !== null));
  keepTried.hidden = trying === null || !trying.size;
  bar.classList.toggle("is-trying", trying !== null);
  root.dataset.trying = trying === null ? "" : String(trying.size);
}

const settingsTried = () => [...trying].map(([path, value]) => `${path}=${value}`);

// Try one more change; what cannot be tried is told where it was written.
async function tryOut(path, value, refused) {
  const before = trying.get(path);
  trying.set(path, value);
  const [status, answer] = await ask(`try/${file}`, { settings: settingsTried() }).catch(() => [0, null]);
  if (trying === null) return;
  if (status !== 200) {
    if (before === undefined) trying.delete(path);
    else trying.set(path, before);
    refused(answer?.message || word("not_known"));
  } else {
    showFigures(answer.figures);
    tell(word("tried", { count: trying.size }));
  }
  showTrying();
}

// What can be tried is tried while that is on, and written else.
const change = (path, value, edits, options) => (trying !== null && value !== "" ? tryOut(path, value, options.refused) : write(edits, options));

function endTrying() {
  trying = null;
  showTrying();
  showFigures();
  showForm();
}

whatIf.onclick = () => {
  if (trying !== null) {
    endTrying();
    return tell(word("dropped"));
  }
  trying = new Map();
  showTrying();
  return tell(word("trying"));
};
keepTried.onclick = async () => {
  const answer = await write([{ op: "keep", settings: settingsTried() }], { refused: tell });
  if (answer) endTrying();
};
showTrying();

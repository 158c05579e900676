// The text beside the picture: what a gesture changed in it is marked, and it can be edited there too, as one edit.
const sideButton = make("button", { type: "button", id: "show-side", "aria-expanded": "false", "aria-controls": "side" }, word("file_text"));
const side = make("section", { id: "side", className: "side", "aria-label": word("file_text"), hidden: true });
const sideLines = make("ol", { className: "side-lines", tabIndex: 0, role: "list", "aria-label": word("file_text") });
const sideField = make("textarea", { id: "side-field", className: "side-field", spellcheck: false, "aria-label": word("file_text"), hidden: true });
const sideEdit = make("button", { type: "button", id: "side-edit" }, word("edit_text"));
const sideSave = make("button", { type: "button", id: "side-save", hidden: true }, word("save_text"));
const sideError = make("p", { className: "field-error", role: "alert", hidden: true });

bar.append(sideButton);
side.append(make("div", { className: "side-tools" }, sideEdit, sideSave), sideError, sideLines, sideField);
document.querySelector(".middle").append(side);

function changedLines(accepted) {
  const marked = new Set();
  for (const { start, lines } of accepted?.difference || []) for (let line = start; line < start + lines.length; line += 1) marked.add(line);
  return marked;
}

function showSide(accepted = null) {
  if (side.hidden) return;
  const marked = changedLines(accepted);
  const of = state.step === null ? null : served.steps[data.ids[state.step]];
  sideLines.replaceChildren(...served.text.split("\n").map((line, place) => make("li", {
    className: [marked.has(place) ? "changed" : "", of && place + 1 >= of[0] && place + 1 <= of[1] ? "of-step" : ""].join(" ").trim(),
  }, line || " ")));
  const first = sideLines.querySelector(".changed") || sideLines.querySelector(".of-step");
  if (first) sideLines.scrollTop = first.offsetTop - sideLines.clientHeight / 3;
  if (sideField.hidden) sideField.value = served.text;
}

function openSide(on) {
  side.hidden = !on;
  sideButton.setAttribute("aria-expanded", String(on));
  showSide();
  measure();
  keep();
}

function editText(on) {
  sideField.hidden = sideSave.hidden = !on;
  sideLines.hidden = on;
  sideError.hidden = true;
  sideEdit.textContent = word(on ? "leave_text" : "edit_text");
  if (on) {
    sideField.value = served.text;
    sideField.focus();
  } else showSide();
}

sideButton.onclick = () => openSide(side.hidden);
sideEdit.disabled = served.read_only;
sideEdit.onclick = () => editText(sideField.hidden);
sideSave.onclick = async () => {
  const text = sideField.value;
  const answer = await write([{ op: "rewrite", text }], { refused: (message) => { sideError.textContent = message; sideError.hidden = false; } });
  if (answer) {
    editText(false);
    showSide(answer);
    sideEdit.focus();
  }
};
sideField.addEventListener("keydown", (event) => event.stopPropagation());
afterText.push(showSide);
new MutationObserver(() => showSide()).observe(byId("panel-title"), { childList: true });

// What a gesture writes goes to the server, one edit after the other. What it asks is asked here, what it refuses stays at
// the field that it is about, and what somebody else changed meanwhile is shown beside one's own words.
let sending = Promise.resolve();

// What is asked before something is written, and what is changed by two at once.
document.body.append(
  make("dialog", { id: "question", "aria-labelledby": "question-title" },
    make("form", { id: "question-form", method: "dialog" },
      make("h2", { id: "question-title" }), make("ul", { id: "question-details" }),
      make("p", { id: "question-field" }, make("input", { id: "question-answer", type: "text", autocomplete: "off", "aria-labelledby": "question-title" })),
      make("p", { className: "choices-made" }, make("button", { type: "submit", id: "question-yes" }), " ",
        make("button", { type: "button", id: "question-unknown" }, word("nobody_knows")), " ",
        make("button", { type: "button", id: "question-no" }, word("give_up"))))),
  make("dialog", { id: "conflict", "aria-labelledby": "conflict-title" },
    make("h2", { id: "conflict-title" }),
    make("dl", {}, make("dt", {}, word("mine")), make("dd", { id: "conflict-mine" }), make("dt", {}, word("theirs")), make("dd", { id: "conflict-theirs" })),
    make("p", { className: "choices-made" }, make("button", { type: "button", id: "keep-mine" }, word("keep_mine")), " ",
      make("button", { type: "button", id: "keep-theirs" }, word("keep_theirs")))));

// Send operations; `was` are the values that the reader saw. Gives what the server answered when it is written, else null.
function write(edits, { was = [], focus = null, refused = null, said = null } = {}) {
  if (trying !== null && edits.some(({ op }) => op !== "keep")) return Promise.resolve(refuse(word("not_tried"), refused));
  root.dataset.sending = "1";
  const sent = sending.then(() => send(edits, was, focus, refused, said)).catch(() => unknown(refused))
    .finally(() => { if (sending === last) delete root.dataset.sending; });
  const last = sent.then(() => undefined);
  sending = last;
  return sent;
}

async function send(edits, was, focus, refused, said) {
  if (served.read_only) return refuse(word("read_only"), refused);
  const confirmed = [], answers = {};
  for (;;) {
    const [status, answer] = await ask(`edit/${file}`, { version: served.version, client, edits, was, confirmed, answers });
    if (status === 200) {
      awaitedStep = focus ?? answer.focus;
      take(answer, answer.version, answer.hash);
      tell(said || answer.said);
      if (shownVersion < answer.version) fetchSoon(answer.version);
      return answer;
    }
    if (status === 428) {
      for (const question of answer.questions) {
        const given = await putQuestion(question);
        if (given === null) return null;
        if (question.answer) answers[question.name] = given;
        else confirmed.push(question.name);
      }
    } else if (status === 409) {
      const mine = await chooseMine(answer);
      served.version = Math.max(served.version, answer.version);
      if (!mine) return null;
      was = was.map((seen) => (sameAt(seen.at, answer.at) ? { ...seen, value: answer.theirs } : seen));
    } else return refuse(answer?.message || word("not_written"), refused);
  }
}

// The event of a drawing comes of itself; where no stream is open it is asked for.
function fetchSoon(version) {
  if (!stream || stream.readyState !== EventSource.OPEN) fetchDrawing(version);
}

function refuse(message, refused) {
  if (refused) refused(message);
  else tell(message);
  return null;
}

// A lost answer is not known to have failed: the state is asked for and compared by the reader.
async function unknown(refused) {
  root.dataset.live = "off";
  showConnection();
  return refuse(word("not_known"), refused);
}

// A question with its name in the title; an answer is empty at first, since nothing is assumed.
function putQuestion(question, unknown = true) {
  const dialog = byId("question"), input = byId("question-answer");
  byId("question-title").textContent = question.message;
  byId("question-details").replaceChildren(...question.details.map((line) => make("li", {}, line)));
  byId("question-field").hidden = !question.answer;
  byId("question-unknown").hidden = !question.answer || !unknown;
  byId("question-yes").textContent = word(question.answer ? "write_it" : "yes_do_it");
  input.value = "";
  return new Promise((resolve) => {
    let given = null;
    byId("question-form").onsubmit = (event) => {
      event.preventDefault();
      if (question.answer && !input.value.trim()) return input.focus();
      given = question.answer ? input.value.trim() : true;
      return dialog.close();
    };
    byId("question-unknown").onclick = () => { given = ""; dialog.close(); };
    byId("question-no").onclick = () => dialog.close();
    dialog.onclose = () => resolve(given);
    dialog.showModal();
    (question.answer ? input : byId("question-yes")).focus();
  });
}

function chooseMine(conflict) {
  const dialog = byId("conflict");
  const shown = (value) => (typeof value === "string" ? value : value === null ? word("nothing") : JSON.stringify(value));
  byId("conflict-title").textContent = conflict.message;
  byId("conflict-mine").textContent = shown(conflict.mine);
  byId("conflict-theirs").textContent = shown(conflict.theirs);
  return new Promise((resolve) => {
    let mine = false;
    byId("keep-mine").onclick = () => { mine = true; dialog.close(); };
    byId("keep-theirs").onclick = () => dialog.close();
    dialog.onclose = () => resolve(mine);
    dialog.showModal();
  });
}

function back(op) {
  return write([{ op }]);
}

undoButton.onclick = () => back("undo");
redoButton.onclick = () => back("redo");

const inField = (event) => event.target instanceof Element && event.target.closest("input, select, textarea, dialog");

document.addEventListener("keydown", (event) => {
  if (inField(event) || event.altKey || !(event.ctrlKey || event.metaKey)) return;
  const key = event.key.toLowerCase();
  const op = key === "z" ? (event.shiftKey ? "redo" : "undo") : key === "y" ? "redo" : null;
  if (!op || served.read_only) return;
  event.preventDefault();
  back(op);
});

// From nothing: a new blueprint beside this one, its first step, and what people and ways of meeting are called.
const firstStep = make("button", { type: "button", id: "first-step" }, word("first_step"));
const newFile = make("button", { type: "button", id: "new-file" }, word("new_file"));
const newPersona = make("button", { type: "button", id: "new-persona" }, word("new_persona"));
const newChannel = make("button", { type: "button", id: "new-channel" }, word("new_channel"));
bar.append(firstStep, newPersona, newChannel, newFile);
for (const button of [firstStep, newFile, newPersona, newChannel]) button.disabled = served.read_only;

const showFirst = () => { firstStep.hidden = data.ids.length > 0; };
firstStep.onclick = () => addAfter(null);
afterExchange.push(showFirst);
showFirst();

async function define(kind, title) {
  const name = await askWords(title);
  if (name) write([{ op: "define", kind, name }], { refused: tell });
}

newPersona.onclick = () => define("personas", word("persona_name"));
newChannel.onclick = () => define("channels", word("channel_name"));
newFile.onclick = async () => {
  const title = await askWords(word("new_title"));
  if (!title) return undefined;
  const [status, answer] = await ask("new", { title, language: root.lang.startsWith("nl") ? "nl" : "en" }).catch(() => [0, null]);
  if (status !== 200) return tell(answer?.message || word("not_written"));
  location.href = `${encodeURIComponent(answer.file)}.html`;
  return undefined;
};

// A served page follows its file: where another drawing is there it is taken over. Only a page that is seen listens,
// since a browser has no more than six lines to one server.
const served = JSON.parse(byId("served").textContent);
let heard = served.last_event;
let stream = null;

function listen() {
  stream = new EventSource("events?after=" + heard);
  stream.addEventListener("drawing", atDrawing);
}

function atDrawing(event) {
  heard = Number(event.lastEventId);
  const told = JSON.parse(event.data);
  if (told.file === served.file && told.version > served.drawn) location.reload();
}

function listenWhenSeen() {
  if (document.visibilityState === "visible" && stream === null) listen();
  if (document.visibilityState !== "visible" && stream !== null) { stream.close(); stream = null; }
}

document.addEventListener("visibilitychange", listenWhenSeen);
window.addEventListener("pagehide", () => { if (stream !== null) stream.close(); });
listenWhenSeen();

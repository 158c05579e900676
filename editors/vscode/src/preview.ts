// The page of a blueprint beside its text: it is exchanged when the text was checked, and both know the step in view.
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

export class Preview {
  private readonly panel: vscode.WebviewPanel;
  private uri: vscode.Uri | undefined;
  private step: string | null = null;

  constructor(
    private readonly client: () => LanguageClient | undefined,
    closed: () => void,
  ) {
    this.panel = vscode.window.createWebviewPanel(
      "journeymap.preview",
      "journeymap",
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, retainContextWhenHidden: true },
    );
    this.panel.onDidDispose(closed);
    this.panel.webview.html = FRAME;
    this.panel.webview.onDidReceiveMessage((message: { step: string }) => this.leadTo(message.step));
  }

  async open(uri: vscode.Uri): Promise<void> {
    this.uri = uri;
    this.panel.title = uri.path.split("/").pop() ?? "journeymap";
    await this.renew([uri]);
  }

  async renew(uris: readonly vscode.Uri[]): Promise<void> {
    const uri = this.uri;
    if (uri === undefined || !uris.some((changed) => changed.toString() === uri.toString())) return;
    const page = await this.client()?.sendRequest<string | null>("journeymap/page", { uri: uri.toString() });
    if (page !== null && page !== undefined && this.uri === uri) {
      await this.panel.webview.postMessage({ page, step: this.step });
    }
  }

  async follow(editor: vscode.TextEditor): Promise<void> {
    const uri = this.uri;
    if (uri === undefined || editor.document.uri.toString() !== uri.toString()) return;
    const position = { line: editor.selection.active.line, character: editor.selection.active.character };
    const step = await this.client()?.sendRequest<string | null>("journeymap/cardAt", { uri: uri.toString(), position });
    if (step !== undefined && step !== null && step !== this.step) {
      this.step = step;
      await this.panel.webview.postMessage({ step });
    }
  }

  private async leadTo(step: string): Promise<void> {
    if (this.uri === undefined || step === this.step) return;
    const uri = this.uri.toString();
    const place = await this.client()?.sendRequest<{ start: { line: number } } | null>("journeymap/placeOf", { uri, step });
    if (place === null || place === undefined) return;
    this.step = step;
    const document = await vscode.workspace.openTextDocument(this.uri);
    const line = new vscode.Position(place.start.line, 0);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.One,
      selection: new vscode.Range(line, line),
    });
  }
}

// The page stands in a frame of its own; around it is only what carries messages to and fro. The frame inherits this
// policy, so that it has to allow scripts in the text; the page has a stricter one, which names its scripts by hash.
const FRAME = `<!doctype html>
<html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; script-src 'unsafe-inline'">
<style>html, body, iframe { margin: 0; padding: 0; border: 0; width: 100%; height: 100vh; display: block; }</style>
</head><body><iframe title="journeymap"></iframe>
<script>
const host = acquireVsCodeApi();
const inner = document.querySelector("iframe");
let wanted = null;
function choose() {
  if (wanted !== null && inner.contentWindow) inner.contentWindow.location.hash = "step=" + encodeURIComponent(wanted);
}
function stepOf(target) {
  const card = target instanceof inner.contentWindow.Element ? target.closest("[data-step][id^='step-'], a[href^='#step=']") : null;
  if (!card) return null;
  if (card.matches("a")) return decodeURIComponent(card.getAttribute("href").slice(6));
  return card.id.slice(5);
}
inner.addEventListener("load", () => {
  choose();
  inner.contentDocument.addEventListener("click", (event) => {
    const step = stepOf(event.target);
    if (step !== null) host.postMessage({ step });
  });
});
window.addEventListener("message", (event) => {
  if (typeof event.data.step === "string") wanted = event.data.step;
  if (typeof event.data.page === "string") inner.srcdoc = event.data.page;
  else choose();
});
</script></body></html>`;

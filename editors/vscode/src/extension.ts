// Starts the language server, and shows the picture of a blueprint beside its text.
import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";

import { Preview } from "./preview";

let client: LanguageClient | undefined;
let preview: Preview | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand("journeymap.preview", () => show()),
    vscode.commands.registerCommand("journeymap.restart", () => restart()),
    vscode.window.onDidChangeActiveTextEditor((editor) => tellWhetherBlueprint(editor)),
    vscode.window.onDidChangeTextEditorSelection((event) => preview?.follow(event.textEditor)),
    vscode.languages.onDidChangeDiagnostics((event) => preview?.renew(event.uris)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("journeymap")) void restart();
    }),
  );
  tellWhetherBlueprint(vscode.window.activeTextEditor);
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

// The first keys of the file tell a blueprint from other YAML, as they do for the program.
export function isBlueprint(text: string): boolean {
  return /^["']?(?:journeymap|steps|stappen)["']?[ \t]*:/m.test(text);
}

function tellWhetherBlueprint(editor: vscode.TextEditor | undefined): void {
  const yes = editor !== undefined && editor.document.languageId === "yaml" && isBlueprint(editor.document.getText());
  void vscode.commands.executeCommand("setContext", "journeymap.isBlueprint", yes);
}

async function start(): Promise<void> {
  const settings = vscode.workspace.getConfiguration("journeymap");
  const trusted = vscode.workspace.isTrusted;
  const [command = "journeymap", ...before] = trusted ? settings.get<string[]>("command", []) : [];
  const own = trusted && settings.get<boolean>("ownRules", false) ? ["--own-rules"] : [];
  const server: ServerOptions = {
    command,
    args: [...before, "lsp", ...own],
    options: { cwd: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath },
  };
  const options: LanguageClientOptions = {
    documentSelector: [{ language: "yaml" }],
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/{*.yaml,*.yml,journeymap.toml}") },
  };
  client = new LanguageClient("journeymap", "journeymap", server, options);
  try {
    await client.start();
  } catch {
    client = undefined;
    void vscode.window.showErrorMessage(
      `“${command} lsp” does not start. Install it with: pip install 'journeymap[editor]', or say in the setting ` +
        "“journeymap.command” how it is called.",
    );
  }
}

async function restart(): Promise<void> {
  await client?.stop();
  await start();
}

async function show(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || client === undefined) return;
  preview ??= new Preview(() => client, () => (preview = undefined));
  await preview.open(editor.document.uri);
}

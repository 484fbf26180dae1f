// Starts `braze-errors lsp` for the Markdown pages of the folders that are open.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { commands, workspace } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { find } from "./command.mjs";

const NAME = "braze-errors";
let client;

export async function activate(context) {
  const changed = workspace.onDidChangeConfiguration((event) => {
    const keys = [`${NAME}.path`, `${NAME}.arguments`];
    if (keys.some((key) => event.affectsConfiguration(key))) return restart();
  });
  context.subscriptions.push(changed, commands.registerCommand(`${NAME}.restart`, restart));
  await start();
}

export async function deactivate() {
  const running = client;
  client = undefined;
  if (running?.isRunning()) await running.stop();
}

async function restart() {
  await deactivate();
  await start();
}

async function start() {
  const pages = [{ scheme: "file", pattern: "**/*.{md,mdx,markdown}" }];
  client = new LanguageClient(NAME, NAME, serve, { documentSelector: pages });
  try {
    await client.start();
  } catch {
    // The client has said why.
    client = undefined;
  }
}

async function serve() {
  const settings = workspace.getConfiguration(NAME);
  const folders = (workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
  const command = find(settings.get("path", ""), folders);
  const server = spawn(command, settings.get("arguments", ["lsp"]), { cwd: folders[0] });
  try {
    await once(server, "spawn");
  } catch (error) {
    const install = "`pip install braze-errors`, `npm install --save-dev braze-errors`, or the setting `braze-errors.path`";
    throw new Error(`found no command \`${command}\` that starts: ${error.message}; expected one: ${install}`);
  }
  return server;
}

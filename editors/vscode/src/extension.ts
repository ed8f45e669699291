// The extension: starts the server, shows how it is, and hands commands to it.

import * as fs from "node:fs";
import * as os from "node:os";
import * as vscode from "vscode";
import { LanguageClient, State as ClientState, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";
import { others } from "./completion";
import { find, missing, type Surroundings } from "./program";
import { options, UNTIL_RESTART } from "./settings";
import { shown, type State } from "./status";

const SECTION = "awesomeLint";
const INSTALLING = "https://github.com/awesome-lint/awesome-lint/blob/main/docs/editors.md";
const SELECTOR: vscode.DocumentFilter[] = [
  { scheme: "file", language: "markdown" },
  { scheme: "untitled", language: "markdown" },
  { scheme: "file", pattern: "**/{.awesome-lint,awesome-lint,pyproject}.toml" },
];

let client: LanguageClient | undefined;
// The one that is about to be stopped, which is told nothing more.
let leaving: LanguageClient | undefined;
let log: vscode.LogOutputChannel;
let item: vscode.LanguageStatusItem;
// Starts and ends wait for one another.
let turn: Promise<void> = Promise.resolve();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  log = vscode.window.createOutputChannel("awesome-lint", { log: true });
  item = vscode.languages.createLanguageStatusItem("awesome-lint", SELECTOR);
  item.name = "awesome-lint";
  const register = vscode.commands.registerCommand;
  context.subscriptions.push(
    log,
    item,
    register("awesome-lint.restart", restart),
    register("awesome-lint.showLog", () => log.show()),
    register("awesome-lint.fixAll", () => fixAll("awesomeLint.fixAll")),
    register("awesome-lint.fixAllUnsafe", () => fixAll("awesomeLint.fixAllUnsafe")),
    register("awesome-lint.explain", explain),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      // The server asks for everything else itself.
      if (UNTIL_RESTART.some((key) => change.affectsConfiguration(`${SECTION}.${key}`))) {
        leaving = client;
        void restart();
      }
    }),
  );
  await restart();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

function restart(): Promise<void> {
  turn = turn.then(stop).then(start, start);
  return turn;
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.dispose();
}

async function start(): Promise<void> {
  show({ kind: "starting" });
  const around = await surroundings();
  const found = find(around, isProgram);
  if (found === undefined) {
    const reason = missing(around);
    log.error(reason);
    show({ kind: "missing", reason });
    // It may stand in the folder, which may count as trusted in a moment; it is then looked for again.
    if (around.isTrusted) {
      void offerHelp(reason);
    }
    return;
  }
  log.info(`starting ${found.path} (found by ${found.origin})`);
  const server: ServerOptions = { command: found.path, args: ["server"] };
  const settings = vscode.workspace.getConfiguration(SECTION);
  const clientOptions: LanguageClientOptions = {
    documentSelector: SELECTOR as NonNullable<LanguageClientOptions["documentSelector"]>,
    outputChannel: log,
    initializationOptions: options((key) => settings.get(key)),
    middleware: {
      provideCompletionItem: async (document, position, context, token, next) => {
        const found = await next(document, position, context, token);
        const items = Array.isArray(found) ? found : (found?.items ?? []);
        return others(items, offersAnchors(document));
      },
      workspace: {
        // Heard after the extension has, which may have seen that the server has to start again.
        didChangeConfiguration: async (sections, next) => {
          if (leaving !== starting) {
            await next(sections);
          }
        },
      },
    },
    synchronize: { configurationSection: SECTION },
    // A server that cannot start says why in the log.
    initializationFailedHandler: () => false,
  };
  const starting = new LanguageClient(SECTION, "awesome-lint", server, clientOptions);
  client = starting;
  starting.onDidChangeState(({ newState }) => {
    if (newState === ClientState.Stopped && client === starting) {
      show({ kind: "stopped" });
    }
  });
  try {
    await starting.start();
    show({ kind: "running", version: starting.initializeResult?.serverInfo?.version ?? "", path: found.path });
  } catch (error) {
    const reason = `awesome-lint did not start: ${error instanceof Error ? error.message : String(error)}`;
    show({ kind: "failed", reason });
    void offerHelp(reason);
  }
}

async function offerHelp(reason: string): Promise<void> {
  const help = "How to Install";
  const choice = await vscode.window.showWarningMessage(reason, help, "Show the Log");
  if (choice === help) {
    await vscode.env.openExternal(vscode.Uri.parse(INSTALLING));
  } else if (choice !== undefined) {
    log.show();
  }
}

function show(state: State): void {
  const { text, detail, severity, isBusy, command } = shown(state);
  item.text = text;
  item.detail = detail;
  item.busy = isBusy;
  item.command = { command: command.id, title: command.title };
  item.severity = {
    information: vscode.LanguageStatusSeverity.Information,
    warning: vscode.LanguageStatusSeverity.Warning,
    error: vscode.LanguageStatusSeverity.Error,
  }[severity];
}

/** Whether the editor offers anchors and names of links by itself. */
function offersAnchors(document: vscode.TextDocument): boolean {
  const isThere = vscode.extensions.getExtension("vscode.markdown-language-features") !== undefined;
  const settings = vscode.workspace.getConfiguration("markdown", document);
  return isThere && document.languageId === "markdown" && settings.get("suggest.paths.enabled", true);
}

async function surroundings(): Promise<Surroundings> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === "file");
  return {
    setting: vscode.workspace.getConfiguration(SECTION).get<string | null>("path") ?? undefined,
    environment: await environment(folders[0]?.uri),
    folders: folders.map((folder) => folder.uri.fsPath),
    isTrusted: vscode.workspace.isTrusted,
    home: os.homedir(),
    searchPath: process.env["PATH"] ?? "",
    isWindows: process.platform === "win32",
  };
}

/** What of the Python extension is asked: https://github.com/microsoft/vscode-python/wiki/Python-Environment-APIs */
interface PythonExtension {
  readonly environments?: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { readonly path: string };
    resolveEnvironment(environment: { readonly path: string }): Promise<
      { readonly executable: { readonly uri?: vscode.Uri } } | undefined
    >;
  };
}

/** Return the interpreter that the Python extension has chosen, if there is one. */
async function environment(folder: vscode.Uri | undefined): Promise<string | undefined> {
  const python = vscode.extensions.getExtension<PythonExtension>("ms-python.python");
  if (python === undefined) {
    return undefined;
  }
  try {
    const { environments } = await python.activate();
    const chosen = environments?.getActiveEnvironmentPath(folder);
    const resolved = chosen && (await environments?.resolveEnvironment(chosen));
    return resolved?.executable.uri?.fsPath ?? chosen?.path;
  } catch (error) {
    log.warn(`the Python extension does not say which environment is chosen: ${String(error)}`);
    return undefined;
  }
}

function isProgram(place: string): boolean {
  try {
    fs.accessSync(place, fs.constants.X_OK);
    return fs.statSync(place).isFile();
  } catch {
    return false;
  }
}

async function fixAll(command: string): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document !== undefined) {
    await ask(command, [document.uri.toString()]);
  }
}

async function explain(): Promise<void> {
  const name = await vscode.window.showInputBox({ title: "Explain a Rule", placeHolder: "et-al" });
  if (name !== undefined && name.trim() !== "" && (await ask("awesomeLint.explain", [name.trim()])) === null) {
    void vscode.window.showWarningMessage(`awesome-lint has no rule ${name.trim()}.`);
  }
}

async function ask(command: string, given: string[]): Promise<unknown> {
  if (client === undefined || client.state !== ClientState.Running) {
    void vscode.window.showWarningMessage("awesome-lint is not running.");
    return undefined;
  }
  return client.sendRequest("workspace/executeCommand", { command, arguments: given });
}

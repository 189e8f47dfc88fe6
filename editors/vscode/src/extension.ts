// Starts the language server, shows what is owed and due, and runs commands in a terminal.
import { existsSync } from "node:fs";
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { leads, type Due } from "./agenda";
import { command, unable } from "./command";
import { meant, Panel } from "./panel";
import { run, runInTerminal } from "./run";

const NO_FOLDER = "Open the council's folder first.";

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const extension = new Extension();
  context.subscriptions.push(extension);
  await extension.start();
}

export function deactivate(): void {
  // What was started is in the context's subscriptions.
}

class Extension implements vscode.Disposable {
  private readonly log = vscode.window.createOutputChannel("kprlint");
  private readonly panel = new Panel();
  private readonly view = vscode.window.createTreeView("kprlint.mine", { treeDataProvider: this.panel });
  private readonly disposables: vscode.Disposable[] = [this.log, this.view];
  private client: LanguageClient | undefined;
  private due: Due | undefined;
  private looking: NodeJS.Timeout | undefined;

  async start(): Promise<void> {
    const on = (name: string, does: (...args: unknown[]) => unknown) =>
      this.disposables.push(vscode.commands.registerCommand(`kprlint.${name}`, does));
    on("update", (node) => this.update(node));
    on("open", () => this.open());
    on("close", () => this.inTerminal("close"));
    on("changes", () => this.inTerminal("changes"));
    on("chooseLead", () => this.chooseLead());
    on("refresh", () => this.look());
    on("restart", () => this.restart());
    const watcher = vscode.workspace.createFileSystemWatcher("**/*.{yaml,yml}");
    const soon = () => this.lookSoon();
    this.disposables.push(
      watcher,
      watcher.onDidChange(soon),
      watcher.onDidCreate(soon),
      watcher.onDidDelete(soon),
      vscode.workspace.onDidChangeConfiguration(async (event) => {
        if (event.affectsConfiguration("kprlint.path") || event.affectsConfiguration("kprlint.delay")) {
          await this.restart();
        } else if (event.affectsConfiguration("kprlint.lead")) {
          await this.look();
        }
      }),
    );
    await vscode.commands.executeCommand("setContext", "kprlint.running", true);
    await Promise.all([this.serve(), this.look()]);
  }

  dispose(): void {
    clearTimeout(this.looking);
    void this.client?.stop();
    for (const one of this.disposables) {
      one.dispose();
    }
  }

  private get settings(): vscode.WorkspaceConfiguration {
    return vscode.workspace.getConfiguration("kprlint");
  }

  private get command(): string {
    const folders = (vscode.workspace.workspaceFolders ?? []).map((one) => one.uri.fsPath);
    const machine = { exists: existsSync, windows: process.platform === "win32" };
    return command(this.settings.get("path", ""), folders, machine);
  }

  // The folder of the file in front, else the first.
  private get folder(): vscode.WorkspaceFolder | undefined {
    const file = vscode.window.activeTextEditor?.document.uri;
    return (file && vscode.workspace.getWorkspaceFolder(file)) ?? vscode.workspace.workspaceFolders?.[0];
  }

  private async serve(): Promise<void> {
    const executable = { command: this.command, args: ["lsp"] };
    this.client = new LanguageClient("kprlint", "kprlint", executable, {
      documentSelector: [{ scheme: "file", language: "yaml" }, { scheme: "file", pattern: "**/*.{yaml,yml}" }],
      initializationOptions: { delay: this.settings.get("delay", 400) },
      outputChannel: this.log,
    });
    try {
      await this.client.start();
    } catch (error) {
      await this.complain(unable(this.command, String(error)));
    }
  }

  private async restart(): Promise<void> {
    try {
      await this.client?.stop();
    } catch {
      // It had not been started, or is gone.
    }
    await Promise.all([this.serve(), this.look()]);
  }

  private lookSoon(): void {
    clearTimeout(this.looking);
    this.looking = setTimeout(() => void this.look(), 500);
  }

  private async look(): Promise<void> {
    const folder = this.folder?.uri.fsPath;
    if (!folder) {
      return;
    }
    const lead = this.settings.get("lead", "");
    const args = ["due", "--format", "json", ...(lead ? ["--lead", lead] : [])];
    const done = await run(this.command, args, folder);
    if (done.failed) {
      this.view.message = unable(this.command, done.said);
      return;
    }
    try {
      this.due = JSON.parse(done.output) as Due;
    } catch {
      this.view.message = "kprlint due did not answer as expected; is it the version that this extension is for?";
      return;
    }
    const waiting = this.panel.show(this.due, folder);
    this.view.message = "";
    this.view.description = lead;
    this.view.badge = waiting ? { value: waiting, tooltip: `${waiting} to be done` } : undefined;
  }

  private async update(node: unknown): Promise<void> {
    const code = meant(node, vscode.window.activeTextEditor?.document.getText());
    await this.inTerminal("update", ...(code ? [code] : []));
  }

  private async open(): Promise<void> {
    const quarter = await vscode.window.showInputBox({
      title: "Open a quarter",
      prompt: "The quarter to move on to, such as 2023/24-Q3",
      validateInput: (text) =>
        /^\d{4}\/\d{2}[- ]Q[1-4]$/.test(text.trim()) ? undefined : "Write it as 2023/24-Q3",
    });
    if (quarter) {
      await this.inTerminal("open", quarter.trim());
    }
  }

  private async inTerminal(...args: string[]): Promise<void> {
    const folder = this.folder;
    if (!folder) {
      await this.complain(NO_FOLDER);
      return;
    }
    await vscode.workspace.saveAll(false);
    await runInTerminal(this.command, args, folder);
  }

  private async chooseLead(): Promise<void> {
    const folder = this.folder?.uri.fsPath;
    if (!folder) {
      await this.complain(NO_FOLDER);
      return;
    }
    const done = await run(this.command, ["due", "--format", "json"], folder);
    const names = done.failed ? [] : leads(JSON.parse(done.output) as Due);
    const everybody = "Everybody's";
    const chosen = await vscode.window.showQuickPick([everybody, ...names], { title: "Whose activities?" });
    if (chosen !== undefined) {
      const lead = chosen === everybody ? "" : chosen;
      await this.settings.update("lead", lead, vscode.ConfigurationTarget.Workspace);
    }
  }

  private async complain(text: string): Promise<void> {
    this.log.appendLine(text);
    await vscode.window.showErrorMessage(text);
  }
}

// Runs kprlint for its output, and in a terminal for people.
import { execFile } from "node:child_process";
import * as vscode from "vscode";

export interface Ran {
  output: string;
  said: string;
  failed: boolean;
}

export function run(command: string, args: readonly string[], cwd: string): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { cwd, maxBuffer: 32 * 1024 * 1024, encoding: "utf8" as const };
    execFile(command, [...args], options, (error, output, said) => {
      // 1 is an answer: something was found.
      const failed = error !== null && error.code !== 1;
      resolve({ output, said: said || (error?.message ?? ""), failed });
    });
  });
}

// A task, since that quotes nothing, waits for answers, and stays to be read.
export function runInTerminal(command: string, args: readonly string[], folder: vscode.WorkspaceFolder): Thenable<unknown> {
  const cwd = folder.uri.fsPath;
  const execution = new vscode.ProcessExecution(command, [...args], { cwd });
  const task = new vscode.Task({ type: "process" }, folder, args[0] ?? "kprlint", "kprlint", execution, []);
  task.presentationOptions = { focus: true, clear: true, panel: vscode.TaskPanelKind.Shared };
  return vscode.tasks.executeTask(task);
}

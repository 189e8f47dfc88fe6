// The extension against a stand-in of VS Code, with the real kprlint; KPRLINT names it, else that on the PATH.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, test } from "node:test";
import { agenda, count, type Due } from "../src/agenda";
import { command, unable } from "../src/command";
import { activate } from "../src/extension";
import { meant, type Panel } from "../src/panel";
import { clients } from "./client";
import { told, window, workspace } from "./vscode";

const KPRLINT = process.env["KPRLINT"] ?? "kprlint";
let council = "";

before(() => {
  council = join(mkdtempSync(join(tmpdir(), "kprlint-")), "council");
  execFileSync(KPRLINT, ["demo", council]);
});

test("the folder's own kprlint is started, and the settings' before it", () => {
  const has = (path: string, windows = false) => ({ exists: (one: string) => one === path, windows });
  const own = join("/council", ".venv", "bin", "kprlint");
  assert.equal(command("", ["/other", "/council"], has(own)), own);
  assert.equal(command(" /opt/kprlint ", ["/council"], has(own)), "/opt/kprlint");
  assert.equal(command("", ["/council"], has("")), "kprlint");
  const scripts = join("/council", "venv", "Scripts", "kprlint.exe");
  assert.equal(command("", ["/council"], has(scripts, true)), scripts);
});

test("what cannot be started is said with what to do", () => {
  assert.match(unable("kprlint", "spawn kprlint ENOENT"), /was not found.*kprlint\.path/);
  assert.match(unable("kprlint", "error: the language server needs the extra\nmore"), /needs the extra$/);
});

test("the activity that is meant is the one clicked, else that in front", () => {
  assert.equal(meant({ entry: { code: "KA.01.01" } }, "code: KA.02.02"), "KA.01.01");
  assert.equal(meant(undefined, "title: x\ncode: KA.02.02  # ours\n"), "KA.02.02");
  assert.equal(meant(undefined, 'code: "CP 1.9"\n'), "CP 1.9");
  assert.equal(meant(undefined, "title: none\n"), undefined);
});

test("what is owed comes before what is due", () => {
  const due = JSON.parse(execFileSync(KPRLINT, ["due", "--format", "json", "--as-of", "2025-01-10"], { cwd: council, encoding: "utf8" })) as Due;
  const groups = agenda(due);
  assert.match(groups[0]!.name, /^Not reported for /);
  const entries = groups.flatMap((group) => group.entries);
  assert.equal(count(groups), entries.length - (groups.find((group) => group.name === "Coming")?.entries.length ?? 0));
  for (const entry of entries) {
    assert.ok(entry.label && entry.place, JSON.stringify(entry));
  }
});

test("it starts the server, fills the panel, and runs commands in a terminal", async () => {
  workspace.workspaceFolders = [{ uri: { fsPath: council }, name: "council", index: 0 }];
  told.settings.set("path", KPRLINT);
  const context = { subscriptions: [] as { dispose(): void }[] };
  await activate(context as never);
  assert.deepEqual(clients.map((one) => [one.server, one.state]), [[{ command: KPRLINT, args: ["lsp"] }, "started"]]);
  assert.equal(told.view?.message, "");
  const panel = told.view!.provider as Panel;
  const [first] = panel.getChildren();
  const [entry] = panel.getChildren(first);
  const item = panel.getTreeItem(entry!) as unknown as { contextValue: string; command: { arguments: { fsPath: string }[] } };
  assert.equal(item.contextValue, "activity");
  assert.match(item.command.arguments[0]!.fsPath, /activities.*\.yaml$/);

  await told.commands.get("kprlint.update")!(entry);
  told.answer = "2025/26-Q1";
  await told.commands.get("kprlint.open")!();
  await told.commands.get("kprlint.close")!();
  window.activeTextEditor = { document: { uri: Uri, getText: () => "code: KA.01.01\n" } };
  await told.commands.get("kprlint.update")!();
  await told.commands.get("kprlint.changes")!();
  const ran = told.tasks.map((task) => task.execution.args);
  assert.equal(ran[0]![0], "update");
  assert.deepEqual(ran.slice(1), [["open", "2025/26-Q1"], ["close"], ["update", "KA.01.01"], ["changes"]]);
  assert.ok(told.tasks.every((task) => task.execution.process === KPRLINT));

  told.answer = 1; // the first lead
  await told.commands.get("kprlint.chooseLead")!();
  await told.commands.get("kprlint.refresh")!();
  assert.equal(told.view?.description, told.settings.get("lead"));
  assert.ok(told.view?.description);

  told.settings.set("path", "/nowhere/kprlint");
  await told.commands.get("kprlint.refresh")!();
  assert.match(told.view!.message, /was not found/);
  context.subscriptions.forEach((one) => one.dispose());
  assert.equal(clients[0]!.state, "stopped");
});

const Uri = { fsPath: "x" };

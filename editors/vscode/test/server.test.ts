// The real server over its standard input and output, spoken to by the library that the extension's client stands on.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";

const KPRLINT = process.env["KPRLINT"] ?? "kprlint";

interface Diagnostic {
  code: string;
  range: unknown;
}

test("an edit is answered with findings, and those with quick fixes", async () => {
  const council = join(mkdtempSync(join(tmpdir(), "kprlint-")), "council");
  execFileSync(KPRLINT, ["demo", council]);
  const server = spawn(KPRLINT, ["lsp"], { cwd: council, stdio: ["pipe", "pipe", "inherit"] });
  const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const published = new Map<string, Diagnostic[]>();
  connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) => published.set(uri, diagnostics));
  connection.listen();
  const folder = { uri: pathToFileURL(council).href, name: "council" };
  const initialize = { processId: process.pid, rootUri: folder.uri, workspaceFolders: [folder], capabilities: {}, initializationOptions: { delay: 0 } };
  await connection.sendRequest("initialize", initialize);
  await connection.sendNotification("initialized", {});
  const path = join(council, "activities", "2024-25", "KA.03.02.yaml");
  const uri = pathToFileURL(path).href;
  const text = readFileSync(path, "utf8");
  await connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
  const wrong = text.replace("status: Green", "status: Gren");
  await connection.sendNotification("textDocument/didChange", { textDocument: { uri, version: 2 }, contentChanges: [{ text: wrong }] });
  await connection.sendRequest("kprlint/settled", {});
  const found = published.get(uri)?.find((one) => one.code === "unknown-status");
  assert.ok(found, JSON.stringify([...published]));
  const actions = await connection.sendRequest<{ title: string }[]>("textDocument/codeAction", {
    textDocument: { uri }, range: found.range, context: { diagnostics: [found] },
  });
  assert.ok(actions.some((one) => one.title === "Write “Green”"), JSON.stringify(actions));
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  const code = await new Promise((resolve) => server.on("exit", resolve));
  assert.equal(code, 0);
  connection.dispose();
});

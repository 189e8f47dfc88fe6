// The side panel “My activities”.
import { join } from "node:path";
import * as vscode from "vscode";
import { agenda, count, type Due, type Entry, type Group } from "./agenda";

type Node = { group: Group } | { entry: Entry };

export class Panel implements vscode.TreeDataProvider<Node> {
  private groups: Group[] = [];
  private folder = "";
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;

  // Returns how many things wait for somebody.
  show(due: Due, folder: string): number {
    this.groups = agenda(due);
    this.folder = folder;
    this.changed.fire(undefined);
    return count(this.groups);
  }

  getChildren(node?: Node): Node[] {
    if (node === undefined) {
      return this.groups.map((group) => ({ group }));
    }
    return "group" in node ? node.group.entries.map((entry) => ({ entry })) : [];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if ("group" in node) {
      const { name, icon, entries } = node.group;
      const open = vscode.TreeItemCollapsibleState;
      const item = new vscode.TreeItem(name, name === "Coming" ? open.Collapsed : open.Expanded);
      item.description = String(entries.length);
      item.iconPath = new vscode.ThemeIcon(icon);
      return item;
    }
    const { label, detail, tooltip, code, place } = node.entry;
    const item = new vscode.TreeItem(label);
    item.description = detail;
    item.tooltip = tooltip;
    if (code) {
      item.contextValue = "activity";
    }
    if (place) {
      const at = new vscode.Position(Math.max(0, place.line - 1), 0);
      item.command = {
        command: "vscode.open",
        title: "Open",
        arguments: [vscode.Uri.file(join(this.folder, place.file)), { selection: new vscode.Range(at, at) }],
      };
    }
    return item;
  }
}

// The code of an activity that somebody means: the one that was clicked, else that of the file in front.
export function meant(node: unknown, text: string | undefined): string | undefined {
  if (typeof node === "object" && node !== null && "entry" in node) {
    return (node as { entry: Entry }).entry.code ?? undefined;
  }
  const found = text?.match(/^code:[ \t]+(?:"([^"\r\n]+)"|'([^'\r\n]+)'|([^\s#][^#\r\n]*?))[ \t]*(?:#.*)?$/m);
  return found?.[1] ?? found?.[2] ?? found?.[3];
}

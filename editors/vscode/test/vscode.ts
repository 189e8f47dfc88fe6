// As much of VS Code as the extension asks for; what it is told is kept, to be looked at.
type Handler = (...args: unknown[]) => unknown;

export const told = {
  commands: new Map<string, Handler>(),
  executed: [] as unknown[][],
  errors: [] as string[],
  tasks: [] as Task[],
  settings: new Map<string, unknown>(),
  watching: [] as Handler[],
  view: undefined as undefined | { message: string; description: string; badge: unknown; provider: unknown },
  answer: undefined as unknown,
  text: undefined as string | undefined,
};

const nothing = { dispose() {} };

export class EventEmitter<T> {
  private readonly listeners: ((event: T) => unknown)[] = [];
  readonly event = (listener: (event: T) => unknown) => (this.listeners.push(listener), nothing);
  fire(event: T): void {
    this.listeners.forEach((one) => one(event));
  }
}
export enum TreeItemCollapsibleState { None, Collapsed, Expanded }
export enum TaskPanelKind { Shared = 1 }
export enum ConfigurationTarget { Workspace = 2 }
export class ThemeIcon { constructor(readonly id: string) {} }
export class TreeItem {
  constructor(readonly label: string, readonly collapsibleState = TreeItemCollapsibleState.None) {}
}
export class Position { constructor(readonly line: number, readonly character: number) {} }
export class Range { constructor(readonly start: Position, readonly end: Position) {} }
export class ProcessExecution { constructor(readonly process: string, readonly args: string[], readonly options: unknown) {} }
export class Task {
  presentationOptions: unknown;
  constructor(readonly definition: unknown, readonly scope: unknown, readonly name: string, readonly source: string, readonly execution: ProcessExecution) {}
}
export const Uri = { file: (fsPath: string) => ({ fsPath }) };

export const window = {
  activeTextEditor: undefined as unknown,
  createOutputChannel: () => ({ appendLine() {}, ...nothing }),
  createTreeView: (_id: string, options: { treeDataProvider: unknown }) =>
    (told.view = { message: "", description: "", badge: undefined, provider: options.treeDataProvider, ...nothing }),
  showErrorMessage: async (text: string) => void told.errors.push(text),
  showInputBox: async () => told.answer,
  showQuickPick: async (names: string[]) => (typeof told.answer === "number" ? names[told.answer] : told.answer),
};

export const workspace = {
  workspaceFolders: [] as { uri: { fsPath: string }; name: string; index: number }[],
  getWorkspaceFolder: () => undefined,
  saveAll: async () => true,
  getConfiguration: () => ({
    get: (name: string, otherwise: unknown) => told.settings.get(name) ?? otherwise,
    update: async (name: string, value: unknown) => void told.settings.set(name, value),
  }),
  createFileSystemWatcher: () => {
    const on = (handler: Handler) => (told.watching.push(handler), nothing);
    return { onDidChange: on, onDidCreate: on, onDidDelete: on, ...nothing };
  },
  onDidChangeConfiguration: () => nothing,
};

export const commands = {
  registerCommand: (name: string, handler: Handler) => (told.commands.set(name, handler), nothing),
  executeCommand: async (...args: unknown[]) => void told.executed.push(args),
};

export const tasks = { executeTask: async (task: Task) => void told.tasks.push(task) };

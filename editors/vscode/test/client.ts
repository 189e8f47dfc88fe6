// Stands in for vscode-languageclient, which needs all of VS Code: what it would start is kept.
export const clients: LanguageClient[] = [];

export class LanguageClient {
  state = "made";
  constructor(readonly id: string, readonly name: string, readonly server: { command: string; args: string[] }, readonly options: unknown) {
    clients.push(this);
  }
  async start(): Promise<void> {
    this.state = "started";
  }
  async stop(): Promise<void> {
    this.state = "stopped";
  }
}

// Which kprlint is started: the one that the settings name, that of a folder's .venv, else the one on the PATH.
import { join } from "node:path";

export interface Machine {
  exists(path: string): boolean;
  windows: boolean;
}

export function command(setting: string, folders: readonly string[], machine: Machine): string {
  if (setting.trim()) {
    return setting.trim();
  }
  const inside = machine.windows ? ["Scripts", "kprlint.exe"] : ["bin", "kprlint"];
  for (const folder of folders) {
    for (const name of [".venv", "venv"]) {
      const path = join(folder, name, ...inside);
      if (machine.exists(path)) {
        return path;
      }
    }
  }
  return "kprlint";
}

// What to do where it cannot be started, in a sentence.
export function unable(tried: string, said: string): string {
  const missing = /ENOENT|not recognized|not found/i.test(said);
  if (missing) {
    return `kprlint was not found (${tried}). Install it, with its extra “lsp”, into the folder's .venv or on the PATH, or name it in the setting kprlint.path.`;
  }
  const line = said.split(/\r?\n/).find((one) => one.trim()) ?? "it said nothing";
  return `kprlint could not be started (${tried}): ${line.trim()}`;
}

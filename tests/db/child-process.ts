import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export type Child = {
  readonly process: ChildProcess;
  /** What it has printed so far, by line. */
  readonly lines: readonly string[];
  /** Resolves when it has printed as many lines, or has ended. */
  readonly printed: (count: number) => Promise<void>;
  /** The exit code, null when it was killed; rejects with what it complained about when it failed. */
  readonly ended: Promise<number | null>;
};

/** Starts a TypeScript file as a process of its own. */
export function startChild(file: URL, args: readonly string[]): Child {
  const nodeArgs = ['--import', 'tsx', '--conditions=react-server', fileURLToPath(file), ...args];
  const child = spawn(process.execPath, nodeArgs, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const look of waiting) look();
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    wake();
  });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('close', (code) => {
      wake();
      if (code === 0 || code === null) resolve(code);
      else reject(new Error(`${file.href} ended with ${code}: ${complaints}`));
    });
  });
  // Whoever waits for lines only need not see how it ended.
  ended.catch(() => undefined);
  const printed = (count: number) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (lines.length < count && child.exitCode === null && child.signalCode === null) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return { process: child, lines, printed, ended };
}

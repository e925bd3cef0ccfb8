import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import type { ExecutionContext } from 'ava';
import { program } from './drydock.js';

/** util-linux `script` gives programs a real pseudo-terminal. */
export const hasPseudoTerminal = process.platform === 'linux' && String(spawnSync('script', ['--version']).stdout).includes('util-linux');

export interface TerminalOptions {
  readonly columns: number;
  readonly rows: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

const patienceMs = 40_000;

/** A drydock on a pseudo-terminal, typed at and read from as a person would. */
export class Terminal {
  readonly #child: ChildProcessWithoutNullStreams;
  #shown = '';
  #seen = 0;
  #exit: number | undefined;
  #wake: () => void = () => undefined;

  constructor(t: ExecutionContext, args: readonly string[], { columns, rows, env = {}, cwd = process.cwd() }: TerminalOptions) {
    const command = [process.execPath, program, ...args].map(word => `'${word}'`).join(' ');
    this.#child = spawn('script', ['-qefc', `stty cols ${columns} rows ${rows}; exec ${command}`, '/dev/null'], {
      cwd,
      env: { ...process.env, LANG: 'C.UTF-8', DRYDOCK_LANG: '', NO_COLOR: '', TERM: 'xterm-256color', ...env },
    });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => this.#change(() => (this.#shown += text)));
    this.#child.on('close', code => this.#change(() => (this.#exit = code ?? -1)));
    t.teardown(() => this.#child.kill('SIGKILL'));
  }

  type(keys: string): void {
    this.#child.stdin.write(keys);
  }

  /** Types a line and gives what was shown up to the next prompt. */
  async line(text: string): Promise<string> {
    this.type(`${text}\r`);
    return this.until(/\$ $/);
  }

  /** Waits until what was shown since the last call matches. */
  async until(pattern: RegExp): Promise<string> {
    const end = Date.now() + patienceMs;
    for (;;) {
      const fresh = this.#shown.slice(this.#seen);
      if (pattern.test(visible(fresh))) {
        this.#seen = this.#shown.length;
        return fresh;
      }
      if (this.#exit !== undefined || Date.now() > end)
        throw new Error(`waited for ${String(pattern)}, but there is only: ${JSON.stringify(fresh)}`);
      await new Promise<void>(done => {
        const timer = setTimeout(done, 500);
        this.#wake = () => {
          clearTimeout(timer);
          done();
        };
      });
    }
  }

  /** The exit code, once the program has ended. */
  async ended(): Promise<number> {
    while (this.#exit === undefined) await new Promise<void>(done => (this.#wake = done));
    return this.#exit;
  }

  /** Processes that `script` started: drydock itself is the last. */
  get pid(): number {
    return this.#child.pid ?? 0;
  }

  kill(signal: NodeJS.Signals): void {
    spawnSync('pkill', [`-${signal.slice(3)}`, '-P', String(this.pid)]);
  }

  #change(action: () => void): void {
    action();
    this.#wake();
  }
}

/** What is shown without colours and terminal settings. */
export function visible(shown: string): string {
  return shown
    .replace(/\u001B\[[\d;?]*[A-Za-z]/g, '')
    .replaceAll(/\r+\n/g, '\n')
    .replaceAll('\r', '');
}

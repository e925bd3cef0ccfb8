import { programs } from '../../engine/programs/index.js';
import { machine, type Machine } from './machine.js';
import { TerminalGrid } from './terminal-grid.js';

export interface SessionOptions {
  readonly files?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly rows?: number;
}

/** A program that has the whole screen, on a terminal: keys go in, the screen comes out. */
export class Session {
  readonly machine: Machine;
  readonly #screen: ReturnType<Machine['interact']>;
  readonly #grid: TerminalGrid;

  constructor(id: string, argv: readonly string[], { files = {}, columns = 80, rows = 10 }: SessionOptions = {}) {
    const editor = programs.get(id);
    const sh = programs.get('dash');
    if (!editor || !sh) throw new Error(`no program ${id}`);
    this.machine = machine({ programs: { [argv[0] ?? id]: editor, '/bin/sh': sh }, env: { TERM: 'xterm' }, files });
    this.#screen = this.machine.interact(argv, { columns, rows });
    this.#grid = new TerminalGrid(columns, rows);
  }

  /** Types; after each argument a pause that makes an Escape a key of its own. */
  type(...keys: string[]): this {
    for (const key of keys) {
      this.#screen.type(key);
      this.machine.advance(60);
    }
    return this;
  }

  get screen(): string {
    return this.#grid.write(this.#screen.shown()).text;
  }

  /** Row and column of the cursor, from 0. */
  get cursor(): readonly [number, number] {
    this.#grid.write(this.#screen.shown());
    return [this.#grid.row, this.#grid.column];
  }

  get status(): unknown {
    return this.#screen.process.exit?.status;
  }

  read(path: string): string {
    return this.machine.read(path);
  }
}

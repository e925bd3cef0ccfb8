import type { Task } from '../../core/task.js';
import type { Fd, Sys, TerminalModes, WindowSize } from '../../process/sys.js';
import { Output } from '../output.js';

/** What a terminal shall show: a row of text (which may hold colours) for each of its rows, and where the cursor stands. */
export interface Frame {
  readonly rows: readonly string[];
  readonly cursor: { readonly row: number; readonly column: number };
}

export interface FullScreenOptions {
  /** Where keys come from; standard input when left out. */
  readonly keyboard?: Fd;
  /** The terminal's other screen is used, and what was shown before is there again at the end. */
  readonly ownScreen?: boolean;
}

export const inverse = (text: string): string => `\x1b[7m${text}\x1b[m`;

/** A terminal that one program has for itself: raw keys, the other screen, and only changed rows are drawn again. */
export class FullScreen {
  readonly #sys: Sys;
  readonly #keyboard: Fd;
  readonly #ownScreen: boolean;
  readonly #out: Output;
  readonly #before: TerminalModes;
  #rows: readonly string[] = [];
  #size = '';

  private constructor(sys: Sys, { keyboard = 0, ownScreen = true }: FullScreenOptions) {
    this.#sys = sys;
    this.#keyboard = keyboard;
    this.#ownScreen = ownScreen;
    this.#out = new Output(sys, 1);
    this.#before = sys.terminalModes(keyboard);
  }

  /** Calls `use` with the terminal and leaves it as it was. Both `keyboard` and standard output must be terminals. */
  static *with<T>(sys: Sys, use: (screen: FullScreen) => Task<T>, options: FullScreenOptions = {}): Task<T> {
    const screen = new FullScreen(sys, options);
    yield* screen.enter();
    try {
      return yield* use(screen);
    } finally {
      yield* screen.leave();
    }
  }

  get size(): WindowSize {
    const { rows, columns } = this.#sys.windowSize(1);
    // A terminal that nobody has given a size.
    return rows === 0 || columns === 0 ? { rows: 24, columns: 80 } : { rows, columns };
  }

  *enter(): Task<void> {
    this.#sys.setTerminalModes(this.#keyboard, { canonical: false, echo: false, signals: false, mapCarriageReturn: false });
    this.#rows = [];
    yield* this.#out.write(`${this.#ownScreen ? '\x1b[?1049h' : ''}\x1b[H\x1b[2J`);
  }

  /** Gives the terminal back for a while, as when the program is suspended. */
  *leave(): Task<void> {
    this.#sys.setTerminalModes(this.#keyboard, this.#before);
    yield* this.#out.write(`\x1b[${String(this.size.rows)};1H${this.#ownScreen ? '\x1b[?1049l' : '\x1b[K'}`);
    yield* this.#out.flush();
  }

  *show({ rows, cursor }: Frame): Task<void> {
    const size = `${String(this.size.columns)}x${String(this.size.rows)}`;
    let text = '';
    if (size !== this.#size) {
      this.#rows = [];
      text = '\x1b[2J';
    }
    this.#size = size;
    rows.forEach((row, i) => {
      if (this.#rows[i] !== row) text += `\x1b[${String(i + 1)};1H${row}\x1b[K`;
    });
    this.#rows = rows;
    yield* this.#out.write(`\x1b[?25l${text}\x1b[${String(cursor.row + 1)};${String(cursor.column + 1)}H\x1b[?25h`);
    yield* this.#out.flush();
  }

  *bell(): Task<void> {
    yield* this.#out.write('\x07');
    yield* this.#out.flush();
  }
}

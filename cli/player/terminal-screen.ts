import { decodeUtf8, encodeUtf8 } from '../../engine/index.js';
import { cursorRow } from '../render/cursor.js';
import { paint } from '../render/lines.js';
import { Painter, type Line } from '../render/style.js';
import type { Screen } from './screen.js';

/** So much of what was printed last tells whether the cursor is at the beginning of a line. */
const lastBytes = 64;

/** The real terminal: what the host prints goes there as it is. */
export class TerminalScreen implements Screen {
  readonly colours: boolean;
  readonly plain = false;
  readonly #out: NodeJS.WriteStream;
  readonly #painter: Painter;
  #pending: Uint8Array[] = [];
  #atLineStart = true;

  constructor(out: NodeJS.WriteStream, colours: boolean) {
    this.#out = out;
    this.colours = colours;
    this.#painter = new Painter(colours);
  }

  get width(): number {
    return this.#out.columns || 80;
  }

  output(data: Uint8Array): void {
    if (data.length === 0) return;
    this.#pending.push(data);
    this.#atLineStart = isLineEnd(decodeUtf8(data.subarray(-lastBytes)), this.#atLineStart);
  }

  prompt(): void {
    // The prompt comes by itself, from the host.
  }

  command(): void {
    // What was typed is on the screen already.
  }

  settle(): void {
    // Everything is shown as it comes.
  }

  say(lines: readonly Line[]): void {
    if (lines.length === 0) return;
    if (!this.#atLineStart) this.#write('\r\n');
    this.#write(paint(lines, this.#painter).replaceAll('\n', '\r\n'));
  }

  interject(lines: readonly Line[], edited: string): void {
    if (lines.length === 0) return;
    const row = cursorRow(edited, this.width);
    this.#write(`\r${row > 0 ? `\u001B[${row}A` : ''}\u001B[J`);
    this.#atLineStart = true;
    this.say(lines);
    this.#write(edited);
  }

  repaint(shown: string): void {
    this.#write(shown);
  }

  async flush(): Promise<void> {
    if (this.#pending.length === 0) return;
    const data = Buffer.concat(this.#pending);
    this.#pending = [];
    if (!this.#out.write(data) && !this.#out.destroyed) {
      await new Promise<void>(done => {
        this.#out
          .once('drain', done)
          .once('error', () => done())
          .once('close', done);
      });
    }
  }

  #write(text: string): void {
    this.output(encodeUtf8(text));
  }
}

/** Whether a line has just ended: settings of the terminal move nothing. */
function isLineEnd(printed: string, before: boolean): boolean {
  const visible = printed.replace(/(?:\u001B\[[\d;?]*[A-Za-z]|\r)+$/u, '');
  return visible === '' ? before : visible.endsWith('\n');
}

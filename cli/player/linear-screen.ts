import { decodeUtf8, encodeUtf8 } from '../../engine/index.js';
import { LinearReader } from '../render/linear.js';
import { paint } from '../render/lines.js';
import { Painter, type Line } from '../render/style.js';
import type { Screen } from './screen.js';

export interface LinearOptions {
  readonly colours: boolean;
  readonly plain: boolean;
  /** Show what the terminal echoes while a line is typed; false when lines come from a file: they are shown as `$ line`. */
  readonly echo: boolean;
}

/** A screen that is written from top to bottom and never painted over. */
export class LinearScreen implements Screen {
  readonly colours: boolean;
  readonly plain: boolean;
  readonly #out: NodeJS.WriteStream;
  readonly #echo: boolean;
  readonly #painter: Painter;
  readonly #reader = new LinearReader();
  #pending = '';
  #midLine = false;
  #isEditing = false;

  constructor(out: NodeJS.WriteStream, { colours, plain, echo }: LinearOptions) {
    this.#out = out;
    this.colours = colours;
    this.plain = plain;
    this.#echo = echo;
    this.#painter = new Painter(colours);
  }

  get width(): number {
    return this.#out.columns || Number(process.env['COLUMNS']) || 80;
  }

  output(data: Uint8Array): void {
    const text = decodeUtf8(data);
    if (!this.#isEditing) this.#write(this.#reader.take(text));
    else if (this.#echo) this.#write(text.replaceAll('\r\n', '\n'));
  }

  prompt(): void {
    this.#settle();
    this.#isEditing = true;
  }

  command(line: string): void {
    this.#isEditing = false;
    this.#reader.clear();
    if (!this.#echo) this.#write(`${this.#midLine ? '\n' : ''}$ ${line}\n`);
  }

  #settle(): void {
    this.#write(this.#reader.settle());
  }

  settle(): void {
    if (!this.#isEditing) this.#settle();
  }

  say(lines: readonly Line[]): void {
    if (lines.length === 0) return;
    this.#settle();
    if (this.#midLine) this.#write('\n');
    this.#reader.clear();
    this.#write(paint(lines, this.#painter));
  }

  interject(lines: readonly Line[], edited: string): void {
    if (lines.length === 0) return;
    this.say(lines);
    if (this.#echo) this.#write(edited);
  }

  repaint(shown: string): void {
    this.#isEditing = true;
    if (this.#echo) this.#write(shown.replaceAll('\r\n', '\n'));
  }

  async flush(): Promise<void> {
    if (this.#pending === '') return;
    // Bytes that are no UTF-8 stay what they are.
    const data = /\p{Surrogate}/u.test(this.#pending) ? encodeUtf8(this.#pending) : this.#pending;
    this.#pending = '';
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
    if (text === '') return;
    this.#pending += text;
    this.#midLine = !text.endsWith('\n');
  }
}

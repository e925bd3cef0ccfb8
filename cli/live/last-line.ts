import { decodeUtf8 } from '../../engine/index.js';
import { cursorRow } from '../render/cursor.js';
import { paint, textLines } from '../render/lines.js';
import { Painter } from '../render/style.js';

/** Longer lines are not shown again. */
const longestLine = 16 * 1024;

/** The line of a terminal on which the cursor stands, so that something can be said above it. */
export class LastLine {
  readonly #out: NodeJS.WriteStream;
  #text = '';

  constructor(out: NodeJS.WriteStream) {
    this.#out = out;
  }

  /** What the terminal is sent. */
  add(data: Uint8Array): void {
    const text = this.#text + decodeUtf8(data);
    this.#text = text.slice(text.lastIndexOf('\n') + 1).slice(-longestLine);
  }

  say(sentence: string): void {
    const width = this.#out.columns || 80;
    const row = cursorRow(this.#text, width);
    const lines = paint(textLines('plain', sentence, width - 1), new Painter(false)).replaceAll('\n', '\r\n');
    this.#out.write(`\r${row > 0 ? `\u001B[${row}A` : ''}\u001B[J${lines}${this.#text}`);
  }
}

import { characterWidth } from '../core/character-width.js';
import { decodeUtf8 } from '../core/utf8.js';
import { TERMINAL_LINE_BYTES } from './limits.js';
import type { TerminalModes } from './sys.js';

const control = (letter: string): number => letter.charCodeAt(0) & 0x1f;
const INTERRUPT = control('C');
const QUIT = 0x1c;
const SUSPEND = control('Z');
const END_OF_FILE = control('D');
const ERASE = 0x7f;
const BACKSPACE = 0x08;
const WORD_ERASE = control('W');
const KILL = control('U');
const REPRINT = control('R');
const LITERAL_NEXT = control('V');
const RETURN = 0x0d;
const NEWLINE = 0x0a;
const TAB = 0x09;
const BELL = 0x07;

/** What a line discipline does to the terminal that it belongs to. */
export interface DisciplineHost {
  readonly modes: TerminalModes;
  /** Shows bytes on the screen, as they are. */
  echo(bytes: readonly number[]): void;
  /** Hands input to the programs: a line, single keys, or nothing at all for an end of file. */
  deliver(bytes: Uint8Array): void;
  signal(signal: 'SIGINT' | 'SIGQUIT' | 'SIGTSTP'): void;
}

/** One character of the line being typed: its bytes and the columns that its echo took. */
interface Typed {
  readonly bytes: readonly number[];
  readonly columns: number;
}

/**
 * The part of a terminal that makes lines of keys: echo, erasing, end of file and the keys that send signals (N_TTY). Unlike Linux,
 * erasing a wide character clears both of its columns, as a learner who types Korean expects.
 */
export class LineDiscipline {
  readonly #host: DisciplineHost;
  #line: Typed[] = [];
  #lineBytes = 0;
  /** The bytes so far of a character of several bytes. */
  #partial: number[] = [];
  #literal = false;

  constructor(host: DisciplineHost) {
    this.#host = host;
  }

  /** Takes one byte from the keyboard. */
  input(raw: number): void {
    const { modes } = this.#host;
    if (this.#literal) {
      this.#literal = false;
      this.#append(raw);
      return;
    }
    const byte = raw === RETURN && modes.mapCarriageReturn ? NEWLINE : raw;
    if (modes.signals && this.#signalKey(byte)) return;
    if (modes.canonical) this.#edit(byte);
    else this.#pass(byte);
  }

  /** Gives up the line being typed (the modes change): what it has so far. */
  flush(): Uint8Array {
    const bytes = [...this.#line.flatMap(({ bytes: typed }) => typed), ...this.#partial];
    this.#forget();
    return Uint8Array.from(bytes);
  }

  #signalKey(byte: number): boolean {
    const signal = byte === INTERRUPT ? 'SIGINT' : byte === QUIT ? 'SIGQUIT' : byte === SUSPEND ? 'SIGTSTP' : undefined;
    if (!signal) return false;
    this.#forget();
    this.#echo(byte);
    this.#host.signal(signal);
    return true;
  }

  #pass(byte: number): void {
    this.#echo(byte);
    this.#host.deliver(Uint8Array.of(byte));
  }

  #edit(byte: number): void {
    switch (byte) {
      case ERASE:
      case BACKSPACE:
        this.#erase();
        return;
      case WORD_ERASE:
        this.#eraseWord();
        return;
      case KILL:
        while (this.#line.length > 0) this.#erase();
        return;
      case REPRINT:
        this.#reprint();
        return;
      case LITERAL_NEXT:
        this.#literal = true;
        if (this.#host.modes.echo) this.#host.echo([0x5e, BACKSPACE]);
        return;
      case END_OF_FILE:
        this.#host.deliver(this.flush());
        return;
      case NEWLINE:
        this.#echo(NEWLINE);
        this.#host.deliver(Uint8Array.from([...this.flush(), NEWLINE]));
        return;
      default:
        this.#append(byte);
    }
  }

  #append(byte: number): void {
    if (this.#lineBytes + 1 >= TERMINAL_LINE_BYTES) {
      this.#host.echo([BELL]);
      return;
    }
    this.#lineBytes++;
    if (byte < 0x80) {
      this.#endPartial();
      this.#line.push({ bytes: [byte], columns: echoColumns(byte) });
      this.#echo(byte);
      return;
    }
    this.#appendUtf8(byte);
  }

  #appendUtf8(byte: number): void {
    const isLead = (byte & 0xc0) !== 0x80;
    if (isLead) this.#endPartial();
    this.#partial.push(byte);
    const lead = this.#partial[0] ?? 0;
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1;
    if (this.#partial.length < length) return;
    const bytes = this.#partial;
    this.#partial = [];
    const code = decodeUtf8(Uint8Array.from(bytes)).codePointAt(0) ?? 0;
    this.#line.push({ bytes, columns: characterWidth(code) });
    if (this.#host.modes.echo) this.#host.echo(bytes);
  }

  /** Bytes that turned out to be no UTF-8 belong to the line all the same. */
  #endPartial(): void {
    for (const byte of this.#partial) {
      this.#line.push({ bytes: [byte], columns: 1 });
      if (this.#host.modes.echo) this.#host.echo([byte]);
    }
    this.#partial = [];
  }

  #erase(): void {
    if (this.#partial.length > 0) {
      this.#lineBytes -= this.#partial.length;
      this.#partial = [];
      return;
    }
    const last = this.#line.pop();
    if (!last) return;
    this.#lineBytes -= last.bytes.length;
    if (!this.#host.modes.echo) return;
    for (let column = 0; column < last.columns; column++) this.#host.echo([BACKSPACE, 0x20, BACKSPACE]);
  }

  #eraseWord(): void {
    let seenWord = false;
    for (let last = this.#line.at(-1); last; last = this.#line.at(-1)) {
      const isWord = isWordByte(last.bytes[0] ?? 0);
      if (seenWord && !isWord) return;
      seenWord ||= isWord;
      this.#erase();
    }
  }

  #reprint(): void {
    if (!this.#host.modes.echo) return;
    this.#echo(REPRINT);
    this.#echo(NEWLINE);
    for (const { bytes } of this.#line) {
      if (bytes.length > 1) this.#host.echo(bytes);
      else this.#echo(bytes[0] ?? 0);
    }
  }

  #forget(): void {
    this.#line = [];
    this.#partial = [];
    this.#lineBytes = 0;
  }

  /** Control characters are shown as `^C` (ECHOCTL). */
  #echo(byte: number): void {
    const { modes } = this.#host;
    if (!modes.echo) return;
    if (byte === NEWLINE) this.#host.echo(modes.mapNewline ? [RETURN, NEWLINE] : [NEWLINE]);
    else if (byte === TAB || (byte >= 0x20 && byte !== ERASE)) this.#host.echo([byte]);
    else this.#host.echo([0x5e, byte ^ 0x40]);
  }
}

function echoColumns(byte: number): number {
  if (byte === TAB) return 8;
  return byte < 0x20 || byte === ERASE ? 2 : 1;
}

function isWordByte(byte: number): boolean {
  return byte >= 0x80 || byte === 0x5f || /[0-9A-Za-z]/.test(String.fromCharCode(byte));
}

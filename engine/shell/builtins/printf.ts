import { quoteWithBackslashes } from '../expand/operations.js';
import { expandEscapes, readEscape } from './escapes.js';
import { formatFloat, formatInteger, pad, type Spec } from './number-format.js';

/** Something wrong with an argument or the format; each caller has its own words for it. */
export interface PrintfComplaint {
  readonly kind: 'number' | 'incomplete' | 'directive' | 'missing' | 'range';
  readonly text: string;
  /** How much had been printed by then. */
  readonly after?: number;
}

export interface PrintfResult {
  readonly output: string;
  readonly complaints: readonly PrintfComplaint[];
}

export interface PrintfOptions {
  /** `%q` */
  readonly quoting: boolean;
  /** `\xHH`, `\uHHHH` in the format. */
  readonly hex: boolean;
  /** `%(format)T`: the text of a moment, given the format and the argument. */
  readonly time?: (format: string, moment: bigint) => string;
  /** An empty or missing argument is no number, and of a wrong one nothing is taken (ash). */
  readonly emptyIsWrong?: boolean;
}

/** Output bound: a width is a number that anybody can type. */
const maximalWidth = 1_000_000;

/** What `printf` prints: the format is used again for as long as there are arguments. */
export function formatPrintf(format: string, args: readonly string[], options: PrintfOptions): PrintfResult {
  const run = new PrintfRun(format, args, options);
  run.all();
  return { output: run.output, complaints: run.complaints };
}

class PrintfRun {
  output = '';
  readonly complaints: PrintfComplaint[] = [];
  readonly #format: string;
  readonly #args: readonly string[];
  readonly #options: PrintfOptions;
  #next = 0;
  #stopped = false;

  constructor(format: string, args: readonly string[], options: PrintfOptions) {
    this.#format = format;
    this.#args = args;
    this.#options = options;
  }

  all(): void {
    do {
      const before = this.#next;
      this.#once();
      if (this.#next === before) return;
    } while (this.#next < this.#args.length && !this.#stopped);
  }

  #once(): void {
    const format = this.#format;
    for (let at = 0; at < format.length && !this.#stopped; ) {
      const character = format[at] ?? '';
      if (character === '\\') {
        const escape = readEscape(format, at + 1, { octal: 'plain', hex: this.#options.hex, unicode: this.#options.hex });
        const quote = format[at + 1] === '"' && escape.text === '\\"' ? '"' : escape.text;
        this.output += quote;
        at = escape.end;
      } else if (character !== '%') {
        this.output += character;
        at++;
      } else if (format[at + 1] === '%') {
        this.output += '%';
        at += 2;
      } else at = this.#directive(at);
    }
  }

  #directive(at: number): number {
    const match = /^%([-+ #0]*)(\*|\d+)?(?:\.(\*|-?\d*))?(?:hh|h|ll|l|j|z|t|L)?(\(([^)]*)\)T|.)?/s.exec(this.#format.slice(at));
    const [whole = '%', flags = '', width, precision, conversion, time] = match ?? [];
    if (conversion === undefined) {
      this.#refuse({ kind: 'missing', text: whole });
      return this.#format.length;
    }
    const givenWidth = width === '*' ? this.#width() : width === undefined ? 0 : Number(width);
    const givenPrecision = precision === '*' ? this.#width() : precision === undefined ? undefined : Number(precision);
    const spec: Spec = {
      left: flags.includes('-') || givenWidth < 0,
      plus: flags.includes('+'),
      space: flags.includes(' '),
      alternate: flags.includes('#'),
      zero: flags.includes('0'),
      width: Math.min(Math.abs(givenWidth), maximalWidth),
      precision: givenPrecision === undefined || givenPrecision < 0 ? undefined : Math.min(givenPrecision, maximalWidth),
    };
    if (time !== undefined && this.#options.time)
      this.output += pad(this.#options.time(time, this.#next < this.#args.length ? this.#number() : -1n), { ...spec, zero: false });
    else if (!this.#convert(conversion, spec)) this.#refuse({ kind: 'directive', text: this.#options.quoting ? conversion : whole });
    return at + whole.length;
  }

  #convert(conversion: string, spec: Spec): boolean {
    switch (conversion) {
      case 's':
        this.output += this.#text(this.#argument() ?? '', spec);
        return true;
      case 'b': {
        const { text, stopped } = expandEscapes(this.#argument() ?? '', {
          octal: 'both',
          hex: this.#options.hex,
          unicode: this.#options.hex,
        });
        this.output += this.#text(text, spec);
        this.#stopped = stopped;
        return true;
      }
      case 'Q':
        if (!this.#options.quoting) return false;
        this.output += pad(quoteWithBackslashes([...(this.#argument() ?? '')].slice(0, spec.precision).join('')), { ...spec, zero: false });
        return true;
      case 'q':
        if (!this.#options.quoting) return false;
        this.output += this.#text(quoteWithBackslashes(this.#argument() ?? ''), spec);
        return true;
      case 'c':
        this.output += this.#text([...(this.#argument() ?? '')][0] ?? '\0', { ...spec, precision: undefined });
        return true;
      case 'd':
      case 'i':
      case 'o':
      case 'u':
      case 'x':
      case 'X':
        this.output += formatInteger(this.#number(conversion === 'd' || conversion === 'i' ? 'signed' : 'unsigned'), conversion, spec);
        return true;
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G':
        this.output += formatFloat(this.#float(), conversion, spec);
        return true;
      default:
        return false;
    }
  }

  #text(text: string, spec: Spec): string {
    const cut = spec.precision === undefined ? text : [...text].slice(0, spec.precision).join('');
    return pad(cut, { ...spec, zero: false });
  }

  #complain(complaint: PrintfComplaint): void {
    this.complaints.push({ ...complaint, after: this.output.length });
  }

  #refuse(complaint: PrintfComplaint): void {
    this.#complain(complaint);
    this.#stopped = true;
  }

  #argument(): string | undefined {
    const argument = this.#args[this.#next];
    if (argument !== undefined) this.#next++;
    return argument;
  }

  /** A width or precision of `*`: one that is no int is none. */
  #width(): number {
    const argument = this.#args[this.#next] ?? '';
    const width = Number(this.#number());
    if (Math.abs(width) <= 0x7fff_ffff) return width;
    if (!this.complaints.some(({ kind, text }) => kind === 'range' && text === argument)) this.#complain({ kind: 'range', text: argument });
    return 0;
  }

  /** The next argument as an integer: decimal, octal, hexadecimal, or a character after a quote. */
  #number(kind: 'signed' | 'unsigned' = 'signed'): bigint {
    const argument = this.#argument();
    if (argument === undefined) {
      if (this.#options.emptyIsWrong) this.#complain({ kind: 'number', text: '' });
      return 0n;
    }
    const quoted = quotedCharacter(argument);
    if (quoted !== undefined) return BigInt(quoted);
    const [digits = ''] = /^\s*[-+]?(?:0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)/.exec(argument) ?? [];
    const value = parseInteger(digits.trim());
    if (digits.length !== argument.length || value === undefined) {
      this.#complainNumber(argument, digits);
      if (this.#options.emptyIsWrong) return 0n;
    }
    const clamped = clamp(value ?? 0n, kind);
    if (value !== undefined && clamped !== value) this.#complain({ kind: 'range', text: argument });
    return BigInt.asIntN(64, clamped);
  }

  #float(): number {
    const argument = this.#argument();
    if (argument === undefined) return 0;
    const quoted = quotedCharacter(argument);
    if (quoted !== undefined) return quoted;
    const [digits = ''] = /^\s*[-+]?(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|inf(?:inity)?|nan)/i.exec(argument) ?? [];
    if (digits.length !== argument.length || digits === '') this.#complainNumber(argument, digits);
    const word = digits.trim().toLowerCase();
    if (/^[-+]?inf/.test(word)) return word.startsWith('-') ? -Infinity : Infinity;
    return digits === '' ? 0 : Number(digits);
  }

  #complainNumber(argument: string, digits: string): void {
    if (argument === '' && !this.#options.emptyIsWrong) return;
    this.#complain({ kind: digits.trim() === '' ? 'number' : 'incomplete', text: argument });
  }
}

function quotedCharacter(argument: string): number | undefined {
  if (!argument.startsWith("'") && !argument.startsWith('"')) return undefined;
  return argument.codePointAt(1) ?? 0;
}

function parseInteger(text: string): bigint | undefined {
  const match = /^([-+]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)$/.exec(text);
  if (!match) {
    // A wrong octal digit ends the number, as in strtol.
    const octal = /^([-+]?0[0-7]*)/.exec(text)?.[1];
    return octal === undefined ? undefined : parseInteger(octal);
  }
  const [, sign, digits = '0'] = match;
  const value = BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return sign === '-' ? -value : value;
}

/** To what strtoimax(3) or strtoumax(3) makes of it, which takes negative numbers around. */
function clamp(value: bigint, kind: 'signed' | 'unsigned'): bigint {
  const [least, most] =
    kind === 'signed' ? [-0x8000_0000_0000_0000n, 0x7fff_ffff_ffff_ffffn] : [-0xffff_ffff_ffff_ffffn, 0xffff_ffff_ffff_ffffn];
  if (value > most) return most;
  return value < least ? (kind === 'signed' ? least : most) : value;
}

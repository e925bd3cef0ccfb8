import { bytesOfLatin1, latin1Of } from '../../../core/latin1.js';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';
import { compilePerl, PatternError, TooManyTries, type PerlRegex } from '../../regex/perl/perl.js';
import type { Args } from '../runtime/native.js';

export interface Pattern {
  readonly regex: PerlRegex;
  readonly isUnicode: boolean;
  readonly anchored: boolean;
}

/** A match in a text as the pattern sees it: start and end of the whole, then of the groups. */
export type Found = readonly number[];

const known = new Map<string, Pattern>();
const KEPT = 256;
/** What one call may cost in all, whatever its pattern and text. */
const MAX_COST = 30_000_000;
/** After a search that cost more, others may run. */
const LONG = 20_000;
const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };

export const pregErrors = { none: 0, backtracks: 2, badUtf8: 4 } as const;
const errorTexts: ReadonlyMap<number, string> = new Map([
  [pregErrors.none, 'No error'],
  [pregErrors.backtracks, 'Backtrack limit exhausted'],
  [pregErrors.badUtf8, 'Malformed UTF-8 characters, possibly incorrectly encoded'],
]);

export function lastPregError(a: Pick<Args, 'vm'>): { readonly code: number; readonly text: string } {
  const code = Number(a.vm.modules.get('preg') ?? 0);
  return { code, text: errorTexts.get(code) ?? 'Internal error' };
}

/** The pattern between its delimiters; undefined, with a warning, when it is none. */
export function patternOf(a: Args, text: string): Pattern | undefined {
  a.vm.modules.set('preg', pregErrors.none);
  const cached = known.get(text);
  if (cached) return cached;
  const cut = cutDelimiters(text);
  if ('warning' in cut) {
    a.warn(cut.warning);
    return undefined;
  }
  try {
    const pattern = build(cut.source, cut.modifiers);
    if (known.size >= KEPT) known.clear();
    known.set(text, pattern);
    return pattern;
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    if (error.message.startsWith('drydock:')) throw a.vm.errors.fatal(error.message);
    a.warn(`Compilation failed: ${error.message} at offset ${error.offset}`);
    return undefined;
  }
}

function cutDelimiters(text: string): { readonly source: string; readonly modifiers: string } | { readonly warning: string } {
  const trimmed = text.trimStart();
  const delimiter = trimmed[0] ?? '';
  if (delimiter === '') return { warning: 'Empty regular expression' };
  if (/[a-zA-Z0-9\\\0]/.test(delimiter)) return { warning: 'Delimiter must not be alphanumeric, backslash, or NUL' };
  const close = closing[delimiter] ?? delimiter;
  const end = findEnd(trimmed, delimiter, close);
  if (end < 0) return { warning: `No ending ${close === delimiter ? '' : 'matching '}delimiter '${close}' found` };
  const modifiers = trimmed.slice(end + 1).replaceAll(/[\s]/g, '');
  const wrong = /[^imsxuUADSXJn]/.exec(modifiers)?.[0];
  if (wrong === '\0') return { warning: 'NUL byte is not a valid modifier' };
  if (wrong !== undefined) return { warning: `Unknown modifier '${wrong}'` };
  return { source: trimmed.slice(1, end), modifiers };
}

function findEnd(text: string, open: string, close: string): number {
  let depth = 1;
  for (let i = 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === close && --depth === 0) return i;
    else if (text[i] === open) depth++;
  }
  return -1;
}

function build(source: string, modifiers: string): Pattern {
  const has = (letter: string): boolean => modifiers.includes(letter);
  const isUnicode = has('u');
  const regex = compilePerl(isUnicode ? decodeUtf8(bytesOfLatin1(source)) : source, {
    ignoreCase: has('i'),
    multiline: has('m'),
    dotAll: has('s'),
    extended: has('x'),
    dollarEnd: has('D'),
    ungreedy: has('U'),
    unicode: isUnicode,
  });
  return { regex, isUnicode, anchored: has('A') };
}

/** The text as the pattern sees it: bytes or characters; undefined when it should be UTF-8 and is not. */
export function subjectOf(a: Args, { isUnicode }: Pattern, text: string): string | undefined {
  if (!isUnicode) return text;
  const decoded = decodeUtf8(bytesOfLatin1(text));
  // Bytes that are no UTF-8 are lone surrogates.
  if (!/\p{Surrogate}/u.test(decoded)) return decoded;
  a.vm.modules.set('preg', pregErrors.badUtf8);
  return undefined;
}

/** A piece of what the pattern sees, in bytes. */
export function bytesOf({ isUnicode }: Pattern, text: string): string {
  return isUnicode ? latin1Of(encodeUtf8(text)) : text;
}

/** Where a byte is in what the pattern sees; counted from the end when negative. */
export function placeOf({ isUnicode }: Pattern, text: string, offset: number): number {
  const at = Math.min(text.length, offset < 0 ? Math.max(0, text.length + offset) : offset);
  return isUnicode ? decodeUtf8(bytesOfLatin1(text.slice(0, at))).length : at;
}

/** All matches, one after another. `failed` says whether they ended because it took too long. */
export class Matches {
  readonly #a: Args;
  readonly #pattern: Pattern;
  readonly #subject: string;
  #at: number;
  /** An empty match was here: the next is not. */
  #wasEmpty = false;
  #cost = 0;
  failed = false;

  constructor(a: Args, pattern: Pattern, subject: string, from = 0) {
    this.#a = a;
    this.#pattern = pattern;
    this.#subject = subject;
    this.#at = from;
  }

  next(): Found | undefined {
    const length = this.#subject.length;
    while (this.#at <= length && !this.failed) {
      const found = this.#search();
      if (found) {
        const end = found[1] ?? 0;
        this.#wasEmpty = end === (found[0] ?? 0);
        this.#at = end;
        return found;
      }
      if (!this.#wasEmpty) break;
      this.#wasEmpty = false;
      const code = this.#pattern.isUnicode ? (this.#subject.codePointAt(this.#at) ?? 0) : 0;
      this.#at += code > 0xffff ? 2 : 1;
    }
    return undefined;
  }

  *[Symbol.iterator](): Generator<Found> {
    for (let found = this.next(); found; found = this.next()) yield found;
  }

  #search(): Found | undefined {
    const { regex, anchored } = this.#pattern;
    try {
      const found = regex.exec(this.#subject, this.#at, { anchored: anchored || this.#wasEmpty, notEmpty: this.#wasEmpty });
      this.#cost += regex.steps;
      if (regex.steps > LONG) this.#a.vm.interrupt = true;
      if (this.#cost <= MAX_COST) return found;
    } catch (error) {
      if (!(error instanceof TooManyTries)) throw error;
    }
    this.#a.vm.modules.set('preg', pregErrors.backtracks);
    this.#a.vm.interrupt = true;
    this.failed = true;
    return undefined;
  }
}

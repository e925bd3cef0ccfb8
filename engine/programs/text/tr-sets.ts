import { append } from '../../core/append.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { quoteWord } from '../quoting.js';
import { Fatal } from '../tool.js';
import { readEscape } from './escapes.js';

/** A piece of one of tr's strings and the bytes that it stands for; of `[c*]` it is not known yet how often. */
export interface Piece {
  readonly kind: 'bytes' | 'class' | 'equivalence' | 'fill';
  readonly bytes: readonly number[];
  /** Of a class. */
  readonly name?: string;
}

/** Most that `[c*n]` may repeat: more positions than there are bytes have no effect. */
const MAX_REPEAT = 65536;

const classes: Readonly<Record<string, (byte: number) => boolean>> = {
  alpha: byte => isLower(byte) || isUpper(byte),
  digit: isDigit,
  alnum: byte => isLower(byte) || isUpper(byte) || isDigit(byte),
  upper: isUpper,
  lower: isLower,
  space: byte => byte === 32 || (byte >= 9 && byte <= 13),
  blank: byte => byte === 32 || byte === 9,
  punct: byte => byte > 32 && byte < 127 && !isLower(byte) && !isUpper(byte) && !isDigit(byte),
  print: byte => byte >= 32 && byte < 127,
  graph: byte => byte > 32 && byte < 127,
  cntrl: byte => byte < 32 || byte === 127,
  xdigit: byte => isDigit(byte) || (byte >= 65 && byte <= 70) || (byte >= 97 && byte <= 102),
};

function isLower(byte: number): boolean {
  return byte >= 97 && byte <= 122;
}

function isUpper(byte: number): boolean {
  return byte >= 65 && byte <= 90;
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

/** Reads characters, escapes, ranges, `[:class:]`, `[=c=]`, `[c*n]` and `[c*]`. */
export function parseSet(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (let i = 0; i < text.length; ) {
    const { piece, length } = bracketAt(text.slice(i)) ?? rangeAt(text, i);
    pieces.push(piece);
    i += length;
  }
  return pieces;
}

export function bytesOf(pieces: readonly Piece[]): number[] {
  const bytes: number[] = [];
  for (const piece of pieces) append(bytes, piece.bytes);
  return bytes;
}

interface Found {
  readonly piece: Piece;
  readonly length: number;
}

function bracketAt(rest: string): Found | undefined {
  const [named, name = ''] = /^\[:(.*?):\]/.exec(rest) ?? [];
  if (named !== undefined) {
    if (name === '') throw new Fatal("missing character class name '[::]'");
    const test = Object.hasOwn(classes, name) ? classes[name] : undefined;
    if (!test) throw new Fatal(`invalid character class ${quoteWord(name)}`);
    const bytes = Array.from({ length: 256 }, (_, byte) => byte).filter(test);
    return { piece: { kind: 'class', bytes, name }, length: named.length };
  }
  const [equal, like = ''] = /^\[=(\\?[^]*?)=\]/.exec(rest) ?? [];
  if (equal !== undefined && like !== '') {
    const unit = unitAt(like, 0);
    if (unit.length !== like.length) throw new Fatal(`${like}: equivalence class operand must be a single character`);
    return { piece: { kind: 'equivalence', bytes: unit.bytes }, length: equal.length };
  }
  return repeatAt(rest);
}

function repeatAt(rest: string): Found | undefined {
  if (!rest.startsWith('[') || rest.length < 4) return undefined;
  const unit = unitAt(rest, 1);
  const [whole, digits = ''] = /^\*([^\]]*)\]/.exec(rest.slice(1 + unit.length)) ?? [];
  if (whole === undefined) return undefined;
  if (!/^\d*$/.test(digits)) throw new Fatal(`invalid repeat count ${quoteWord(digits)} in [c*n] construct`);
  const times = digits === '' ? 0 : parseInt(digits, digits.startsWith('0') ? 8 : 10);
  const length = 1 + unit.length + whole.length;
  if (times === 0) return { piece: { kind: 'fill', bytes: unit.bytes }, length };
  const bytes = Array.from({ length: Math.min(times, MAX_REPEAT) }, () => unit.bytes[0] ?? 0);
  return { piece: { kind: 'bytes', bytes }, length };
}

function rangeAt(text: string, at: number): Found {
  const from = unitAt(text, at);
  const dash = at + from.length;
  if (text[dash] !== '-' || dash + 1 >= text.length) return { piece: { kind: 'bytes', bytes: from.bytes }, length: from.length };
  const to = unitAt(text, dash + 1);
  const low = from.bytes[0] ?? 0;
  const high = to.bytes[0] ?? 0;
  const length = from.length + 1 + to.length;
  if (high < low) throw new Fatal(`range-endpoints of '${text.slice(at, at + length)}' are in reverse collating sequence order`);
  return { piece: { kind: 'bytes', bytes: Array.from({ length: high - low + 1 }, (_, i) => low + i) }, length };
}

function unitAt(text: string, at: number): { readonly bytes: readonly number[]; readonly length: number } {
  if (text[at] === '\\') {
    const next = text[at + 1] ?? '';
    return /[abefnrtv\\0-7]/.test(next)
      ? readEscape(text, at, { leadingZero: false })
      : { bytes: [...encodeUtf8(next || '\\')], length: next === '' ? 1 : 2 };
  }
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return { bytes: [...encodeUtf8(character)], length: character.length };
}

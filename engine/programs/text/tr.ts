import { append } from '../../core/append.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { CHUNK_BYTES } from '../limits.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError } from '../tool.js';
import { readEscape } from './escapes.js';

type Key = 'complement' | 'delete' | 'squeeze' | 'truncate';

export const tr = define<Key>({
  name: 'tr',
  options: {
    complement: ['-c, -C, --complement', 'use everything that is not in STRING1'],
    delete: ['-d, --delete', 'delete the characters of STRING1'],
    squeeze: ['-s, --squeeze-repeats', 'replace each run of a character of the last STRING by one'],
    truncate: ['-t, --truncate-set1', 'cut STRING1 to the length of STRING2', 'gnu'],
  },
  stopAtOperand: true,
  gnu: { usage: ['[OPTION]... STRING1 [STRING2]'], about: 'Translate, squeeze or delete characters from standard input.' },
  busybox: { usage: ['[-cds] STRING1 [STRING2]'], about: 'Translate, squeeze, or delete characters from stdin, writing to stdout' },
  origin: coreutils,
  *run(tool) {
    const { args, sys, out } = tool;
    const [first, second, third] = args.operands;
    const deleting = args.has('delete');
    const squeezing = args.has('squeeze');
    if (first === undefined) throw new UsageError(tool.isGnu ? 'missing operand' : '');
    if (second === undefined && tool.isGnu && deleting === squeezing)
      throw new UsageError(
        `missing operand after ${quoteAlways(first)}\nTwo strings must be given when ${deleting ? 'both deleting and squeezing repeats' : 'translating'}.`,
      );
    const extra = deleting && !squeezing ? second : third;
    if (extra !== undefined && tool.isGnu)
      throw new UsageError(
        `extra operand ${quoteAlways(extra)}${deleting && !squeezing ? '\nOnly one string may be given when deleting without squeezing repeats.' : ''}`,
      );
    const map = translation(first, second, { complement: args.has('complement'), truncate: args.has('truncate'), deleting, squeezing });
    const table = Int16Array.from(map.to);
    // Each byte is another one, and nothing is left out.
    const plain = map.squeezed.size === 0 && !map.to.includes(-1);
    let last = -1;
    for (;;) {
      const bytes = yield* sys.read(0, CHUNK_BYTES);
      if (bytes.length === 0) return;
      const result = plain ? mapped(bytes, table) : translated(bytes, table, map.squeezed, last);
      last = result[result.length - 1] ?? last;
      yield* out.bytes(result);
    }
  },
});

/** Loops over bytes are plain functions: V8 makes fast code of them, but not of generators. */
function mapped(bytes: Uint8Array, table: Int16Array): Uint8Array {
  const result = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at++) result[at] = table[bytes[at] ?? 0] ?? 0;
  return result;
}

/** The same where some bytes go, or are squeezed; `before` is the byte that was written last. */
function translated(bytes: Uint8Array, table: Int16Array, squeezed: ReadonlySet<number>, before: number): Uint8Array {
  const result = new Uint8Array(bytes.length);
  let length = 0;
  let last = before;
  for (let at = 0; at < bytes.length; at++) {
    const to = table[bytes[at] ?? 0] ?? 0;
    if (to < 0 || (to === last && squeezed.has(to))) continue;
    result[length++] = to;
    last = to;
  }
  return result.subarray(0, length);
}

interface Translation {
  /** What each byte becomes; -1: deleted. */
  readonly to: readonly number[];
  readonly squeezed: ReadonlySet<number>;
}

function translation(
  first: string,
  second: string | undefined,
  rules: { readonly complement: boolean; readonly truncate: boolean; readonly deleting: boolean; readonly squeezing: boolean },
): Translation {
  const given = expandSet(first, undefined);
  const set1 = rules.complement ? Array.from({ length: 256 }, (_, byte) => byte).filter(byte => !given.includes(byte)) : given;
  const to = Array.from({ length: 256 }, (_, byte) => byte);
  if (rules.deleting) {
    for (const byte of set1) to[byte] = -1;
    return { to, squeezed: new Set(rules.squeezing && second !== undefined ? expandSet(second, undefined) : []) };
  }
  if (second === undefined) return { to, squeezed: new Set(set1) };
  const set2 = expandSet(second, set1.length);
  if (set2.length === 0) throw new Fatal('when not truncating set1, string2 must be non-empty');
  const limit = rules.truncate ? Math.min(set1.length, set2.length) : set1.length;
  for (let i = 0; i < limit; i++) to[set1[i] ?? 0] = set2[Math.min(i, set2.length - 1)] ?? 0;
  return { to, squeezed: new Set(rules.squeezing ? set2 : []) };
}

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

/** The bytes of a set: ranges, classes, escapes, and `[c*n]` filled up to `wanted`. */
function expandSet(text: string, wanted: number | undefined): number[] {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; ) {
    const rest = text.slice(i);
    const named = /^\[:([a-z]+):\]/.exec(rest);
    if (named) {
      const test = classes[named[1] ?? ''];
      if (!test) throw new Fatal(`invalid character class '${named[1] ?? ''}'`);
      for (let byte = 0; byte < 256; byte++) if (test(byte)) bytes.push(byte);
      i += named[0].length;
      continue;
    }
    const repeat = /^\[(\\?.)\*(\d*)\]/.exec(rest);
    if (repeat && wanted !== undefined) {
      const unit = unitAt(repeat[1] ?? '', 0).bytes;
      const digits = repeat[2] ?? '';
      const times = digits === '' || Number(digits) === 0 ? wanted - bytes.length : parseInt(digits, digits.startsWith('0') ? 8 : 10);
      for (let k = 0; k < Math.min(times, 65536); k++) append(bytes, unit);
      i += repeat[0].length;
      continue;
    }
    const from = unitAt(text, i);
    if (text[i + from.length] === '-' && i + from.length + 1 < text.length) {
      const to = unitAt(text, i + from.length + 1);
      const low = from.bytes[0] ?? 0;
      const high = to.bytes[0] ?? 0;
      if (high < low)
        throw new Fatal(`range-endpoints of '${text.slice(i, i + from.length + 1 + to.length)}' are in reverse collating sequence order`);
      for (let byte = low; byte <= high; byte++) bytes.push(byte);
      i += from.length + 1 + to.length;
      continue;
    }
    append(bytes, from.bytes);
    i += from.length;
  }
  return bytes;
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

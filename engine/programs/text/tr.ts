import { CHUNK_BYTES } from '../limits.js';
import { quoteWord } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError } from '../tool.js';
import { bytesOf, parseSet, type Piece } from './tr-sets.js';

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
        `missing operand after ${quoteWord(first)}\nTwo strings must be given when ${deleting ? 'both deleting and squeezing repeats' : 'translating'}.`,
      );
    const extra = deleting && !squeezing ? second : third;
    if (extra !== undefined && tool.isGnu)
      throw new UsageError(
        `extra operand ${quoteWord(extra)}${args.operands.length === 2 ? '\nOnly one string may be given when deleting without squeezing repeats.' : ''}`,
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

interface Rules {
  readonly complement: boolean;
  readonly truncate: boolean;
  readonly deleting: boolean;
  readonly squeezing: boolean;
}

function translation(first: string, second: string | undefined, rules: Rules): Translation {
  const pieces1 = parseSet(first);
  const given = bytesOf(pieces1);
  if (pieces1.some(({ kind }) => kind === 'fill')) throw new Fatal('the [c*] repeat construct may not appear in string1');
  const set1 = rules.complement ? Array.from({ length: 256 }, (_, byte) => byte).filter(byte => !given.includes(byte)) : given;
  const to = Array.from({ length: 256 }, (_, byte) => byte);
  const pieces2 = second === undefined ? undefined : parseSet(second);
  if (rules.deleting || pieces2 === undefined) {
    if (pieces2?.some(({ kind }) => kind === 'fill') === true)
      throw new Fatal('the [c*] construct may appear in string2 only when translating');
    if (rules.deleting) for (const byte of set1) to[byte] = -1;
    return { to, squeezed: new Set(!rules.squeezing ? [] : pieces2 === undefined ? set1 : bytesOf(pieces2)) };
  }
  const set2 = targets(pieces2, set1.length);
  checkTargets(pieces1, pieces2, set1, set2, rules);
  const limit = rules.truncate ? Math.min(set1.length, set2.length) : set1.length;
  for (let i = 0; i < limit; i++) to[set1[i] ?? 0] = set2[Math.min(i, set2.length - 1)] ?? 0;
  return { to, squeezed: new Set(rules.squeezing ? set2 : []) };
}

/** What the second string stands for: `[c*]` fills it up to the length of the first one. */
function targets(pieces: readonly Piece[], length: number): number[] {
  if (pieces.filter(({ kind }) => kind === 'fill').length > 1) throw new Fatal('only one [c*] repeat construct may appear in string2');
  const others = bytesOf(pieces.filter(({ kind }) => kind !== 'fill')).length;
  return pieces.flatMap(({ kind, bytes }) =>
    kind === 'fill' ? Array.from({ length: Math.max(0, length - others) }, () => bytes[0] ?? 0) : [...bytes],
  );
}

/** What GNU's refuses when it translates (validate). */
function checkTargets(
  pieces1: readonly Piece[],
  pieces2: readonly Piece[],
  set1: readonly number[],
  set2: readonly number[],
  rules: Rules,
): void {
  if (pieces2.some(({ kind }) => kind === 'equivalence')) throw new Fatal('[=c=] expressions may not appear in string2 when translating');
  if (pieces2.some(({ kind, name }) => kind === 'class' && name !== 'upper' && name !== 'lower'))
    throw new Fatal("when translating, the only character classes that may appear in\nstring2 are 'upper' and 'lower'");
  if (!rules.complement && !areCasesAligned(pieces1, pieces2)) throw new Fatal('misaligned [:upper:] and/or [:lower:] construct');
  if (set1.length > set2.length && !rules.truncate) {
    if (set2.length === 0) throw new Fatal('when not truncating set1, string2 must be non-empty');
    if (pieces2.at(-1)?.kind === 'class')
      throw new Fatal('when translating with string1 longer than string2,\nthe latter string must not end with a character class');
  }
  const isHomogeneous = set2.every(byte => byte === set2[0]) && (!rules.truncate || set2.length >= set1.length);
  if (rules.complement && pieces1.some(({ kind }) => kind === 'class') && !isHomogeneous)
    throw new Fatal('when translating with complemented character classes,\nstring2 must map all characters in the domain to one');
}

/** A class in the second string needs one of the two cases at the same place of the first. */
function areCasesAligned(pieces1: readonly Piece[], pieces2: readonly Piece[]): boolean {
  const starts = new Set<number>();
  let at = 0;
  for (const { kind, bytes, name } of pieces1) {
    if (kind === 'class' && (name === 'upper' || name === 'lower')) starts.add(at);
    at += bytes.length;
  }
  at = 0;
  return pieces2.every(({ kind, bytes }) => {
    const isRight = kind !== 'class' || starts.has(at);
    at += bytes.length;
    return isRight;
  });
}

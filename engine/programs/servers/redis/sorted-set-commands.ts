import { formatReal, rangeOf, reads, realNumber, wholeNumber, writes, type Rule } from './more-commands.js';
import { array, bulk, bulks, integer, NIL, type Reply } from './resp.js';
import { CommandError, type Database, WRONG_TYPE } from './store.js';

type Scored = readonly [member: string, score: number];

const SYNTAX = 'ERR syntax error';

/** Members in their order. Sets count as if every score were 1. */
export function sortedAt(db: Database, key: string, takesSets = false): readonly Scored[] {
  const value = db.get(key);
  if (!value) return [];
  if (value.kind === 'set' && takesSets) return [...value.members].map(member => [member, 1] as const).sort(byScore);
  if (value.kind !== 'zset') throw new CommandError(WRONG_TYPE);
  return [...value.scores].sort(byScore);
}

function byScore([a, x]: Scored, [b, y]: Scored): number {
  return x - y || (a === b ? 0 : a < b ? -1 : 1);
}

function show(items: readonly Scored[], withScores: boolean): Reply {
  return bulks(items.flatMap(([member, score]) => (withScores ? [member, formatReal(score)] : [member])));
}

function add(db: Database, [key = '', ...words]: readonly string[]): Reply {
  const flags = new Set<string>();
  let at = 0;
  for (; /^(nx|xx|gt|lt|ch|incr)$/i.test(words[at] ?? ''); at++) flags.add(words[at]?.toUpperCase() ?? '');
  const pairs = words.slice(at);
  if (pairs.length === 0 || pairs.length % 2 !== 0) throw new CommandError(SYNTAX);
  if (flags.has('NX') && flags.has('XX')) throw new CommandError('ERR XX and NX options at the same time are not compatible');
  if ([flags.has('NX'), flags.has('GT'), flags.has('LT')].filter(Boolean).length > 1)
    throw new CommandError('ERR GT, LT, and/or NX options at the same time are not compatible');
  if (flags.has('INCR') && pairs.length > 2) throw new CommandError('ERR INCR option supports a single increment-element pair');
  const given = pairs.flatMap((text, i) => (i % 2 === 0 ? [[pairs[i + 1] ?? '', realNumber(text)] as const] : []));
  const { scores } = db.need(key, 'zset', () => ({ kind: 'zset', scores: new Map() }));
  let [added, changed]: [number, number] = [0, 0];
  let latest: number | undefined;
  for (const [member, number] of given) {
    const old = scores.get(member);
    const score = flags.has('INCR') ? (old ?? 0) + number : number;
    if (!mayPut(flags, old, score)) continue;
    if (old === undefined) added++;
    else if (old !== score) changed++;
    scores.set(member, score);
    latest = score;
  }
  db.prune(key, scores.size === 0);
  if (flags.has('INCR')) return latest === undefined ? NIL : bulk(formatReal(latest));
  return integer(flags.has('CH') ? added + changed : added);
}

function mayPut(flags: ReadonlySet<string>, old: number | undefined, score: number): boolean {
  if (old === undefined) return !flags.has('XX');
  if (flags.has('NX')) return false;
  return !(flags.has('GT') && score <= old) && !(flags.has('LT') && score >= old);
}

interface Bound<T> {
  readonly value: T;
  readonly isOpen: boolean;
}

function scoreBound(text: string | undefined): Bound<number> {
  const isOpen = text?.startsWith('(') ?? false;
  try {
    return { value: realNumber(isOpen ? text?.slice(1) : text), isOpen };
  } catch (error) {
    if (error instanceof CommandError) throw new CommandError('ERR min or max is not a float');
    throw error;
  }
}

/** `[a`, `(a`, `-`, `+`: Infinity stands for the ends. */
function wordBound(text: string | undefined): Bound<string | number> {
  if (text === '-') return { value: -Infinity, isOpen: false };
  if (text === '+') return { value: Infinity, isOpen: false };
  if (!text?.startsWith('[') && !text?.startsWith('(')) throw new CommandError('ERR min or max not valid string range item');
  return { value: text.slice(1), isOpen: text.startsWith('(') };
}

function isAbove(member: string, { value, isOpen }: Bound<string | number>): boolean {
  if (typeof value === 'number') return value < 0;
  return isOpen ? member > value : member >= value;
}

function isBelow(member: string, { value, isOpen }: Bound<string | number>): boolean {
  if (typeof value === 'number') return value > 0;
  return isOpen ? member < value : member <= value;
}

export function betweenWords(items: readonly Scored[], low: string | undefined, high: string | undefined): readonly Scored[] {
  const [from, to] = [wordBound(low), wordBound(high)];
  return items.filter(([member]) => isAbove(member, from) && isBelow(member, to));
}

function betweenScores(items: readonly Scored[], low: string | undefined, high: string | undefined): readonly Scored[] {
  const [from, to] = [scoreBound(low), scoreBound(high)];
  return items.filter(
    ([, score]) => (from.isOpen ? score > from.value : score >= from.value) && (to.isOpen ? score < to.value : score <= to.value),
  );
}

interface RangeOptions {
  by: 'rank' | 'score' | 'lex';
  isReversed: boolean;
  withScores: boolean;
  limit: readonly [number, number] | undefined;
}

function readRangeOptions(words: readonly string[], mayShow: boolean): RangeOptions {
  const options: RangeOptions = { by: 'rank', isReversed: false, withScores: false, limit: undefined };
  for (let i = 0; i < words.length; i++) {
    const word = words[i]?.toUpperCase();
    if (word === 'BYSCORE') options.by = 'score';
    else if (word === 'BYLEX') options.by = 'lex';
    else if (word === 'REV') options.isReversed = true;
    else if (word === 'WITHSCORES' && mayShow) options.withScores = true;
    else if (word === 'LIMIT' && i + 2 < words.length) options.limit = [wholeNumber(words[++i]), wholeNumber(words[++i])];
    else throw new CommandError(SYNTAX);
  }
  if (options.limit && options.by === 'rank')
    throw new CommandError('ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX');
  if (options.withScores && options.by === 'lex')
    throw new CommandError('ERR syntax error, WITHSCORES not supported in combination with BYLEX');
  return options;
}

function ranged(items: readonly Scored[], first: string | undefined, second: string | undefined, options: RangeOptions): readonly Scored[] {
  const { by, isReversed, limit } = options;
  const reversed = (list: readonly Scored[]): readonly Scored[] => (isReversed ? [...list].reverse() : list);
  if (by === 'rank') {
    const [start, end] = rangeOf(items.length, wholeNumber(first), wholeNumber(second));
    return reversed(items).slice(start, Math.max(start, end));
  }
  const [low, high] = isReversed ? [second, first] : [first, second];
  const found = reversed((by === 'lex' ? betweenWords : betweenScores)(items, low, high));
  const [offset, count] = limit ?? [0, -1];
  return offset < 0 ? [] : found.slice(offset, count < 0 ? undefined : offset + count);
}

function range(db: Database, [key = '', first, second, ...words]: readonly string[]): Reply {
  const options = readRangeOptions(words, true);
  return show(ranged(sortedAt(db, key), first, second, options), options.withScores);
}

function storeRange(db: Database, [target = '', key = '', first, second, ...words]: readonly string[]): Reply {
  return store(db, target, ranged(sortedAt(db, key), first, second, readRangeOptions(words, false)));
}

function store(db: Database, target: string, items: readonly Scored[]): Reply {
  db.delete(target);
  if (items.length > 0) db.set(target, { kind: 'zset', scores: new Map(items) });
  return integer(items.length);
}

type Mixing = 'union' | 'inter' | 'diff';

/** `2 a b WEIGHTS 1 2 AGGREGATE MAX WITHSCORES`. */
function mix(
  db: Database,
  how: Mixing,
  [count, ...words]: readonly string[],
  name: string,
): { readonly items: readonly Scored[]; readonly withScores: boolean } {
  const number = wholeNumber(count);
  if (number < 1) throw new CommandError(`ERR at least 1 input key is needed for '${name}' command`);
  if (number > words.length) throw new CommandError(SYNTAX);
  const keys = words.slice(0, number);
  let weights: readonly number[] = keys.map(() => 1);
  let [combine, withScores]: [(a: number, b: number) => number, boolean] = [(a, b) => a + b, false];
  for (let i = number; i < words.length; i++) {
    const word = words[i]?.toUpperCase();
    if (word === 'WEIGHTS' && how !== 'diff' && i + number < words.length) {
      weights = words.slice(i + 1, i + 1 + number).map(realNumber);
      i += number;
    } else if (word === 'AGGREGATE' && how !== 'diff') combine = aggregation(words[++i]);
    else if (word === 'WITHSCORES') withScores = true;
    else throw new CommandError(SYNTAX);
  }
  const sets = keys.map((key, i) => new Map(sortedAt(db, key, true).map(([member, score]) => [member, score * (weights[i] ?? 1)])));
  return { items: combined(sets, how, combine), withScores };
}

function aggregation(word: string | undefined): (a: number, b: number) => number {
  switch (word?.toUpperCase()) {
    case 'SUM':
      return (a, b) => a + b;
    case 'MIN':
      return Math.min;
    case 'MAX':
      return Math.max;
    default:
      throw new CommandError(SYNTAX);
  }
}

function combined(sets: readonly ReadonlyMap<string, number>[], how: Mixing, combine: (a: number, b: number) => number): readonly Scored[] {
  const [first = new Map<string, number>(), ...rest] = sets;
  if (how === 'diff') return [...first].filter(([member]) => !rest.some(set => set.has(member)));
  const scores = new Map<string, number>();
  for (const set of sets)
    for (const [member, score] of set) {
      const old = scores.get(member);
      scores.set(member, old === undefined ? score : combine(old, score));
    }
  return [...scores].filter(([member]) => how === 'union' || sets.every(set => set.has(member))).sort(byScore);
}

function mixed(how: Mixing): Rule {
  return reads(-2, (db, args) => {
    const { items, withScores } = mix(db, how, args, `z${how}`);
    return show(items, withScores);
  });
}

function mixedStore(how: Mixing): Rule {
  return writes(-3, (db, [target = '', ...args]) => {
    const { items, withScores } = mix(db, how, args, `z${how}store`);
    if (withScores) throw new CommandError(SYNTAX);
    return store(db, target, items);
  });
}

function byWords(isReversed: boolean): Rule {
  return reads(-3, (db, [key = '', first, second, ...words]) => {
    const options = { ...readRangeOptions(['BYLEX', ...words], false), isReversed };
    return show(ranged(sortedAt(db, key), first, second, options), false);
  });
}

function removeByWords(db: Database, [key = '', low, high]: readonly string[]): Reply {
  const gone = betweenWords(sortedAt(db, key), low, high);
  const sorted = db.find(key, 'zset');
  for (const [member] of gone) sorted?.scores.delete(member);
  db.prune(key, sorted?.scores.size === 0);
  return integer(gone.length);
}

/** ZMPOP: members of the first sorted set that has any. */
function popFirst(db: Database, [count, ...words]: readonly string[]): Reply {
  const number = wholeNumber(count);
  const [end = '', word, most] = words.slice(number);
  if (!/^(min|max)$/i.test(end) || (word !== undefined && word.toUpperCase() !== 'COUNT')) throw new CommandError(SYNTAX);
  const key = words.slice(0, number).find(each => sortedAt(db, each).length > 0);
  if (key === undefined) return { kind: 'array', items: undefined };
  const items = [...sortedAt(db, key)];
  const taken = (end.toLowerCase() === 'min' ? items : items.reverse()).slice(0, most === undefined ? 1 : wholeNumber(most));
  const sorted = db.find(key, 'zset');
  for (const [member] of taken) sorted?.scores.delete(member);
  db.prune(key, sorted?.scores.size === 0);
  return array([bulk(key), array(taken.map(([member, score]) => bulks([member, formatReal(score)])))]);
}

/** Some members: the first ones, for any choice is as random as another. */
function someMembers(db: Database, [key = '', count, shows]: readonly string[]): Reply {
  const all = sortedAt(db, key);
  if (count === undefined) return bulk(all[0]?.[0]);
  return show(all.slice(0, Math.abs(wholeNumber(count))), shows?.toUpperCase() === 'WITHSCORES');
}

/** By lower-case name. */
export const sortedSetCommands: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['zadd', writes(-3, add)],
  ['zrange', reads(-3, range)],
  ['zrangestore', writes(-4, storeRange)],
  ['zrangebylex', byWords(false)],
  ['zrevrangebylex', byWords(true)],
  ['zremrangebylex', writes(3, removeByWords)],
  ['zlexcount', reads(3, (db, [key = '', low, high]) => integer(betweenWords(sortedAt(db, key), low, high).length))],
  ['zmpop', writes(-3, popFirst)],
  ['zrandmember', reads(-1, someMembers)],
  ['zunion', mixed('union')],
  ['zinter', mixed('inter')],
  ['zdiff', mixed('diff')],
  ['zunionstore', mixedStore('union')],
  ['zinterstore', mixedStore('inter')],
  ['zdiffstore', mixedStore('diff')],
]);

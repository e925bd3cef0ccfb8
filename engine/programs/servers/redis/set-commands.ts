import type { DataCommand } from './commands.js';
import { formatReal, rangeOf, reads, realNumber, wholeNumber, writes, type Rule } from './more-commands.js';
import { array, bulk, bulks, integer, NIL, type Reply } from './resp.js';
import { CommandError, type Database } from './store.js';

/** Commands of sets and sorted sets beyond those of the first lesson. */

type Combine = (sets: readonly ReadonlySet<string>[]) => readonly string[];

const membersOf = (db: Database, key: string): ReadonlySet<string> => db.find(key, 'set')?.members ?? new Set<string>();
const INTEGER = /^-?(0|[1-9]\d{0,17})$/;

/** As Redis keeps them: small sets of whole numbers by their size, others as they came. */
export function orderedMembers(members: ReadonlySet<string>): readonly string[] {
  const all = [...members];
  if (all.length > 512 || !all.every(member => INTEGER.test(member))) return all;
  return all.sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
}

const union: Combine = sets => [...new Set(sets.flatMap(set => [...set]))];
const intersection: Combine = ([first = new Set<string>(), ...rest]) => [...first].filter(member => rest.every(set => set.has(member)));
const difference: Combine = ([first = new Set<string>(), ...rest]) => [...first].filter(member => !rest.some(set => set.has(member)));

function storeSet(combine: Combine): DataCommand {
  return (db, [target = '', ...keys]) => {
    const members = combine(keys.map(key => membersOf(db, key)));
    db.delete(target);
    if (members.length > 0) db.set(target, { kind: 'set', members: new Set(members) });
    return integer(members.length);
  };
}

function moveMember(db: Database, [from = '', to = '', member = '']: readonly string[]): Reply {
  const source = db.find(from, 'set');
  db.find(to, 'set');
  if (!source?.members.delete(member)) return integer(0);
  db.prune(from, source.members.size === 0);
  db.need(to, 'set', () => ({ kind: 'set', members: new Set() })).members.add(member);
  return integer(1);
}

/** The members come in the order in which they were added: any order is as random as another. */
function takeMembers(db: Database, [key = '', count]: readonly string[]): Reply {
  const set = db.find(key, 'set');
  const taken = [...(set?.members ?? [])].slice(0, count === undefined ? 1 : wholeNumber(count));
  for (const member of taken) set?.members.delete(member);
  db.prune(key, set?.members.size === 0);
  return count === undefined ? bulk(taken[0]) : bulks(taken);
}

function sortedOf(db: Database, key: string): readonly (readonly [string, number])[] {
  return [...(db.find(key, 'zset')?.scores ?? [])].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
}

const withScores = (items: readonly (readonly [string, number])[], shown: boolean): Reply =>
  bulks(items.flatMap(([member, score]) => (shown ? [member, formatReal(score)] : [member])));

/** `5`, `(5`, `-inf`. */
function bound(text: string | undefined): { readonly score: number; readonly exclusive: boolean } {
  const exclusive = text?.startsWith('(') ?? false;
  try {
    return { score: realNumber(exclusive ? text?.slice(1) : text), exclusive };
  } catch (error) {
    if (error instanceof CommandError) throw new CommandError('ERR min or max is not a float');
    throw error;
  }
}

function between(db: Database, key: string, low: string | undefined, high: string | undefined): readonly (readonly [string, number])[] {
  const [from, to] = [bound(low), bound(high)];
  return sortedOf(db, key).filter(
    ([, score]) => (from.exclusive ? score > from.score : score >= from.score) && (to.exclusive ? score < to.score : score <= to.score),
  );
}

function rangeByScore(reverse: boolean): DataCommand {
  return (db, [key = '', first, second, ...options]) => {
    const found = reverse ? [...between(db, key, second, first)].reverse() : between(db, key, first, second);
    const words = options.map(word => word.toUpperCase());
    const at = words.indexOf('LIMIT');
    const [offset, count] = at < 0 ? [0, -1] : [wholeNumber(options[at + 1]), wholeNumber(options[at + 2])];
    return withScores(found.slice(offset, count < 0 ? undefined : offset + count), words.includes('WITHSCORES'));
  };
}

function rank(reverse: boolean): DataCommand {
  return (db, [key = '', member = '']) => {
    const members = sortedOf(db, key).map(([name]) => name);
    const at = (reverse ? members.reverse() : members).indexOf(member);
    return at < 0 ? NIL : integer(at);
  };
}

function removeSorted(db: Database, key: string, gone: readonly (readonly [string, number])[]): number {
  const sorted = db.find(key, 'zset');
  for (const [member] of gone) sorted?.scores.delete(member);
  db.prune(key, sorted?.scores.size === 0);
  return gone.length;
}

function popSorted(reverse: boolean): DataCommand {
  return (db, [key = '', count]) => {
    const items = sortedOf(db, key);
    const taken = (reverse ? [...items].reverse() : items).slice(0, count === undefined ? 1 : wholeNumber(count));
    removeSorted(db, key, taken);
    return withScores(taken, true);
  };
}

function byRank(db: Database, [key = '', from, to]: readonly string[], reverse: boolean): readonly (readonly [string, number])[] {
  const items = sortedOf(db, key);
  const [start, end] = rangeOf(items.length, wholeNumber(from), wholeNumber(to));
  return (reverse ? [...items].reverse() : items).slice(start, Math.max(start, end));
}

/** By lower-case name. */
export const setCommands: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['sunion', reads(-1, (db, keys) => bulks(union(keys.map(key => membersOf(db, key)))))],
  ['sinter', reads(-1, (db, keys) => bulks(intersection(keys.map(key => membersOf(db, key)))))],
  ['sdiff', reads(-1, (db, keys) => bulks(difference(keys.map(key => membersOf(db, key)))))],
  ['sunionstore', writes(-2, storeSet(union))],
  ['sinterstore', writes(-2, storeSet(intersection))],
  ['sdiffstore', writes(-2, storeSet(difference))],
  [
    'sintercard',
    reads(-2, (db, [count, ...keys]) => integer(intersection(keys.slice(0, wholeNumber(count)).map(key => membersOf(db, key))).length)),
  ],
  ['smismember', reads(-2, (db, [key = '', ...items]) => array(items.map(item => integer(membersOf(db, key).has(item) ? 1 : 0))))],
  ['smove', writes(3, moveMember)],
  ['spop', writes(-1, takeMembers)],
  [
    'srandmember',
    reads(-1, (db, [key = '', count]) =>
      count === undefined ? bulk([...membersOf(db, key)][0]) : bulks([...membersOf(db, key)].slice(0, Math.abs(wholeNumber(count)))),
    ),
  ],
  ['sscan', reads(-2, (db, [key = '']) => array([bulk('0'), bulks(orderedMembers(membersOf(db, key)))]))],
  ['smembers', reads(1, (db, [key = '']) => bulks(orderedMembers(membersOf(db, key))))],
  ['zrevrange', reads(-3, (db, args) => withScores(byRank(db, args, true), args[3]?.toUpperCase() === 'WITHSCORES'))],
  ['zrangebyscore', reads(-3, rangeByScore(false))],
  ['zrevrangebyscore', reads(-3, rangeByScore(true))],
  ['zcount', reads(3, (db, [key = '', low, high]) => integer(between(db, key, low, high).length))],
  ['zrank', reads(2, rank(false))],
  ['zrevrank', reads(2, rank(true))],
  [
    'zmscore',
    reads(-2, (db, [key = '', ...members]) =>
      bulks(
        members.map(member => {
          const score = db.find(key, 'zset')?.scores.get(member);
          return score === undefined ? undefined : formatReal(score);
        }),
      ),
    ),
  ],
  ['zpopmin', writes(-1, popSorted(false))],
  ['zpopmax', writes(-1, popSorted(true))],
  ['zremrangebyrank', writes(3, (db, args) => integer(removeSorted(db, args[0] ?? '', byRank(db, args, false))))],
  ['zremrangebyscore', writes(3, (db, [key = '', low, high]) => integer(removeSorted(db, key, between(db, key, low, high))))],
  ['zscan', reads(-2, (db, [key = '']) => array([bulk('0'), withScores(sortedOf(db, key), true)]))],
]);

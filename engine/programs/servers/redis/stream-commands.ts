import { reads, wholeNumber, writes, type Rule } from './more-commands.js';
import { array, bulk, bulks, integer, NIL, OK, type Reply } from './resp.js';
import { CommandError, type Database } from './store.js';
import {
  compareIds,
  entriesBetween,
  FIRST,
  newStream,
  parseBound,
  parseId,
  placeOf,
  showId,
  type Stream,
  type StreamEntry,
  type StreamId,
} from './stream.js';

export const streamAt = (db: Database, key: string): Stream | undefined => db.find(key, 'stream')?.stream;

export function showEntry({ id, fields }: StreamEntry): Reply {
  return array([bulk(showId(id)), bulks(fields)]);
}

export function showEntries(entries: readonly StreamEntry[]): Reply {
  return array(entries.map(showEntry));
}

interface Trim {
  readonly by: 'MAXLEN' | 'MINID';
  readonly to: string;
  readonly next: number;
}

/** `MAXLEN [=|~] 5 [LIMIT n]`. Here `~` is as exact as `=`. */
function readTrim(words: readonly string[], at: number): Trim | undefined {
  const by = words[at]?.toUpperCase();
  if (by !== 'MAXLEN' && by !== 'MINID') return undefined;
  let next = at + 1;
  const isRough = words[next] === '~';
  if (words[next] === '=' || isRough) next++;
  const to = words[next++];
  if (to === undefined) throw new CommandError('ERR syntax error');
  if (words[next]?.toUpperCase() === 'LIMIT') {
    if (!isRough) throw new CommandError('ERR syntax error, LIMIT cannot be used without the special ~ option');
    next += 2;
  }
  return { by, to, next };
}

function trim(stream: Stream, { by, to }: Trim): number {
  let count: number;
  if (by === 'MINID') count = placeOf(stream.entries, parseId(to));
  else {
    const length = wholeNumber(to);
    if (length < 0) throw new CommandError('ERR The MAXLEN argument must be >= 0.');
    count = Math.max(0, stream.entries.length - length);
  }
  stream.entries.splice(0, count);
  return count;
}

/** The id of a new entry: given, or made of the time and what was there before. */
function newId(text: string, { last }: Stream, nowMs: number): StreamId {
  if (text === '*') {
    const ms = Math.max(Math.floor(nowMs), last.ms);
    return { ms, sequence: ms === last.ms ? last.sequence + 1 : 0 };
  }
  const [, partial] = /^(\d{1,15})-\*$/.exec(text) ?? [];
  const ms = Number(partial);
  const id = partial === undefined ? parseId(text) : { ms, sequence: ms === last.ms ? last.sequence + 1 : 0 };
  if (compareIds(id, FIRST) === 0) throw new CommandError('ERR The ID specified in XADD must be greater than 0-0');
  if (compareIds(id, last) <= 0) throw new CommandError('ERR The ID specified in XADD is equal or smaller than the target stream top item');
  return id;
}

/** What stands before the id of XADD. */
function readAddOptions(words: readonly string[]): { readonly at: number; readonly makes: boolean; readonly trimming: Trim | undefined } {
  let [at, makes]: [number, boolean] = [0, true];
  let trimming: Trim | undefined;
  for (;;) {
    const found = readTrim(words, at);
    if (found) [trimming, at] = [found, found.next];
    else if (words[at]?.toUpperCase() === 'NOMKSTREAM') [makes, at] = [false, at + 1];
    else return { at, makes, trimming };
  }
}

/** Where the id is among what follows the key of XADD. */
export function idPlace(words: readonly string[]): number {
  return readAddOptions(words).at;
}

function add(db: Database, [key = '', ...words]: readonly string[]): Reply {
  const { at, makes, trimming } = readAddOptions(words);
  const fields = words.slice(at + 1);
  if (fields.length === 0 || fields.length % 2 !== 0) throw new CommandError("ERR wrong number of arguments for 'xadd' command");
  const known = streamAt(db, key);
  if (!known && !makes) return NIL;
  const stream = known ?? newStream();
  const id = newId(words[at] ?? '', stream, db.wallMs);
  stream.entries.push({ id, fields });
  stream.last = id;
  stream.added++;
  if (!known) db.set(key, { kind: 'stream', stream });
  if (trimming) trim(stream, trimming);
  return bulk(showId(id));
}

function range(isReversed: boolean) {
  return (db: Database, [key = '', first, second, word, count, ...more]: readonly string[]): Reply => {
    const [from, to] = isReversed ? [second, first] : [first, second];
    const [low, high] = [parseBound(from, false), parseBound(to, true)];
    if (more.length > 0 || (word !== undefined && (word.toUpperCase() !== 'COUNT' || count === undefined)))
      throw new CommandError('ERR syntax error');
    const stream = streamAt(db, key);
    const found = stream ? entriesBetween(stream, low, high) : [];
    const most = count === undefined ? Infinity : Math.max(0, wholeNumber(count));
    return showEntries((isReversed ? [...found].reverse() : found).slice(0, most));
  };
}

function remove(db: Database, [key = '', ...ids]: readonly string[]): Reply {
  const stream = streamAt(db, key);
  let removed = 0;
  for (const id of ids.map(text => parseId(text))) {
    const at = stream ? placeOf(stream.entries, id) : -1;
    const entry = stream?.entries[at];
    if (!stream || !entry || compareIds(entry.id, id) !== 0) continue;
    stream.entries.splice(at, 1);
    if (compareIds(id, stream.maxDeleted) > 0) stream.maxDeleted = id;
    removed++;
  }
  return integer(removed);
}

function trimStream(db: Database, [key = '', ...words]: readonly string[]): Reply {
  const trimming = readTrim(words, 0);
  if (!trimming || trimming.next < words.length) throw new CommandError('ERR syntax error');
  const stream = streamAt(db, key);
  return integer(stream ? trim(stream, trimming) : 0);
}

function setLast(db: Database, [key = '', id]: readonly string[]): Reply {
  const stream = streamAt(db, key);
  if (!stream) throw new CommandError('ERR no such key');
  const last = parseId(id);
  const top = stream.entries.at(-1);
  if (top && compareIds(last, top.id) < 0)
    throw new CommandError('ERR The ID specified in XSETID is smaller than the target stream top item');
  stream.last = last;
  return OK;
}

/** By lower-case name. */
export const streamCommands: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['xadd', writes(-4, add)],
  ['xlen', reads(1, (db, [key = '']) => integer(streamAt(db, key)?.entries.length ?? 0))],
  ['xrange', reads(-3, range(false))],
  ['xrevrange', reads(-3, range(true))],
  ['xdel', writes(-2, remove)],
  ['xtrim', writes(-3, trimStream)],
  ['xsetid', writes(-2, setLast)],
]);

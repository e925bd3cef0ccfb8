import { waitFor, type Task } from '../../../core/task.js';
import type { Client } from './client.js';
import { wholeNumber, writes, type Rule } from './more-commands.js';
import { array, bulk, failure, type Reply } from './resp.js';
import { CommandError, type Database } from './store.js';
import { showEntries, streamAt } from './stream-commands.js';
import { readForGroup } from './stream-groups.js';
import { entriesAfter, parseId, showId } from './stream.js';

interface Reading {
  readonly group: { readonly group: string; readonly consumer: string } | undefined;
  readonly count: number;
  /** Milliseconds; undefined: whoever finds nothing goes on. */
  readonly block: number | undefined;
  readonly acknowledges: boolean;
  readonly sources: readonly { readonly key: string; readonly from: string }[];
}

const NOTHING: Reply = { kind: 'array', items: undefined };

function readOptions(words: readonly string[], name: 'XREAD' | 'XREADGROUP'): Reading {
  let group: Reading['group'];
  let [count, block, acknowledges]: [number, number | undefined, boolean] = [Infinity, undefined, false];
  let at = 0;
  for (; at < words.length; at++) {
    const word = words[at]?.toUpperCase();
    if (word === 'STREAMS') break;
    if (word === 'COUNT') count = wholeNumber(words[++at]) || Infinity;
    else if (word === 'BLOCK') block = wholeNumber(words[++at]);
    else if (word === 'GROUP' && name === 'XREADGROUP') group = { group: words[++at] ?? '', consumer: words[++at] ?? '' };
    else if (word === 'NOACK' && name === 'XREADGROUP') acknowledges = true;
    else throw new CommandError('ERR syntax error');
  }
  const rest = words.slice(at + 1);
  if (rest.length === 0 || rest.length % 2 !== 0)
    throw new CommandError(
      `ERR Unbalanced '${name.toLowerCase()}' list of streams: for each stream key an ID or '${name === 'XREAD' ? '$' : '>'}' must be specified.`,
    );
  if (name === 'XREADGROUP' && !group) throw new CommandError('ERR Missing GROUP option for XREADGROUP');
  if (block !== undefined && block < 0) throw new CommandError('ERR timeout is negative');
  const half = rest.length / 2;
  return { group, count, block, acknowledges, sources: rest.slice(0, half).map((key, i) => ({ key, from: rest[half + i] ?? '' })) };
}

/** What there is to read now; undefined for nothing. */
function readNow(db: Database, { group, count, acknowledges, sources }: Reading): Reply | undefined {
  const found = sources.flatMap(({ key, from }) => {
    if (group) {
      const entries = readForGroup(db, key, group, from, count, acknowledges);
      return entries ? [array([bulk(key), entries])] : [];
    }
    const stream = streamAt(db, key);
    const entries = stream ? entriesAfter(stream, parseId(from)).slice(0, count) : [];
    return entries.length > 0 ? [array([bulk(key), showEntries(entries)])] : [];
  });
  return found.length > 0 ? array(found) : undefined;
}

/** `$` is whatever was last when the command came. */
function fixed(db: Database, reading: Reading): Reading {
  const sources = reading.sources.map(({ key, from }) => {
    if (from !== '$') return { key, from };
    if (reading.group)
      throw new CommandError(
        'ERR The $ ID is meaningless in the context of XREADGROUP: you want to read the history of this consumer by specifying a proper ID, or use the > ID to get new messages. The $ ID would just return an empty result set.',
      );
    return { key, from: showId(streamAt(db, key)?.last ?? { ms: 0, sequence: 0 }) };
  });
  return { ...reading, sources };
}

/** XREAD and XREADGROUP, which may wait for entries. */
export function streamReading(name: 'XREAD' | 'XREADGROUP'): (client: Client, args: readonly string[]) => Task<Reply> {
  return function* (client, args) {
    if (args.length < 3) return failure(`ERR wrong number of arguments for '${name.toLowerCase()}' command`);
    try {
      const reading = fixed(client.selected, readOptions(args, name));
      const deadline = reading.block ? client.server.sys.clock.now() + reading.block : Infinity;
      for (;;) {
        const reply = readNow(client.selected, reading);
        if (reply && reading.group) yield* client.server.changed(client, [name, ...args]);
        if (reply) return reply;
        if (reading.block === undefined || client.isInTransaction) return NOTHING;
        if ((yield* waitFor([client.server.written], deadline)) === 'timeout') return NOTHING;
      }
    } catch (error) {
      if (error instanceof CommandError) return error.reply;
      throw error;
    }
  };
}

/** For those who play commands again, which never wait. */
export const streamReadingCommands: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['xreadgroup', writes(-6, (db, args) => readNow(db, fixed(db, readOptions(args, 'XREADGROUP'))) ?? NOTHING)],
]);

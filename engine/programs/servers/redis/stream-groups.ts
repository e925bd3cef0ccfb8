import { reads, wholeNumber, writes, type Rule } from './more-commands.js';
import { array, bulk, bulks, integer, NIL, OK, type Reply } from './resp.js';
import { CommandError, type Database } from './store.js';
import { showEntries, showEntry, streamAt } from './stream-commands.js';
import { countRead, lagOf } from './stream-counts.js';
import {
  compareIds,
  entriesAfter,
  FIRST,
  newStream,
  parseBound,
  parseId,
  placeOf,
  showId,
  type ConsumerGroup,
  type Pending,
  type Stream,
  type StreamEntry,
  type StreamId,
} from './stream.js';

const SYNTAX = 'ERR syntax error';

function missingGroup(key: string, group: string, where = ''): CommandError {
  return new CommandError(`NOGROUP No such key '${key}' or consumer group '${group}'${where}`);
}

export function requireGroup(
  db: Database,
  key: string,
  name: string,
  where = '',
): { readonly stream: Stream; readonly group: ConsumerGroup } {
  const stream = streamAt(db, key);
  const group = stream?.groups.get(name);
  if (!stream || !group) throw missingGroup(key, name, where);
  return { stream, group };
}

function changeGroup(db: Database, [verb = '', key = '', name = '', id, option]: readonly string[]): Reply {
  const word = verb.toLowerCase();
  const stream = streamAt(db, key) ?? (word === 'create' && option?.toUpperCase() === 'MKSTREAM' ? newStream() : undefined);
  if (!['create', 'destroy', 'setid', 'createconsumer', 'delconsumer'].includes(word))
    throw new CommandError(`ERR unknown subcommand '${verb}'. Try XGROUP HELP.`);
  if (!stream)
    throw new CommandError(
      'ERR The XGROUP subcommand requires the key to exist. Note that for CREATE you may want to use the MKSTREAM option to create an empty stream automatically.',
    );
  if (word === 'create') {
    if (stream.groups.has(name)) throw new CommandError('BUSYGROUP Consumer Group name already exists');
    stream.groups.set(name, { last: startOf(id, stream), entriesRead: undefined, pending: new Map(), consumers: new Map() });
    if (!streamAt(db, key)) db.set(key, { kind: 'stream', stream });
    return OK;
  }
  if (word === 'destroy') return integer(stream.groups.delete(name) ? 1 : 0);
  const group = stream.groups.get(name);
  if (!group) throw new CommandError(`NOGROUP No such consumer group '${name}' for key name '${key}'`);
  if (word === 'setid') {
    group.last = startOf(id, stream);
    group.entriesRead = undefined;
    return OK;
  }
  return integer(word === 'createconsumer' ? addConsumer(group, id ?? '', db.wallMs) : dropConsumer(group, id ?? ''));
}

function startOf(text: string | undefined, stream: Stream): StreamId {
  return text === '$' ? stream.last : parseId(text);
}

function addConsumer(group: ConsumerGroup, name: string, nowMs: number): number {
  if (group.consumers.has(name)) return 0;
  group.consumers.set(name, nowMs);
  return 1;
}

function dropConsumer(group: ConsumerGroup, name: string): number {
  const held = [...group.pending].filter(([, { consumer }]) => consumer === name);
  for (const [id] of held) group.pending.delete(id);
  group.consumers.delete(name);
  return held.length;
}

/** What a consumer gets: what nobody has got yet, or what it holds from an id on. */
export function readForGroup(
  db: Database,
  key: string,
  names: { readonly group: string; readonly consumer: string },
  from: string,
  count: number,
  acknowledges: boolean,
): Reply | undefined {
  const { stream, group } = requireGroup(db, key, names.group, ' in XREADGROUP with GROUP option');
  group.consumers.set(names.consumer, db.wallMs);
  if (from !== '>') {
    const after = parseId(from);
    const held = [...group.pending.values()].filter(({ id, consumer }) => consumer === names.consumer && compareIds(id, after) > 0);
    return array(held.slice(0, count).map(each => handOver(db, stream, each, names.consumer, false)));
  }
  const found = entriesAfter(stream, group.last).slice(0, count);
  const last = found.at(-1);
  if (!last) return undefined;
  for (const { id } of found) countRead(stream, group, id);
  group.last = last.id;
  if (!acknowledges)
    for (const { id } of found) group.pending.set(showId(id), { id, consumer: names.consumer, deliveredAt: db.wallMs, deliveries: 1 });
  return showEntries(found);
}

function entryAt({ entries }: Stream, id: StreamId): StreamEntry | undefined {
  const entry = entries[placeOf(entries, id)];
  return entry && compareIds(entry.id, id) === 0 ? entry : undefined;
}

function heldEntry(stream: Stream, { id }: Pending): Reply {
  const entry = entryAt(stream, id);
  return entry ? showEntry(entry) : array([bulk(showId(id)), NIL]);
}

function acknowledge(db: Database, [key = '', name = '', ...ids]: readonly string[]): Reply {
  const group = streamAt(db, key)?.groups.get(name);
  return integer(ids.filter(id => group?.pending.delete(showId(parseId(id)))).length);
}

function byId(group: ConsumerGroup): readonly Pending[] {
  return [...group.pending.values()].sort((a, b) => compareIds(a.id, b.id));
}

function pending(db: Database, [key = '', name = '', ...words]: readonly string[]): Reply {
  const { group } = requireGroup(db, key, name);
  const all = byId(group);
  if (words.length === 0) {
    const counts = new Map<string, number>();
    for (const { consumer } of all) counts.set(consumer, (counts.get(consumer) ?? 0) + 1);
    const [first, last] = [all[0], all.at(-1)];
    if (!first || !last) return array([integer(0), NIL, NIL, { kind: 'array', items: undefined }]);
    const consumers = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([consumer, count]) => bulks([consumer, String(count)]));
    return array([integer(all.length), bulk(showId(first.id)), bulk(showId(last.id)), array(consumers)]);
  }
  const idle = words[0]?.toUpperCase() === 'IDLE' ? wholeNumber(words[1]) : 0;
  const [from, to, count, consumer] = words[0]?.toUpperCase() === 'IDLE' ? words.slice(2) : words;
  if (count === undefined) throw new CommandError(SYNTAX);
  const [low, high] = [parseBound(from, false), parseBound(to, true)];
  const found = all.filter(
    each =>
      compareIds(each.id, low) >= 0 &&
      compareIds(each.id, high) <= 0 &&
      (consumer === undefined || each.consumer === consumer) &&
      db.wallMs - each.deliveredAt >= idle,
  );
  return array(
    found
      .slice(0, Math.max(0, wholeNumber(count)))
      .map(each =>
        array([bulk(showId(each.id)), bulk(each.consumer), integer(Math.floor(db.wallMs - each.deliveredAt)), integer(each.deliveries)]),
      ),
  );
}

/** XCLAIM: what others hold too long changes hands. */
function claim(db: Database, [key = '', name = '', consumer = '', idle, ...words]: readonly string[]): Reply {
  const { stream, group } = requireGroup(db, key, name);
  const at = words.findIndex(word => !/^\d+(-\d+)?$/.test(word));
  const options = (at < 0 ? [] : words.slice(at)).map(word => word.toUpperCase());
  if (options.some(option => option !== 'JUSTID')) throw new CommandError(`ERR drydock: XCLAIM ${options[0] ?? ''} is not simulated`);
  group.consumers.set(consumer, db.wallMs);
  const taken = words.slice(0, at < 0 ? undefined : at).flatMap(text => {
    const held = group.pending.get(showId(parseId(text)));
    return held && db.wallMs - held.deliveredAt >= wholeNumber(idle) && entryAt(stream, held.id) ? [held] : [];
  });
  return array(taken.map(held => handOver(db, stream, held, consumer, options.includes('JUSTID'))));
}

function handOver(db: Database, stream: Stream, held: Pending, consumer: string, isBrief: boolean): Reply {
  held.consumer = consumer;
  held.deliveredAt = db.wallMs;
  if (!isBrief) held.deliveries++;
  return isBrief ? bulk(showId(held.id)) : heldEntry(stream, held);
}

function claimIdle(db: Database, [key = '', name = '', consumer = '', idle, start, ...options]: readonly string[]): Reply {
  const { stream, group } = requireGroup(db, key, name);
  const words = options.map(word => word.toUpperCase());
  const most = words.includes('COUNT') ? wholeNumber(options[words.indexOf('COUNT') + 1]) : 100;
  const from = parseBound(start, false);
  const waiting = byId(group).filter(({ id, deliveredAt }) => compareIds(id, from) >= 0 && db.wallMs - deliveredAt >= wholeNumber(idle));
  const next = waiting[most];
  group.consumers.set(consumer, db.wallMs);
  const gone = waiting.slice(0, most).filter(({ id }) => !entryAt(stream, id));
  for (const { id } of gone) group.pending.delete(showId(id));
  const taken = waiting.slice(0, most).filter(held => !gone.includes(held));
  const shown = taken.map(held => handOver(db, stream, held, consumer, words.includes('JUSTID')));
  return array([bulk(showId(next?.id ?? FIRST)), array(shown), bulks(gone.map(({ id }) => showId(id)))]);
}

function countReply(count: number | undefined): Reply {
  return count === undefined ? NIL : integer(count);
}

function inform(db: Database, [verb = '', key = '', name = '']: readonly string[]): Reply {
  const stream = streamAt(db, key);
  if (!stream) throw new CommandError('ERR no such key');
  const rows = (pairs: readonly (readonly [string, Reply])[]): Reply => array(pairs.flatMap(([label, value]) => [bulk(label), value]));
  switch (verb.toLowerCase()) {
    case 'groups':
      return array(
        [...stream.groups]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, group]) =>
            rows([
              ['name', bulk(name)],
              ['consumers', integer(group.consumers.size)],
              ['pending', integer(group.pending.size)],
              ['last-delivered-id', bulk(showId(group.last))],
              ['entries-read', countReply(group.entriesRead)],
              ['lag', countReply(lagOf(stream, group))],
            ]),
          ),
      );
    case 'consumers':
      return array(
        [...requireGroup(db, key, name).group.consumers].map(([consumer, seenAt]) =>
          rows([
            ['name', bulk(consumer)],
            ['pending', integer([...(stream.groups.get(name)?.pending.values() ?? [])].filter(held => held.consumer === consumer).length)],
            ['idle', integer(Math.floor(db.wallMs - seenAt))],
            ['inactive', integer(Math.floor(db.wallMs - seenAt))],
          ]),
        ),
      );
    case 'stream':
      return rows(streamRows(stream));
    default:
      throw new CommandError(`ERR unknown subcommand or wrong number of arguments for '${verb}'. Try XINFO HELP.`);
  }
}

function streamRows(stream: Stream): readonly (readonly [string, Reply])[] {
  const [first, last] = [stream.entries[0], stream.entries.at(-1)];
  return [
    ['length', integer(stream.entries.length)],
    ['radix-tree-keys', integer(Math.ceil(stream.entries.length / 100))],
    ['radix-tree-nodes', integer(Math.ceil(stream.entries.length / 100) + 1)],
    ['last-generated-id', bulk(showId(stream.last))],
    ['max-deleted-entry-id', bulk(showId(stream.maxDeleted))],
    ['entries-added', integer(stream.added)],
    ['recorded-first-entry-id', bulk(showId(first?.id ?? FIRST))],
    ['groups', integer(stream.groups.size)],
    ['first-entry', first ? showEntry(first) : NIL],
    ['last-entry', last ? showEntry(last) : NIL],
  ];
}

/** By lower-case name. */
export const streamGroupCommands: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['xgroup', writes(-2, changeGroup)],
  ['xack', writes(-3, acknowledge)],
  ['xpending', reads(-2, pending)],
  ['xclaim', writes(-5, claim)],
  ['xautoclaim', writes(-5, claimIdle)],
  ['xinfo', reads(-2, inform)],
]);

import { append, replaceRange } from '../../../core/append.js';
import { matchesGlob } from '../glob.js';
import { array, bulk, bulks, failure, integer, NIL, OK, type Reply } from './resp.js';
import { CommandError, type Database, type Value } from './store.js';

/** Commands that read and write one database: arguments in, reply out. */
export type DataCommand = (database: Database, args: readonly string[]) => Reply;

interface Rule {
  /** Number of arguments behind the name: exactly so many, or at least (negative). */
  readonly arity: number;
  readonly run: DataCommand;
  readonly writes: boolean;
}

const NOT_INTEGER = 'ERR value is not an integer or out of range';
const SYNTAX = 'ERR syntax error';

function toInteger(text: string | undefined): number {
  if (text === undefined || !/^-?\d{1,16}$/.test(text)) throw new CommandError(NOT_INTEGER);
  return Number(text);
}

function toFloat(text: string | undefined): number {
  const value = Number(text);
  if (text === undefined || text.trim() === '' || Number.isNaN(value)) throw new CommandError('ERR value is not a valid float');
  return value;
}

const text = (args: readonly string[], index: number): string => args[index] ?? '';

function setString(db: Database, args: readonly string[]): Reply {
  const [key = '', value = '', ...options] = args;
  let expiresAt: number | undefined;
  let keepTtl = false;
  let condition: string | undefined;
  let wantsOld = false;
  for (let i = 0; i < options.length; i++) {
    const option = text(options, i).toUpperCase();
    if (option === 'NX' || option === 'XX') condition = option;
    else if (option === 'KEEPTTL') keepTtl = true;
    else if (option === 'GET') wantsOld = true;
    else if (option === 'EX' || option === 'PX') {
      const time = toInteger(options[++i]);
      if (time <= 0) throw new CommandError("ERR invalid expire time in 'set' command");
      expiresAt = db.nowMs + time * (option === 'EX' ? 1000 : 1);
    } else if (option === 'EXAT' || option === 'PXAT') {
      expiresAt = toInteger(options[++i]) * (option === 'EXAT' ? 1000 : 1);
    } else throw new CommandError(SYNTAX);
  }
  const old = wantsOld ? db.find(key, 'string')?.text : undefined;
  const exists = db.get(key) !== undefined;
  if ((condition === 'NX' && exists) || (condition === 'XX' && !exists)) return wantsOld ? bulk(old) : NIL;
  db.set(key, { kind: 'string', text: value }, keepTtl ? db.expiresAt(key) : expiresAt);
  return wantsOld ? bulk(old) : OK;
}

function addTo(db: Database, key: string, amount: number): Reply {
  const current = db.find(key, 'string')?.text ?? '0';
  const sum = toInteger(current) + amount;
  if (!Number.isSafeInteger(sum)) throw new CommandError('ERR increment or decrement would overflow');
  db.set(key, { kind: 'string', text: String(sum) }, db.expiresAt(key));
  return integer(sum);
}

function timeToLive(db: Database, key: string, unit: number): Reply {
  if (!db.get(key)) return integer(-2);
  const at = db.expiresAt(key);
  return integer(at === undefined ? -1 : Math.round((at - db.nowMs) / unit));
}

function expire(db: Database, key: string, at: number, options: readonly string[]): Reply {
  if (!mayExpire(db, key, at, options)) return integer(0);
  if (at <= db.nowMs) return integer(db.delete(key) ? 1 : 0);
  return integer(db.expire(key, at) ? 1 : 0);
}

/** NX, XX, GT and LT: a key without a time never ends. */
function mayExpire(db: Database, key: string, at: number, options: readonly string[]): boolean {
  const now = db.expiresAt(key);
  const words = new Set(options.map(option => option.toUpperCase()));
  for (const word of words)
    if (!['NX', 'XX', 'GT', 'LT'].includes(word)) throw new CommandError(`ERR Unsupported option ${text(options, 0)}`);
  if (words.has('NX') && words.size > 1) throw new CommandError('ERR NX and XX, GT or LT options at the same time are not compatible');
  if (words.has('GT') && words.has('LT')) throw new CommandError('ERR GT and LT options at the same time are not compatible');
  if (words.has('NX') && now !== undefined) return false;
  if (words.has('XX') && now === undefined) return false;
  if (words.has('GT') && at <= (now ?? Infinity)) return false;
  return !(words.has('LT') && at >= (now ?? Infinity));
}

function push(db: Database, args: readonly string[], side: 'left' | 'right'): Reply {
  const list = db.need(text(args, 0), 'list', () => ({ kind: 'list', items: [] }));
  const items = args.slice(1);
  if (side === 'left') replaceRange(list.items, 0, 0, items.reverse());
  else append(list.items, items);
  return integer(list.items.length);
}

function pop(db: Database, args: readonly string[], side: 'left' | 'right'): Reply {
  const key = text(args, 0);
  const list = db.find(key, 'list');
  if (!list) return args.length > 1 ? { kind: 'array', items: undefined } : NIL;
  const count = args.length > 1 ? toInteger(args[1]) : 1;
  const taken = side === 'left' ? list.items.splice(0, count) : list.items.splice(Math.max(0, list.items.length - count)).reverse();
  db.prune(key, list.items.length === 0);
  return args.length > 1 ? bulks(taken) : bulk(taken[0]);
}

/** The part of a sequence between two indexes, which count from the end when negative. */
function slice<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const start = from < 0 ? Math.max(0, items.length + from) : from;
  const end = to < 0 ? items.length + to : to;
  return items.slice(start, end + 1);
}

function setFields(db: Database, args: readonly string[]): Reply {
  const rest = args.slice(1);
  if (rest.length % 2 !== 0) throw new CommandError("ERR wrong number of arguments for 'hset' command");
  const { fields } = db.need(text(args, 0), 'hash', () => ({ kind: 'hash', fields: new Map() }));
  let added = 0;
  for (let i = 0; i < rest.length; i += 2) {
    if (!fields.has(text(rest, i))) added++;
    fields.set(text(rest, i), text(rest, i + 1));
  }
  return integer(added);
}

function removeFrom(
  db: Database,
  key: string,
  collection: { delete(item: string): boolean; readonly size: number } | undefined,
  items: readonly string[],
): Reply {
  const removed = items.filter(item => collection?.delete(item)).length;
  db.prune(key, collection?.size === 0);
  return integer(removed);
}

function scan(db: Database, args: readonly string[]): Reply {
  const at = args.findIndex(arg => arg.toUpperCase() === 'MATCH');
  const pattern = at < 0 ? '*' : text(args, at + 1);
  return array([bulk('0'), bulks(db.keys().filter(key => matchesGlob(pattern, key)))]);
}

const typeNames: Readonly<Record<Value['kind'], string>> = {
  string: 'string',
  list: 'list',
  hash: 'hash',
  set: 'set',
  zset: 'zset',
  stream: 'stream',
};

const reads = (arity: number, run: DataCommand): Rule => ({ arity, run, writes: false });
const writes = (arity: number, run: DataCommand): Rule => ({ arity, run, writes: true });

/** By lower-case name. */
export const dataCommands: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['set', writes(-2, setString)],
  ['get', reads(1, (db, args) => bulk(db.find(text(args, 0), 'string')?.text))],
  [
    'getset',
    writes(2, (db, [key = '', value = '']) => {
      const old = db.find(key, 'string')?.text;
      db.set(key, { kind: 'string', text: value });
      return bulk(old);
    }),
  ],
  [
    'getdel',
    writes(1, (db, [key = '']) => {
      const old = db.find(key, 'string')?.text;
      db.delete(key);
      return bulk(old);
    }),
  ],
  ['setnx', writes(2, (db, [key = '', value = '']) => integer(setString(db, [key, value, 'NX']) === OK ? 1 : 0))],
  ['setex', writes(3, (db, [key = '', seconds = '', value = '']) => setString(db, [key, value, 'EX', seconds]))],
  [
    'mset',
    writes(-2, (db, args) => {
      if (args.length % 2 !== 0) throw new CommandError("ERR wrong number of arguments for 'mset' command");
      for (let i = 0; i < args.length; i += 2) db.set(text(args, i), { kind: 'string', text: text(args, i + 1) });
      return OK;
    }),
  ],
  [
    'mget',
    reads(-1, (db, args) =>
      bulks(
        args.map(key => {
          const value = db.get(key);
          return value?.kind === 'string' ? value.text : undefined;
        }),
      ),
    ),
  ],
  [
    'append',
    writes(2, (db, [key = '', more = '']) => {
      const joined = (db.find(key, 'string')?.text ?? '') + more;
      db.set(key, { kind: 'string', text: joined }, db.expiresAt(key));
      return integer(joined.length);
    }),
  ],
  ['strlen', reads(1, (db, args) => integer(db.find(text(args, 0), 'string')?.text.length ?? 0))],
  ['incr', writes(1, (db, args) => addTo(db, text(args, 0), 1))],
  ['decr', writes(1, (db, args) => addTo(db, text(args, 0), -1))],
  ['incrby', writes(2, (db, args) => addTo(db, text(args, 0), toInteger(args[1])))],
  ['decrby', writes(2, (db, args) => addTo(db, text(args, 0), -toInteger(args[1])))],
  [
    'incrbyfloat',
    writes(2, (db, [key = '', amount]) => {
      const sum = String(toFloat(db.find(key, 'string')?.text ?? '0') + toFloat(amount));
      db.set(key, { kind: 'string', text: sum }, db.expiresAt(key));
      return bulk(sum);
    }),
  ],
  ['del', writes(-1, (db, args) => integer(args.filter(key => db.delete(key)).length))],
  ['unlink', writes(-1, (db, args) => integer(args.filter(key => db.delete(key)).length))],
  ['exists', reads(-1, (db, args) => integer(args.filter(key => db.get(key)).length))],
  ['expire', writes(-2, (db, args) => expire(db, text(args, 0), db.nowMs + toInteger(args[1]) * 1000, args.slice(2)))],
  ['pexpire', writes(-2, (db, args) => expire(db, text(args, 0), db.nowMs + toInteger(args[1]), args.slice(2)))],
  ['expireat', writes(-2, (db, args) => expire(db, text(args, 0), toInteger(args[1]) * 1000, args.slice(2)))],
  ['pexpireat', writes(-2, (db, args) => expire(db, text(args, 0), toInteger(args[1]), args.slice(2)))],
  ['ttl', reads(1, (db, args) => timeToLive(db, text(args, 0), 1000))],
  ['pttl', reads(1, (db, args) => timeToLive(db, text(args, 0), 1))],
  ['persist', writes(1, (db, [key = '']) => integer(db.expiresAt(key) !== undefined && db.expire(key, undefined) ? 1 : 0))],
  [
    'type',
    reads(1, (db, args) => {
      const value = db.get(text(args, 0));
      return { kind: 'status', text: value ? typeNames[value.kind] : 'none' };
    }),
  ],
  ['keys', reads(1, (db, args) => bulks(db.keys().filter(key => matchesGlob(text(args, 0), key))))],
  ['scan', reads(-1, scan)],
  ['randomkey', reads(0, db => bulk(db.keys()[0]))],
  [
    'rename',
    writes(2, (db, [from = '', to = '']) => {
      const value = db.get(from);
      if (!value) return failure('ERR no such key');
      const at = db.expiresAt(from);
      db.delete(from);
      db.set(to, value, at);
      return OK;
    }),
  ],
  ['dbsize', reads(0, db => integer(db.size))],
  [
    'flushdb',
    writes(0, db => {
      db.clear();
      return OK;
    }),
  ],
  ['lpush', writes(-2, (db, args) => push(db, args, 'left'))],
  ['rpush', writes(-2, (db, args) => push(db, args, 'right'))],
  ['lpop', writes(-1, (db, args) => pop(db, args, 'left'))],
  ['rpop', writes(-1, (db, args) => pop(db, args, 'right'))],
  ['llen', reads(1, (db, args) => integer(db.find(text(args, 0), 'list')?.items.length ?? 0))],
  ['lindex', reads(2, (db, args) => bulk((db.find(text(args, 0), 'list')?.items ?? []).at(toInteger(args[1]))))],
  ['lrange', reads(3, (db, args) => bulks(slice(db.find(text(args, 0), 'list')?.items ?? [], toInteger(args[1]), toInteger(args[2]))))],
  ['hset', writes(-3, setFields)],
  [
    'hmset',
    writes(-3, (db, args) => {
      setFields(db, args);
      return OK;
    }),
  ],
  ['hget', reads(2, (db, args) => bulk(db.find(text(args, 0), 'hash')?.fields.get(text(args, 1))))],
  ['hmget', reads(-2, (db, [key = '', ...fields]) => bulks(fields.map(field => db.find(key, 'hash')?.fields.get(field))))],
  ['hgetall', reads(1, (db, args) => bulks([...(db.find(text(args, 0), 'hash')?.fields ?? [])].flat()))],
  ['hkeys', reads(1, (db, args) => bulks([...(db.find(text(args, 0), 'hash')?.fields.keys() ?? [])]))],
  ['hvals', reads(1, (db, args) => bulks([...(db.find(text(args, 0), 'hash')?.fields.values() ?? [])]))],
  ['hlen', reads(1, (db, args) => integer(db.find(text(args, 0), 'hash')?.fields.size ?? 0))],
  ['hexists', reads(2, (db, args) => integer(db.find(text(args, 0), 'hash')?.fields.has(text(args, 1)) ? 1 : 0))],
  ['hdel', writes(-2, (db, [key = '', ...fields]) => removeFrom(db, key, db.find(key, 'hash')?.fields, fields))],
  [
    'hincrby',
    writes(3, (db, [key = '', field = '', amount]) => {
      const { fields } = db.need(key, 'hash', () => ({ kind: 'hash', fields: new Map() }));
      const sum = toInteger(fields.get(field) ?? '0') + toInteger(amount);
      fields.set(field, String(sum));
      return integer(sum);
    }),
  ],
  [
    'sadd',
    writes(-2, (db, [key = '', ...items]) => {
      const { members } = db.need(key, 'set', () => ({ kind: 'set', members: new Set() }));
      const before = members.size;
      for (const item of items) members.add(item);
      return integer(members.size - before);
    }),
  ],
  ['srem', writes(-2, (db, [key = '', ...items]) => removeFrom(db, key, db.find(key, 'set')?.members, items))],
  ['sismember', reads(2, (db, args) => integer(db.find(text(args, 0), 'set')?.members.has(text(args, 1)) ? 1 : 0))],
  ['scard', reads(1, (db, args) => integer(db.find(text(args, 0), 'set')?.members.size ?? 0))],
  [
    'zscore',
    reads(2, (db, args) => {
      const score = db.find(text(args, 0), 'zset')?.scores.get(text(args, 1));
      return bulk(score === undefined ? undefined : String(score));
    }),
  ],
  ['zcard', reads(1, (db, args) => integer(db.find(text(args, 0), 'zset')?.scores.size ?? 0))],
  ['zrem', writes(-2, (db, [key = '', ...items]) => removeFrom(db, key, db.find(key, 'zset')?.scores, items))],
  [
    'zincrby',
    writes(3, (db, [key = '', amount, member = '']) => {
      const { scores } = db.need(key, 'zset', () => ({ kind: 'zset', scores: new Map() }));
      const sum = (scores.get(member) ?? 0) + toFloat(amount);
      scores.set(member, sum);
      return bulk(String(sum));
    }),
  ],
]);

/** Whether a command may be called with so many arguments. */
export function fitsArity(arity: number, count: number): boolean {
  return arity < 0 ? count >= -arity : count === arity;
}

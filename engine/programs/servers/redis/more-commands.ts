import { append, replaceRange } from '../../../core/append.js';
import { array, bulk, bulks, failure, integer, NIL, OK, type Reply } from './resp.js';
import { CommandError, type Database } from './store.js';
import type { DataCommand } from './commands.js';

/** Commands beyond those of the first lesson: of strings, lists and hashes. */

export interface Rule {
  readonly arity: number;
  readonly run: DataCommand;
  readonly writes: boolean;
}

export const reads = (arity: number, run: DataCommand): Rule => ({ arity, run, writes: false });
export const writes = (arity: number, run: DataCommand): Rule => ({ arity, run, writes: true });

export function wholeNumber(text: string | undefined): number {
  if (text === undefined || !/^-?\d{1,16}$/.test(text)) throw new CommandError('ERR value is not an integer or out of range');
  return Number(text);
}

export function realNumber(text: string | undefined): number {
  const value = /^[-+]?inf(inity)?$/i.test(text ?? '') ? (text?.startsWith('-') ? -Infinity : Infinity) : Number(text);
  if (text === undefined || text.trim() === '' || Number.isNaN(value)) throw new CommandError('ERR value is not a valid float');
  return value;
}

export function formatReal(value: number): string {
  return value === Infinity ? 'inf' : value === -Infinity ? '-inf' : String(value);
}

/** Start and end of a range whose indexes count from the end when negative. */
export function rangeOf(length: number, from: number, to: number): readonly [number, number] {
  return [Math.max(0, from < 0 ? length + from : from), Math.min(length, (to < 0 ? length + to : to) + 1)];
}

const stringAt = (db: Database, key: string): string => db.find(key, 'string')?.text ?? '';

function getRange(db: Database, [key = '', from, to]: readonly string[]): Reply {
  const text = stringAt(db, key);
  const [start, end] = rangeOf(text.length, wholeNumber(from), wholeNumber(to));
  return bulk(text.slice(start, Math.max(start, end)));
}

/** JavaScript knows no texts of half a gigabyte, and none should be so large here. */
const MAX_TEXT = 64 * 1024 * 1024;

function setRange(db: Database, [key = '', offset, part = '']: readonly string[]): Reply {
  const at = wholeNumber(offset);
  if (at < 0) throw new CommandError('ERR offset is out of range');
  if (at > 512 * 1024 * 1024) throw new CommandError('ERR string exceeds maximum allowed size (proto-max-bulk-len)');
  const text = stringAt(db, key);
  if (part === '') return integer(text.length);
  if (at + part.length > MAX_TEXT) throw new CommandError(`ERR drydock: strings of more than ${MAX_TEXT >> 20} MB are not simulated`);
  const next = text.padEnd(at, '\0').slice(0, at) + part + text.slice(at + part.length);
  db.set(key, { kind: 'string', text: next }, db.expiresAt(key));
  return integer(next.length);
}

function getAndExpire(db: Database, [key = '', option, time]: readonly string[]): Reply {
  const value = db.find(key, 'string');
  if (!value) return NIL;
  const name = option?.toUpperCase();
  if (name === 'PERSIST') db.expire(key, undefined);
  else if (name === 'EX' || name === 'PX') db.expire(key, db.nowMs + wholeNumber(time) * (name === 'EX' ? 1000 : 1));
  else if (name === 'EXAT' || name === 'PXAT') db.expire(key, wholeNumber(time) * (name === 'EXAT' ? 1000 : 1));
  else if (name !== undefined) throw new CommandError('ERR syntax error');
  return bulk(value.text);
}

function setAllNew(db: Database, args: readonly string[]): Reply {
  if (args.length % 2 !== 0) throw new CommandError("ERR wrong number of arguments for 'msetnx' command");
  if (args.some((key, index) => index % 2 === 0 && db.get(key) !== undefined)) return integer(0);
  for (let i = 0; i < args.length; i += 2) db.set(args[i] ?? '', { kind: 'string', text: args[i + 1] ?? '' });
  return integer(1);
}

function listAt(db: Database, key: string): string[] {
  return db.find(key, 'list')?.items ?? [];
}

function setItem(db: Database, [key = '', index, item = '']: readonly string[]): Reply {
  const list = db.find(key, 'list');
  if (!list) return failure('ERR no such key');
  const at = wholeNumber(index) < 0 ? list.items.length + wholeNumber(index) : wholeNumber(index);
  if (at < 0 || at >= list.items.length) return failure('ERR index out of range');
  list.items[at] = item;
  return OK;
}

function insertItem(db: Database, [key = '', side = '', pivot = '', item = '']: readonly string[]): Reply {
  const items = listAt(db, key);
  if (!/^(before|after)$/i.test(side)) throw new CommandError('ERR syntax error');
  if (items.length === 0) return integer(0);
  const at = items.indexOf(pivot);
  if (at < 0) return integer(-1);
  items.splice(side.toLowerCase() === 'before' ? at : at + 1, 0, item);
  return integer(items.length);
}

function removeItems(db: Database, [key = '', count, item = '']: readonly string[]): Reply {
  const list = db.find(key, 'list');
  if (!list) return integer(0);
  const wanted = wholeNumber(count);
  let removed = 0;
  const limit = wanted === 0 ? Infinity : Math.abs(wanted);
  const ordered = wanted < 0 ? list.items.reverse() : list.items;
  const kept = ordered.filter(other => other !== item || removed++ >= limit);
  const gone = ordered.length - kept.length;
  replaceRange(list.items, 0, list.items.length, wanted < 0 ? kept.reverse() : kept);
  db.prune(key, list.items.length === 0);
  return integer(gone);
}

function trimList(db: Database, [key = '', from, to]: readonly string[]): Reply {
  const list = db.find(key, 'list');
  const [start, end] = rangeOf(list?.items.length ?? 0, wholeNumber(from), wholeNumber(to));
  if (!list) return OK;
  replaceRange(list.items, 0, list.items.length, list.items.slice(start, Math.max(start, end)));
  db.prune(key, list.items.length === 0);
  return OK;
}

/** Takes an item from one end of a list and puts it at one of another. */
function moveItem(db: Database, [from = '', to = '', takes = '', puts = '']: readonly string[]): Reply {
  if (!/^(left|right)$/i.test(takes) || !/^(left|right)$/i.test(puts)) throw new CommandError('ERR syntax error');
  const source = db.find(from, 'list');
  db.find(to, 'list');
  const item = takes.toLowerCase() === 'left' ? source?.items.shift() : source?.items.pop();
  if (!source || item === undefined) return NIL;
  db.prune(from, source.items.length === 0);
  const target = db.need(to, 'list', () => ({ kind: 'list', items: [] }));
  if (puts.toLowerCase() === 'left') target.items.unshift(item);
  else target.items.push(item);
  return bulk(item);
}

function positions(db: Database, [key = '', item = '', ...options]: readonly string[]): Reply {
  const option = (name: string): number | undefined => {
    const at = options.findIndex(word => word.toUpperCase() === name);
    return at < 0 ? undefined : wholeNumber(options[at + 1]);
  };
  const [rank = 1, count] = [option('RANK'), option('COUNT')];
  if (rank === 0)
    throw new CommandError(
      "ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use negative to start from the end of the list",
    );
  const found = listAt(db, key).flatMap((other, index) => (other === item ? [index] : []));
  const ordered = (rank < 0 ? found.reverse() : found).slice(Math.abs(rank) - 1);
  if (count === undefined) return ordered[0] === undefined ? NIL : integer(ordered[0]);
  return array((count === 0 ? ordered : ordered.slice(0, count)).map(integer));
}

function pushExisting(db: Database, [key = '', ...items]: readonly string[], side: 'left' | 'right'): Reply {
  const list = db.find(key, 'list');
  if (!list) return integer(0);
  if (side === 'left') replaceRange(list.items, 0, 0, items.reverse());
  else append(list.items, items);
  return integer(list.items.length);
}

function addToField(db: Database, [key = '', field = '', amount]: readonly string[]): Reply {
  const { fields } = db.need(key, 'hash', () => ({ kind: 'hash', fields: new Map() }));
  const old = fields.get(field) ?? '0';
  if (Number.isNaN(Number(old))) throw new CommandError('ERR hash value is not a float');
  const sum = formatReal(Number((Number(old) + realNumber(amount)).toPrecision(17)));
  fields.set(field, sum);
  return bulk(sum);
}

function setNewField(db: Database, [key = '', field = '', value = '']: readonly string[]): Reply {
  const { fields } = db.need(key, 'hash', () => ({ kind: 'hash', fields: new Map() }));
  if (fields.has(field)) return integer(0);
  fields.set(field, value);
  return integer(1);
}

/** What OBJECT ENCODING says: small collections are packed. */
function encodingOf(db: Database, key: string): Reply {
  const value = db.get(key);
  if (!value) return NIL;
  switch (value.kind) {
    case 'string':
      return bulk(/^-?(0|[1-9]\d{0,17})$/.test(value.text) ? 'int' : value.text.length <= 44 ? 'embstr' : 'raw');
    case 'list':
      return bulk(value.items.length <= 128 && value.items.every(item => item.length <= 64) ? 'listpack' : 'quicklist');
    case 'hash':
      return bulk(value.fields.size <= 128 && [...value.fields].flat().every(text => text.length <= 64) ? 'listpack' : 'hashtable');
    case 'set':
      if (value.members.size <= 512 && [...value.members].every(member => /^-?(0|[1-9]\d{0,17})$/.test(member))) return bulk('intset');
      return bulk(value.members.size <= 128 && [...value.members].every(member => member.length <= 64) ? 'listpack' : 'hashtable');
    case 'stream':
      return bulk('stream');
    case 'zset':
      return bulk(value.scores.size <= 128 && [...value.scores.keys()].every(member => member.length <= 64) ? 'listpack' : 'skiplist');
  }
}

function object(db: Database, [verb = '', key = '']: readonly string[]): Reply {
  switch (verb.toLowerCase()) {
    case 'encoding':
      return encodingOf(db, key);
    case 'refcount':
      return db.get(key) ? integer(1) : NIL;
    case 'idletime':
      return db.version(key) > 0 ? integer(Math.floor((db.useOf(key)?.idleMs ?? 0) / 1000)) : NIL;
    default:
      return failure(`ERR unknown subcommand or wrong number of arguments for '${verb}'. Try OBJECT HELP.`);
  }
}

function expiryOf(db: Database, [key = '']: readonly string[], unit: number): Reply {
  if (!db.get(key)) return integer(-2);
  const at = db.expiresAt(key);
  return integer(at === undefined ? -1 : Math.floor(at / unit));
}

function renameNew(db: Database, [from = '', to = '']: readonly string[]): Reply {
  const value = db.get(from);
  if (!value) return failure('ERR no such key');
  if (db.get(to)) return integer(0);
  const at = db.expiresAt(from);
  db.delete(from);
  db.set(to, value, at);
  return integer(1);
}

/** Some fields of a hash: the first ones, for any choice is as random as another. */
function someFields(db: Database, [key = '', count, shows]: readonly string[]): Reply {
  const all = [...(db.find(key, 'hash')?.fields ?? [])];
  if (count === undefined) return bulk(all[0]?.[0]);
  const taken = all.slice(0, Math.abs(wholeNumber(count)));
  return bulks(shows?.toUpperCase() === 'WITHVALUES' ? taken.flat() : taken.map(([field]) => field));
}

/** LMPOP: items of the first list that has any. */
function popFirst(db: Database, [count, ...words]: readonly string[]): Reply {
  const number = wholeNumber(count);
  const [side = '', word, most] = words.slice(number);
  if (!/^(left|right)$/i.test(side) || (word !== undefined && word.toUpperCase() !== 'COUNT')) throw new CommandError('ERR syntax error');
  const key = words.slice(0, number).find(each => listAt(db, each).length > 0);
  if (key === undefined) return { kind: 'array', items: undefined };
  const items = listAt(db, key);
  const taking = most === undefined ? 1 : wholeNumber(most);
  const taken = side.toLowerCase() === 'left' ? items.splice(0, taking) : items.splice(Math.max(0, items.length - taking)).reverse();
  db.prune(key, items.length === 0);
  return array([bulk(key), bulks(taken)]);
}

/** By lower-case name. */
export const moreCommands: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['getrange', reads(3, getRange)],
  ['substr', reads(3, getRange)],
  ['setrange', writes(3, setRange)],
  ['getex', writes(-1, getAndExpire)],
  ['msetnx', writes(-2, setAllNew)],
  ['psetex', writes(3, (db, [key = '', ms, value = '']) => (db.set(key, { kind: 'string', text: value }, db.nowMs + wholeNumber(ms)), OK))],
  ['lset', writes(3, setItem)],
  ['linsert', writes(4, insertItem)],
  ['lrem', writes(3, removeItems)],
  ['ltrim', writes(3, trimList)],
  ['lmove', writes(4, moveItem)],
  ['rpoplpush', writes(2, (db, [from = '', to = '']) => moveItem(db, [from, to, 'RIGHT', 'LEFT']))],
  ['lpos', reads(-2, positions)],
  ['lpushx', writes(-2, (db, args) => pushExisting(db, args, 'left'))],
  ['rpushx', writes(-2, (db, args) => pushExisting(db, args, 'right'))],
  ['hsetnx', writes(3, setNewField)],
  ['hstrlen', reads(2, (db, [key = '', field = '']) => integer(db.find(key, 'hash')?.fields.get(field)?.length ?? 0))],
  ['hincrbyfloat', writes(3, addToField)],
  ['hscan', reads(-2, (db, [key = '']) => array([bulk('0'), bulks([...(db.find(key, 'hash')?.fields ?? [])].flat())]))],
  ['hrandfield', reads(-1, someFields)],
  ['lmpop', writes(-3, popFirst)],
  ['renamenx', writes(2, renameNew)],
  ['touch', reads(-1, (db, keys) => integer(keys.filter(key => db.get(key)).length))],
  ['expiretime', reads(1, (db, args) => expiryOf(db, args, 1000))],
  ['pexpiretime', reads(1, (db, args) => expiryOf(db, args, 1))],
  ['object', reads(-1, object)],
]);

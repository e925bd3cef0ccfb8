import { reads, wholeNumber, writes, type Rule } from './more-commands.js';
import { bulk, failure, integer, NIL, OK, type Reply } from './resp.js';
import { dumpValue, restoreValue } from './rdb.js';
import { CommandError, type Database, type Value } from './store.js';

/** Another value that shares nothing with the first. */
function cloneOf(value: Value): Value {
  return restoreValue(dumpValue(value)) ?? value;
}

function copy(db: Database, [from = '', to = '', ...options]: readonly string[]): Reply {
  const words = options.map(word => word.toUpperCase());
  if (words.includes('DB')) throw new CommandError('ERR drydock: COPY to another database is not simulated');
  if (words.some(word => word !== 'REPLACE')) throw new CommandError('ERR syntax error');
  if (from === to) throw new CommandError('ERR source and destination objects are the same');
  const value = db.get(from);
  if (!value || (db.get(to) && words.length === 0)) return integer(0);
  db.set(to, cloneOf(value), db.expiresAt(from));
  return integer(1);
}

function dump(db: Database, [key = '']: readonly string[]): Reply {
  const value = db.get(key);
  return value ? bulk(dumpValue(value)) : NIL;
}

function restore(db: Database, [key = '', ttl, payload = '', ...options]: readonly string[]): Reply {
  const words = options.map(word => word.toUpperCase());
  const other = words.find((word, i) => !['REPLACE', 'ABSTTL', 'IDLETIME', 'FREQ'].includes(word) && !/^\d+$/.test(word) && i >= 0);
  if (other !== undefined) throw new CommandError('ERR syntax error');
  const ms = wholeNumber(ttl);
  if (ms < 0) throw new CommandError('ERR Invalid TTL value, must be >= 0');
  if (db.get(key) && !words.includes('REPLACE')) return failure('BUSYKEY Target key name already exists.');
  const value = restoreValue(payload);
  if (!value) throw new CommandError('ERR DUMP payload version or checksum are wrong');
  db.set(key, value, ms === 0 ? undefined : words.includes('ABSTTL') ? ms : db.nowMs + ms);
  return OK;
}

/** By lower-case name. */
export const keyCommands: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['copy', writes(-2, copy)],
  ['dump', reads(1, dump)],
  ['restore', writes(-3, restore)],
]);

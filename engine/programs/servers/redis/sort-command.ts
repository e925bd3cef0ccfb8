import { reads, wholeNumber, writes, type Rule } from './more-commands.js';
import { bulks, integer, type Reply } from './resp.js';
import { CommandError, type Database, WRONG_TYPE } from './store.js';

interface Wanted {
  readonly by: string | undefined;
  readonly gets: readonly string[];
  readonly isDescending: boolean;
  readonly isAlpha: boolean;
  readonly offset: number;
  readonly count: number;
  readonly store: string | undefined;
}

function readOptions(options: readonly string[], mayStore: boolean): Wanted {
  let [by, store]: (string | undefined)[] = [];
  const gets: string[] = [];
  let [isDescending, isAlpha, offset, count] = [false, false, 0, -1];
  for (let i = 0; i < options.length; i++) {
    const word = options[i]?.toUpperCase();
    const left = options.length - i - 1;
    if (word === 'ASC') isDescending = false;
    else if (word === 'DESC') isDescending = true;
    else if (word === 'ALPHA') isAlpha = true;
    else if (word === 'LIMIT' && left >= 2) [offset, count] = [wholeNumber(options[++i]), wholeNumber(options[++i])];
    else if (word === 'STORE' && mayStore && left >= 1) store = options[++i];
    else if (word === 'BY' && left >= 1) by = options[++i];
    else if (word === 'GET' && left >= 1) gets.push(options[++i] ?? '');
    else throw new CommandError('ERR syntax error');
  }
  return { by, gets, isDescending, isAlpha, offset, count, store };
}

function elementsOf(db: Database, key: string): readonly string[] {
  const value = db.get(key);
  switch (value?.kind) {
    case undefined:
      return [];
    case 'list':
      return value.items;
    case 'set':
      return [...value.members];
    case 'zset':
      return [...value.scores].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1)).map(([member]) => member);
    default:
      throw new CommandError(WRONG_TYPE);
  }
}

/** What `weight_*` or `user_*->age` is for an element. */
function lookUp(db: Database, pattern: string, element: string): string | undefined {
  if (pattern === '#') return element;
  if (!pattern.includes('*')) return undefined;
  const [, key = '', field] = /^(.*?)(?:->(.+))?$/s.exec(pattern) ?? [];
  const value = db.get(key.replace('*', () => element));
  if (field !== undefined) return value?.kind === 'hash' ? value.fields.get(field) : undefined;
  return value?.kind === 'string' ? value.text : undefined;
}

function weigh(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) throw new CommandError("ERR One or more scores can't be converted into double");
  return value;
}

function ordered(db: Database, elements: readonly string[], { by, isAlpha, isDescending }: Wanted): readonly string[] {
  if (by !== undefined && !by.includes('*')) return elements;
  const keyed = elements.map(element => {
    const weight = by === undefined ? element : lookUp(db, by, element);
    return { element, text: weight ?? '', score: isAlpha ? 0 : weight === undefined ? 0 : weigh(weight) };
  });
  const sign = isDescending ? -1 : 1;
  keyed.sort((a, b) => sign * (isAlpha ? compare(a.text, b.text) : a.score - b.score || compare(a.element, b.element)));
  return keyed.map(({ element }) => element);
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function sort(mayStore: boolean) {
  return (db: Database, [key = '', ...options]: readonly string[]): Reply => {
    const wanted = readOptions(options, mayStore);
    const all = ordered(db, elementsOf(db, key), wanted);
    const start = Math.max(0, wanted.offset);
    const part = all.slice(start, wanted.count < 0 ? undefined : start + wanted.count);
    const shown = wanted.gets.length === 0 ? part : part.flatMap(element => wanted.gets.map(pattern => lookUp(db, pattern, element)));
    if (wanted.store === undefined) return bulks(shown);
    db.delete(wanted.store);
    if (shown.length > 0) db.set(wanted.store, { kind: 'list', items: shown.map(text => text ?? '') });
    return integer(shown.length);
  };
}

/** By lower-case name. */
export const sortCommands: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['sort', writes(-1, sort(true))],
  ['sort_ro', reads(-1, sort(false))],
]);

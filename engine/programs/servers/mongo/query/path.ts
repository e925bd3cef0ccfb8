import { isDoc, isList, type Doc, type Value } from '../bson/values.js';

const INDEX = /^(0|[1-9]\d*)$/;

/** A name in a dotted path that may also be a place in an array. */
export function indexOf(name: string): number | undefined {
  return INDEX.test(name) ? Number(name) : undefined;
}

/** The values that a dotted path leads to: arrays on the way are gone through, at their places and in all their documents. Undefined stands for a missing one. */
export function valuesAt(document: Doc, path: readonly string[]): readonly (Value | undefined)[] {
  const found: (Value | undefined)[] = [];
  collect(document, path, 0, found);
  return found;
}

function collect(document: Doc, path: readonly string[], at: number, found: (Value | undefined)[]): void {
  const value = document.get(path[at] ?? '');
  if (at === path.length - 1) found.push(value);
  else if (isDoc(value)) collect(value, path, at + 1, found);
  else if (isList(value)) collectInList(value, path, at + 1, found);
  else found.push(undefined);
}

function collectInList(list: readonly Value[], path: readonly string[], at: number, found: (Value | undefined)[]): void {
  if (list.length === 0) found.push(undefined);
  const index = indexOf(path[at] ?? '');
  const item = index === undefined ? undefined : list[index];
  if (item !== undefined) {
    if (at === path.length - 1) found.push(item);
    else if (isDoc(item)) collect(item, path, at + 1, found);
    else if (isList(item)) collectInList(item, path, at + 1, found);
  }
  for (const each of list) if (isDoc(each)) collect(each, path, at, found);
}

/** The values that sorting and indexes see: arrays as their items, nothing as undefined. */
export function keysAt(document: Doc, path: readonly string[]): readonly (Value | undefined)[] {
  const keys = valuesAt(document, path).flatMap((value): readonly (Value | undefined)[] =>
    isList(value) ? (value.length === 0 ? [undefined] : value) : [value],
  );
  return keys.length === 0 ? [undefined] : keys;
}

/** What a dotted path of aggregation leads to: an array of what its documents have, not places in it. */
export function resolve(value: Value | undefined, path: readonly string[], at = 0): Value | undefined {
  if (at === path.length) return value;
  if (isDoc(value)) return resolve(value.get(path[at] ?? ''), path, at + 1);
  if (!isList(value)) return undefined;
  return value.map(item => resolve(item, path, at)).filter(item => item !== undefined);
}

/** How deep documents lie in each other. */
export function depthOf(value: Value | undefined): number {
  if (isDoc(value)) return 1 + deepest(value.values());
  return isList(value) ? 1 + deepest(value) : 0;
}

function deepest(values: Iterable<Value>): number {
  let depth = 0;
  for (const value of values) if (typeof value === 'object') depth = Math.max(depth, depthOf(value));
  return depth;
}

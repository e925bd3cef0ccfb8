import { formatShell } from '../bson/shell-text.js';
import { isDoc, isList, type Doc, type List, type Value } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { indexOf } from '../query/path.js';

const MAX_PADDING = 1_500_000;

/** A place in a document that may not be there yet. */
export interface Target {
  readonly value: Value | undefined;
  set(value: Value): void;
  remove(): void;
}

/** The place that a path leads to; `creates` makes what is missing on the way as soon as a value is set. */
export function targetOf(document: Doc, path: readonly string[]): Target {
  let holder: Doc | List = document;
  for (const [at, name] of path.slice(0, -1).entries()) {
    const next = child(holder, name);
    if (next === undefined) return missing(holder, path, at);
    if (!isDoc(next) && !isList(next)) return blocked(holder, path, at);
    holder = next;
  }
  return place(holder, path.at(-1) ?? '', path);
}

export function child(holder: Doc | List, name: string): Value | undefined {
  if (isDoc(holder)) return holder.get(name);
  const index = indexOf(name);
  return index === undefined ? undefined : holder[index];
}

function place(holder: Doc | List, name: string, path: readonly string[]): Target {
  return {
    value: child(holder, name),
    set: value => {
      put(holder, name, value, path);
    },
    remove: () => {
      if (isDoc(holder)) holder.delete(name);
      else if (child(holder, name) !== undefined) put(holder, name, null, path);
    },
  };
}

function put(holder: Doc | List, name: string, value: Value, path: readonly string[]): void {
  if (isDoc(holder)) {
    holder.set(name, value);
    return;
  }
  const index = indexOf(name);
  if (index === undefined)
    throw new MongoError('PathNotViable', `Cannot create field '${name}' in element {${path.at(-2) ?? ''}: ${formatShell(holder)}}`);
  if (index > holder.length + MAX_PADDING) throw new MongoError(2, `can't backfill more than ${String(MAX_PADDING)} elements`);
  while (holder.length < index) holder.push(null);
  holder[index] = value;
}

/** Documents come into being along the way when a value is set. */
function missing(holder: Doc | List, path: readonly string[], at: number): Target {
  return {
    value: undefined,
    set: value => {
      let made: Value = value;
      for (const name of path.slice(at + 1).reverse()) made = new Map([[name, made]]);
      put(holder, path[at] ?? '', made, path.slice(0, at + 1));
    },
    remove: () => undefined,
  };
}

/** Something that is no document lies on the way. */
function blocked(holder: Doc | List, path: readonly string[], at: number): Target {
  const name = path[at] ?? '';
  return {
    value: undefined,
    set: () => {
      throw new MongoError(
        'PathNotViable',
        `Cannot create field '${path[at + 1] ?? ''}' in element {${name}: ${formatShell(child(holder, name) ?? null)}}`,
      );
    },
    remove: () => undefined,
  };
}

/** A copy that shares nothing that can change. */
export function cloneDoc(document: Doc): Doc {
  return new Map([...document].map(([name, value]) => [name, cloneValue(value)]));
}

export function cloneValue(value: Value): Value {
  if (isDoc(value)) return cloneDoc(value);
  return isList(value) ? value.map(cloneValue) : value;
}

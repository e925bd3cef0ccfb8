import { brief } from './json-writer.js';
import { compare, isArray, isObject, JqError, typeOf, type Json, type JsonObject } from './value.js';

export type Path = readonly Json[];

/** An array may not become longer than this by setting a far element. */
const MAX_INDEX = 5_000_000;

/** `value[key]` */
export function indexed(value: Json, key: Json): Json {
  if (isObject(value) && typeof key === 'string') return value.get(key) ?? null;
  if (isArray(value) && typeof key === 'number') return value[key < 0 ? Math.floor(key) + value.length : Math.floor(key)] ?? null;
  if (isObject(key) && (isArray(value) || value === null))
    return value === null ? null : sliced(value, key.get('start') ?? null, key.get('end') ?? null);
  if (value === null && (typeof key === 'string' || typeof key === 'number' || key === null)) return null;
  if (isArray(value) && isArray(key)) return places(value, key);
  throw cannotIndex(value, key);
}

function cannotIndex(value: Json, key: Json): JqError {
  if (typeof key === 'string')
    return new JqError(`Cannot index ${typeOf(value)} with ${isArray(value) || typeof value === 'string' ? 'string ' : ''}"${key}"`);
  return new JqError(`Cannot index ${typeOf(value)} with ${typeOf(key)}`);
}

/** Where a list lies in another. */
export function places(list: readonly Json[], part: readonly Json[]): readonly number[] {
  const found: number[] = [];
  if (part.length === 0) return found;
  for (let at = 0; at + part.length <= list.length; at++) {
    if (part.every((item, offset) => compare(list[at + offset] ?? null, item) === 0)) found.push(at);
  }
  return found;
}

/** `value[from:to]` */
export function sliced(value: Json, from: Json, to: Json): Json {
  if (value === null) return null;
  if (typeof value === 'string') {
    const points = [...value];
    const [start, end] = bounds(points.length, from, to);
    return points.slice(start, end).join('');
  }
  if (!isArray(value)) throw new JqError(`Cannot index ${typeOf(value)} with object`);
  const [start, end] = bounds(value.length, from, to);
  return value.slice(start, end);
}

function bounds(length: number, from: Json, to: Json): readonly [number, number] {
  if ((from !== null && typeof from !== 'number') || (to !== null && typeof to !== 'number')) {
    throw new JqError('Start and end indices of an array slice must be numbers');
  }
  const place = (at: number): number => Math.min(length, Math.max(0, at < 0 ? at + length : at));
  const start = place(Math.floor(from ?? 0));
  return [start, Math.max(start, place(Math.ceil(to ?? length)))];
}

export function getPath(value: Json, path: Path): Json {
  let found = value;
  for (const key of path) {
    if (found === null) return null;
    found = indexed(found, key);
  }
  return found;
}

export function setPath(value: Json, path: Path, replacement: Json): Json {
  return updatePath(value, path, () => replacement);
}

/** The value with what lies at a path changed; what is missing on the way is made. */
export function updatePath(value: Json, path: Path, change: (old: Json) => Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  return withKey(value, key, updatePath(indexed(value, key), rest, change));
}

function withKey(value: Json, key: Json, item: Json): Json {
  if (typeof key === 'string' && (isObject(value) || value === null)) return new Map(value ?? []).set(key, item);
  if (typeof key === 'number' && (isArray(value) || value === null)) return withItem(value ?? [], Math.floor(key), item);
  if (isObject(key) && (isArray(value) || value === null)) return withSlice(value ?? [], key, item);
  throw cannotIndex(value, key);
}

function withItem(list: readonly Json[], index: number, item: Json): Json {
  const at = index < 0 ? index + list.length : index;
  if (at < 0) throw new JqError('Out of bounds negative array index');
  if (at > MAX_INDEX) throw new JqError('Array index too large');
  const copy = [...list];
  while (copy.length < at) copy.push(null);
  copy[at] = item;
  return copy;
}

function withSlice(list: readonly Json[], key: JsonObject, item: Json): Json {
  if (!isArray(item)) throw new JqError('A slice of an array can only be assigned another array');
  const [start, end] = bounds(list.length, key.get('start') ?? null, key.get('end') ?? null);
  return [...list.slice(0, start), ...item, ...list.slice(end)];
}

/** The value without what lies at the paths. */
export function deletePaths(value: Json, paths: readonly Path[]): Json {
  const sorted = [...paths].sort((a, b) => compare(b, a));
  return sorted.reduce(deletePath, value);
}

function deletePath(value: Json, path: Path): Json {
  const [key, ...rest] = path;
  if (key === undefined || value === null) return null;
  if (rest.length > 0) {
    const inner = indexed(value, key);
    return inner === null ? value : withKey(value, key, deletePath(inner, rest));
  }
  if (isObject(value) && typeof key === 'string') {
    const copy = new Map(value);
    copy.delete(key);
    return copy;
  }
  if (isArray(value) && typeof key === 'number') {
    const at = key < 0 ? key + value.length : key;
    return value.filter((_, index) => index !== at);
  }
  if (isArray(value) && isObject(key)) {
    const [start, end] = bounds(value.length, key.get('start') ?? null, key.get('end') ?? null);
    return [...value.slice(0, start), ...value.slice(end)];
  }
  throw new JqError(`Cannot delete field at ${isArray(value) ? 'array' : 'object'} index of ${typeOf(value)}`);
}

/** Keys and values of what can be gone through. */
export function* entries(value: Json): Generator<readonly [Json, Json]> {
  if (isArray(value)) yield* value.entries();
  else if (isObject(value)) yield* value;
  else throw new JqError(`Cannot iterate over ${typeOf(value)}${value === null ? '' : ` (${brief(value)})`}`);
}

import { sqlErrors } from '../sql-error.js';
import { isJsonArray, isJsonObject, type JsonValue } from '../values/json.js';

export type PathStep =
  | { readonly kind: 'key'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number; readonly fromEnd: boolean }
  | { readonly kind: 'any-key' | 'any-index' | 'deep' };

/** Reads `$.a[0]."b c"`; throws SqlError. */
export function parsePath(text: string): readonly PathStep[] {
  const steps: PathStep[] = [];
  const trimmed = text.trim();
  if (!trimmed.startsWith('$')) throw sqlErrors.invalidJsonPath(1);
  for (let at = 1; at < trimmed.length; ) {
    const rest = trimmed.slice(at);
    const found = /^\s*(?:\.\s*(?:"((?:[^"\\]|\\.)*)"|([^\s.[*"]+)|(\*))|\[\s*(?:(\d+)|(\*)|last(?:\s*-\s*(\d+))?)\s*\]|(\*\*))/.exec(rest);
    if (!found) throw sqlErrors.invalidJsonPath(at + 1);
    const [whole, quoted, plain, anyKey, index, anyIndex, back, deep] = found;
    if (deep !== undefined) steps.push({ kind: 'deep' });
    else if (anyKey !== undefined) steps.push({ kind: 'any-key' });
    else if (anyIndex !== undefined) steps.push({ kind: 'any-index' });
    else if (index !== undefined) steps.push({ kind: 'index', index: Number(index), fromEnd: false });
    else if (quoted !== undefined || plain !== undefined) steps.push({ kind: 'key', name: quoted ?? plain ?? '' });
    else steps.push({ kind: 'index', index: Number(back ?? 0), fromEnd: true });
    at += whole.length;
  }
  return steps;
}

export function hasWildcard(steps: readonly PathStep[]): boolean {
  return steps.some(({ kind }) => kind !== 'key' && kind !== 'index');
}

/** The values that a path leads to. */
export function findPath(value: JsonValue, steps: readonly PathStep[]): readonly JsonValue[] {
  const [step, ...rest] = steps;
  if (!step) return [value];
  return stepInto(value, step).flatMap(child => findPath(child, rest));
}

function stepInto(value: JsonValue, step: PathStep): readonly JsonValue[] {
  switch (step.kind) {
    case 'key': {
      const child = isJsonObject(value) ? value.get(step.name) : undefined;
      return child === undefined ? [] : [child];
    }
    case 'index': {
      const items = isJsonArray(value) ? value : [value];
      const child = items[positionOf(step, items.length)];
      return child === undefined ? [] : [child];
    }
    case 'any-key':
      return isJsonObject(value) ? [...value.values()] : [];
    case 'any-index':
      return isJsonArray(value) ? value : [];
    case 'deep':
      return descendants(value);
  }
}

function positionOf({ index, fromEnd }: { readonly index: number; readonly fromEnd: boolean }, length: number): number {
  return fromEnd ? length - 1 - index : index;
}

function descendants(value: JsonValue): readonly JsonValue[] {
  const children = isJsonArray(value) ? value : isJsonObject(value) ? [...value.values()] : [];
  return [value, ...children.flatMap(descendants)];
}

/** The document with another value at the end of a path; undefined takes it away. */
export function changePath(
  value: JsonValue,
  steps: readonly PathStep[],
  change: (old: JsonValue | undefined) => JsonValue | undefined,
): JsonValue {
  const [step, ...rest] = steps;
  if (!step) return change(value) ?? null;
  if (step.kind === 'key' && isJsonObject(value)) {
    const child = value.get(step.name);
    if (child === undefined && rest.length > 0) return value;
    const next = rest.length > 0 && child !== undefined ? changePath(child, rest, change) : change(child);
    const members = new Map(value);
    if (next === undefined) members.delete(step.name);
    else members.set(step.name, next);
    return members;
  }
  if (step.kind === 'index') {
    const items = isJsonArray(value) ? [...value] : [value];
    const position = positionOf(step, items.length);
    const child = items[position];
    if (child === undefined && rest.length > 0) return value;
    const next = rest.length > 0 && child !== undefined ? changePath(child, rest, change) : change(child);
    if (next === undefined) return child === undefined || !isJsonArray(value) ? value : items.toSpliced(position, 1);
    if (child === undefined) items.push(next);
    else items[position] = next;
    return isJsonArray(value) || items.length > 1 ? items : (items[0] ?? null);
  }
  return value;
}

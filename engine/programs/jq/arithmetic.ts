import { brief } from './json-writer.js';
import { compare, isArray, isObject, JqError, typeOf, type Json, type JsonObject } from './value.js';

/** A text of this length is the longest that a program may make. */
const MAX_ITEMS = 8_000_000;
const MAX_TEXT = 64 * 1024 * 1024;

/** `left operator right` */
export function arithmetic(operator: string, left: Json, right: Json): Json {
  const order = comparisons[operator];
  if (order) return order(compare(left, right));
  const result = operations[operator]?.(left, right);
  if (result !== undefined) return result;
  const verbs: Readonly<Record<string, string>> = { '+': 'added', '-': 'subtracted', '*': 'multiplied', '/': 'divided', '%': 'divided' };
  throw new JqError(`${described(left)} and ${described(right)} cannot be ${verbs[operator] ?? 'computed'}`);
}

const described = (value: Json): string => `${typeOf(value)} (${brief(value)})`;

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  '==': order => order === 0,
  '!=': order => order !== 0,
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0,
};

const operations: Readonly<Record<string, (left: Json, right: Json) => Json | undefined>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '%': remainder,
};

export function add(left: Json, right: Json): Json | undefined {
  if (left === null) return right;
  if (right === null) return left;
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  if (typeof left === 'string' && typeof right === 'string') return checkedText(left + right);
  if (isArray(left) && isArray(right)) return checkedItems(left.length + right.length, () => [...left, ...right]);
  return isObject(left) && isObject(right) ? checkedItems(left.size + right.size, () => new Map([...left, ...right])) : undefined;
}

function checkedItems<T>(count: number, make: () => T): T {
  if (count > MAX_ITEMS) throw new JqError('out of memory');
  return make();
}

function checkedText(text: string): string {
  if (text.length > MAX_TEXT) throw new JqError('out of memory');
  return text;
}

function subtract(left: Json, right: Json): Json | undefined {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return isArray(left) && isArray(right) ? without(left, right) : undefined;
}

/** Plain values are looked up; only what has something inside is compared one by one. */
function without(left: readonly Json[], right: readonly Json[]): Json[] {
  const plain = new Set(right);
  const deep = right.filter(item => typeof item === 'object' && item !== null);
  return left.filter(
    item =>
      (!plain.has(item) || Number.isNaN(item)) &&
      !(typeof item === 'object' && item !== null && deep.some(other => compare(item, other) === 0)),
  );
}

function multiply(left: Json, right: Json): Json | undefined {
  if (typeof left === 'number' && typeof right === 'number') return left * right;
  if (typeof left === 'string' && typeof right === 'number') return repeated(left, right);
  if (typeof left === 'number' && typeof right === 'string') return repeated(right, left);
  return isObject(left) && isObject(right) ? merged(left, right) : undefined;
}

function repeated(text: string, count: number): Json {
  if (!(count > 0)) return null;
  const times = Math.max(1, Math.ceil(count));
  if (text.length * times > MAX_TEXT) throw new JqError('out of memory');
  return text.repeat(times);
}

function merged(left: JsonObject, right: JsonObject): JsonObject {
  const result = new Map(left);
  for (const [key, value] of right) {
    const old = result.get(key) ?? null;
    result.set(key, isObject(old) && isObject(value) ? merged(old, value) : value);
  }
  return result;
}

function divide(left: Json, right: Json): Json | undefined {
  if (typeof left === 'string' && typeof right === 'string') return splitText(left, right);
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  if (right === 0) throw new JqError(`${described(left)} and ${described(right)} cannot be divided because the divisor is zero`);
  return left / right;
}

export function splitText(text: string, separator: string): readonly string[] {
  if (text === '') return [];
  return separator === '' ? [...text] : text.split(separator);
}

function remainder(left: Json, right: Json): Json | undefined {
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  const divisor = Math.abs(Math.trunc(right));
  if (divisor === 0) throw new JqError(`${described(left)} and ${described(right)} cannot be divided because the divisor is zero`);
  return Math.trunc(left) % divisor;
}

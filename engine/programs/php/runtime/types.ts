import type { TypeRef } from '../syntax/ast.js';
import { PhpArray } from './array.js';
import { intFromFloat, numericValue, scalarText } from './convert.js';
import { PhpObject, type PhpClass } from './object.js';
import { isInt, PhpFloat, type Value } from './value.js';
import type { Vm } from './vm.js';

/** How a type is written in messages. */
export function formatType(type: TypeRef): string {
  switch (type.kind) {
    case 'name':
      return type.name;
    case 'nullable':
      return `?${formatType(type.of)}`;
    case 'union':
      return type.of.map(each => (each.kind === 'intersection' ? `(${formatType(each)})` : formatType(each))).join('|');
    case 'intersection':
      return type.of.map(formatType).join('&');
  }
}

/** The class in whose text a type stands, for `self`, and the one that was called, for `static`. */
export interface TypeScope {
  readonly vm: Vm;
  readonly scope: PhpClass | undefined;
  readonly called?: PhpClass | undefined;
}

/** Whether a value is of a type as it is. */
export function matchesType(type: TypeRef, value: Value, where: TypeScope): boolean {
  switch (type.kind) {
    case 'nullable':
      return value === null || matchesType(type.of, value, where);
    case 'union':
      return type.of.some(each => matchesType(each, value, where));
    case 'intersection':
      return type.of.every(each => matchesType(each, value, where));
    case 'name':
      return type.isClass ? isOfClass(type.name, value, where) : isBuiltIn(type.name, value, where.vm);
  }
}

function isOfClass(name: string, value: Value, { scope, called }: TypeScope): boolean {
  if (!(value instanceof PhpObject)) return false;
  if (name === 'self') return scope !== undefined && value.cls.isA(scope);
  if (name === 'static') return called !== undefined && value.cls.isA(called);
  if (name === 'parent') return scope?.parent !== undefined && value.cls.isA(scope.parent);
  return value.cls.isNamed(name.toLowerCase());
}

function isBuiltIn(name: string, value: Value, vm: Vm): boolean {
  switch (name) {
    case 'mixed':
      return true;
    case 'int':
      return isInt(value);
    case 'float':
      return value instanceof PhpFloat;
    case 'string':
      return typeof value === 'string';
    case 'bool':
      return typeof value === 'boolean';
    case 'false':
    case 'true':
      return value === (name === 'true');
    case 'array':
      return value instanceof PhpArray;
    case 'iterable':
      return value instanceof PhpArray || (value instanceof PhpObject && value.cls.isNamed('traversable'));
    case 'object':
      return value instanceof PhpObject;
    case 'callable':
      return vm.calls.isCallable(value);
    default:
      return value === null && (name === 'null' || name === 'void');
  }
}

/** Whether a type takes that built-in kind of value, alone or among others. */
function takes(type: TypeRef, name: string): boolean {
  if (type.kind === 'name') return type.name === name;
  return type.kind === 'nullable' ? takes(type.of, name) : type.kind === 'union' && type.of.some(each => takes(each, name));
}

/** The value as one of that type: itself, or what the rules for scalars make of it; undefined when it cannot be. */
export function coerceTo(type: TypeRef, value: Value, strict: boolean, where: TypeScope): Value | undefined {
  if (type.kind === 'name' && type.name === 'float' && typeof value === 'number') return new PhpFloat(value);
  if (matchesType(type, value, where)) return value;
  if (isInt(value) && takes(type, 'float')) return new PhpFloat(Number(value));
  if (strict || value === null || value instanceof PhpArray) return undefined;
  if (value instanceof PhpObject) return takes(type, 'string') ? where.vm.objectText(value) : undefined;
  return coerceScalar(type, value, where.vm);
}

function coerceScalar(type: TypeRef, value: boolean | number | bigint | PhpFloat | string, vm: Vm): Value | undefined {
  const number = typeof value === 'string' ? numericValue(value) : typeof value === 'boolean' ? (value ? 1 : 0) : value;
  if (takes(type, 'int') && number !== undefined) {
    if (isInt(number)) return number;
    const whole = intOfFloat(number.n, value, takes(type, 'float'), vm);
    if (whole !== undefined) return whole;
  }
  if (takes(type, 'float') && number !== undefined) return number instanceof PhpFloat ? number : new PhpFloat(Number(number));
  if (takes(type, 'string')) return scalarText(value);
  if (takes(type, 'bool'))
    return typeof value === 'string' ? value !== '' && value !== '0' : number instanceof PhpFloat ? number.n !== 0 : number !== 0;
  return undefined;
}

function intOfFloat(n: number, written: Value, mayBeFloat: boolean, vm: Vm): Value | undefined {
  if (!Number.isFinite(n) || Math.abs(n) >= 2 ** 63) return undefined;
  if (Number.isInteger(n)) return mayBeFloat && typeof written === 'string' ? undefined : intFromFloat(n);
  if (mayBeFloat) return undefined;
  const what = typeof written === 'string' ? `float-string "${written}"` : `float ${scalarText(written instanceof PhpFloat ? written : n)}`;
  vm.errors.deprecated(`Implicit conversion from ${what} to int loses precision`);
  return intFromFloat(n);
}

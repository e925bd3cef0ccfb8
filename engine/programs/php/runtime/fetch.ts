import { PhpArray } from './array.js';
import { toKey, typeName } from './convert.js';
import { numericText } from './number-text.js';
import { PhpObject } from './object.js';
import { arrayKey, stringOffset } from './places.js';
import type { Value } from './value.js';
import type { Vm } from './vm.js';

/** `$base[$key]` as a value. */
export function fetchDim(vm: Vm, base: Value, key: Value): Value {
  if (base instanceof PhpArray) {
    const found = typeof key === 'number' ? key : vm.key(key);
    const value = base.get(found);
    if (value !== undefined) return value;
    vm.errors.warning(`Undefined array key ${typeof found === 'string' ? `"${found}"` : found}`);
    return null;
  }
  if (typeof base === 'string') return character(vm, base, key);
  if (base instanceof PhpObject) {
    if (!base.cls.isNamed('arrayaccess')) throw vm.errors.error(`Cannot use object of type ${base.cls.name} as array`);
    return vm.calls.method(base, 'offsetGet', [key]);
  }
  vm.errors.warning(`Trying to access array offset on value of type ${typeName(base)}`);
  return null;
}

function character(vm: Vm, text: string, key: Value): Value {
  if (typeof key === 'string' && !/^\s*-?\d+\s*$/.test(key)) {
    const leading = /^\s*-?\d+/.exec(key)?.[0];
    if (leading === undefined || numericText(key)) throw vm.errors.typeError(`Cannot access offset of type ${typeName(key)} on string`);
    vm.errors.warning(`Illegal string offset "${key}"`);
    return character(vm, text, Number(leading));
  }
  const at = stringOffset(vm, key);
  const found = text[at < 0 ? at + text.length : at];
  if (found !== undefined) return found;
  vm.errors.warning(`Uninitialized string offset ${at}`);
  return '';
}

/** `$base[$key] ?? …`: null for whatever is not there. */
export function fetchDimQuiet(vm: Vm, base: Value, key: Value): Value {
  if (base instanceof PhpArray) return base.get(typeof key === 'number' ? key : vm.key(key)) ?? null;
  if (typeof base === 'string') {
    const found = toKey(key);
    return typeof found === 'number' ? (text(base, found) ?? null) : null;
  }
  if (!(base instanceof PhpObject)) return null;
  if (!base.cls.isNamed('arrayaccess')) throw vm.errors.error(`Cannot use object of type ${base.cls.name} as array`);
  return vm.toBool(vm.calls.method(base, 'offsetExists', [key])) ? vm.calls.method(base, 'offsetGet', [key]) : null;
}

function text(base: string, at: number): string | undefined {
  return base[at < 0 ? at + base.length : at];
}

export function issetDim(vm: Vm, base: Value, key: Value): boolean {
  if (base instanceof PhpArray) return (base.get(arrayKey(vm, key)) ?? null) !== null;
  if (base instanceof PhpObject && base.cls.isNamed('arrayaccess')) return vm.toBool(vm.calls.method(base, 'offsetExists', [key]));
  return fetchDimQuiet(vm, base, key) !== null;
}

import { raised } from '../objects/exception.js';
import { construct, getters, methods } from '../objects/define.js';
import type { Answer } from '../objects/functions.js';
import type { Value } from '../objects/object.js';
import { complexType, notImplemented } from '../objects/types.js';
import { PyComplex, PyFloat, textOf } from '../objects/values.js';
import { floatText } from '../vm/float-text.js';
import { hashFloat } from '../vm/hash.js';
import type { Vm } from '../vm/vm.js';
import { numberOf } from './float.js';

const asComplex = (value: Value): PyComplex | undefined => (value instanceof PyComplex ? value : undefined);

function toComplex(value: Value): PyComplex | undefined {
  if (value instanceof PyComplex) return value;
  const number = numberOf(value);
  return number === undefined ? undefined : new PyComplex(number, 0);
}

type Operation = (a: PyComplex, b: PyComplex) => Value;
const both = (operation: Operation, isSwapped = false): readonly [string, (vm: Vm, self: PyComplex, other: Value) => Answer] => [
  'value',
  (_vm, self, value) => {
    const other = toComplex(value);
    if (!other) return notImplemented;
    return isSwapped ? operation(other, self) : operation(self, other);
  },
];

const add: Operation = (a, b) => new PyComplex(a.real + b.real, a.imag + b.imag);
const subtract: Operation = (a, b) => new PyComplex(a.real - b.real, a.imag - b.imag);
const multiply: Operation = (a, b) => new PyComplex(a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real);
const divide: Operation = (a, b) => {
  const size = b.real * b.real + b.imag * b.imag;
  if (size === 0) throw raised('ZeroDivisionError', 'complex division by zero');
  return new PyComplex((a.real * b.real + a.imag * b.imag) / size, (a.imag * b.real - a.real * b.imag) / size);
};
const power: Operation = (a, b) => {
  if (b.imag === 0 && Number.isInteger(b.real) && Math.abs(b.real) < 100) {
    let result = new PyComplex(1, 0);
    for (let i = 0; i < Math.abs(b.real); i++) {
      const next = multiply(result, a);
      if (next instanceof PyComplex) result = next;
    }
    return b.real < 0 ? divide(new PyComplex(1, 0), result) : result;
  }
  const size = Math.hypot(a.real, a.imag);
  if (size === 0) return new PyComplex(0, 0);
  const angle = Math.atan2(a.imag, a.real);
  const length = size ** b.real * Math.exp(-b.imag * angle);
  const turned = angle * b.real + b.imag * Math.log(size);
  return new PyComplex(length * Math.cos(turned), length * Math.sin(turned));
};
const same: Operation = (a, b) => a.real === b.real && a.imag === b.imag;

methods(complexType, asComplex, {
  __add__: both(add),
  __radd__: both(add),
  __sub__: both(subtract),
  __rsub__: both(subtract, true),
  __mul__: both(multiply),
  __rmul__: both(multiply),
  __truediv__: both(divide),
  __rtruediv__: both(divide, true),
  __pow__: both(power),
  __rpow__: both(power, true),
  __eq__: both(same),
  __neg__: ['', (_vm, self) => new PyComplex(-self.real, -self.imag)],
  __pos__: ['', (_vm, self) => self],
  __abs__: ['', (_vm, self) => new PyFloat(Math.hypot(self.real, self.imag))],
  __bool__: ['', (_vm, self) => self.real !== 0 || self.imag !== 0],
  __hash__: ['', (_vm, self) => hashFloat(self.imag === 0 ? self.real : self.real * 3 + self.imag)],
  __repr__: ['', (_vm, self) => complexText(self)],
  conjugate: ['', (_vm, self) => new PyComplex(self.real, -self.imag)],
});
getters(complexType, asComplex, { real: (_vm, self) => new PyFloat(self.real), imag: (_vm, self) => new PyFloat(self.imag) });

const part = (value: number): string => floatText(value).replace(/\.0$/, '');

function complexText({ real, imag }: PyComplex): string {
  if (real === 0 && !Object.is(real, -0)) return `${part(imag)}j`;
  const sign = imag < 0 || Object.is(imag, -0) ? '' : '+';
  return `(${part(real)}${sign}${part(imag)}j)`;
}

construct(complexType, 'real=, imag=', (_vm, type, real, imag) => {
  const text = textOf(real);
  if (text !== undefined) return parse(text);
  const a = toComplex(real ?? 0) ?? new PyComplex(0, 0);
  const b = toComplex(imag ?? 0) ?? new PyComplex(0, 0);
  return new PyComplex(a.real - b.imag, a.imag + b.real, type);
});

function parse(text: string): PyComplex {
  const found = /^\(?\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?(?!j))?\s*(?:([-+]?(?:\d+\.?\d*|\.\d+)?(?:e[-+]?\d+)?)j)?\s*\)?$/i.exec(
    text.trim(),
  );
  if (!found || (found[1] === undefined && found[2] === undefined)) throw raised('ValueError', 'complex() arg is a malformed string');
  const imag = found[2] === undefined ? 0 : /^[-+]?$/.test(found[2]) ? Number(`${found[2]}1`) : Number(found[2]);
  return new PyComplex(Number(found[1] ?? 0), imag);
}

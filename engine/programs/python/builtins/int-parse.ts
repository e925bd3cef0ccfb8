import { latin1Of } from '../../../core/latin1.js';
import type { Int } from '../objects/arithmetic.js';
import { typeError, valueError } from '../objects/exception.js';
import type { Value } from '../objects/object.js';
import { bytesOf, normalInt, textOf } from '../objects/values.js';
import { quoteText } from '../vm/quote.js';
import type { Vm } from '../vm/vm.js';

/** `int(text, base)` */
export function parseInt(vm: Vm, value: Value, base: number, isGiven: boolean): Int {
  const bytes = bytesOf(value);
  const text = textOf(value) ?? (bytes && latin1Of(bytes));
  if (text === undefined) throw typeError("int() can't convert non-string with explicit base");
  if (isGiven && base !== 0 && (base < 2 || base > 36)) throw valueError('int() base must be >= 2 and <= 36, or 0');
  const parsed = parseDigits(vm, text, base);
  if (parsed === undefined)
    throw valueError(`invalid literal for int() with base ${base}: ${bytes ? `b${quoteText(text)}` : quoteText(text)}`);
  return parsed;
}

function parseDigits(vm: Vm, text: string, givenBase: number): Int | undefined {
  const [, sign = '', prefix = '', digits = ''] =
    /^([-+]?)(0[xXoObB](?=_?[0-9a-zA-Z]))?([0-9a-zA-Z_]+)$/.exec(asciiDigits(text.trim())) ?? [];
  let base = givenBase;
  let body = digits;
  if (prefix !== '') {
    const meant = { x: 16, o: 8, b: 2 }[prefix.slice(1).toLowerCase()] ?? 10;
    if (base === 0 || base === meant) base = meant;
    else body = prefix + digits;
    if (body === digits && body.startsWith('_')) body = body.slice(1);
  }
  if (base === 0) {
    if (/^0+[_0]*[1-9]/.test(body)) return undefined;
    base = 10;
  }
  if (!/^[0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*$/.test(body)) return undefined;
  const plain = body.replaceAll('_', '').toLowerCase();
  for (const digit of plain) if (Number.parseInt(digit, 36) >= base) return undefined;
  if (base === 10 && vm.maxDigits > 0 && plain.length > vm.maxDigits)
    throw valueError(
      `Exceeds the limit (${vm.maxDigits} digits) for integer string conversion: value has ${plain.length} digits; use sys.set_int_max_str_digits() to increase the limit`,
    );
  const value = valueOfDigits(plain, base);
  return normalInt(sign === '-' ? -value : value);
}

function valueOfDigits(digits: string, base: number): bigint {
  const prefixes: Readonly<Record<number, string>> = { 2: '0b', 8: '0o', 10: '', 16: '0x' };
  const prefix = prefixes[base];
  if (prefix !== undefined) return BigInt(prefix + digits);
  let value = 0n;
  for (const digit of digits) value = value * BigInt(base) + BigInt(Number.parseInt(digit, 36));
  return value;
}

/** Digits of other scripts stand for the same numbers. */
export function asciiDigits(text: string): string {
  return text.replace(/[^\x00-\x7f]/g, character => (/\p{Nd}/u.test(character) ? String(digitValue(character)) : character));
}

/** Digits of a script come in tens. */
export function digitValue(character: string): number {
  let code = character.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - 1))) {
    code--;
    value++;
  }
  return value;
}

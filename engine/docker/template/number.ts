import { quoteGo, unquoteGo } from './quote.js';
import { GoFloat, type Value } from './value.js';

/** The value of a number literal; or what is wrong with it. */
export function readNumber(text: string): { readonly value: Value } | { readonly problem: string } {
  const value = parseNumber(text);
  return value === undefined ? { problem: `illegal number syntax: ${quoteGo(text)}` } : { value };
}

/** The code point of a literal such as 'a'; or what is wrong with it. */
export function readCharacter(text: string): { readonly value: Value } | { readonly problem: string } {
  const char = unquoteGo(text);
  if (char === undefined || [...char].length !== 1) return { problem: `malformed character constant: ${text}` };
  return { value: char.codePointAt(0) ?? 0 };
}

/** A number literal; undefined when it is none. Whole floats such as 1e3 are integers too, as in Go. */
function parseNumber(text: string): Value {
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[+-]/, '');
  if (/_$|^_|__/.test(digits)) return undefined;
  const plain = digits.replace(/_/g, '');
  const integer = parseInteger(plain);
  if (integer !== undefined) return sign * integer;
  if (!/^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(plain)) return undefined;
  const value = sign * Number(plain);
  if (!Number.isFinite(value)) return undefined;
  return /[.eE]/.test(plain) && !Number.isInteger(value) ? value : new GoFloat(value);
}

function parseInteger(text: string): number | undefined {
  if (/^0[xX][0-9a-fA-F]+$/.test(text)) return parseInt(text.slice(2), 16);
  if (/^0[bB][01]+$/.test(text)) return parseInt(text.slice(2), 2);
  if (/^0[oO][0-7]+$/.test(text)) return parseInt(text.slice(2), 8);
  if (/^0[0-7]+$/.test(text)) return parseInt(text, 8);
  return /^(?:0|[1-9]\d*)$/.test(text) ? Number(text) : undefined;
}

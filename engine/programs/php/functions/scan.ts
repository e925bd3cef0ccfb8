import { PhpArray } from '../runtime/array.js';
import { PhpFloat, type Value } from '../runtime/value.js';

/** `sscanf` without variables: what was found, null for the rest. */
export function readIntoArray(text: string, format: string): Value {
  const found: Value[] = [];
  let at = 0;
  let failed = false;
  for (const [, spaces, width, type, literal] of format.matchAll(/(\s+)|%(\d*)([dsfcx])|([^])/g)) {
    if (spaces !== undefined) {
      while (/\s/.test(text[at] ?? '')) at++;
    } else if (type === undefined) {
      if (!failed && text[at] === literal) at++;
      else failed = true;
    } else {
      const value: Found | undefined = failed ? undefined : readOne(text, at, { type, width: Number(width ?? 0) });
      failed ||= value === undefined;
      found.push(value?.value ?? null);
      at = value?.end ?? at;
    }
  }
  return PhpArray.of(found);
}

interface Found {
  readonly value: Value;
  readonly end: number;
}

function readOne(text: string, from: number, { type, width }: { readonly type: string; readonly width: number }): Found | undefined {
  let at = from;
  if (type !== 'c') while (/\s/.test(text[at] ?? '')) at++;
  const rest = width > 0 ? text.slice(at, at + width) : text.slice(at);
  const pattern = { d: /^[+-]?\d+/, s: /^\S+/, f: /^[+-]?\d*\.?\d+/, c: /^[^]/, x: /^[0-9a-fA-F]+/ }[type] ?? /^\S+/;
  const word = pattern.exec(rest)?.[0];
  if (word === undefined) return undefined;
  const value = type === 'd' ? Number(word) : type === 'f' ? new PhpFloat(Number(word)) : type === 'x' ? Number.parseInt(word, 16) : word;
  return { value, end: at + word.length };
}

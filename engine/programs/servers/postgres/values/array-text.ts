import { codes, PgError } from '../pg-error.js';
import { ArrayValue, type Value } from './value.js';

/** Reads `{1,2,{…}}`; `element` reads one element's text. */
export function parseArray(text: string, element: (text: string) => Value, delimiter = ','): ArrayValue {
  const fail = (detail: string): PgError => new PgError(codes.invalidText, `malformed array literal: "${text}"`, { detail });
  const elements: Value[] = [];
  const dimensions: number[] = [];
  let at = 0;
  const space = (): void => {
    while (/\s/.test(text[at] ?? '')) at++;
  };
  const item = (): Value => {
    let word = '';
    if (text[at] === '"') {
      for (at++; text[at] !== '"'; at++) {
        if (at >= text.length) throw fail('Unexpected end of input.');
        if (text[at] === '\\') at++;
        word += text[at] ?? '';
      }
      at++;
      return element(word);
    }
    while (at < text.length && text[at] !== delimiter && text[at] !== '}' && text[at] !== '{') {
      if (text[at] === '\\') at++;
      word += text[at++] ?? '';
    }
    word = word.trimEnd();
    if (word === '') throw fail(at >= text.length ? 'Unexpected end of input.' : `Unexpected "${text[at] ?? ''}" character.`);
    return word.toLowerCase() === 'null' ? null : element(word);
  };
  const list = (depth: number): void => {
    if (depth > 6) throw new PgError(codes.programLimit, 'number of array dimensions (7) exceeds the maximum allowed (6)');
    at++;
    let count = 0;
    space();
    while (text[at] !== '}') {
      if (text[at] === '{') list(depth + 1);
      else elements.push(item());
      count++;
      space();
      if (text[at] === delimiter) {
        at++;
        space();
        if (text[at] === '}') throw fail('Unexpected "}" character.');
      } else if (text[at] !== '}') throw fail(at >= text.length ? 'Unexpected end of input.' : 'Unexpected array element.');
    }
    at++;
    const known = dimensions[depth];
    if (known !== undefined && known !== count) throw fail('Multidimensional arrays must have sub-arrays with matching dimensions.');
    dimensions[depth] = count;
  };
  space();
  if (text[at] !== '{') throw fail('Array value must start with "{" or dimension information.');
  list(0);
  space();
  if (at < text.length) throw fail('Junk after closing right brace.');
  return new ArrayValue(elements, elements.length === 0 ? [] : dimensions);
}

/** `{1,NULL,"a b"}`. */
export function formatArray({ elements, dimensions }: ArrayValue, element: (value: Value) => string, delimiter = ','): string {
  if (elements.length === 0) return '{}';
  let next = 0;
  const level = (depth: number): string => {
    const size = dimensions[depth] ?? 0;
    const parts: string[] = [];
    for (let i = 0; i < size; i++) {
      if (depth + 1 < dimensions.length) parts.push(level(depth + 1));
      else {
        const value = elements[next++] ?? null;
        parts.push(value === null ? 'NULL' : quoteElement(element(value), delimiter));
      }
    }
    return `{${parts.join(delimiter)}}`;
  };
  return level(0);
}

function quoteElement(text: string, delimiter: string): string {
  const plain = text !== '' && !/[{}"\\\s]/.test(text) && !text.includes(delimiter) && text.toLowerCase() !== 'null';
  return plain ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
}

import { shellLimits } from '../limits.js';
import { ShellError } from '../state/shell-error.js';
import type { Word, WordPart } from '../syntax/ast.js';
import { makeWord } from '../syntax/word.js';

/** A word cut into single unquoted characters and everything else, so that braces are easy to find. */
type Atom = string | WordPart;

const expanded = new WeakMap<Word, readonly Word[]>();

/** The words that `{a,b}` and `{1..3}` in a word give; computed once for a word. */
export function expandBraces(word: Word): readonly Word[] {
  let words = expanded.get(word);
  if (!words) {
    const results = expandAtoms(atomsOf(word), 0);
    words = results.length === 1 ? [makeWord(word.parts, word.source)] : results.map(atoms => wordOf(atoms, word.source));
    expanded.set(word, words);
  }
  return words;
}

function atomsOf(word: Word): readonly Atom[] {
  return word.parts.flatMap((part): Atom[] => (part.kind === 'text' && !part.quoted ? [...part.text] : [part]));
}

function wordOf(atoms: readonly Atom[], source: string): Word {
  const parts: WordPart[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') parts.push({ kind: 'text', text, quoted: false });
    text = '';
  };
  for (const atom of atoms) {
    if (typeof atom === 'string') text += atom;
    else {
      flush();
      parts.push(atom);
    }
  }
  flush();
  return makeWord(parts, source);
}

function expandAtoms(atoms: readonly Atom[], depth: number): readonly (readonly Atom[])[] {
  if (depth > shellLimits.nesting) return [atoms];
  for (let open = atoms.indexOf('{'); open >= 0; open = atoms.indexOf('{', open + 1)) {
    const close = closingBrace(atoms, open);
    if (close < 0) continue;
    const inside = alternatives(atoms.slice(open + 1, close), depth);
    if (!inside) continue;
    const before = atoms.slice(0, open);
    const after = expandAtoms(atoms.slice(close + 1), depth);
    checkCount(inside.length * after.length);
    return inside.flatMap(middle => after.map(rest => [...before, ...middle, ...rest]));
  }
  return [atoms];
}

function closingBrace(atoms: readonly Atom[], open: number): number {
  let depth = 0;
  for (let at = open; at < atoms.length; at++) {
    if (atoms[at] === '{') depth++;
    if (atoms[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

/** What stands between a pair of braces, as alternatives; undefined when the braces mean themselves. */
function alternatives(inside: readonly Atom[], depth: number): readonly (readonly Atom[])[] | undefined {
  const items: Atom[][] = [[]];
  let nesting = 0;
  for (const atom of inside) {
    if (atom === '{') nesting++;
    if (atom === '}') nesting--;
    if (atom === ',' && nesting === 0) items.push([]);
    else items.at(-1)?.push(atom);
  }
  if (items.length === 1) return inside.every(atom => typeof atom === 'string') ? sequence(inside.join('')) : undefined;
  const words = items.flatMap(item => expandAtoms(item, depth + 1));
  checkCount(words.length);
  return words;
}

/** `1..5`, `01..10..2`, `a..e`. */
function sequence(text: string): readonly (readonly Atom[])[] | undefined {
  const numbers = /^([+-]?\d{1,15})\.\.([+-]?\d{1,15})(?:\.\.([+-]?\d{1,15}))?$/.exec(text);
  const letters = /^([A-Za-z])\.\.([A-Za-z])(?:\.\.([+-]?\d{1,15}))?$/.exec(text);
  const [, from = '', to = '', by] = numbers ?? letters ?? [];
  if (from === '') return undefined;
  const first = numbers ? Number(from) : from.charCodeAt(0);
  const last = numbers ? Number(to) : to.charCodeAt(0);
  const step = Math.abs(Number(by ?? 1)) || 1;
  const count = Math.floor(Math.abs(last - first) / step) + 1;
  checkCount(count);
  const direction = last < first ? -step : step;
  const padded = numbers && [from, to].some(end => /^[+-]?0\d/.test(end)) ? Math.max(from.length, to.length) : 0;
  return Array.from({ length: count }, (_, index) => {
    const value = first + index * direction;
    return [...(numbers ? pad(value, padded) : String.fromCharCode(value))];
  });
}

function pad(value: number, width: number): string {
  const digits = String(Math.abs(value)).padStart(value < 0 ? width - 1 : width, '0');
  return value < 0 ? `-${digits}` : digits;
}

function checkCount(count: number): void {
  if (count <= shellLimits.braceWords) return;
  throw new ShellError(`brace expansion: failed to allocate memory for ${String(count)} elements`, { status: 1, scope: 'line' });
}

import { property, shorthand } from './characters.js';
import { PatternError, type CharacterTest } from './nodes.js';

const controls: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['e', 27],
  ['f', 12],
  ['n', 10],
  ['r', 13],
  ['t', 9],
]);

/** What a backslash and what follows mean: one character, or one of many. `length` counts what follows the backslash. */
export interface Escape {
  readonly length: number;
  readonly meaning: number | CharacterTest;
}

/** Reads what follows a backslash where it stands for characters; undefined when it is something else. */
export function readEscape(source: string, at: number): Escape | undefined {
  const letter = source[at] ?? '';
  const control = controls.get(letter);
  if (control !== undefined) return { length: 1, meaning: control };
  const test = shorthand.get(letter);
  if (test) return { length: 1, meaning: test };
  if (letter === 'N') return { length: 1, meaning: code => code !== 10 };
  if (letter === 'p' || letter === 'P') return readProperty(source, at, letter === 'P');
  if (letter === 'x') return readHex(source, at);
  if (letter === 'o') return readBraces(source, at, /^\{([0-7]+)\}/, 8);
  if (letter === 'c') return { length: 2, meaning: (source[at + 1] ?? '').toUpperCase().charCodeAt(0) ^ 64 };
  const octal = /^0[0-7]{0,2}/.exec(source.slice(at, at + 3));
  if (octal) return { length: octal[0].length, meaning: Number.parseInt(octal[0], 8) };
  if (/[^a-zA-Z0-9]/.test(letter)) return { length: letter.length, meaning: source.codePointAt(at) ?? 0 };
  return undefined;
}

function readBraces(source: string, at: number, pattern: RegExp, base: number): Escape {
  const found = pattern.exec(source.slice(at + 1, at + 12));
  if (!found) throw new PatternError('non-octal character in \\o{} (closing brace missing?)', at);
  return { length: 1 + found[0].length, meaning: Number.parseInt(found[1] ?? '', base) };
}

function readHex(source: string, at: number): Escape {
  const braces = /^\{([0-9a-fA-F]+)\}/.exec(source.slice(at + 1, at + 12));
  if (braces) return { length: 1 + braces[0].length, meaning: Number.parseInt(braces[1] ?? '', 16) };
  const digits = /^[0-9a-fA-F]{0,2}/.exec(source.slice(at + 1, at + 3))?.[0] ?? '';
  return { length: 1 + digits.length, meaning: Number.parseInt(digits || '0', 16) };
}

function readProperty(source: string, at: number, negated: boolean): Escape {
  const [whole, inner, single] = /^(?:\{(\^?\w+)\}|(\w))/.exec(source.slice(at + 1, at + 30)) ?? [];
  const test = property(inner ?? single ?? '');
  if (whole === undefined) throw new PatternError('malformed \\P or \\p sequence', at + 1);
  if (!test) throw new PatternError('unknown property after \\P or \\p', at + 1 + whole.length);
  return { length: 1 + whole.length, meaning: negated ? code => !test(code) : test };
}

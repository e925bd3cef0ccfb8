import type { Shell } from '../state/shell.js';
import type { ParameterPart } from '../syntax/ast.js';
import { readAnsiQuoted } from '../syntax/ansi-quotes.js';
import { changeCase, quoteForShell, quoteKey, quoteSingle } from './operations.js';

/** `${x@Q}` and its kin, for one value. */
export function transformValue(shell: Shell, part: ParameterPart, letter: string, value: string): string {
  switch (letter) {
    case 'U':
      return value.toUpperCase();
    case 'L':
      return value.toLowerCase();
    case 'u':
      return changeCase(value, { kind: 'case', change: 'upper', all: false, pattern: undefined }, undefined);
    case 'E':
      return readAnsiQuoted(`${value.replaceAll("'", "\\'")}'`, 0).text;
    case 'a':
      return attributesOf(shell, part.name);
    case 'A': {
      const attributes = attributesOf(shell, part.name);
      return `${attributes === '' ? '' : `declare -${attributes} `}${part.name}=${quoteAlways(value)}`;
    }
    default:
      return quoteAlways(value);
  }
}

/** `${a[@]@A}`, `${a[@]@K}` and `${a[@]@k}` */
export function wholeArray(shell: Shell, name: string, letter: string): readonly string[] {
  const array = shell.variables.find(name)?.array;
  if (!array) return [];
  if (array.onlyDeclared || (array.size === 0 && letter !== 'A'))
    return letter === 'A' ? ['declare', `-${attributesOf(shell, name)}`, name] : [];
  const values = array.values();
  const keys = array.keys().map(key => (array.kind === 'associative' && letter !== 'k' ? quoteKey(String(key)) : String(key)));
  if (letter === 'k') return keys.flatMap((key, index) => [key, values[index] ?? '']);
  const quote = (value: string): string =>
    /[\x00-\x1f\x7f]/.test(value) ? quoteForShell(value) : `"${value.replace(/[\\"$`]/g, '\\$&')}"`;
  const spaced = array.kind === 'associative' && array.size > 0 ? ' ' : '';
  if (letter === 'K') return [keys.map((key, index) => `${key} ${quote(values[index] ?? '')}`).join(' ') + spaced];
  const elements = keys.map((key, index) => `[${key}]=${quote(values[index] ?? '')}`).join(' ');
  return ['declare', `-${attributesOf(shell, name)}`, `${name}=(${elements}${spaced})`];
}

/** The letters of `declare -p`. */
export function attributesOf(shell: Shell, name: string): string {
  const variable = shell.variables.find(name);
  if (!variable) return '';
  const letters = [
    variable.array?.kind === 'indexed' ? 'a' : '',
    variable.array?.kind === 'associative' ? 'A' : '',
    variable.integer ? 'i' : '',
    variable.readonly ? 'r' : '',
    variable.traced ? 't' : '',
    variable.exported ? 'x' : '',
    variable.case === 'capital' ? 'c' : '',
    variable.case === 'lower' ? 'l' : '',
    variable.case === 'upper' ? 'u' : '',
  ];
  return letters.join('');
}

function quoteAlways(value: string): string {
  const quoted = quoteForShell(value);
  return quoted.startsWith('$') ? quoted : quoteSingle(value);
}

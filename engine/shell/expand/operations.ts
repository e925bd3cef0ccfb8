import { compilePattern, type Pattern } from '../pattern/pattern.js';
import type { ParameterOperation } from '../syntax/ast.js';
import { isReservedWord } from '../syntax/command-parser.js';
import { checkLength } from './sinks.js';

/** `${x#p}`, `${x##p}`, `${x%p}`, `${x%%p}` */
export function trimValue(value: string, operation: Extract<ParameterOperation, { kind: 'trim' }>, pattern: Pattern): string {
  const which = operation.longest ? 'longest' : 'shortest';
  if (operation.side === 'prefix') return value.slice(pattern.prefix(value, which) ?? 0);
  return value.slice(0, value.length - (pattern.suffix(value, which) ?? 0));
}

/** `${x/p/r}` and its kin. In bash an unquoted `&` in the replacement is what matched; a backslash keeps it an `&`. */
export function replaceValue(
  value: string,
  scope: Extract<ParameterOperation, { kind: 'replace' }>['scope'],
  pattern: Pattern,
  replacement: (matched: string) => string,
): string {
  if (scope === 'start') {
    const length = pattern.prefix(value, 'longest');
    return length === undefined ? value : replacement(value.slice(0, length)) + value.slice(length);
  }
  if (scope === 'end') {
    const length = pattern.suffix(value, 'longest');
    if (length === undefined) return value;
    return value.slice(0, value.length - length) + replacement(value.slice(value.length - length));
  }
  let result = '';
  let from = 0;
  for (const { start, end } of pattern.occurrences(value)) {
    result += value.slice(from, start) + replacement(value.slice(start, end));
    from = end;
    checkLength(result.length);
    if (scope === 'first') break;
  }
  return result + value.slice(from);
}

/** `${x^}`, `${x,,}` … */
export function changeCase(value: string, operation: Extract<ParameterOperation, { kind: 'case' }>, pattern: string | undefined): string {
  const matcher = pattern === undefined || pattern === '' ? undefined : compilePattern(pattern);
  const characters = [...value];
  const change = (character: string): string => {
    if (matcher && !matcher.matches(character)) return character;
    if (operation.change === 'upper') return character.toUpperCase();
    if (operation.change === 'lower') return character.toLowerCase();
    return character === character.toUpperCase() ? character.toLowerCase() : character.toUpperCase();
  };
  if (operation.all) return characters.map(change).join('');
  const [first = '', ...rest] = characters;
  return change(first) + rest.join('');
}

/** Characters of a text as the shell counts them. */
export function countCharacters(text: string): number {
  return /[\ud800-\udbff]/.test(text) ? [...text].length : text.length;
}

/** Quotes a word so that the shell reads it back: `printf %q`, `${x@Q}`, listings. */
export function quoteForShell(text: string): string {
  if (text === '') return "''";

  if (/[\x00-\x1f\x7f]/.test(text)) return `$'${text.replace(/[\\'\x00-\x1f\x7f]/g, ansiEscape)}'`;
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : quoteSingle(text);
}

/** As dash and ash quote for reading back: quotes themselves stand between double quotes. */
export function quoteAlternating(text: string): string {
  const pieces = text.match(/[^']+|'+/g) ?? [''];
  const quoted = pieces.map(piece => (piece.startsWith("'") ? `"${piece}"` : `'${piece}'`)).join('');
  return text.startsWith("'") ? `''${quoted}` : quoted;
}

/** In single quotes, with each `'` as `'\''`. */
export function quoteSingle(text: string): string {
  if (text === "'") return "\\'";
  return `'${text.replaceAll("'", "'\\''")}'`;
}

const namedEscapes: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\E',
  '\\': '\\\\',
  "'": "\\'",
};

function ansiEscape(character: string): string {
  return namedEscapes[character] ?? `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
}

/** As `printf %q` does it: backslashes before single characters. */
export function quoteWithBackslashes(text: string): string {
  if (text === '') return "''";

  if (/[\x00-\x1f\x7f]/.test(text)) return quoteForShell(text);
  return text.replace(/[^A-Za-z0-9_@%+=:./\u0080-\uffff-]/g, '\\$&').replace(/^[~#]/, '\\$&');
}

/** As `set -x` shows a word: each dialect has its own idea of what must be quoted. */
export function quoteForTrace(text: string, dialect: 'bash' | 'ash'): string {
  if (dialect === 'ash') return isReservedWord(text, dialect) || /[\0-*;-?[\\`{-\x7f]/.test(text) ? quoteAlternating(text) : text;
  if (text === '') return "''";

  if (/[\s"'\\|&;()<>!{}*[\]?^$`]|^#|(?:^|[=:])~/.test(text)) return quoteSingle(text);
  return /[\x00-\x1f\x7f]/.test(text) ? quoteForShell(text) : text;
}

/** A key of an associative array as listings show it: bare where a shell would read it back so. */
export function quoteKey(key: string): string {
  if (/[\x00-\x1f\x7f]/.test(key)) return quoteForShell(key);
  const bare = key !== '' && key !== '@' && !/[\s"'\\|&;()<>!{}*[\]?^$`]/.test(key) && !/^[#~]/.test(key);
  return bare ? key : `"${key.replace(/[\\"$`]/g, '\\$&')}"`;
}

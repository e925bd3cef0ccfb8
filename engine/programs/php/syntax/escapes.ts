import { encodeUtf8 } from '../../../core/utf8.js';
import { CompileError } from './ast.js';

const simple: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['v', '\v'],
  ['e', '\x1b'],
  ['f', '\f'],
  ['\\', '\\'],
  ['$', '$'],
]);

/** What the text of a double-quoted string (`quote`), heredoc ('') or backticks means. */
export function unescapeDouble(raw: string, quote: string, line: number): string {
  if (!raw.includes('\\')) return raw;
  return raw.replaceAll(
    /\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|u\{([^}]*)\}|([^]))/g,
    (whole, octal?: string, hex?: string, code?: string, letter?: string) => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      if (code !== undefined) return unicode(code, line);
      if (letter === quote && quote !== '') return quote;
      return simple.get(letter ?? '') ?? whole;
    },
  );
}

function unicode(code: string, line: number): string {
  if (!/^[0-9A-Fa-f]+$/.test(code)) throw new CompileError('Invalid UTF-8 codepoint escape sequence', line, true);
  const point = Number.parseInt(code, 16);
  if (point > 0x10ffff) throw new CompileError('Invalid UTF-8 codepoint escape: Codepoint too large', line, true);
  return String.fromCharCode(...encodeUtf8(String.fromCodePoint(point)));
}

export function unescapeSingle(raw: string): string {
  return raw.replaceAll(/\\([\\'])/g, '$1');
}

/** Takes away the indentation that a heredoc's end has. */
export function removeIndent(text: string, indent: string, startsLine: boolean, line: number): string {
  if (indent === '') return text;
  return text
    .split('\n')
    .map((row, i) => {
      if ((i === 0 && !startsLine) || row === '') return row;
      if (row.startsWith(indent)) return row.slice(indent.length);
      if (/^\s*$/.test(row)) return '';
      throw new CompileError(
        `Invalid body indentation level (expecting an indentation level of at least ${indent.length})`,
        line + i + 1,
        true,
      );
    })
    .join('\n');
}

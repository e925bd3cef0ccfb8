import { encodeUtf8 } from '../../core/utf8.js';

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

/** The `l` command: unambiguous, folded, with $ at the end. */
export function formatList(text: string, width: number): string {
  let line = '';
  let result = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const shown =
      escapes[character] ??
      (code >= 32 && code < 127 ? character : [...encodeUtf8(character)].map(byte => `\\${byte.toString(8).padStart(3, '0')}`).join(''));
    if (width > 1 && line.length + shown.length > width - 1) {
      result += `${line}\\\n`;
      line = '';
    }
    line += shown;
  }
  return `${result}${line}$\n`;
}

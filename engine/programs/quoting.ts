import { encodeUtf8 } from '../core/utf8.js';

/** GNU's shell-escape style, always quoted: 'it''s'. */
export function quoteAlways(text: string): string {
  if (/[\u0000-\u001f\u007f\udc80-\udcff]/.test(text)) return shellEscape(text);
  if (text.includes("'") && !/["$`\\]/.test(text)) return `"${text}"`;
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** GNU's `quote`, for words that are no names of files: escapes as in C within single quotes. */
export function quoteWord(text: string): string {
  const escaped = text.replace(/[\\'\u0000-\u001f\u007f-\uffff]/gu, each => (/[\\']/.test(each) ? `\\${each}` : escapeCharacter(each)));
  return `'${escaped}'`;
}

/** GNU's shell-escape style, quoted only when a shell would need it. */
export function quoteIfNeeded(text: string): string {
  return text === '' || /[\s!"#$&'()*;<=>?[\\^`{|}~\u007f\udc80-\udcff]/.test(needsNoQuotes(text)) ? quoteAlways(text) : text;
}

/** The same in the C locale, where everything beyond ASCII is escaped byte by byte. */
export function quoteBytes(text: string): string {
  if (!/[^\u0000-\u007f]/.test(text)) return quoteIfNeeded(text);
  const bytes = String.fromCharCode(...encodeUtf8(text)).replace(/[\u0080-\u00ff]/g, byte =>
    String.fromCharCode(0xdc00 + byte.charCodeAt(0)),
  );
  return shellEscape(bytes);
}

/** `#` and `~` only matter at the start of a word, braces only when they stand alone. */
function needsNoQuotes(text: string): string {
  const rest = text.slice(1).replace(/[#~{}]/g, '');
  return text.length > 1 && /^[{}]/.test(text) ? rest : text.slice(0, 1) + rest;
}

function shellEscape(text: string): string {
  const parts = text.split(/([\u0000-\u001f\u007f\udc80-\udcff]+)/);
  return parts
    .map((part, i) =>
      part === '' && i > 0 ? '' : i % 2 === 1 ? `$'${[...part].map(escapeCharacter).join('')}'` : `'${part.replaceAll("'", "'\\''")}'`,
    )
    .join('');
}

const letters: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
  '\x07': '\\a',
};

function escapeCharacter(character: string): string {
  return letters[character] ?? [...encodeUtf8(character)].map(byte => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}

/** C escapes for a name, without quotes: blanks and backslashes too, as `ls -b` writes it. */
export function escapeName(text: string, unicode: boolean): string {
  const special = unicode ? /[\u0000-\u001f\u007f\udc80-\udcff\\ ]/g : /[^!-[\]-~]/gu;
  return text.replace(special, character => (character === ' ' || character === '\\' ? `\\${character}` : escapeCharacter(character)));
}

const simpleEscapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '?': '?',
};

/** Reads the inside of `$'…'` from `start`; `end` is after the closing quote, -1 when there is none. */
export function readAnsiQuoted(source: string, start: number): { readonly text: string; readonly end: number } {
  let text = '';
  let position = start;
  for (;;) {
    const character = source[position];
    if (character === undefined) return { text, end: -1 };
    if (character === "'") return { text: truncateAtNul(text), end: position + 1 };
    if (character !== '\\') {
      text += character;
      position++;
      continue;
    }
    const escape = decodeAnsiEscape(source, position + 1);
    text += escape.text;
    position = escape.end;
  }
}

/** What follows a backslash between `$'` and `'`. */
function decodeAnsiEscape(source: string, at: number): { readonly text: string; readonly end: number } {
  const letter = source[at] ?? '';
  const simple = simpleEscapes[letter];
  if (simple !== undefined) return { text: simple, end: at + 1 };
  const octal = /^[0-7]{1,3}/.exec(source.slice(at, at + 3))?.[0];
  if (octal) return { text: byteText(parseInt(octal, 8) & 0xff), end: at + octal.length };
  const hexLength = letter === 'x' ? 2 : letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
  if (hexLength > 0) {
    const digits = /^[0-9a-fA-F]*/.exec(source.slice(at + 1, at + 1 + hexLength))?.[0] ?? '';
    if (digits === '') return { text: `\\${letter}`, end: at + 1 };
    const code = parseInt(digits, 16);
    const text = letter === 'x' ? byteText(code) : code <= 0x10ffff ? String.fromCodePoint(code) : '';
    return { text, end: at + 1 + digits.length };
  }
  if (letter === 'c' && source[at + 1] !== undefined) {
    return { text: String.fromCharCode(source.charCodeAt(at + 1) & 0x1f), end: at + 2 };
  }
  return { text: `\\${letter}`, end: at + letter.length };
}

/** A byte as text: beyond ASCII it is kept as in core/utf8.ts. */
export function byteText(byte: number): string {
  return String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte);
}

/** bash ends the text at a NUL. */
function truncateAtNul(text: string): string {
  const nul = text.indexOf('\0');
  return nul < 0 ? text : text.slice(0, nul);
}

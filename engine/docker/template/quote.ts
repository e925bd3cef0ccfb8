/** strconv.Quote: a Go string literal. */
export function quoteGo(text: string): string {
  return `"${[...text].map(char => escapeRune(char, '"')).join('')}"`;
}

/** strconv.QuoteRune: `'x'`. */
export function quoteRune(char: string): string {
  return `'${escapeRune(char, "'")}'`;
}

const escapes: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
};

function escapeRune(char: string, quote: string): string {
  if (char === quote) return `\\${quote}`;
  const known = escapes[char];
  if (known !== undefined) return known;
  const code = char.codePointAt(0) ?? 0;
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${(code - 0xdc00).toString(16)}`;
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code >= 0x80 && code < 0xa0) return `\\u${code.toString(16).padStart(4, '0')}`;
  return char;
}

/** strconv.Unquote of a "…" or `…` literal; undefined when an escape is wrong. */
export function unquoteGo(literal: string): string | undefined {
  const body = literal.slice(1, -1);
  if (literal.startsWith('`')) return body.replace(/\r/g, '');
  let text = '';
  for (let i = 0; i < body.length; ) {
    const char = body[i] ?? '';
    if (char === '\n') return undefined;
    if (char !== '\\') {
      text += char;
      i++;
      continue;
    }
    const escape = readEscape(body, i + 1, literal[0] ?? '"');
    if (!escape) return undefined;
    text += escape.text;
    i = escape.end;
  }
  return text;
}

const simple: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\' };

/** One escape after its backslash. */
function readEscape(body: string, at: number, quote: string): { readonly text: string; readonly end: number } | undefined {
  const letter = body[at] ?? '';
  const known = simple[letter] ?? (letter === quote && letter !== '' ? letter : undefined);
  if (known !== undefined) return { text: known, end: at + 1 };
  const octal = /^[0-3][0-7]{2}/.exec(body.slice(at));
  if (octal) return { text: byteText(parseInt(octal[0], 8)), end: at + 3 };
  const length = letter === 'x' ? 2 : letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
  const digits = body.slice(at + 1, at + 1 + length);
  if (length === 0 || !new RegExp(`^[0-9a-fA-F]{${String(length)}}$`).test(digits)) return undefined;
  const code = parseInt(digits, 16);
  if (letter === 'x') return { text: byteText(code), end: at + 3 };
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return { text: String.fromCodePoint(code), end: at + 1 + length };
}

/** A byte written by number: bytes above 127 alone are no UTF-8 and travel as lone surrogates (core/utf8.ts). */
function byteText(byte: number): string {
  return String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte);
}

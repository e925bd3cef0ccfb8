/** A text as `repr` shows it: in single quotes unless there are some inside, what cannot be printed as an escape. */
export function quoteText(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let quoted = quote;
  for (const character of text) quoted += character === quote ? `\\${quote}` : shown(character);
  return quoted + quote;
}

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

function shown(character: string): string {
  if (character >= ' ' && character <= '~' && character !== '\\') return character;
  if (Object.hasOwn(escapes, character)) return escapes[character] ?? '';
  return isPrintable(character) ? character : escaped(character);
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}

/** `str.isprintable` of one character. */
export function isPrintable(character: string): boolean {
  return character === ' ' || !/^[\p{C}\p{Z}]$/u.test(character);
}

/** What `ascii()` makes of a `repr`. */
export function asciiRepr(text: string): string {
  let plain = '';
  for (const character of text) plain += character.charCodeAt(0) < 128 ? character : escaped(character);
  return plain;
}

export function quoteBytes(bytes: Uint8Array): string {
  const isQuoted = bytes.includes(39) && !bytes.includes(34);
  const quote = isQuoted ? '"' : "'";
  let quoted = '';
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    if (character === quote) quoted += `\\${quote}`;
    else if (byte >= 32 && byte < 127 && character !== '\\') quoted += character;
    else quoted += Object.hasOwn(escapes, character) ? (escapes[character] ?? '') : `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return `b${quote}${quoted}${quote}`;
}

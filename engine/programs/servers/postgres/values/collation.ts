/** How texts are ordered: by code point (C, C.UTF-8), or as glibc's en_US and its like do it. */
export type Collation = (a: string, b: string) => number;

export function compareCodePoints(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const punctuation = '\t\n\v\f\r _-,;:!?/.`^~\'"()[]{}@$*\\&#%+<=>|';
const keys = new Map<string, readonly [string, string, string]>();
const KEPT_KEYS = 4096;

/** What counts of a text, in the order in which it counts: letters, accents, capitals. */
function keyOf(text: string): readonly [string, string, string] {
  const known = keys.get(text);
  if (known) return known;
  let base = '';
  let accents = '';
  let capitals = '';
  for (const char of text.normalize('NFD')) {
    const mark = /\p{Mn}/u.test(char);
    if (mark) {
      accents += char;
      continue;
    }
    const small = char.toLowerCase();
    const place = punctuation.indexOf(char);
    base +=
      place >= 0
        ? String.fromCharCode(1 + place)
        : /[0-9]/.test(char)
          ? String.fromCharCode(0x80 + char.charCodeAt(0))
          : small <= 'z'
            ? String.fromCharCode(0x100 + small.charCodeAt(0))
            : `\u0300${small}`;
    accents += ' ';
    capitals += small === char ? '1' : '2';
  }
  const key = [base, accents, capitals] as const;
  if (keys.size >= KEPT_KEYS) keys.clear();
  keys.set(text, key);
  return key;
}

/** As en_US.UTF-8 orders texts. */
export function compareEnglish(a: string, b: string): number {
  if (a === b) return 0;
  const left = keyOf(a);
  const right = keyOf(b);
  return (
    compareCodePoints(left[0], right[0]) ||
    compareCodePoints(left[1], right[1]) ||
    compareCodePoints(left[2], right[2]) ||
    compareCodePoints(a, b)
  );
}

export function collationOf(locale: string): Collation {
  return /^(?:C|POSIX)(?:\.|$)/i.test(locale) ? compareCodePoints : compareEnglish;
}

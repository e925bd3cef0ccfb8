/** How texts of a collation are compared: by a key each. */
export type Collation = string;

export function isKnownCollation(name: string): boolean {
  return /^(utf8mb4|utf8mb3|utf8|latin1|ascii|ucs2|utf16|utf32|binary|euckr)(_\w+)?$/.test(name);
}

/** The key of a text: texts are equal when their keys are, and ordered as their keys. */
export function collationKey(text: string, collation: Collation): string {
  if (collation === 'binary' || collation.endsWith('_bin')) return isPadded(collation) ? text.replace(/ +$/, '') : text;
  const folded = fold(text, collation);
  return isPadded(collation) ? folded.replace(/ +$/, '') : folded;
}

/** Only the collations of Unicode 9 and `binary` count spaces at the end. */
function isPadded(collation: string): boolean {
  return !collation.includes('_0900_') && !collation.includes('nopad') && collation !== 'binary';
}

function fold(text: string, collation: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return orderPunctuation(collation.endsWith('_cs') ? text : text.toUpperCase(), collation);
  if (collation.includes('_as_cs')) return text;
  const plain = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
  return orderPunctuation(plain.toUpperCase(), collation);
}

/** Unicode's order has punctuation before digits and letters. */
function orderPunctuation(text: string, collation: string): string {
  if (!collation.includes('_0900_') && !collation.includes('unicode') && !collation.includes('uca')) return text;
  return text.replace(/[[-`{-~:-@]/g, char => String.fromCharCode(0x21 + (char.charCodeAt(0) % 15)) + char);
}

/** Compares two texts code point by code point, or by the rules of a collation. */
export function compareTexts(a: string, b: string, collation: Collation): number {
  if (a === b) return 0;
  const [x, y] = [collationKey(a, collation), collationKey(b, collation)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Whether the collation tells upper and lower case apart. */
export function isCaseSensitive(collation: Collation): boolean {
  return collation === 'binary' || collation.endsWith('_bin') || collation.endsWith('_cs');
}

/** The character set that a collation is of. */
export function charsetOf(collation: Collation): string {
  return collation.split('_')[0] ?? collation;
}

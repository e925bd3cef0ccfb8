import type { CharacterTest } from './nodes.js';

const isDigit: CharacterTest = c => c >= 48 && c <= 57;
const isUpper: CharacterTest = c => c >= 65 && c <= 90;
const isLower: CharacterTest = c => c >= 97 && c <= 122;
const isAlpha: CharacterTest = c => isUpper(c) || isLower(c);
const isSpace: CharacterTest = c => c === 32 || (c >= 9 && c <= 13);
const isGraph: CharacterTest = c => c > 32 && c < 127;
export const isWord: CharacterTest = c => isAlpha(c) || isDigit(c) || c === 95;

const isHorizontal: CharacterTest = c =>
  c === 9 ||
  c === 32 ||
  c === 0xa0 ||
  c === 0x1680 ||
  c === 0x180e ||
  (c >= 0x2000 && c <= 0x200a) ||
  c === 0x202f ||
  c === 0x205f ||
  c === 0x3000;
export const isVertical: CharacterTest = c => (c >= 10 && c <= 13) || c === 0x85 || c === 0x2028 || c === 0x2029;

/** `\d`, `\w` … by their letters; capitals mean all others. */
export const shorthand: ReadonlyMap<string, CharacterTest> = new Map(
  Object.entries({ d: isDigit, w: isWord, s: isSpace, h: isHorizontal, v: isVertical }).flatMap(([letter, test]) => [
    [letter, test] as const,
    [letter.toUpperCase(), not(test)] as const,
  ]),
);

/** `[:alpha:]` and its like. */
export const namedClasses: ReadonlyMap<string, CharacterTest> = new Map<string, CharacterTest>([
  ['alpha', isAlpha],
  ['digit', isDigit],
  ['alnum', c => isAlpha(c) || isDigit(c)],
  ['upper', isUpper],
  ['lower', isLower],
  ['space', isSpace],
  ['blank', c => c === 32 || c === 9],
  ['punct', c => isGraph(c) && !isAlpha(c) && !isDigit(c)],
  ['print', c => c >= 32 && c < 127],
  ['graph', isGraph],
  ['cntrl', c => c < 32 || c === 127],
  ['xdigit', c => isDigit(c) || (c >= 65 && c <= 70) || (c >= 97 && c <= 102)],
  ['word', isWord],
  ['ascii', c => c < 128],
]);

const properties: ReadonlyMap<string, RegExp> = new Map<string, RegExp>([
  ['L', /\p{L}/u],
  ['Lu', /\p{Lu}/u],
  ['Ll', /\p{Ll}/u],
  ['Lt', /\p{Lt}/u],
  ['Lm', /\p{Lm}/u],
  ['Lo', /\p{Lo}/u],
  ['M', /\p{M}/u],
  ['Mn', /\p{Mn}/u],
  ['N', /\p{N}/u],
  ['Nd', /\p{Nd}/u],
  ['Nl', /\p{Nl}/u],
  ['No', /\p{No}/u],
  ['P', /\p{P}/u],
  ['Pd', /\p{Pd}/u],
  ['Ps', /\p{Ps}/u],
  ['Pe', /\p{Pe}/u],
  ['Po', /\p{Po}/u],
  ['S', /\p{S}/u],
  ['Sc', /\p{Sc}/u],
  ['Sm', /\p{Sm}/u],
  ['So', /\p{So}/u],
  ['Z', /\p{Z}/u],
  ['Zs', /\p{Zs}/u],
  ['C', /\p{C}/u],
  ['Cc', /\p{Cc}/u],
  ['Han', /\p{Script=Han}/u],
  ['Hangul', /\p{Script=Hangul}/u],
  ['Hiragana', /\p{Script=Hiragana}/u],
  ['Katakana', /\p{Script=Katakana}/u],
  ['Latin', /\p{Script=Latin}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Any', /[^]/u],
]);

/** `\p{name}`; undefined for one that is not known here. */
export function property(name: string): CharacterTest | undefined {
  if (name.startsWith('^')) {
    const inner = property(name.slice(1));
    return inner && not(inner);
  }
  const pattern = properties.get(name);
  return pattern && (c => pattern.test(String.fromCodePoint(c)));
}

export function not(test: CharacterTest): CharacterTest {
  return code => !test(code);
}

export function either(tests: readonly CharacterTest[]): CharacterTest {
  return code => tests.some(test => test(code));
}

/** The same letter in lower and upper case; bytes have the case of ASCII only. */
export function cases(code: number, unicode: boolean): readonly number[] {
  if (code < 128 || !unicode) {
    if (isUpper(code)) return [code, code + 32];
    return isLower(code) ? [code, code - 32] : [code];
  }
  const text = String.fromCodePoint(code);
  return [
    ...new Set([
      code,
      ...[text.toLowerCase(), text.toUpperCase()].filter(each => [...each].length === 1).map(each => each.codePointAt(0) ?? code),
    ]),
  ];
}

/** A test that takes letters of either case. */
export function ignoringCase(test: CharacterTest, unicode: boolean): CharacterTest {
  return code => cases(code, unicode).some(test);
}

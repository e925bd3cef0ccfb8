/**
 * Korean particles depend on whether the word before ends in a consonant: 이/가, 을/를, 은/는, 과/와.
 * Hangul tells it from the code point; digits and Latin letters by how Koreans read them aloud. Quotes around the word do not count.
 */
export function withParticle(word: string, afterConsonant: string, afterVowel: string): string {
  return `${word}${endsInConsonant(word) ? afterConsonant : afterVowel}`;
}

/** `(으)로`: ㄹ counts as a vowel there. */
export function withDirection(word: string): string {
  const last = lastLetter(word);
  const isRieul = isHangul(last) ? finalOf(last) === 8 : /[178]/.test(last) || /l$/i.test(latinEnd(word));
  return `${word}${endsInConsonant(word) && !isRieul ? '으로' : '로'}`;
}

function endsInConsonant(word: string): boolean {
  const last = lastLetter(word);
  if (isHangul(last)) return finalOf(last) !== 0;
  // 영 일 삼 육 칠 팔 end in a consonant.
  if (/\d/.test(last)) return '013678'.includes(last);
  return latinEndsInConsonant(latinEnd(word));
}

function lastLetter(word: string): string {
  return [...word].findLast(letter => /[\p{L}\p{N}]/u.test(letter)) ?? '';
}

function isHangul(letter: string): boolean {
  return letter >= '가' && letter <= '힣';
}

/** Number of the final consonant of a syllable, 0 for none. */
function finalOf(syllable: string): number {
  return ((syllable.codePointAt(0) ?? 0xac00) - 0xac00) % 28;
}

/** The last run of Latin letters. */
function latinEnd(word: string): string {
  return /([A-Za-z]+)[^A-Za-z]*$/.exec(word)?.[1] ?? '';
}

/**
 * Abbreviations are spelt out (엘, 엠, 엔, 아르 …); of words, those with l, m, n or ng at the end have a final consonant in Korean (볼륨,
 * 알파인, 러닝), and so have short syllables with a stop at the end (웹, 앱, 넷).
 */
function latinEndsInConsonant(word: string): boolean {
  const letters = word.toLowerCase();
  if (word.length === 1 || word === word.toUpperCase()) return /[lmn]$/.test(letters);
  return /([lmn]|ng|[aeiou][lmn]e|(^|[^aeiou])[aeiou](b|p|ck|k|t))$/.test(letters) || /sql$/.test(letters);
}

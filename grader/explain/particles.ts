/**
 * Korean particles depend on whether the word before ends in a consonant: 이/가, 을/를, 은/는, 과/와.
 * Hangul tells it from the code point; digits and Latin letters by how Koreans read them aloud.
 */
export function withParticle(word: string, afterConsonant: string, afterVowel: string): string {
  return `${word}${endsInConsonant(word) ? afterConsonant : afterVowel}`;
}

function endsInConsonant(word: string): boolean {
  const last = [...word].findLast(letter => /[\p{L}\p{N}]/u.test(letter)) ?? '';
  const code = last.codePointAt(0) ?? 0;
  if (code >= 0xac00 && code <= 0xd7a3) return (code - 0xac00) % 28 !== 0;
  // 영 일 삼 육 칠 팔 end in a consonant; of the letters, those that are read with ㄹ, ㅁ or ㄴ at the end.
  return '013678lmnr'.includes(last.toLowerCase()) && last !== '';
}

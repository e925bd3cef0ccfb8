export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly position: number;
}

const WORD = /[\p{L}\p{N}_]+(?:['’.][\p{L}\p{N}]+)*/gu;
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}]|[^\p{Script=Han}\p{Script=Hiragana}]+/gu;

/** The standard analyser: words in lower case, and each Chinese or Japanese character for itself. */
export function analyse(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const word of text.matchAll(WORD)) {
    for (const part of word[0].matchAll(IDEOGRAPH)) {
      const start = word.index + part.index;
      tokens.push({ text: part[0].toLowerCase(), start, end: start + part[0].length, position: tokens.length });
    }
  }
  return tokens;
}

/** A text as one token, for fields that are not analysed. */
export function keyword(text: string): readonly Token[] {
  return [{ text, start: 0, end: text.length, position: 0 }];
}

import type { Tokenizer } from './tokenizer.js';

const patterns = [
  /0[xX](?:_?[0-9a-fA-F])+/y,
  /0[oO](?:_?[0-7])+/y,
  /0[bB](?:_?[01])+/y,
  /(?:(?:\d(?:_?\d)*)?\.\d(?:_?\d)*|\d(?:_?\d)*\.?)(?:[eE][-+]?\d(?:_?\d)*)?[jJ]?/y,
];
const wordsBehind = /^(?:and|else|for|if|in|is|not|or)\b/;

/** The end of the number that begins here. */
export function scanNumber(tokenizer: Tokenizer, from: number): number {
  const { text } = tokenizer;
  for (const pattern of patterns) {
    pattern.lastIndex = from;
    const found = pattern.exec(text);
    if (!found) continue;
    const end = from + found[0].length;
    check(tokenizer, from, end);
    return end;
  }
  return tokenizer.fail('invalid syntax', from, from + 1);
}

function check(tokenizer: Tokenizer, from: number, end: number): void {
  const { text } = tokenizer;
  const number = text.slice(from, end);
  const next = text[end] ?? '';
  const bad = /^0([xob])/i.exec(text.slice(from, from + 2));
  if (bad && /^0[xob]/i.test(number) ? /[0-9]/.test(next) : false) {
    const kind = { o: 'octal', b: 'binary', x: 'hexadecimal' }[bad?.[1]?.toLowerCase() ?? 'x'] ?? '';
    tokenizer.fail(`invalid digit '${next}' in ${kind} literal`, end, end);
  }
  if (/^0+[1-9]\d*$/.test(number.replaceAll('_', '')))
    tokenizer.fail(
      'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers',
      from,
      from + (/^0+/.exec(number)?.[0].length ?? 1),
    );
  if (number === '0' && /[xob]/i.test(next))
    tokenizer.fail(`invalid ${{ o: 'octal', b: 'binary', x: 'hexadecimal' }[next.toLowerCase()] ?? ''} literal`, end, end);
  if (next === '_') tokenizer.fail('invalid decimal literal', end, end);
  if (!/[\p{L}_]/u.test(next) || wordsBehind.test(text.slice(end, end + 5))) return;
  const kind = /j$/i.test(number)
    ? 'imaginary'
    : /^0x/i.test(number)
      ? 'hexadecimal'
      : /^0o/i.test(number)
        ? 'octal'
        : /^0b/i.test(number)
          ? 'binary'
          : 'decimal';
  tokenizer.fail(`invalid ${kind} literal`, end - 1, end - 1);
}

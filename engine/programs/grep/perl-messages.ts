/** What RE2 says of a wrong expression, and what PCRE2 says of the same, which grep -P prints. */
const messages: readonly (readonly [RegExp, string])[] = [
  [/missing closing \): `.*[^\\](?:\\\\)*\\\)`/, '\\ at end of pattern'],
  [/trailing backslash/, '\\ at end of pattern'],
  [/missing closing \)/, 'missing closing parenthesis'],
  [/unexpected \)/, 'unmatched closing parenthesis'],
  [/missing closing \]/, 'missing terminating ] for character class'],
  [/invalid character class range: `\[:/, 'unknown POSIX class name'],
  [/invalid character class range/, 'range out of order in character class'],
  [/invalid repeat count/, 'numbers out of order in {} quantifier'],
  [/repetition operator/, 'quantifier does not follow a repeatable item'],
  [/invalid escape sequence: `\\\d/, 'reference to non-existent subpattern'],
  [/invalid named capture/, 'syntax error in subpattern name (missing terminator?)'],
];

export function perlMessage(message: string): string {
  return messages.find(([pattern]) => pattern.test(message))?.[1] ?? message;
}

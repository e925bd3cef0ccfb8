import type { RegexError } from './syntax.js';

const words: ReadonlyMap<string, string> = new Map([
  ['Unmatched [, [^, [:, [., or [=', "Missing ']'"],
  ['Unmatched ( or \\(', "Missing ')'"],
  ['Unmatched \\{', "Missing '}'"],
  ['Invalid content of \\{\\}', 'Invalid contents of {}'],
  ['Invalid range end', 'Invalid character range'],
  ['Invalid character class name', 'Unknown character class name'],
  ['Invalid regular expression', 'Invalid regexp'],
]);

/** What Alpine's C library says where GNU's says this. */
export function muslMessage({ message }: RegexError): string {
  return words.get(message) ?? message;
}

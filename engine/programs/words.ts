import { quoteAlways } from './quoting.js';
import { UsageError } from './tool.js';

/** The words that an option takes; an inner list has those that mean the same, the first of which is its name. */
export type WordList = readonly (string | readonly string[])[];

/** What a word of an option stands for: it may be cut short where that is unambiguous. Throws as GNU's programs complain. */
export function readWord(option: string, words: WordList, given: string): string {
  const groups = words.map(group => (typeof group === 'string' ? [group] : group));
  const exact = groups.find(group => group.includes(given));
  const near = exact ? [exact] : groups.filter(group => group.some(word => word.startsWith(given)));
  const [found] = near;
  if (near.length === 1 && found !== undefined) return found[0] ?? '';
  const rows = groups.map(group => `  - ${group.map(word => quoteAlways(word)).join(', ')}`);
  const what = near.length === 0 ? 'invalid' : 'ambiguous';
  throw new UsageError(`${what} argument ${quoteAlways(given)} for ${quoteAlways(option)}\nValid arguments are:\n${rows.join('\n')}`, 1);
}

/** Only whether a word is one of them; no word at all is right. */
export function checkWord(option: string, words: WordList): (value: string) => void {
  return value => {
    if (value !== '') readWord(option, words, value);
  };
}

import type { Arguments } from '../options.js';
import { readWord, type WordList } from '../words.js';
import type { LsKey } from './ls-options.js';

export type Format = 'long' | 'columns' | 'across' | 'commas' | 'one';
export type IndicatorStyle = 'none' | 'slash' | 'file-type' | 'classify';
export type WhichTime = 'modified' | 'accessed' | 'changed';

const formats: WordList = ['verbose', 'long', 'commas', 'horizontal', 'across', 'vertical', 'single-column'];
const formatOfWord: Readonly<Record<string, Format>> = {
  verbose: 'long',
  long: 'long',
  commas: 'commas',
  horizontal: 'across',
  across: 'across',
  vertical: 'columns',
  'single-column': 'one',
};

/** How the last of the options that tell wants files to be laid out; undefined when none does. `-1` does not end a long listing. */
export function formatOf(args: Arguments<LsKey>): Format | undefined {
  let format: Format | undefined;
  for (const { key, value = '' } of args.entries) {
    if (key === 'format') format = formatOfWord[readWord('--format', formats, value)];
    else if (key === 'long' || key === 'numeric' || key === 'noOwner' || key === 'longNoGroup' || key === 'fullTime') format = 'long';
    else if (key === 'columns' || key === 'across' || key === 'commas') format = key;
    else if ((key === 'one' || key === 'zero') && format !== 'long') format = 'one';
  }
  return format;
}

const indicatorStyles = ['none', 'slash', 'file-type', 'classify'] as const;

/** What stands behind names, by the last of the options that tell. */
export function indicatorStyleOf(args: Arguments<LsKey>, toTerminal: boolean): IndicatorStyle {
  let style: IndicatorStyle = 'none';
  for (const { key, value } of args.entries) {
    if (key === 'slash') style = 'slash';
    else if (key === 'fileType') style = 'file-type';
    else if (key === 'classify') style = isWished(value, toTerminal) ? 'classify' : style;
    else if (key === 'indicatorStyle') {
      const word = readWord('--indicator-style', indicatorStyles, value ?? '');
      style = indicatorStyles.find(each => each === word) ?? 'none';
    }
  }
  return style;
}

const whenWords: WordList = [
  ['always', 'yes', 'force'],
  ['never', 'no', 'none'],
  ['auto', 'tty', 'if-tty'],
];

/** `always` (and no word), `never`, or `auto`: on a terminal only. */
function isWished(value: string | undefined, toTerminal: boolean): boolean {
  const word = value === undefined ? 'always' : readWord('--classify', whenWords, value);
  return word === 'always' || (word === 'auto' && toTerminal);
}

const times: WordList = [
  ['atime', 'access', 'use'],
  ['ctime', 'status'],
  ['birth', 'creation'],
];

/** Which of a file's times is meant; undefined when no option tells. */
export function whichTime(args: Arguments<LsKey>): WhichTime | undefined {
  const last = args.last('changeTime', 'accessTime', 'time');
  if (last !== 'time') return last === undefined ? undefined : last === 'changeTime' ? 'changed' : 'accessed';
  const word = readWord('--time', times, args.value('time') ?? '');
  return word === 'atime' ? 'accessed' : word === 'ctime' ? 'changed' : 'modified';
}

const quotingStyles = [
  'literal',
  'shell',
  'shell-always',
  'shell-escape',
  'shell-escape-always',
  'c',
  'c-maybe',
  'escape',
  'locale',
  'clocale',
] as const;
export type QuotingStyle = (typeof quotingStyles)[number];

/** How names are quoted, by the last of the options that tell; undefined when none does. */
export function quotingStyleOf(args: Arguments<LsKey>): QuotingStyle | undefined {
  const last = args.last('quote', 'escape', 'literal', 'quotingStyle', 'zero');
  if (last === 'quote') return 'c';
  if (last === 'escape') return 'escape';
  if (last === 'literal' || last === 'zero') return 'literal';
  if (last === undefined) return undefined;
  const word = readWord('--quoting-style', quotingStyles, args.value('quotingStyle') ?? '');
  return quotingStyles.find(each => each === word);
}

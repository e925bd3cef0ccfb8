import type { Arguments } from '../options.js';
import { UsageError, type ValueCheck } from '../tool.js';

export type DiffKey =
  | 'unified'
  | 'unifiedLines'
  | 'brief'
  | 'recursive'
  | 'newFile'
  | 'ignoreCase'
  | 'ignoreSpace'
  | 'ignoreAllSpace'
  | 'ignoreBlank'
  | 'identical'
  | 'label'
  | 'text'
  | 'colour'
  | 'normal'
  | 'trailing'
  | 'context'
  | 'contextLines'
  | 'sideBySide'
  | 'width'
  | 'suppressCommon'
  | 'leftColumn'
  | 'absent'
  | 'absentWith'
  | 'ignoreTabs'
  | 'ed'
  | 'rcs'
  | 'expandTabs'
  | 'initialTab'
  | 'minimal'
  | 'ignoreMatching'
  | 'exclude'
  | 'excludeFrom'
  | 'stripReturns';

export type FormatKind = 'normal' | 'unified' | 'context' | 'ed' | 'rcs' | 'beside';

/** The options that choose a format. */
export const styles: Readonly<Partial<Record<DiffKey, FormatKind>>> = {
  normal: 'normal',
  unified: 'unified',
  unifiedLines: 'unified',
  context: 'context',
  contextLines: 'context',
  ed: 'ed',
  rcs: 'rcs',
  sideBySide: 'beside',
};

const styleOf: ReadonlyMap<string, FormatKind> = new Map(Object.entries(styles));

/** Only one format can be had. */
export function checkStyle(key: string): ValueCheck {
  return (value, before) => {
    if ((key === 'unifiedLines' || key === 'contextLines') && value !== '' && !/^\d+$/.test(value))
      throw new UsageError(`invalid context length '${value}'`);
    const other = before.find(each => styleOf.has(each.key) && styleOf.get(each.key) !== styleOf.get(key));
    if (other !== undefined) throw new UsageError('conflicting output style options');
  };
}

interface ChosenFormat {
  readonly kind: FormatKind;
  /** Lines around each change. */
  readonly context: number;
}

/** BusyBox's knows one format. */
export function formatOf(args: Arguments<DiffKey>, isGnu: boolean): ChosenFormat {
  const last = args.entries.findLast(({ key }) => styles[key] !== undefined);
  const kind = isGnu ? ((last && styles[last.key]) ?? 'normal') : 'unified';
  if (kind !== 'unified' && kind !== 'context') return { kind, context: 0 };
  const wishes = args.entries.flatMap(({ key, value }) => (key.endsWith('Lines') ? [Number(value ?? 3)] : styles[key] === kind ? [3] : []));
  return { kind, context: wishes.length === 0 ? 3 : wishes.reduce((most, each) => Math.max(most, each), 0) };
}

/** Whether two lines are the same as far as the options care. */
export function sameLine(args: Arguments<DiffKey>): (a: string, b: string) => boolean {
  const folds: ((line: string) => string)[] = [];
  if (args.has('ignoreCase')) folds.push(line => line.toLowerCase());
  if (args.has('ignoreAllSpace')) folds.push(line => line.replace(/\s+/g, ''));
  else if (args.has('ignoreSpace')) folds.push(line => line.replace(/\s+/g, ' ').trimEnd());
  else {
    if (args.has('ignoreTabs')) folds.push(expandTabs);
    if (args.has('trailing')) folds.push(line => line.trimEnd());
  }
  if (folds.length === 0) return (a, b) => a === b;
  const known = new Map<string, string>();
  const fold = (line: string): string => {
    const found = known.get(line) ?? folds.reduce((text, each) => each(text), line);
    known.set(line, found);
    return found;
  };
  return (a, b) => a === b || fold(a) === fold(b);
}

/** A line with blanks in the place of its tabs. */
export function expandTabs(line: string): string {
  if (!line.includes('\t')) return line;
  let column = 0;
  let text = '';
  for (const character of line) {
    const piece = character === '\t' ? ' '.repeat(8 - (column % 8)) : character;
    text += piece;
    column += piece.length;
  }
  return text;
}

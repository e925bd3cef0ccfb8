import { quoteWord } from '../quoting.js';
import { Fatal } from '../tool.js';

/** A line of one of join's files. */
export interface JoinRow {
  readonly line: string;
  readonly key: string;
  readonly fields: readonly string[];
  /** Which field is the key. */
  readonly at: number;
}

/** A field that -o names: of the first or second file, or (0) the key. */
interface Wanted {
  readonly file: 0 | 1 | 2;
  readonly field: number;
}

export interface JoinLayout {
  readonly between: string;
  readonly empty: string;
  readonly wanted: readonly Wanted[];
  /** How many fields each file shows (`-o auto`); undefined: all. */
  readonly counts: readonly [number, number] | undefined;
  /** Which field of each file is the key. */
  readonly keys: readonly [number, number];
}

/** Without a separator fields stand between runs of blanks; the separator "" makes one of the whole line. */
export function fieldsOf(line: string, separator: string | undefined): readonly string[] {
  if (separator === undefined) {
    const text = line.replace(/^[ \t\n]+/, '');
    return text === '' ? [] : text.split(/[ \t\n]+/);
  }
  if (line === '') return [];
  return separator === '' ? [line] : line.split(separator === '\\0' ? '\0' : separator);
}

/** Reads `1.2,0 2.1`. */
export function readFormat(text: string): readonly Wanted[] {
  return text.split(/[ ,\t]/).map(item => {
    if (item === '0') return { file: 0, field: 0 };
    const kind = item.slice(0, 1);
    if (kind !== '0' && kind !== '1' && kind !== '2') throw new Fatal(`invalid file number in field spec: ${quoteWord(item)}`);
    if (kind === '0' || item[1] !== '.') throw new Fatal(`invalid field specifier: ${quoteWord(item)}`);
    const field = item.slice(2);
    if (!/^0*[1-9]\d*$/.test(field)) throw new Fatal(`invalid field number: ${quoteWord(field)}`);
    return { file: kind === '1' ? 1 : 2, field: Number(field) - 1 };
  });
}

/** The line for a pair, or for one line without a partner. */
export function joinedLine(left: JoinRow | undefined, right: JoinRow | undefined, layout: JoinLayout): string {
  const { between, empty, wanted, counts, keys } = layout;
  const whole = left ?? right;
  const shown = (row: JoinRow | undefined, field: number): string => row?.fields[field] || empty;
  const key = shown(whole, whole?.at ?? 0);
  if (wanted.length > 0) return wanted.map(({ file, field }) => (file === 0 ? key : shown(file === 1 ? left : right, field))).join(between);
  const others = (row: JoinRow | undefined, at: number, count: number | undefined): string[] => {
    const length = count ?? row?.fields.length ?? 0;
    return Array.from({ length }, (_, i) => i)
      .filter(i => i !== at)
      .map(i => shown(row, i));
  };
  return [key, ...others(left, keys[0], counts?.[0]), ...others(right, keys[1], counts?.[1])].join(between);
}

/** Positions as cut takes them: `1,3-5,7-`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Sorted and merged ranges; the first thing wrong as text. */
export function parseRanges(
  list: string,
): readonly Range[] | { readonly bad: string; readonly kind: 'value' | 'zero' | 'decreasing' | 'range' | 'twice' } {
  const ranges: Range[] = [];
  for (const item of list.split(/[,\s]/)) {
    const found = /^(\d*)(-?)(\d*)$/.exec(item);
    if (/^\d*-\d*-/.test(item)) return { bad: item, kind: 'twice' };
    if (!found) return { bad: list.slice(/[^-\d,\s]/.exec(list)?.index), kind: 'value' };
    if (item === '') return { bad: '', kind: 'zero' };
    const [, from = '', dash = '', to = ''] = found;
    if (from === '' && to === '') return { bad: item, kind: 'range' };
    const low = from === '' ? 1 : Number(from);
    const high = dash === '' ? low : to === '' ? Infinity : Number(to);
    if (low === 0 || high === 0) return { bad: item, kind: 'zero' };
    if (high < low) return { bad: item, kind: 'decreasing' };
    ranges.push({ from: low, to: high });
  }
  return merge(ranges.toSorted((a, b) => a.from - b.from));
}

function merge(ranges: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const range of ranges) {
    const last = merged.at(-1);
    if (last && range.from <= last.to + 1) merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    else merged.push(range);
  }
  return merged;
}

/** Everything that the ranges leave out. */
export function complement(ranges: readonly Range[]): Range[] {
  const gaps: Range[] = [];
  let next = 1;
  for (const { from, to } of ranges) {
    if (from > next) gaps.push({ from: next, to: from - 1 });
    next = to + 1;
  }
  return next === Infinity ? gaps : [...gaps, { from: next, to: Infinity }];
}

export function inRanges(ranges: readonly Range[], position: number): boolean {
  return ranges.some(({ from, to }) => position >= from && position <= to);
}

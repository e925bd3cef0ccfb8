/** One step from the old lines to the new ones: some kept, removed or added. */
export interface Edit {
  readonly kind: 'keep' | 'remove' | 'add';
  readonly line: string;
}

/** Most work that finding the shortest way may take; beyond that the middle is replaced as a whole. */
const MAX_STEPS = 4_000_000;

/** The shortest way from one list of lines to another (Myers' algorithm), removals before additions. */
export function editScript(before: readonly string[], after: readonly string[], same: (a: string, b: string) => boolean): Edit[] {
  let start = 0;
  while (start < before.length && start < after.length && same(before[start] ?? '', after[start] ?? '')) start++;
  let endBefore = before.length;
  let endAfter = after.length;
  while (endBefore > start && endAfter > start && same(before[endBefore - 1] ?? '', after[endAfter - 1] ?? '')) {
    endBefore--;
    endAfter--;
  }
  const keep = (line: string): Edit => ({ kind: 'keep', line });
  return [
    ...before.slice(0, start).map(keep),
    ...middle(before.slice(start, endBefore), after.slice(start, endAfter), same),
    ...before.slice(endBefore).map(keep),
  ];
}

function middle(before: readonly string[], after: readonly string[], same: (a: string, b: string) => boolean): Edit[] {
  const trace = search(before, after, same);
  if (!trace) return [...before.map((line): Edit => ({ kind: 'remove', line })), ...after.map((line): Edit => ({ kind: 'add', line }))];
  const edits: Edit[] = [];
  let x = before.length;
  let y = after.length;
  for (let d = trace.length - 1; d >= 0; d--) {
    const reach = trace[d] ?? new Map<number, number>();
    const k = x - y;
    const down = goesDown(reach, k, d);
    const fromX = d === 0 ? 0 : (reach.get(down ? k + 1 : k - 1) ?? 0);
    const fromY = d === 0 ? 0 : fromX - (down ? k + 1 : k - 1);
    while (x > fromX && y > fromY) {
      edits.push({ kind: 'keep', line: before[--x] ?? '' });
      y--;
    }
    if (d === 0) break;
    edits.push(down ? { kind: 'add', line: after[fromY] ?? '' } : { kind: 'remove', line: before[fromX] ?? '' });
    x = fromX;
    y = fromY;
  }
  return slideDown(edits.reverse(), same);
}

/** Whether the way to diagonal `k` in round `d` adds a line; otherwise it removes one. */
function goesDown(reach: ReadonlyMap<number, number>, k: number, d: number): boolean {
  return k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
}

/** Moves a run of changes down over lines equal to its first, as GNU diff does, so that whole blocks are shown. */
function slideDown(edits: Edit[], same: (a: string, b: string) => boolean): Edit[] {
  for (let end = edits.length - 1; end >= 0; end--) {
    const kind = edits[end]?.kind;
    if (kind === undefined || kind === 'keep') continue;
    let start = end;
    while (edits[start - 1]?.kind === kind) start--;
    if (start > 0 && edits[start - 1]?.kind !== 'keep') {
      end = start;
      continue;
    }
    let last = end;
    for (
      let next = edits[last + 1], first = edits[start];
      next?.kind === 'keep' && first && same(first.line, next.line);
      next = edits[last + 1], first = edits[start]
    ) {
      edits[start++] = { kind: 'keep', line: first.line };
      edits[++last] = { kind, line: next.line };
    }
    end = Math.min(end, start);
  }
  return edits;
}

/** How far each diagonal was reached before each round; undefined when it takes too long. */
function search(
  before: readonly string[],
  after: readonly string[],
  same: (a: string, b: string) => boolean,
): Map<number, number>[] | undefined {
  const trace: Map<number, number>[] = [];
  const reach = new Map<number, number>([[1, 0]]);
  let steps = 0;
  for (let d = 0; d <= before.length + after.length; d++) {
    trace.push(new Map(reach));
    steps += reach.size;
    for (let k = -d; k <= d; k += 2) {
      const down = goesDown(reach, k, d);
      let x = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < before.length && x - k < after.length && same(before[x] ?? '', after[x - k] ?? '')) {
        x++;
        steps++;
      }
      reach.set(k, x);
      if (x >= before.length && x - k >= after.length) return trace;
      if (++steps > MAX_STEPS) return undefined;
    }
  }
  return trace;
}

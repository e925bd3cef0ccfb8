/** A line of the bench: what was measured, beside what, and whether it keeps the budget. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly reference: string;
  readonly budget: string;
  readonly within: boolean;
}

/** Milliseconds that one call takes: the median of several batches, so that one hiccup of the machine does not count. */
export function timePerCall(action: () => void, { calls, batches = 7 }: { readonly calls: number; readonly batches?: number }): number {
  const times: number[] = [];
  for (let batch = 0; batch < batches; batch++) {
    const start = performance.now();
    for (let call = 0; call < calls; call++) action();
    times.push((performance.now() - start) / calls);
  }
  return median(times);
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

export function formatMs(milliseconds: number): string {
  if (milliseconds < 0.01) return `${(milliseconds * 1000).toFixed(2)} µs`;
  return milliseconds < 10 ? `${milliseconds.toFixed(3)} ms` : `${milliseconds.toFixed(0)} ms`;
}

/** A line of the bench: what was measured, beside what, and whether it keeps the budget. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  /** How many times the reference run it is: the number to compare between machines. */
  readonly ratio: string;
  readonly budget: string;
  /** Undefined where there is no budget: the row is there to be watched. */
  readonly within: boolean | undefined;
}

interface Timing {
  readonly calls: number;
  readonly batches?: number;
  /** Done after each call, and not counted. */
  readonly after?: () => void;
}

/**
 * Milliseconds of processor time that one call takes: of several batches the least disturbed one, so that neither a hiccup of the
 * machine nor what else runs on it counts.
 */
export function timePerCall(action: () => void, { calls, batches = 7, after }: Timing): number {
  let least = Infinity;
  for (let batch = 0; batch < batches; batch++) {
    let spent = 0;
    for (let call = 0; call < calls; ) {
      const start = process.cpuUsage();
      // The counter of the processor's time is coarse: calls that need nothing afterwards are taken together.
      const together = after ? 1 : calls;
      for (let i = 0; i < together; i++) action();
      const { user, system } = process.cpuUsage(start);
      spent += (user + system) / 1000;
      call += together;
      after?.();
    }
    least = Math.min(least, spent / calls);
  }
  return least;
}

/** Milliseconds by the clock, the least of three: for other programs, of which what the kernel does for them is part. */
export async function leastTime(run: () => unknown): Promise<number> {
  let least = Infinity;
  for (let turn = 0; turn < 3; turn++) {
    const start = performance.now();
    await run();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

let reference: number | undefined;

/** Milliseconds that a million turns of nothing take: how fast this machine is today. */
export function referenceRun(): number {
  if (reference !== undefined) return reference;
  // Compiled before it counts: whether it is would otherwise depend on what ran before, and make a factor of four.
  warm(spin, 50);
  reference = timePerCall(spin, { calls: 5, batches: 9 });
  return reference;
}

function spin(): number {
  let sum = 0;
  for (let i = 0; i < 1_000_000; i++) sum = (sum + i) | 0;
  return sum;
}

/** A row for a time that has a budget in milliseconds, or none. */
export function timeRow(what: string, milliseconds: number, budget?: number): Row {
  return {
    what,
    measured: formatMs(milliseconds),
    ratio: `${formatNumber(milliseconds / referenceRun())} ×`,
    budget: budget === undefined ? '' : `≤ ${formatMs(budget)}`,
    within: budget === undefined ? undefined : milliseconds <= budget,
  };
}

export function formatMs(milliseconds: number): string {
  if (milliseconds < 0.01) return `${formatNumber(milliseconds * 1000)} µs`;
  return `${formatNumber(milliseconds)} ms`;
}

function formatNumber(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 1 ? value.toFixed(2) : value.toPrecision(2);
}

/** Room for as many containers as a row wants: what is measured is Drydock, not the size of the simulated machine. */
export const roomy = { limits: { processes: 100_000, openFiles: 1_000_000, memoryBytes: Number.MAX_SAFE_INTEGER } };

/** Does something until the compiler has nothing more to do for it: the budgets are for a host that runs, not for one that starts. */
export function warm(action: () => unknown, times: number): void {
  for (let i = 0; i < times; i++) action();
}

/** Only what is in use counts; without `--expose-gc` the heap is read as it is. */
export function collectGarbage(): void {
  if (typeof globalThis.gc === 'function') globalThis.gc();
}

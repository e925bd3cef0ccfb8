import { spawnSync } from 'node:child_process';
import { World } from '../../engine/testing.js';
import { formatMs, timePerCall, timeRow, type Row } from './row.js';

/** The shell, beside the machine's own dash doing the same. */
export function shellRows(): Row[] {
  return [
    beside('a turn of a shell loop, i=$((i+1))', { line: loop(200_000, ':'), units: 200_000, budget: 0.001 }),
    beside('a process started and waited for', { line: loop(2000, '/bin/true'), units: 2000 }),
    beside('a subshell, ( : )', { line: loop(2000, '( : )'), units: 2000 }),
    beside('a megabyte through two pipes', { line: 'yes | head -c 20000000 | wc -c', units: 20 }),
  ];
}

function loop(turns: number, body: string): string {
  return `i=0; while [ $i -lt ${turns} ]; do ${body}; i=$((i+1)); done`;
}

interface Work {
  readonly line: string;
  /** How many of what the row names it is. */
  readonly units: number;
  readonly budget?: number;
}

function beside(what: string, { line, units, budget }: Work): Row {
  const { sh } = new World();
  const ours = timePerCall(() => sh(line), { calls: 1, batches: 5 }) / units;
  const theirs = dashTime(line);
  const row = timeRow(what, ours, budget);
  return { ...row, measured: `${row.measured} (dash: ${theirs === undefined ? 'not on this machine' : formatMs(theirs / units)})` };
}

/** Milliseconds by the clock: what the kernel does for dash is part of it. */
function dashTime(line: string): number | undefined {
  let least = Infinity;
  for (let run = 0; run < 3; run++) {
    const start = performance.now();
    const { error, status } = spawnSync('dash', ['-c', line], { stdio: ['ignore', 'ignore', 'ignore'] });
    if (error || status !== 0) return undefined;
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

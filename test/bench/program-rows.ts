import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Row } from './row.js';

const runs = 11;

/** Start-up, beside that of a Node that does nothing. */
export function programRows(): Row[] {
  const home = mkdtempSync(path.join(os.tmpdir(), 'drydock-bench-'));
  try {
    const programs = [
      ['-e', '0'],
      ['dist/drydock.js', '--version'],
      ['dist/drydock.js', 'start', 'check-install', '--plain'],
    ];
    // In turns, so that what else runs on the machine slows all of them down; the least disturbed run of each counts.
    const least = programs.map(() => Infinity);
    for (let run = 0; run < runs; run++)
      for (const [index, args] of programs.entries()) least[index] = Math.min(least[index] ?? Infinity, timeProgram(args, home));
    const [bare = 0, version = 0, prompt = 0] = least;
    return [startRow('drydock --version', version, bare, 1.3), startRow('first prompt of a lesson', prompt, bare, 2.5)];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function startRow(what: string, measured: number, bare: number, budget: number): Row {
  const times = measured / bare;
  return { what, measured: `${times.toFixed(2)} × node -e 0`, ratio: '', budget: `≤ ${budget} ×`, within: times <= budget };
}

function timeProgram(args: readonly string[], home: string): number {
  const start = performance.now();
  // A lesson that is left unfinished ends with 1.
  const { status } = spawnSync(process.execPath, args, {
    input: '',
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, DRYDOCK_HOME: home },
  });
  const spent = performance.now() - start;
  if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')} ended with ${String(status)}`);
  return spent;
}

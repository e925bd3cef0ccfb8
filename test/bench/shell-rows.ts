import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { World } from '../../engine/testing.js';
import { formatMs, leastTime, timePerCall, timeRow, type Row } from './row.js';

interface Work {
  readonly what: string;
  /** What does so many of what the row names. */
  readonly line: (units: number) => string;
  readonly units: number;
  /** just-bash gets fewer to do: it takes up to a thousand times as long for each. */
  readonly fewer: number;
  readonly budget?: number;
  /** Milliseconds for one, as the row tells them. */
  readonly show?: (milliseconds: number) => string;
}

const works: readonly Work[] = [
  { what: 'a turn of a shell loop, i=$((i+1))', line: loop(':'), units: 200_000, fewer: 5000, budget: 0.001 },
  { what: 'a process started and waited for', line: loop('/bin/true'), units: 2000, fewer: 1000 },
  { what: 'a subshell, ( : )', line: loop('( : )'), units: 2000, fewer: 1000 },
  { what: 'a megabyte through two pipes', line: megabytes, units: 20, fewer: 1, show: throughput },
];

/** The shell, beside the machine's own dash and just-bash doing the same. */
export async function shellRows(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const work of works) rows.push(await beside(work));
  return rows;
}

function loop(body: string): (turns: number) => string {
  return turns => `i=0; while [ $i -lt ${turns} ]; do ${body}; i=$((i+1)); done`;
}

function megabytes(count: number): string {
  return `head -c ${count * 1_000_000} /dev/zero | cat | wc -c`;
}

function throughput(milliseconds: number): string {
  return `${formatMs(milliseconds)}, ${(1000 / milliseconds).toFixed(milliseconds > 100 ? 1 : 0)} MB/s`;
}

async function beside({ what, line, units, fewer, budget, show = formatMs }: Work): Promise<Row> {
  const { sh } = new World();
  const ours = timePerCall(() => sh(line(units)), { calls: 1, batches: 5 }) / units;
  const dash = dashRuns() ? await leastTime(() => runDash(line(units))) : undefined;
  const other = timeOfJustBash(line(fewer));
  const others = [
    dash === undefined ? 'dash is not on this machine' : `dash: ${show(dash / units)}`,
    ...(other === undefined ? [] : [`just-bash: ${show(other / fewer)}`]),
  ];
  return { ...timeRow(what, ours, budget), measured: `${show(ours)} (${others.join('; ')})` };
}

function dashRuns(): boolean {
  return spawnSync('dash', ['-c', ':']).status === 0;
}

function runDash(line: string): void {
  const { status } = spawnSync('dash', ['-c', line], { stdio: ['ignore', 'ignore', 'ignore'] });
  if (status !== 0) throw new Error(`dash: ${line}: ${status ?? 'ended by a signal'}`);
}

/** Milliseconds that just-bash takes for a line, from the folder that `DRYDOCK_JUST_BASH` names; undefined without one. */
function timeOfJustBash(line: string): number | undefined {
  const folder = process.env['DRYDOCK_JUST_BASH'] ?? '';
  if (folder === '') return undefined;
  const program = fileURLToPath(new URL('just-bash.js', import.meta.url));
  return Number(execFileSync(process.execPath, [program, folder, line], { encoding: 'utf8' }));
}

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { engineRows } from './engine-rows.js';
import { graderRows } from './grader-rows.js';
import { programRows } from './program-rows.js';
import { formatMs, referenceRun, type Row } from './row.js';
import { shellRows } from './shell-rows.js';
import { sizeRows } from './size-rows.js';
import { socketRows } from './socket-rows.js';

// Memory is measured after the garbage has been collected.
setFlagsFromString('--expose-gc');
globalThis.gc ??= runInNewContext('gc') as typeof globalThis.gc;

/** Prints what docs/architecture.md promises about speed, measured beside a reference run on the same machine. */
const rows: Row[] = [...engineRows(), ...graderRows(), ...(await shellRows()), ...sizeRows(), ...programRows(), ...(await socketRows())];
const verdict = ({ within }: Row): string => (within === undefined ? '' : within ? 'ok' : 'OVER');
const table = rows.map(row => [row.what, row.measured, row.ratio, row.budget, verdict(row)]);
const head = ['what', 'measured', 'of the reference', 'budget', ''];
const widths = head.map((title, column) => Math.max(title.length, ...table.map(row => (row[column] ?? '').length)));
for (const row of [head, ...table])
  console.log(
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
const bound = rows.filter(({ within }) => within !== undefined);
console.log(
  `\nreference: a million turns of an empty loop, ${formatMs(referenceRun())}; times are processor time, the least of several batches`,
);
console.log(`${bound.filter(({ within }) => within).length} of ${bound.length} within budget`);
// Said again at the end, where it is seen. Machines differ too much for an exit code: what counts is the ratio to the one before.
for (const { what, measured, budget } of bound.filter(({ within }) => !within))
  console.log(`over budget: ${what}: ${measured} (${budget})`);

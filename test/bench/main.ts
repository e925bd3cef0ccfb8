import { engineRows } from './engine-rows.js';
import { programRows } from './program-rows.js';
import type { Row } from './row.js';

/** Prints what docs/architecture.md promises about speed, measured beside a reference run on the same machine. */
const rows: Row[] = [...engineRows(), ...programRows()];
const table = rows.map(({ what, measured, reference, budget, within }) => [what, measured, reference, budget, within ? 'ok' : 'OVER']);
const head = ['what', 'measured', 'reference', 'budget', ''];
const widths = head.map((title, column) => Math.max(title.length, ...table.map(row => (row[column] ?? '').length)));
for (const row of [head, ...table])
  console.log(
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
console.log(`\n${rows.filter(({ within }) => within).length} of ${rows.length} within budget`);

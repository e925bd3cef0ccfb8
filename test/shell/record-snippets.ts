/**
 * Records what the real shells print for the snippets: `npx tsx test/shell/record-snippets.ts`. The recording beside the
 * snippets was made with dash 0.5.12, bash 5.2.15 and BusyBox 1.35.0. Snippets that have been
 * recorded are not run again, but with `--all`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { runForReal } from './real-shell.js';
import { readSnippets, type Recording } from './snippets.js';

const file = 'test/shell/snippets/recorded.json';
const known = process.argv.includes('--all') ? undefined : (JSON.parse(readFileSync(file, 'utf8')) as Recording);
const recording: Recording = { ash: {}, bash: {}, dash: {} };
for (const dialect of ['ash', 'bash', 'dash'] as const) {
  for (const snippet of readSnippets(dialect)) recording[dialect][snippet] = known?.[dialect][snippet] ?? runForReal(dialect, snippet);
}
writeFileSync(file, `${JSON.stringify(recording, null, 1)}\n`);

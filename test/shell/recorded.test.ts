import { readFileSync } from 'node:fs';
import test from 'ava';
import { gnuMains } from '../../engine/programs/gnu.js';
import { sh, type DialectName } from './shell-world.js';
import { readSnippets, withoutPids, type Recording } from './snippets.js';

const recording = JSON.parse(readFileSync('test/shell/snippets/recorded.json', 'utf8')) as Recording;

const programs = Object.fromEntries(gnuMains);

for (const dialect of ['ash', 'bash', 'dash'] as const) {
  test(`${dialect} says what the real one said`, t => {
    for (const snippet of readSnippets(dialect)) t.deepEqual(mine(dialect, snippet), recording[dialect][snippet], snippet);
  });
}

function mine(dialect: DialectName, snippet: string) {
  return withoutPids(sh(dialect, snippet, { cwd: '/srv/here', files: { '/srv/here/': '' }, programs }));
}

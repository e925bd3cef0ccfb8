import { spawnSync } from 'node:child_process';
import test from 'ava';
import fc from 'fast-check';
import { gnuMains } from '../../engine/programs/gnu.js';
import { bashScript, normal } from './bash-grammar.js';
import { randomRuns } from './random-runs.js';
import { tryForReal } from './real-shell.js';
import { sh } from './shell-world.js';
import { withoutPids } from './snippets.js';

/** The very bash whose words these are. */
const hasBash = spawnSync('/bin/bash', ['--version'], { encoding: 'utf8' }).stdout.startsWith('GNU bash, version 5.2.15(');
const compare = hasBash ? test : test.skip;

const programs = Object.fromEntries([...gnuMains].filter(([name]) => name === 'mkdir' || name === 'grep' || name === 'echo'));
const options = {
  cwd: '/srv/here',
  files: { '/srv/here/': '' },
  env: { PATH: '/usr/bin:/usr/bin', HOME: '/root' },
  programs,
  maxSteps: 400_000,
};

/** Among random scripts are some that never end. */
const timeoutMs = 3_000;

compare('random scripts of bash do what bash does with them', t => {
  const property = fc.property(bashScript, script => {
    const theirs = tryForReal('bash', script, { timeoutMs, confined: true });
    if (theirs === 'late') return;
    t.deepEqual(normal(withoutPids(sh('bash', script, options))), normal(theirs), script);
  });
  fc.assert(property, randomRuns('DRYDOCK_BASH_RUNS', { seed: 20_261_123, runs: 400 }));
});

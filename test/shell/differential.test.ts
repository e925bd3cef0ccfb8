import { existsSync } from 'node:fs';
import test from 'ava';
import fc from 'fast-check';
import { ashScript } from './ash-grammar.js';
import { posixScript } from './posix-grammar.js';
import { randomRuns } from './random-runs.js';
import { runForReal, tryForReal } from './real-shell.js';
import { sh } from './shell-world.js';
import { withoutPids, type RecordedRun } from './snippets.js';

const hasDash = existsSync('/bin/dash') && runForReal('dash', 'f() { f; }; f').stderr.includes('recursion depth');
const compare = hasDash ? test : test.skip;

compare('random scripts do what dash does with them', t => {
  const property = fc.property(posixScript, script => {
    t.deepEqual(
      withoutPids(sh('dash', script, { cwd: '/srv/here', files: { '/srv/here/': '' }, maxSteps: 200_000 })),
      runForReal('dash', script, { confined: true }),
      script,
    );
  });
  fc.assert(property, randomRuns('DRYDOCK_GRAMMAR_RUNS', { seed: 20_260_101, runs: 900 }));
});

/** A function that calls itself without end overflows the stack of ash, where it ends by a signal. */
const overflown = 128 + 11;

/** Where it has parsed to is the line that ash tells of a wrong substitution. */
function comparable(run: RecordedRun): RecordedRun {
  return { ...run, stderr: run.stderr.replace(/line \d+: (?=syntax error: bad substitution)/g, 'line N: ') };
}

const hasBusybox = existsSync('/usr/bin/busybox') && runForReal('ash', 'busybox | head -1').stdout.startsWith('BusyBox v1.35.0 ');

(hasBusybox ? test : test.skip)('random scripts of ash do what ash does with them', t => {
  const property = fc.property(ashScript, script => {
    const theirs = tryForReal('ash', script, { timeoutMs: 3_000, confined: true });
    if (theirs === 'late' || theirs.code === overflown) return;
    const ours = withoutPids(sh('ash', script, { cwd: '/srv/here', files: { '/srv/here/': '' }, maxSteps: 400_000 }));
    t.deepEqual(comparable(ours), comparable(theirs), script);
  });
  fc.assert(property, randomRuns('DRYDOCK_ASH_RUNS', { seed: 20_261_124, runs: 1_500 }));
});

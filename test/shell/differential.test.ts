import { existsSync } from 'node:fs';
import test from 'ava';
import fc from 'fast-check';
import { ashScript } from './ash-grammar.js';
import { posixScript } from './posix-grammar.js';
import { runForReal } from './record-snippets.js';
import { sh } from './shell-world.js';
import { withoutPids } from './snippets.js';

const hasDash = existsSync('/bin/dash') && runForReal('dash', 'f() { f; }; f').stderr.includes('recursion depth');
const compare = hasDash ? test : test.skip;

compare('random scripts do what dash does with them', t => {
  const property = fc.property(posixScript, script => {
    t.deepEqual(
      withoutPids(sh('dash', script, { cwd: '/srv/here', files: { '/srv/here/': '' }, maxSteps: 200_000 })),
      runForReal('dash', script),
      script,
    );
  });
  fc.assert(property, { seed: 20_260_101, numRuns: Number(process.env['DRYDOCK_GRAMMAR_RUNS'] ?? 1_500), endOnFailure: true });
});

const hasBusybox = existsSync('/usr/bin/busybox') && runForReal('ash', 'busybox | head -1').stdout.startsWith('BusyBox v1.35.0 ');

(hasBusybox ? test : test.skip)('random scripts of ash do what ash does with them', t => {
  const property = fc.property(ashScript, script => {
    const theirs = runForReal('ash', script, 3_000);
    if (theirs.code === 128 + 15) return;
    t.deepEqual(withoutPids(sh('ash', script, { cwd: '/srv/here', files: { '/srv/here/': '' }, maxSteps: 400_000 })), theirs, script);
  });
  fc.assert(property, { seed: 20_261_124, numRuns: Number(process.env['DRYDOCK_ASH_RUNS'] ?? 250), endOnFailure: true });
});

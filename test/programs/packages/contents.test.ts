import { readFileSync } from 'node:fs';
import test from 'ava';
import { world } from '../../../engine/testing.js';
import { packagesOf, type DebRelease } from '../../../engine/image/packages/apt-mirror.js';
import { filesOfDeb } from '../../../engine/image/packages/deb-files.js';
import { bookworm } from '../../../engine/image/packages/debian-12.js';
import { jammyRelease } from '../../../engine/image/packages/ubuntu-jammy.js';
import { focalRelease } from '../../../engine/image/packages/ubuntu-focal.js';
import { nobleRelease } from '../../../engine/image/packages/ubuntu-noble.js';
import { trusty } from '../../../engine/image/packages/ubuntu-trusty.js';
import { programs } from '../../../engine/programs/index.js';

const releases: readonly (readonly [image: string, release: DebRelease])[] = [
  ['debian:12', bookworm],
  ['ubuntu:24.04', nobleRelease],
  ['ubuntu:22.04', jammyRelease],
  ['ubuntu:20.04', focalRelease],
  ['ubuntu:14.04', trusty],
];

for (const [image] of releases) {
  test(`all packages for ${image} can be installed together`, t => {
    const { sh } = world({ images: [image] });
    const script =
      'apt-get update -qq; apt-get install -qq -y --no-install-recommends $(apt-cache pkgnames) > /log 2>&1 || tail -20 /log; dpkg --audit';
    t.deepEqual(sh(`docker run --rm ${image} sh -c '${script}'`), { code: 0, stdout: '', stderr: '' });
  });
}

/** Programs that say that they are not simulated; what is not in the list must run. */
const fillers = new Set(readFileSync('test/programs/packages/not-runnable.txt', 'utf8').trim().split('\n'));

test('every program of a package is one that runs, or is listed as one that does not', t => {
  const missing = new Set<string>();
  for (const [, release] of releases) {
    for (const item of packagesOf(release)) {
      for (const node of Object.values(filesOfDeb(item))) {
        const id = node.kind === 'file' && node.content.kind === 'program' ? node.content.program.replace(/@.*/, '') : undefined;
        if (id !== undefined && !programs.has(id) && !fillers.has(id)) missing.add(`${item.name}: ${id}`);
      }
    }
  }
  t.deepEqual([...missing], []);
});

test('small programs of packages do what the real ones do', t => {
  const { sh } = world({ images: ['debian:12'] });
  sh('docker run -d --name box debian:12 sleep 1000000');
  sh("docker exec box sh -c 'apt-get update -qq; apt-get install -qq -y cowsay tini dumb-init stress lsb-release openssl'");
  const out = (line: string): string => sh(`docker exec box sh -c '${line}; echo "[$?]"'`).stdout;
  t.is(
    out('/usr/games/cowsay hi'),
    ' ____ \n< hi >\n ---- \n        \\   ^__^\n         \\  (oo)\\_______\n            (__)\\       )\\/\\\n                ||----w |\n                ||     ||\n[0]\n',
  );
  t.is(
    out('lsb_release -a'),
    'Distributor ID:\tDebian\nDescription:\tDebian GNU/Linux 12 (bookworm)\nRelease:\t12\nCodename:\tbookworm\n[0]\n',
  );
  t.is(out('tini -s -- sh -c "exit 3"'), '[3]\n');
  t.is(out('dumb-init sh -c "kill -9 \\$\\$"'), '[137]\n');
  t.is(out('echo hi | openssl md5'), 'MD5(stdin)= 764efa883dda1e11db47671c4a3bbd9e\n[0]\n');
  t.is(out('printf hi | openssl base64'), 'aGk=\n[0]\n');
  t.is(out('openssl rand -hex 8 | wc -c'), '17\n[0]\n');
  t.regex(
    out('stress --vm 1 --vm-bytes 10M --vm-hang 9 --timeout 2'),
    /^stress: info: \[\d+\] dispatching hogs: 0 cpu, 0 io, 1 vm, 0 hdd\nstress: info: \[\d+\] successful run completed in 2s\n\[0\]\n$/,
  );
});

test('stress that takes more memory than its container may have is killed', t => {
  const { sh } = world({ images: ['debian:12'] });
  sh("docker run --name made debian:12 sh -c 'apt-get update -qq; apt-get install -qq -y stress'; docker commit made stress");
  t.is(sh('docker run --name small -m 64m stress stress --vm 1 --vm-bytes 128M').code, 1);
  t.is(sh('docker inspect -f "{{.State.OOMKilled}}" small').stdout, 'true\n');
});

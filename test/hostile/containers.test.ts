import test from 'ava';
import { world } from '../../engine/testing.js';

/** Each runs in a container, detached; the host and the others go on. */
const attacks: Readonly<Record<string, string>> = {
  'a fork bomb': 'b() { b | b & }; b; sleep 100',
  'a loop without end': 'while :; do :; done',
  'endless output': 'yes',
  'endless output without lines': 'cat /dev/zero',
  'endless output on both streams': 'yes & yes >&2',
  'a file that fills the disk': 'yes > /f',
  'a flood of processes': 'while :; do true & done',
  'memory without end': 'tail /dev/zero',
};

for (const [name, script] of Object.entries(attacks)) {
  test(`a container with ${name} leaves the others alone`, t => {
    const { sh, host } = world({ images: ['alpine'], containers: [{ name: 'bystander' }] });
    const before = host.steps;
    sh(`docker run -d --name attacker --pids-limit 200 -m 64m alpine sh -c '${script}'; sleep 1`);
    t.is(sh('docker exec bystander echo hi').stdout, 'hi\n');
    t.is(sh('docker rm -f attacker').stdout, 'attacker\n');
    t.is(sh("docker ps --format '{{.Names}}'").stdout, 'bystander\n');
    t.true(host.steps - before < 4_000_000, `${String(host.steps - before)} steps`);
  });
}

test('a limit of processes is kept', t => {
  const { sh } = world({ images: ['alpine'] });
  sh("docker run -d --name box --pids-limit 20 alpine sh -c 'while :; do sleep 1000 & done'; sleep 2");
  t.true(Number(sh('docker top box | tail -n +2 | wc -l').stdout) <= 20);
});

test('a container that restarts for ever waits longer and longer', t => {
  const { sh, host } = world({ images: ['alpine'] });
  sh('docker run -d --name box --restart always alpine false');
  const before = host.steps;
  sh('sleep 3600');
  t.true(host.steps - before < 2_000_000, `${String(host.steps - before)} steps`);
  t.true(Number(sh("docker inspect -f '{{.RestartCount}}' box").stdout) < 80);
});

test('the log of a chatty container is bounded', t => {
  const { sh } = world({ images: ['alpine'] });
  sh('timeout -s KILL 1 docker run --name box alpine yes > /dev/null; docker rm -f box');
  sh('docker run -d --name box --log-opt max-size=1k alpine yes; sleep 1');
  t.true(Number(sh('docker logs box | wc -c').stdout) < 4096);
});

import test from 'ava';
import { world, type World } from '../../engine/testing.js';

function killed({ sh }: World, command: string): { readonly code: number; readonly oom: string; readonly events: string } {
  const { code } = sh(`docker run --name box -m 16m alpine ${command}`);
  const oom = sh("docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' box").stdout.trim();
  const events = sh("docker events --since 0 --until $(($(date +%s) + 1)) --filter event=oom --format '{{.Action}}'").stdout.trim();
  return { code, oom, events };
}

for (const [name, command] of [
  ['tail', 'tail /dev/zero'],
  ['a pipe into tail', "sh -c 'exec tail < /dev/zero'"],
  ['sort', "sh -c 'yes abcdefghijklmnopqrstuvwxyz | exec sort'"],
  ['tac', "sh -c 'exec tac /dev/zero'"],
] as const) {
  test(`${name} dies of a memory limit`, t => {
    t.deepEqual(killed(world({ images: ['alpine'] }), command), { code: 137, oom: 'true 137', events: 'oom' });
  });
}

test('a child that is killed for memory does not end its container', t => {
  const { sh } = world({ images: ['alpine'] });
  t.is(sh("docker run --name box -m 16m alpine sh -c 'tail /dev/zero; echo $?'").stdout, '137\n');
  t.is(sh("docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' box").stdout, 'true 0\n');
});

test('with memory enough nobody is killed', t => {
  const { sh } = world({ images: ['alpine'] });
  t.is(sh("docker run --rm -m 16m alpine sh -c 'head -c 4m /dev/zero | tail -c 5 | wc -c'").stdout, '5\n');
});

test('the memory of a container is seen in its statistics', t => {
  const { sh } = world({ images: ['alpine'] });
  sh("docker run -d --name box alpine sh -c '(head -c 8m /dev/zero; sleep 100) | tail'");
  t.regex(sh("docker stats --no-stream --format '{{.MemUsage}}' box").stdout, /^(?:8|9|1\d)\.?\d*MiB/);
});

test('without a limit a program may not hold more than Drydock lets it', t => {
  const { sh } = world({ images: ['alpine'] });
  t.is(sh('tail /dev/zero').code, 1);
  t.is(sh('echo still here').stdout, 'still here\n');
});

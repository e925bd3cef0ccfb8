import test from 'ava';
import { World } from '../../../engine/testing.js';

const world = new World({ images: ['busybox'] });

test('processes use all processors, or those that their container was given', t => {
  t.deepEqual(world.sh('taskset -p 1; taskset -cp 1; taskset 3 echo both'), {
    code: 0,
    stdout: "pid 1's current affinity mask: 3\npid 1's current affinity list: 0,1\nboth\n",
    stderr: '',
  });
  t.is(world.sh('docker run --rm --cpuset-cpus 1 busybox taskset -p 1').stdout, "pid 1's current affinity mask: 2\n");
});

test('what would make processes unlike is refused', t => {
  for (const [command, refusal] of [
    ['taskset 1 true', 'taskset: drydock: keeping a process to some of the processors is not simulated\n'],
    ['renice -n 5 -p 1', 'renice: drydock: niceness other than 0 is not simulated\n'],
    ['ionice -c 3 true', 'ionice: drydock: I/O priorities are not simulated\n'],
    ['chrt -r 5 true', 'chrt: drydock: option -r is not simulated\n'],
  ] as const) {
    t.deepEqual(world.sh(command), { code: 1, stdout: '', stderr: refusal });
  }
});

test('vmstat tells of memory and processors, once or again and again', t => {
  const { stdout } = world.sh('vmstat 1 3');
  const [, , ...rows] = stdout.trimEnd().split('\n');
  t.is(rows.length, 3);
  for (const row of rows) t.regex(row, /^ 1 {2}0 +0 \d+ +32768 +491520 +0 +0 +0 +0 +0 +\d+ +\d+ +\d+ +\d+ +0 +0$/);
});

import test from 'ava';
import { World } from '../../engine/testing.js';
import { CopyProbe } from '../../grader/probe.js';

test('a server is asked while the learner sits at a prompt, and the learner’s host does not notice', t => {
  const world = new World({ images: ['nginx'] });
  world.sh('docker run -d --name web -p 8080:80 nginx');
  const screen = world.terminal(undefined);
  const before = { now: world.host.now(), shown: screen.shown };
  const probe = new CopyProbe(world.host);
  t.like(probe.http('http://localhost:8080/nowhere'), { kind: 'answer', status: 404 });
  t.deepEqual(probe.run('sleep 5; echo awake; exit 3'), { exitCode: 3, output: 'awake\n' });
  t.deepEqual({ now: world.host.now(), shown: screen.shown }, before);
  t.is(world.sh('docker logs --tail 1 web | grep -c nowhere').stdout, '0\n');
});

test('what takes too long is given up', t => {
  t.deepEqual(new CopyProbe(new World().host).run('sleep 1000'), { exitCode: 124, output: '' });
});

test('what one probe does to Docker the next one does not see', t => {
  const world = new World({ images: ['alpine'] });
  world.sh('docker run --name box alpine true');
  const probe = new CopyProbe(world.host);
  t.deepEqual(probe.run('docker ps -aq | wc -l'), { exitCode: 0, output: '1\n' });
  t.deepEqual(probe.run('docker rm box'), { exitCode: 0, output: 'box\n' });
  t.deepEqual(probe.run('docker ps -aq | wc -l'), { exitCode: 0, output: '1\n' });
});

test('a container that comes and goes costs no further copy of the host, one that stays does', t => {
  const world = new World({ images: ['alpine'] });
  let copies = 0;
  const replica = world.host.replica.bind(world.host);
  world.host.replica = () => {
    copies += 1;
    return replica();
  };
  const probe = new CopyProbe(world.host);
  const lines = [
    'docker run --rm alpine echo one',
    'docker run --rm alpine echo two',
    'docker run --rm alpine echo two',
    'docker run -v kept:/v alpine',
    'docker ps -a',
  ];
  t.deepEqual(
    lines.map(line => [probe.run(line).output.split('\n').length - 1, copies]),
    [
      [1, 1],
      [1, 1],
      [1, 1],
      [0, 1],
      [1, 2],
    ],
  );
});

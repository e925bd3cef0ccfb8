import test from 'ava';
import { World } from '../../engine/testing.js';

test('lsns tells which namespaces a container has of its own', t => {
  const world = new World({ images: ['alpine', 'debian'] });
  const sh = (line: string): string => {
    const { code, stdout, stderr } = world.sh(line);
    return `${stdout}${stderr}[${String(code)}]`;
  };
  sh('docker run -d --name one debian sleep 1000; docker run -d --name two --network container:one --pid container:one alpine sleep 2000');
  const inside = world.sh('docker exec one lsns').stdout;
  t.is(inside.split('\n')[0], '        NS TYPE   NPROCS PID USER COMMAND');
  const types = inside.split('\n').map(line => line.trim().split(/\s+/).slice(1, 4).join(' '));
  // The second container shares the network and the processes, and nothing else.
  t.deepEqual(
    types.slice(1, -1).sort(),
    [
      'cgroup 2 1',
      'cgroup 1 2',
      'ipc 2 1',
      'ipc 1 2',
      'mnt 2 1',
      'mnt 1 2',
      'net 3 1',
      'pid 3 1',
      'time 3 1',
      'user 3 1',
      'uts 2 1',
      'uts 1 2',
    ].sort(),
  );
  const shared = world.sh('docker exec one readlink /proc/1/ns/net').stdout.replaceAll(/\D/g, '');
  t.is(
    sh(`sudo lsns -t net -J -o ns,nprocs,nsfs | tail -7`),
    `      },{\n         "ns": ${shared},\n         "nprocs": 2,\n         "nsfs": null\n      }\n   ]\n}\n[0]`,
  );
  t.is(sh(`sudo lsns -rn -t pid -o command`), '/sbin/init\nsleep\\x201000\n[0]');
  t.regex(sh(`sudo lsns ${shared}`), /^ *PID PPID USER COMMAND\n *\d+ +\d+ root sleep 1000\n *\d+ +\d+ root sleep 2000\n\[0\]$/);
  t.is(
    sh('lsns -t foo; lsns -o foo; lsns abc; lsns 12; lsns -o pns'),
    `unknown namespace type: foo|unknown column: foo|invalid namespace argument: 'abc'|not found namespace: 12|drydock: the column PNS is not simulated`
      .split('|')
      .map(message => `lsns: ${message}\n`)
      .join('') + '[1]',
  );
});

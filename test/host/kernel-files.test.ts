import test from 'ava';
import { World } from '../../engine/testing.js';

test('the control groups of containers are folders of the host, with the limits that Docker was told', t => {
  const { sh } = new World({ images: ['alpine'] });
  sh('docker run -d --name small -m 64m --pids-limit 20 alpine sleep 100');
  const at = '/sys/fs/cgroup/docker/$(docker inspect -f {{.Id}} small)';
  t.is(sh(`cat ${at}/memory.max ${at}/pids.max`).stdout, '67108864\n20\n');
  t.is(sh(`test "$(cat ${at}/cgroup.procs)" = "$(docker inspect -f {{.State.Pid}} small)" && echo the same`).stdout, 'the same\n');
  t.is(
    sh('ls -d /sys/fs/cgroup/docker/*/ | wc -l; docker rm -f small; ls -d /sys/fs/cgroup/docker/*/ 2>&1 | wc -l').stdout,
    '1\nsmall\n1\n',
  );
});

test('two processes share a namespace when its link has the same number', t => {
  const { sh } = new World({ images: ['alpine'] });
  sh('docker run -d --name one alpine sleep 100; docker run -d --name two --network container:one alpine sleep 100');
  const link = (name: string, kind: string): string => sh(`docker exec ${name} readlink /proc/1/ns/${kind}`).stdout;
  t.is(link('one', 'net'), link('two', 'net'));
  t.not(link('one', 'pid'), link('two', 'pid'));
  t.is(sh('readlink /proc/self/ns/net').stdout, 'net:[4026531840]\n');
  t.is(
    sh('docker run --rm --network host --uts host --ipc host alpine sh -c "readlink /proc/self/ns/net /proc/self/ns/uts /proc/self/ns/ipc"')
      .code,
    0,
  );
  t.is(sh('docker run --rm --network host --uts host --ipc host alpine readlink /proc/self/ns/ipc').stdout, 'ipc:[4026531839]\n');
});

test('findmnt and lsblk tell which files of the disk a container sees', t => {
  const { sh } = new World({ images: ['debian'] });
  t.is(sh('docker run --rm -v data:/data debian findmnt -n -o SOURCE /data').stdout, '/dev/sda1[/var/lib/docker/volumes/data/_data]\n');
  t.is(
    sh('docker run --rm debian lsblk').stdout,
    [
      'NAME   MAJ:MIN RM SIZE RO TYPE MOUNTPOINTS',
      'sda      8:0    0  40G  0 disk ',
      '`-sda1   8:1    0  40G  0 part /etc/hosts',
      '                               /etc/hostname',
      '                               /etc/resolv.conf',
      '',
    ].join('\n'),
  );
});

import test from 'ava';
import { World } from '../../engine/testing.js';

test('settings of the kernel are read-only in a container, unless it is privileged', t => {
  const { sh } = new World({ images: ['alpine'] });
  t.deepEqual(sh('docker run --rm alpine sh -c "echo 1 > /proc/sys/net/ipv4/ip_forward; grep /proc/sys /proc/mounts"'), {
    code: 0,
    stdout: 'proc /proc/sys proc ro,nosuid,nodev,noexec,relatime 0 0\n',
    stderr: "sh: can't create /proc/sys/net/ipv4/ip_forward: Read-only file system\n",
  });
  t.is(sh('docker run --rm --privileged alpine sh -c "echo hi > /proc/sys/kernel/hostname; hostname"').stdout, 'hi\n');
});

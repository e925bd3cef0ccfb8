import test from 'ava';
import { World } from '../../engine/testing.js';

const world = (): World => new World({ images: ['alpine', 'debian'] });

test('settings of the kernel are read-only in a container, unless it is privileged', t => {
  const { sh } = world();
  t.deepEqual(sh('docker run --rm alpine sh -c "echo 1 > /proc/sys/net/ipv4/ip_forward; echo 1 > /proc/irq/default_smp_affinity"'), {
    code: 1,
    stdout: '',
    stderr:
      "sh: can't create /proc/sys/net/ipv4/ip_forward: Read-only file system\nsh: can't create /proc/irq/default_smp_affinity: Read-only file system\n",
  });
  t.is(sh('docker run --rm --privileged alpine sh -c "echo hi > /proc/sys/kernel/hostname; hostname"').stdout, 'hi\n');
});

test('the mounts of a container stand in the order in which runc makes them', t => {
  const { stdout } = world().sh('docker run --rm alpine sh -c "grep -c . /proc/mounts; cut -d\' \' -f2,3 /proc/mounts"');
  t.is(
    stdout,
    `23
/ overlay
/proc proc
/dev tmpfs
/dev/pts devpts
/sys sysfs
/sys/fs/cgroup cgroup2
/dev/mqueue mqueue
/dev/shm tmpfs
/etc/resolv.conf ext4
/etc/hostname ext4
/etc/hosts ext4
/proc/bus proc
/proc/fs proc
/proc/irq proc
/proc/sys proc
/proc/sysrq-trigger proc
/proc/acpi tmpfs
/proc/interrupts tmpfs
/proc/kcore tmpfs
/proc/keys tmpfs
/proc/timer_list tmpfs
/proc/scsi tmpfs
/sys/firmware tmpfs
`,
  );
});

test('what is hidden looks empty', t => {
  const { sh } = world();
  t.deepEqual(
    sh(
      'docker run --rm alpine sh -c "ls /proc/acpi /proc/scsi /sys/firmware; wc -c < /proc/kcore; wc -c < /proc/interrupts; mkdir /proc/acpi/x"',
    ),
    {
      code: 1,
      stdout: '/proc/acpi:\n\n/proc/scsi:\n\n/sys/firmware:\n0\n0\n',
      stderr: "mkdir: can't create directory '/proc/acpi/x': Read-only file system\n",
    },
  );
  t.true(sh('docker run --rm --security-opt systempaths=unconfined alpine cat /proc/interrupts').stdout.includes('Local timer interrupts'));
});

test('df of GNU shows each device once, df of BusyBox all that has space', t => {
  const { sh } = world();
  const targets = (image: string): string[] =>
    sh(`docker run --rm ${image} df -h`)
      .stdout.split('\n')
      .slice(1, -1)
      .map(line => line.replace(/.* /, ''));
  t.deepEqual(targets('debian'), ['/', '/dev', '/dev/shm', '/etc/hosts', '/proc/acpi', '/proc/scsi', '/sys/firmware']);
  t.deepEqual(targets('alpine'), [
    '/',
    '/dev',
    '/dev/shm',
    '/etc/resolv.conf',
    '/etc/hostname',
    '/etc/hosts',
    '/proc/acpi',
    '/proc/interrupts',
    '/proc/kcore',
    '/proc/keys',
    '/proc/timer_list',
    '/proc/scsi',
    '/sys/firmware',
  ]);
});

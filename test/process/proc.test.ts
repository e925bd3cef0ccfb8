import test from 'ava';
import { machine } from '../helpers/machine.js';
import { print, smallPrograms } from '../helpers/small-programs.js';

const programs = {
  ...smallPrograms,
  ls: function* (sys, argv) {
    const path = argv[1] ?? '.';
    for (const { name, kind } of sys.readdir(path))
      yield* print(sys, `${name}${kind === 'symlink' ? ` -> ${sys.readlink(`${path}/${name}`)}` : ''}\n`);
    return 0;
  },
} satisfies NonNullable<Parameters<typeof machine>[0]>['programs'];

test('a process sees itself in /proc', t => {
  const host = machine({ programs });
  const lines = (file: string) => host.run(['cat', `/proc/self/${file}`]).stdout;
  t.is(lines('cmdline'), 'cat\0/proc/self/cmdline\0');
  t.is(lines('comm'), 'cat\n');
  t.is(lines('environ'), 'PATH=/usr/local/bin:/usr/bin:/bin\0HOME=/root\0');
  t.regex(lines('stat'), /^(\d+) \(cat\) R 1 \1 \1 0 -1 4194304( \d+){43}\n$/);
  t.is(
    lines('status')
      .split('\n')
      .slice(0, 8)
      .map(line => line.replace(/\d{3,}$/, 'N'))
      .join('|'),
    'Name:\tcat|Umask:\tN|State:\tR (running)|Tgid:\tN|Ngid:\t0|Pid:\tN|PPid:\t1|TracerPid:\t0',
  );
  t.is(lines('mounts').split('\n')[0], 'ext4 / ext4 rw,relatime 0 0');
});

test('a process’s descriptors are links', t => {
  const host = machine({ programs, files: { '/tmp/a': '' } });
  const started = host.start(function* (sys) {
    sys.open('/tmp/a', { read: true });
    sys.open('/dev/null', { write: true });
    yield* sys.pause();
    return 0;
  });
  host.settle();
  const { stdout } = host.run(['ls', `/proc/${started.process.pid}/fd`]);
  t.is(stdout.replace(/\[\d+\]/g, '[N]'), '0 -> pipe:[N]\n1 -> pipe:[N]\n2 -> pipe:[N]\n3 -> /tmp/a\n4 -> /dev/null\n');
});

test('/proc has the processes of its own namespace', t => {
  const host = machine({ programs });
  const { stdout } = host.run(['ls', '/proc']);
  t.deepEqual(stdout.split('\n').filter(name => /^\d/.test(name)).length, 2);
  t.is(host.run(['cat', '/proc/1/comm']).stdout, 'init\n');
  t.is(host.run(['cat', '/proc/4711/comm']).stderr, 'cat: No such file or directory\n');
});

test('what the machine tells about itself', t => {
  const host = machine({ programs });
  const read = (file: string) => host.run(['cat', `/proc/${file}`]).stdout;
  t.is(read('meminfo').split('\n')[0], 'MemTotal:        4194304 kB');
  t.is(read('cpuinfo').match(/^processor/gm)?.length, 2);
  t.regex(read('uptime'), /^\d+\.\d\d \d+\.\d\d\n$/);
  t.regex(read('loadavg'), /^0\.00 0\.00 0\.00 1\/2 \d+\n$/);
  t.is(read('sys/kernel/osrelease'), '6.1.0-28-amd64\n');
  t.regex(read('sys/kernel/random/uuid'), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\n$/);
});

test('the host name can be read and written', t => {
  const host = machine({ programs });
  host.run(function* (sys) {
    const fd = sys.open('/proc/sys/kernel/hostname', { write: true, truncate: true });
    yield* print(sys, 'harbour\n', fd);
    return 0;
  });
  t.is(host.run(['cat', '/proc/sys/kernel/hostname']).stdout, 'harbour\n');
  t.is(host.namespaces.uts.hostname, 'harbour');
});

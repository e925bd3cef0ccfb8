import test from 'ava';
import { programs } from '../../engine/programs/index.js';
import type { Main } from '../../engine/process/sys.js';
import { machine, type Machine } from '../helpers/machine.js';

function world(): { readonly host: Machine; readonly sh: (line: string) => { code: number; stdout: string; stderr: string } } {
  const shell: Readonly<Record<string, Main>> = Object.fromEntries(
    [...programs].flatMap(([id, main]) => (id === 'dash' ? [['/bin/sh', main]] : [])),
  );
  const host = machine({
    programs: { ...Object.fromEntries(programs), ...shell },
    env: { TERM: 'xterm' },
    files: {
      '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nbin:x:2:2:bin:/bin:/bin/sh\n',
      '/etc/group': 'root:x:0:\nbin:x:2:\n',
      '/data/a': 'one\ntwo\nthree\n',
    },
  });
  return { host, sh: line => host.run(['/bin/sh', '-c', line], { cwd: '/data' }) };
}

const ok = (stdout: string) => ({ code: 0, stdout, stderr: '' });

/** Command line → everything it printed to standard output; all of these exit 0 and say nothing on standard error. */
const lines: readonly (readonly [string, string])[] = [
  ['echo a b c | xargs -n1 echo', 'a\nb\nc\n'],
  ['echo a b | xargs -I{} echo [{}]', '[a b]\n'],
  ['printf "x y\\0z\\0" | xargs -0 -n1 echo', 'x y\nz\n'],
  ['echo 1 1 1 | xargs -P 3 -n 1 sleep; echo $?', '0\n'],
  ['xargs -r echo hi < /dev/null', ''],
  ['find /data -type f -exec wc -l {} \\;', '3 /data/a\n'],
  ['find /data -name a -exec cat {} +', 'one\ntwo\nthree\n'],
  ['timeout 1 sleep 5; echo $?', '124\n'],
  ['timeout 5 sleep 1; echo $?', '0\n'],
  ['busybox timeout 1 sleep 5; echo $?', '143\n'],
  ['env A=1 sh -c "echo \\$A"', '1\n'],
  ['nohup echo hi', 'hi\n'],
  ['yes | head -1', 'y\n'],
  ['yes | head -3 | cat -n', '     1\ty\n     2\ty\n     3\ty\n'],
  ['seq 100000 | tail -1', '100000\n'],
  ['cat /dev/zero | head -c 100000 | md5sum', '0019d23bef56a136a1891211d7007f6f  -\n'],
  ['sleep 0.5; date -u +%S.%3N | cut -c1-2', '00\n'],
  [
    'awk \'BEGIN{"echo hi" | getline x; print x; print "b\\na" | "sort"; close("sort"); system("echo sys"); print "end"}\'',
    'hi\na\nb\nsys\nend\n',
  ],
  ['mkfifo p; (echo x > p)& cat p', 'x\n'],
  ['su bin -s /bin/sh -c id', 'uid=2(bin) gid=2(bin) groups=2(bin)\n'],
  ['cp /usr/bin/ls ./mine && ./mine -d /data', '/data\n'],
  ['tar cf x.tar a && mkdir o && tar xvf x.tar -C o && cat o/a', 'a\none\ntwo\nthree\n'],
  ['tar czf y.tgz a && tar tzf y.tgz && gzip -k a && zcat a.gz | wc -l && file -b y.tgz', 'a\n3\ngzip compressed data\n'],
  ['sed -i s/one/ONE/ a; head -1 a; stat -c %a a', 'ONE\n644\n'],
  ['busybox ps -o pid,args | head -2', 'PID   COMMAND\n    1 /sbin/init\n'],
  ['ps -o comm= -p $$; :', 'sh\n'],
];

for (const [line, stdout] of lines) test(line, t => t.deepEqual(world().sh(line), ok(stdout)));

test('tail -f follows a file that grows', t => {
  const { sh } = world();
  const line = '(sleep 1; echo more >> log; sleep 2; echo again >> log)& echo start > log; timeout 5 tail -f log';
  t.deepEqual(sh(line), { code: 124, stdout: 'start\nmore\nagain\n', stderr: '' });
});

test('timeout with KILL falls to its own signal, and the shell says so', t => {
  const { sh } = world();
  const killed = { code: 0, stdout: '137\n', stderr: 'Killed\n' };
  t.deepEqual(sh('timeout -s KILL 1 sleep 5; echo $?'), killed);
  t.deepEqual(sh('timeout -k 1 1 sh -c "trap : TERM; while :; do sleep 1; done"; echo $?'), killed);
});

test('kill, pkill and killall end processes', t => {
  const { sh } = world();
  t.is(sh('sleep 100 & kill $!; wait $!; echo $?').stdout, '143\n');
  t.is(sh('sleep 100 & pkill -9 sleep; wait $!; echo $?').stdout, '137\n');
  t.is(sh('sleep 100 & killall sleep; wait $!; echo $?').stdout, '143\n');
  t.deepEqual(sh('kill 99999; killall nosuch'), {
    code: 1,
    stdout: '',
    stderr: '/bin/sh: 1: kill: No such process\n\nnosuch: no process found\n',
  });
});

test('ps shows the processes in the layouts of procps', t => {
  const { host } = world();
  const { stdout } = host.run(['ps', '-eo', 'pid,ppid,args']);
  t.is(
    stdout.replace(/^ *\d+(?= {7}1 ps)/m, '      N'),
    '    PID    PPID COMMAND\n      1       0 /sbin/init\n      N       1 ps -eo pid,ppid,args\n',
  );
  t.deepEqual(host.run(['ps', '-ef']).stdout.split('\n')[0], 'UID          PID    PPID  C STIME TTY          TIME CMD');
  t.deepEqual(host.run(['ps', 'aux']).stdout.split('\n')[0], 'USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND');
  t.deepEqual(host.run(['ps', '--bogus']).stderr.split('\n')[0], 'error: unknown gnu long option');
  t.deepEqual(host.run(['ps', '-o', 'bogus']).stderr.split('\n')[0], 'error: unknown user-defined format specifier "bogus"');
  t.is(host.run(['ps', '-p', '99999']).code, 1);
});

test('what is not simulated says so', t => {
  const { host } = world();
  host.run(['ln', '-s', '/usr/bin/busybox', '/bin/tftpd']);
  t.deepEqual(host.run(['/bin/tftpd']), { code: 127, stdout: '', stderr: 'drydock: the BusyBox applet tftpd is not simulated\n' });
  const vi = programs.get('vi');
  if (vi) host.program('/usr/bin/vi', vi);
  t.deepEqual(host.run(['vi']), { code: 126, stdout: '', stderr: 'drydock: vi is not simulated\n' });
  t.deepEqual(host.run(['busybox', 'nosuch']), { code: 127, stdout: '', stderr: 'nosuch: applet not found\n' });
});

test('a full device is an error of writing', t => {
  t.deepEqual(world().sh('yes > /dev/full; echo $?'), { code: 0, stdout: '1\n', stderr: 'yes: write error: No space left on device\n' });
});

import test from 'ava';
import { LaunchError } from '../../engine/process/launch-error.js';
import { machine, type Machine } from '../helpers/machine.js';
import { print, smallPrograms } from '../helpers/small-programs.js';

const programs = {
  ...smallPrograms,
  args: function* (sys, argv) {
    yield* print(sys, `${JSON.stringify(argv)}\n`);
    return 0;
  },
} satisfies NonNullable<Parameters<typeof machine>[0]>['programs'];

function prepared(): Machine {
  const host = machine({ programs, files: { '/etc/motd': 'hello\n' } });
  host.file('/usr/local/bin/script', '#!/usr/bin/args -x  -y \nrest\n', 0o755);
  host.file('/usr/local/bin/nested', '#! /usr/local/bin/script\n', 0o755);
  host.file('/usr/local/bin/loop', '#!/usr/local/bin/loop\n', 0o755);
  host.file('/usr/local/bin/orphan', '#!/usr/bin/gone\n', 0o755);
  host.file('/usr/local/bin/text', 'just words\n', 0o755);
  host.file('/usr/local/bin/plain', 'just words\n', 0o644);
  return host;
}

test('a script is run by its interpreter, with one argument at most', t => {
  const host = prepared();
  t.is(host.run(['script', 'a', 'b']).stdout, '["/usr/bin/args","-x  -y","/usr/local/bin/script","a","b"]\n');
  t.is(host.run(['nested', 'a']).stdout, '["/usr/bin/args","-x  -y","/usr/local/bin/script","/usr/local/bin/nested","a"]\n');
});

test('the daemon is told why a program could not be started', t => {
  const host = prepared();
  const failures = ['nope', '/nope', '/etc', '/etc/motd', 'plain', 'text', 'orphan', 'loop', '/etc/motd/x', ''].map(name => {
    const error = t.throws(() => host.run([name]), { instanceOf: LaunchError });
    return `${name}: ${error.failure} ${error.code}`;
  });
  t.deepEqual(failures, [
    'nope: not-in-path ENOENT',
    '/nope: exec ENOENT',
    '/etc: exec EACCES',
    '/etc/motd: exec EACCES',
    'plain: exec EACCES',
    'text: exec ENOEXEC',
    'orphan: exec ENOENT',
    'loop: exec ELOOP',
    '/etc/motd/x: exec ENOTDIR',
    ': not-in-path ENOENT',
  ]);
  const chdir = t.throws(() => host.run(['true'], { cwd: '/nowhere' }), { instanceOf: LaunchError });
  t.deepEqual([chdir.failure, chdir.code, chdir.path], ['chdir', 'ENOENT', '/nowhere']);
  t.deepEqual(
    host.kernel.processes().map(row => row.command),
    ['init'],
  );
});

test('exec replaces the program and keeps the process', t => {
  const host = prepared();
  const result = host.run(function* (sys) {
    yield* print(sys, `${sys.pid} `);
    sys.env.set('PATH', '/usr/bin');
    const keep = sys.open('/etc/motd', { read: true });
    const drop = sys.dup(keep);
    sys.setCloseOnExec(drop, true);
    return yield* sys.exec('sh', ['-sh', `${keep}`, `${drop}`]);
  });
  t.is(result.stderr, 'main: No such file or directory\n');
  host.program('sh', function* (sys, argv) {
    const open = argv.slice(1).map(fd => sys.isOpen(Number(fd)));
    yield* print(sys, `${sys.pid} ${argv[0]} ${open.join(' ')} ${[...sys.env].join(' ')} ${sys.processes().at(-1)?.command}`);
    return 7;
  });
  const again = host.run(function* (sys) {
    const keep = sys.open('/etc/motd', { read: true });
    const drop = sys.dup(keep);
    sys.setCloseOnExec(drop, true);
    yield* sys.exec('sh', ['-sh', `${keep}`, `${drop}`], new Map([['PATH', '/usr/bin']]));
    return 1;
  });
  const pid = again.stdout.split(' ')[0];
  t.deepEqual(again, { code: 7, stdout: `${pid} -sh true false PATH,/usr/bin sh`, stderr: '' });
});

test('arguments that are too long are refused', t => {
  const host = prepared();
  const result = host.run(function* (sys) {
    for (const argv of [
      ['args', 'x'.repeat(200_000)],
      ['args', ...new Array<string>(30).fill('x'.repeat(100_000))],
    ]) {
      try {
        sys.spawn({ argv });
      } catch (error) {
        yield* print(sys, `${error instanceof Error ? error.message : ''}\n`);
      }
    }
    return 0;
  });
  t.is(result.stdout, 'Argument list too long\nArgument list too long\n');
});

test('programs that were run are on record with their exit codes', t => {
  const host = prepared();
  host.run(function* (sys) {
    yield* sys.wait(sys.spawn({ argv: ['false'], cwd: '/etc' }));
    const busy = sys.spawn({ argv: ['busy'] });
    sys.kill(busy, 'SIGKILL');
    return 3;
  });
  t.deepEqual(
    host.kernel.executions.list().map(({ argv, cwd, code }) => [argv.join(' '), cwd, code]),
    [
      ['/sbin/init', '/', undefined],
      ['/usr/bin/main', '/', 3],
      ['false', '/etc', 1],
      ['busy', '/', 137],
    ],
  );
});

test('only root finds what others may not execute', t => {
  const host = prepared();
  host.file('/usr/local/bin/secret', '#!/usr/bin/args\n', 0o700);
  t.is(host.run(['secret']).code, 0);
  t.is(t.throws(() => host.run(['secret'], { uid: 1000 }), { instanceOf: LaunchError }).code, 'EACCES');
});

import test from 'ava';
import { machine } from '../helpers/machine.js';
import { print, smallPrograms as programs } from '../helpers/small-programs.js';

test('descriptors made by dup share their offset, those of two opens do not', t => {
  const host = machine({ files: { '/tmp/a': 'abcdef' } });
  const result = host.run(function* (sys) {
    const [first, second] = [sys.open('/tmp/a', { read: true }), sys.open('/tmp/a', { read: true })];
    const copy = sys.dup(first);
    for (const fd of [first, copy, second]) yield* sys.write(1, yield* sys.read(fd, 2));
    sys.close(first);
    yield* sys.write(1, yield* sys.read(copy, 2));
    return 0;
  });
  t.is(result.stdout, 'abcdabef');
});

test('the lowest free descriptor is taken; dup to a number closes what was there', t => {
  const result = machine().run(function* (sys) {
    const numbers = [sys.dup(0), sys.dup(0, undefined, 10), sys.dup(0, 7), sys.dup(0)];
    sys.close(3);
    numbers.push(sys.dup(0));
    yield* print(sys, numbers.join(' '));
    sys.close(42);
    return 0;
  });
  t.deepEqual(result, { code: 1, stdout: '3 10 7 4 3', stderr: 'main: Bad file descriptor\n' });
});

test('writing to what is open for reading, and the other way round, is EBADF', t => {
  for (const options of [{ read: true }, { write: true }]) {
    t.is(
      machine({ files: { '/tmp/a': 'x' } }).run(function* (sys) {
        const fd = sys.open('/tmp/a', options);
        if (options.read) yield* print(sys, 'x', fd);
        else yield* sys.read(fd, 1);
        return 0;
      }).stderr,
      'main: Bad file descriptor\n',
    );
  }
});

test('append writes at the end, whatever others wrote', t => {
  const host = machine({ files: { '/tmp/a': '1' } });
  host.run(function* (sys) {
    const [one, two] = [sys.open('/tmp/a', { append: true }), sys.open('/tmp/a', { append: true })];
    for (const [fd, text] of [
      [one, '2'],
      [two, '3'],
      [one, '4'],
    ] as const)
      yield* print(sys, text, fd);
    return 0;
  });
  t.is(host.read('/tmp/a'), '1234');
});

test('devices', t => {
  const host = machine();
  const result = host.run(function* (sys) {
    const open = (name: string): number => sys.open(`/dev/${name}`, { read: true, write: true });
    yield* sys.write(open('null'), new Uint8Array(1000));
    const [nothing, zeros, some, other] = [
      yield* sys.read(open('null'), 10),
      yield* sys.read(open('zero'), 3),
      yield* sys.read(open('random'), 16),
      yield* sys.read(open('urandom'), 16),
    ];
    yield* print(sys, `${nothing.length} [${zeros.join()}] ${some.length} ${some.join() !== other.join()}`);
    yield* sys.write(open('full'), new Uint8Array(1));
    return 0;
  });
  t.deepEqual(result, { code: 1, stdout: '0 [0,0,0] 16 true', stderr: 'main: No space left on device\n' });
});

test('devices that are not there', t => {
  const host = machine();
  for (const [path, message] of [
    ['/dev/sda', 'No such device or address'],
    ['/dev/tty', 'No such device or address'],
    ['/dev/pts/3', 'No such file or directory'],
  ] as const) {
    t.is(
      host.run(function* (sys) {
        sys.open(path, { read: true });
        return 0;
      }).stderr,
      `main: ${message}\n`,
    );
  }
});

test('/dev/stdout is the descriptor itself, /dev/stdin too', t => {
  const host = machine();
  t.deepEqual(
    host.run(
      function* (sys) {
        const [input, output] = [sys.open('/dev/stdin', { read: true }), sys.open('/dev/stdout', { write: true })];
        yield* sys.write(output, yield* sys.read(input, 10));
        yield* print(sys, '!');
        return 0;
      },
      { stdin: 'text' },
    ),
    { code: 0, stdout: 'text!', stderr: '' },
  );
});

test('a file reopened through /dev/fd has an offset of its own', t => {
  const result = machine({ files: { '/tmp/a': 'abcd' } }).run(function* (sys) {
    const fd = sys.open('/tmp/a', { read: true });
    yield* sys.read(fd, 2);
    yield* sys.write(1, yield* sys.read(sys.open(`/dev/fd/${fd}`, { read: true }), 10));
    yield* sys.write(1, yield* sys.read(fd, 10));
    return 0;
  });
  t.is(result.stdout, 'abcdcd');
});

test('directories are changed and remembered without links', t => {
  const host = machine({ files: { '/srv/www/index.html': 'x', '/srv/plain': 'x' } });
  const result = host.run(function* (sys) {
    sys.symlink('/srv/www', '/web');
    sys.chdir('/web');
    yield* print(sys, `${sys.cwd()} ${sys.stat('index.html').kind}\n`);
    sys.chdir('../plain');
    return 0;
  });
  t.deepEqual(result, { code: 1, stdout: '/srv/www file\n', stderr: 'main: Not a directory\n' });
});

test('unix sockets carry bytes both ways', t => {
  const host = machine({ programs });
  const result = host.run(function* (sys) {
    const listener = sys.listenUnix('/tmp/socket');
    sys.fork(function* (child) {
      const fd = child.connectUnix('/tmp/socket');
      yield* print(child, 'ping', fd);
      yield* child.write(1, yield* child.read(fd, 10));
      return 0;
    });
    const { fd } = yield* sys.accept(listener);
    yield* sys.write(1, yield* sys.read(fd, 10));
    yield* print(sys, ' pong', fd);
    yield* sys.wait(-1);
    sys.close(listener);
    sys.connectUnix('/tmp/socket');
    return 0;
  });
  t.deepEqual(result, { code: 1, stdout: 'ping pong', stderr: 'main: Connection refused\n' });
});

test('a service is found under the name of its socket, by those who may write to it', t => {
  const host = machine();
  const service = { name: 'the daemon' };
  host.directory('/run');
  host.kernel.publishService(host.mounts, '/run/docker.sock', service);
  const ask = (path: string, uid: number) =>
    host.run(
      function* (sys) {
        yield* print(sys, String(sys.service(path) === service));
        return 0;
      },
      { uid },
    );
  t.is(ask('/run/docker.sock', 0).stdout, 'true');
  t.is(ask('/run/docker.sock', 1000).stderr, 'main: Permission denied\n');
  t.is(ask('/run/other.sock', 0).stderr, 'main: No such file or directory\n');
  host.run(function* (sys) {
    sys.listenUnix('/run/mine.sock');
    return 0;
  });
  t.is(ask('/run/mine.sock', 0).stderr, 'main: Connection refused\n');
});

test('what a program lends to a daemon is gone when the program is', t => {
  const host = machine({ programs });
  const lent: { ready(): unknown; read(max: number): Uint8Array | null }[] = [];
  const started = host.start(function* (sys) {
    lent.push(sys.duplex(0));
    yield* sys.pause();
    return 0;
  });
  started.write('abc');
  t.deepEqual([...(lent[0]?.read(2) ?? [])], [97, 98]);
  started.process.kill('SIGTERM');
  t.deepEqual([lent[0]?.ready(), lent[0]?.read(1)?.length], [{ read: true, write: true, hangup: true }, 0]);
});

test('poll waits for the first of several, or for the time', t => {
  const host = machine();
  const started = host.start(function* (sys) {
    const { read, write } = sys.pipe();
    for (let i = 0; i < 3; i++) {
      const result = yield* sys.poll(
        [
          { fd: 0, read: true },
          { fd: read, read: true },
        ],
        100,
      );
      yield* print(sys, `${result.kind}${result.kind === 'ready' ? result.fds.map(({ fd }) => ` ${fd}`).join('') : ''}\n`);
      if (i === 0) yield* print(sys, 'x', write);
    }
    return 0;
  });
  host.settle();
  host.advance(150);
  t.is(started.stdout(), 'timeout\nready 3\nready 3\n');
});

import test from 'ava';
import { createPipe } from '../../engine/process/pipe.js';
import { Errno } from '../../engine/core/errno.js';
import type { Task } from '../../engine/core/task.js';
import type { Sys } from '../../engine/process/sys.js';
import { machine } from '../helpers/machine.js';
import { print, smallPrograms as programs } from '../helpers/small-programs.js';

test('a program that writes for ever ends when nobody reads any more', t => {
  const host = machine({ programs });
  const result = host.run(function* (sys) {
    const pipe = sys.pipe();
    const yes = sys.spawn({ argv: ['yes'], fds: new Map([[1, pipe.write]]) });
    const head = sys.spawn({
      argv: ['head'],
      fds: new Map([
        [0, pipe.read],
        [1, 1],
      ]),
    });
    sys.close(pipe.read);
    sys.close(pipe.write);
    yield* sys.wait(head);
    const ended = yield* sys.wait(yes);
    yield* print(sys, JSON.stringify(ended !== 'interrupted' && ended?.status));
    return 0;
  });
  t.deepEqual(result, { code: 0, stdout: 'y\n{"kind":"signaled","signal":"SIGPIPE"}', stderr: '' });
  t.deepEqual(host.kernel.crashes, []);
});

test('who ignores SIGPIPE gets EPIPE', t => {
  t.deepEqual(
    machine().run(function* (sys) {
      sys.onSignal('SIGPIPE', 'ignore');
      const { read, write } = sys.pipe();
      sys.close(read);
      yield* print(sys, 'lost', write);
      return 0;
    }),
    { code: 1, stdout: '', stderr: 'main: Broken pipe\n' },
  );
});

test('a pipe holds 64 KiB; what is written beyond waits for a reader', t => {
  const host = machine({ programs });
  const written: number[] = [];
  const started = host.start(function* (sys) {
    const { read, write } = sys.pipe();
    sys.fork(
      function* (child) {
        for (let i = 0; i < 20; i++) {
          yield* child.write(7, new Uint8Array(4096));
          written.push(i);
        }
        return 0;
      },
      { fds: new Map([[7, write]]) },
    );
    sys.close(write);
    yield* sys.read(0, 1);
    let total = 0;
    for (let bytes = yield* sys.read(read, 5000); bytes.length > 0; bytes = yield* sys.read(read, 5000)) total += bytes.length;
    yield* print(sys, String(total));
    return 0;
  });
  host.settle();
  t.is(written.length, 16);
  started.write('x');
  t.is(started.stdout(), '81920');
});

test('a write of up to 4096 bytes goes in whole or not at all', t => {
  const { reader, writer } = createPipe();
  t.is(writer.write(new Uint8Array(65_000)), 65_000);
  t.is(writer.write(new Uint8Array(4096)), 0);
  t.is(writer.write(new Uint8Array(5000)), 536);
  t.is(reader.read(100_000)?.length, 65_536);
  t.is(reader.read(1), null);
});

test('an end that is closed says so', t => {
  const first = createPipe();
  first.writer.write(Uint8Array.of(1));
  first.writer.end();
  t.deepEqual(first.reader.ready(), { read: true, write: false, hangup: true });
  t.deepEqual([...(first.reader.read(10) ?? [])], [1]);
  t.deepEqual([...(first.reader.read(10) ?? [9])], []);
  const second = createPipe();
  second.reader.close();
  t.throws(() => second.writer.write(Uint8Array.of(1)), { instanceOf: Errno, message: 'Broken pipe' });
});

test('a named pipe joins programs that open it at different times', t => {
  const host = machine({ programs });
  const result = host.run(function* (sys) {
    sys.mkfifo('/tmp/queue');
    const reader = sys.spawn({ argv: ['cat', '/tmp/queue'] });
    yield* sys.sleep(50);
    const fd = sys.open('/tmp/queue', { write: true });
    yield* print(sys, 'through the queue\n', fd);
    sys.close(fd);
    yield* sys.wait(reader);
    return 0;
  });
  t.deepEqual(result, { code: 0, stdout: 'through the queue\n', stderr: '' });
});

test('bytes that are there can be taken one by one, and cost what reading them costs', t => {
  const takeAll = (taken: (byte: number) => void) =>
    function* (sys: Sys): Task<number> {
      const { read, write } = sys.pipe();
      t.is(sys.readByte(read), undefined);
      yield* sys.write(write, new Uint8Array(5000).fill(120));
      sys.close(write);
      for (;;) {
        const byte = sys.readByte(read) ?? (yield* sys.read(read, 1))[0];
        if (byte === undefined) return 0;
        taken(byte);
      }
    };
  const reading = function* (sys: Sys): Task<number> {
    const { read, write } = sys.pipe();
    yield* sys.write(write, new Uint8Array(5000).fill(120));
    sys.close(write);
    while ((yield* sys.read(read, 1)).length > 0);
    return 0;
  };
  const [one, other] = [machine(), machine()];
  const bytes: number[] = [];
  one.run(takeAll(byte => bytes.push(byte)));
  other.run(reading);
  t.deepEqual([bytes.length, new Set(bytes)], [5000, new Set([120])]);
  t.deepEqual([one.kernel.clock.now(), one.kernel.scheduler.steps], [other.kernel.clock.now(), other.kernel.scheduler.steps]);
});

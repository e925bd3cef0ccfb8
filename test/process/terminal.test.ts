import test from 'ava';
import { readLine } from '../../engine/core/streams.js';
import { encodeUtf8 } from '../../engine/core/utf8.js';
import type { Main } from '../../engine/process/sys.js';
import { machine } from '../helpers/machine.js';
import { print, smallPrograms } from '../helpers/small-programs.js';

/** Answers each line with itself in brackets; shows what it got at the end of input. */
const brackets: Main = function* (sys) {
  for (;;) {
    const bytes = yield* sys.read(0, 4096);
    if (bytes.length === 0) break;
    yield* print(sys, `[${JSON.stringify(new TextDecoder().decode(bytes))}]\n`);
  }
  yield* print(sys, 'end\n');
  return 0;
};

const programs: Record<string, Main> = { ...smallPrograms, brackets };

/** What is shown after each of several keystrokes. */
function shownBy(program: readonly string[] | Main, ...keys: readonly string[]): string[] {
  const session = machine({ programs }).interact(program);
  return keys.map(typed => {
    session.type(typed);
    return session.shown();
  });
}

test('keys are echoed, a line is read when it is finished', t => {
  t.deepEqual(shownBy(['brackets'], 'hi', '\r'), ['hi', '\r\n["hi\\n"]\r\n']);
});

test('erasing clears what was echoed', t => {
  t.deepEqual(shownBy(['brackets'], 'abc\x7f\x7f', 'd\r'), ['abc\b \b\b \b', 'd\r\n["ad\\n"]\r\n']);
});

test('erasing a wide character clears two columns, a control character two', t => {
  t.deepEqual(shownBy(['brackets'], '가\x7f', 'e\u0301\x7f', '\x16\x01\x7f', '\r'), [
    '가\b \b\b \b',
    'e\u0301',
    '^\b^A\b \b\b \b',
    '\r\n["e\\n"]\r\n',
  ]);
});

test('^W erases a word, ^U the line; erasing at the start does nothing', t => {
  t.deepEqual(shownBy(['brackets'], 'ab cd \x17', '\x15', '\x7f', 'x\r'), [
    'ab cd \b \b\b \b\b \b',
    '\b \b\b \b\b \b',
    '',
    'x\r\n["x\\n"]\r\n',
  ]);
});

test('^D hands over what was typed so far, and on an empty line is the end', t => {
  t.deepEqual(shownBy(['brackets'], 'ab\x04', 'c\r', '\x04'), ['ab["ab"]\r\n', 'c\r\n["c\\n"]\r\n', 'end\r\n']);
});

test('^C kills the job in the foreground and forgets the line', t => {
  const host = machine({ programs });
  const session = host.interact(['brackets']);
  session.type('abc\x03');
  t.is(session.shown(), 'abc^C');
  t.deepEqual(session.process.exit?.status, { kind: 'signaled', signal: 'SIGINT' });
});

test('^\\ sends SIGQUIT, and ^Z stops nobody whom nobody could continue', t => {
  const host = machine({ programs });
  const session = host.interact(['brackets']);
  session.type('\x1a');
  t.is(session.process.stopped, undefined);
  session.type('\x1c');
  t.deepEqual(session.process.exit?.status, { kind: 'signaled', signal: 'SIGQUIT' });
  t.is(session.shown(), '^Z^\\');
});

test('in raw mode keys come one by one and unseen', t => {
  const raw: Main = function* (sys) {
    sys.setTerminalModes(0, { canonical: false, echo: false, signals: false, mapCarriageReturn: false });
    for (let i = 0; i < 4; i++) yield* print(sys, JSON.stringify([...(yield* sys.read(0, 10))]));
    return 0;
  };
  t.deepEqual(shownBy(raw, 'a', '\x03', '\r\x7f', '\x1b[A'), ['[97]', '[3]', '[13,127]', '[27,91,65]']);
});

test('keys typed ahead become a raw program’s input', t => {
  const host = machine();
  const session = host.interact(function* (sys) {
    yield* sys.sleep(100);
    sys.setTerminalModes(0, { canonical: false });
    yield* print(sys, JSON.stringify([...(yield* sys.read(0, 10))]));
    return 0;
  });
  session.type('ab');
  host.advance(200);
  t.is(session.shown(), 'ab[97,98]');
});

test('lines typed ahead are read one at a time', t => {
  const host = machine({ programs });
  const session = host.interact(function* (sys) {
    yield* sys.sleep(100);
    return yield* brackets(sys, []);
  });
  session.type('one\rtwo\r\x04');
  host.advance(200);
  t.is(session.shown(), 'one\r\ntwo\r\n["one\\n"]\r\n["two\\n"]\r\nend\r\n');
});

test('a change of the window is told to the foreground', t => {
  const host = machine();
  const session = host.interact(
    function* (sys) {
      sys.onSignal('SIGWINCH', 'catch');
      yield* sys.pause();
      const { columns, rows } = sys.windowSize(0);
      yield* print(sys, `${sys.takeSignal()} ${columns}x${rows}`);
      return 0;
    },
    { columns: 80, rows: 24 },
  );
  session.terminal.resize({ columns: 100, rows: 40 });
  host.settle();
  t.is(session.shown(), 'SIGWINCH 100x40');
});

test('a hang-up ends the session', t => {
  const host = machine({ programs });
  const session = host.interact(['brackets']);
  session.terminal.master.close();
  t.deepEqual(session.process.exit?.status, { kind: 'signaled', signal: 'SIGHUP' });
  t.deepEqual(
    host.mounts.readdir({ credentials: { uid: 0, gid: 0, groups: [] }, cwd: '/', umask: 0 }, '/dev/pts').map(entry => entry.name),
    ['ptmx'],
  );
});

test('the end of the session’s leader hangs up its foreground job', t => {
  const host = machine({ programs });
  const session = host.interact(function* (sys) {
    const job = sys.spawn({ argv: ['pause'], processGroup: 0 });
    sys.setForegroundGroup(0, job);
    yield* sys.sleep(10);
    return 0;
  });
  host.advance(100);
  t.deepEqual(session.process.exit?.status, { kind: 'exited', code: 0 });
  t.deepEqual(
    host.kernel.processes().map(row => row.command),
    ['init'],
  );
});

test('a background job that reads the terminal is stopped until it is brought to the foreground', t => {
  const host = machine({ programs });
  const session = host.interact(function* (sys) {
    const job = sys.spawn({ argv: ['brackets'], processGroup: 0 });
    const first = yield* sys.wait(job, { untraced: true });
    yield* print(sys, `${JSON.stringify(first === 'interrupted' ? first : first?.status)}\n`);
    sys.setForegroundGroup(0, job);
    sys.kill(-job, 'SIGCONT');
    const continued = yield* sys.wait(job, { untraced: true });
    const last = yield* sys.wait(job, { untraced: true });
    return continued === last ? 1 : 0;
  });
  t.is(session.shown(), '{"kind":"stopped","signal":"SIGTTIN"}\r\n');
  t.true(session.terminal.isReadBlocked);
  session.type('hello\r');
  t.is(session.shown(), 'hello\r\n["hello\\n"]\r\n');
  session.type('\x04');
  t.deepEqual(session.process.exit?.status, { kind: 'exited', code: 0 });
});

test('^Z stops the foreground job and its parent hears of it', t => {
  const host = machine({ programs });
  const session = host.interact(function* (sys) {
    const job = sys.spawn({ argv: ['brackets'], processGroup: 0 });
    sys.setForegroundGroup(0, job);
    const stopped = yield* sys.wait(job, { untraced: true });
    sys.setForegroundGroup(0, sys.processGroup);
    yield* print(sys, JSON.stringify(stopped === 'interrupted' ? stopped : stopped?.status));
    return 0;
  });
  session.type('\x1a');
  t.is(session.shown(), '^Z{"kind":"stopped","signal":"SIGTSTP"}');
  host.settle();
  t.deepEqual(
    host.kernel.processes().map(row => row.command),
    ['init'],
    'the orphaned job was hung up',
  );
});

test('a full screen makes programs wait; a reader lets them go on', t => {
  const host = machine({ programs });
  const session = host.interact(['yes']);
  t.true(session.process.isBlocked);
  t.is(session.shown().length, 65_536);
  host.settle();
  t.is(session.shown().slice(0, 5), '\r\ny\r\n');
});

test('a line is at most 4095 characters long', t => {
  const host = machine();
  const session = host.interact(function* (sys) {
    const line = yield* readLine(sys.duplex(0), 10_000);
    yield* print(sys, String(line?.length));
    return 0;
  });
  session.type('x'.repeat(5000));
  session.shown();
  session.type('\r');
  t.is(session.shown(), '\r\n4095');
});

test('terminals are numbered from 0, lowest free number first', t => {
  const { kernel, mounts } = machine();
  const size = { columns: 80, rows: 24 };
  const [first, second] = [kernel.openTerminal(mounts, size), kernel.openTerminal(mounts, size)];
  first.master.close();
  const third = kernel.openTerminal(mounts, size);
  t.deepEqual(
    [first, second, third].map(terminal => terminal.name),
    ['pts/0', 'pts/1', 'pts/0'],
  );
});

test('a program drives a terminal of its own', t => {
  const host = machine({ programs });
  const result = host.run(function* (sys) {
    const { master, name } = sys.openTerminal({ columns: 40, rows: 10 });
    sys.fork(function* (child) {
      child.setSession();
      const fd = child.open(name, { read: true, write: true });
      for (const to of [0, 1, 2]) child.dup(fd, to);
      child.close(fd);
      return yield* child.exec('brackets', ['brackets']);
    });
    yield* sys.write(master, encodeUtf8('hi\r\x04'));
    let text = '';
    for (let bytes = yield* sys.read(master, 4096); bytes.length > 0; bytes = yield* sys.read(master, 4096))
      text += String.fromCharCode(...bytes);
    yield* print(sys, `${name} ${JSON.stringify(text)}`);
    return 0;
  });
  t.is(result.stdout, '/dev/pts/0 "hi\\r\\n[\\"hi\\\\n\\"]\\r\\nend\\r\\n"');
});

test('what is no terminal says so', t => {
  t.deepEqual(
    machine().run(function* (sys) {
      yield* print(sys, `${sys.isTerminal(0)} ${sys.isTerminal(99)}`);
      sys.windowSize(1);
      return 0;
    }),
    { code: 1, stdout: 'false false', stderr: 'main: Inappropriate ioctl for device\n' },
  );
});

import test from 'ava';
import { Session } from '../../helpers/full-screen-session.js';

const top = (argv: readonly string[] = []): Session => new Session('top', ['top', ...argv], { columns: 70, rows: 10 });

const rows = (session: Session): readonly string[] => session.screen.trimEnd().split('\n');

test('the summary, and a row for each process', t => {
  const session = top();
  const shown = rows(session);
  t.regex(shown[0] ?? '', /^top - 00:00:00 up 0 min, {2}1 user, {2}load average: /);
  t.is(shown[1], 'Tasks:   2 total,   1 running,   1 sleeping,   0 stopped,   0 zombie');
  t.regex(shown[2] ?? '', /^%Cpu\(s\): +[\d.]+ us, {2}0\.0 sy, {2}0\.0 ni, *[\d.]+ id/);
  t.is(shown[6], '    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+');
  session.type('q');
  t.deepEqual(session.status, { kind: 'exited', code: 0 });
});

test('it is drawn again after some seconds, and at once on a key', t => {
  const session = top(['-d', '10']);
  session.machine.advance(3100);
  t.regex(rows(session)[0] ?? '', /^top - 00:00:00/);
  session.type(' ');
  t.regex(rows(session)[0] ?? '', /^top - 00:00:03/);
  session.machine.advance(10_100);
  t.regex(rows(session)[0] ?? '', /^top - 00:00:13/);
});

test('N sorts by pid, R turns it round, c shows command lines', t => {
  const session = new Session('top', ['top', '-d', '5'], { columns: 90, rows: 10 }).type('N', 'c');
  const pids = (): readonly string[] =>
    rows(session)
      .slice(7)
      .map(row => `${row.slice(0, 7).trim() === '1' ? 'init' : 'other'} ${row.slice(71)}`);
  t.deepEqual(pids(), ['other top -d 5', 'init /sbin/init']);
  session.type('R');
  t.deepEqual(pids(), ['init /sbin/init', 'other top -d 5']);
});

test('k asks for a process and a signal', t => {
  const session = top().type('k');
  t.is(rows(session)[5], 'PID to signal/kill');
  session.type('77', '\r');
  t.is(rows(session)[5], 'Send pid 77 signal [15/sigterm]');
  session.type('\r');
  t.is(rows(session)[5], " Failed signal pid '77' with '15': No such process");
});

test('wrong wishes are told before anything is drawn', t => {
  const { machine } = top();
  t.deepEqual(machine.run(['top', '-b', '-n', '1', '-o', 'SIZE']), {
    code: 1,
    stdout: '',
    stderr: "top: unrecognized field name 'SIZE'\n",
  });
});

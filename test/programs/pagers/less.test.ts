import test from 'ava';
import { Session } from '../../helpers/full-screen-session.js';

const text = Array.from({ length: 60 }, (_, i) => `line number ${String(i + 1)}\n`).join('');

function less(argv: readonly string[], files: Readonly<Record<string, string>>): Session {
  return new Session('less', ['less', ...argv], { files, columns: 40, rows: 5 });
}

const lastRow = (session: Session): string => session.screen.trimEnd().split('\n').at(-1) ?? '';

// As less 590 shows them.
test('a page at a time, to the end and back', t => {
  const session = less(['L'], { '/L': text });
  t.is(session.screen, 'line number 1\nline number 2\nline number 3\nline number 4\nL\n');
  session.type(' ');
  t.is(session.screen, 'line number 5\nline number 6\nline number 7\nline number 8\n:\n');
  session.type('G');
  t.is(session.screen, 'line number 57\nline number 58\nline number 59\nline number 60\n(END)\n');
  session.type('k');
  t.is(session.screen.split('\n')[0], 'line number 56');
  session.type('30g');
  t.is(session.screen.split('\n')[0], 'line number 30');
  session.type('q');
  t.is(session.screen, '\n');
  t.deepEqual(session.status, { kind: 'exited', code: 0 });
});

test('search shows the line at the top, forwards and backwards', t => {
  const session = less(['L'], { '/L': text }).type('/5$', '\r');
  t.is(session.screen.split('\n')[0], 'line number 5');
  session.type('n');
  t.is(session.screen.split('\n')[0], 'line number 15');
  session.type('N');
  t.is(session.screen.split('\n')[0], 'line number 5');
  session.type('/nowhere', '\r');
  t.is(lastRow(session), 'Pattern not found  (press RETURN)');
});

test('several files, and where one is', t => {
  const session = less(['L', 'f'], { '/L': text, '/f': 'one\ntwo\n' });
  t.is(lastRow(session), 'L (file 1 of 2)');
  session.type('G');
  t.is(lastRow(session), '(END) - Next: f');
  session.type(':n');
  t.is(session.screen, 'one\ntwo\n~\n~\nf (file 2 of 2) (END)\n');
  session.type(':n');
  t.is(lastRow(session), 'No next file  (press RETURN)');
  session.type('\r', '=');
  t.is(lastRow(session), 'f (file 2 of 2) lines 1-2/2 (END)  (press R'.slice(0, 39));
});

test('line numbers while reading, and long lines folded or cut', t => {
  const session = less(['f'], { '/f': `${'0123456789'.repeat(5)}\nnext\n` });
  t.is(session.screen, '0123456789012345678901234567890123456789\n0123456789\nnext\n~\nf (END)\n');
  session.type('-S', '\r');
  t.is(session.screen, '0123456789012345678901234567890123456789\nnext\n~\n~\n(END)\n');
  session.type('-N', '\r');
  t.is(session.screen, '      1 01234567890123456789012345678901\n      2 next\n~\n~\n(END)\n');
});

test('-F does not stop for what fits on the screen, -s drops empty lines', t => {
  t.is(less(['-Fs', 'f'], { '/f': 'one\n\n\n\ntwo\n' }).screen, 'one\n\ntwo\n');
});

test('more goes on with space and ends with the text', t => {
  const session = new Session('more', ['more', 'L'], { files: { '/L': text }, columns: 40, rows: 5 });
  t.is(session.screen, 'line number 1\nline number 2\nline number 3\nline number 4\n--More--(6%)\n');
  session.type('\r', ' ');
  t.is(session.screen, 'line number 6\nline number 7\nline number 8\nline number 9\n--More--(15%)\n');
  session.type(...Array.from({ length: 14 }, () => ' '));
  t.deepEqual(session.status, { kind: 'exited', code: 0 });
});

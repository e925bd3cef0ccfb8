import test from 'ava';
import { LinearReader } from '../../../cli/render/linear.js';

function read(...pieces: readonly string[]): string {
  const reader = new LinearReader();
  return pieces.map(piece => reader.take(piece)).join('') + reader.settle();
}

test('lines come out as they are completed', t => {
  const reader = new LinearReader();
  t.deepEqual(
    [reader.take('one\r\ntw'), reader.take('o\r\n'), reader.take('three'), reader.settle(), reader.settle()],
    ['one\n', 'two\n', '', 'three', ''],
  );
});

test('an empty line is kept', t => {
  t.is(read('a\r\n\r\nb\r\n'), 'a\n\nb\n');
});

test('a line that is painted over is given out as it was in the end', t => {
  t.is(read('10%\r20%\r100%\r\n'), '100%\n');
});

test('rows of a progress display come out in order, each once', t => {
  const draw = (row: number, text: string): string => `\u001B[${row}A\u001B[2K\r${text}\u001B[${row}B\r`;
  t.is(
    read(
      'Pulling\r\n',
      '\r\n',
      draw(1, 'aaa: Waiting'),
      '\r\n',
      draw(1, 'bbb: Waiting'),
      draw(2, 'aaa: Pull complete'),
      draw(1, 'bbb: Pull complete'),
      'Digest: x\r\n',
    ),
    'Pulling\naaa: Pull complete\nbbb: Pull complete\nDigest: x\n',
  );
});

test('colours and titles are left out, even when they come in pieces', t => {
  t.is(read('\u001B[3', '1mred\u001B[0m\u001B]0;title', '\u0007 text\r\n'), 'red text\n');
});

test('a prompt without a newline is shown when the program waits, and its line goes on', t => {
  const reader = new LinearReader();
  t.deepEqual(
    [reader.take('Password: '), reader.settle(), reader.take('\r\nLogin Succeeded\r\n')],
    ['', 'Password: ', '\nLogin Succeeded\n'],
  );
});

test('wide letters stay whole', t => {
  t.is(read('안녕하세요\b\b\b\b해\r\n'), '안녕하해요\n');
});

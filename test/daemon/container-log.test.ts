import test from 'ava';
import { decodeUtf8, encodeUtf8 } from '../../engine/core/utf8.js';
import { ContainerLog } from '../../engine/daemon/container-log.js';

function linesOf(log: ContainerLog): string[] {
  const lines: string[] = [];
  for (let at = log.first; at < log.end; at++) lines.push(decodeUtf8(log.line(at)?.data ?? new Uint8Array(0)));
  return lines;
}

test('a line is there when its newline has come', t => {
  const log = new ContainerLog({});
  log.write('stdout', encodeUtf8('one\ntw'), 1);
  t.deepEqual(linesOf(log), ['one\n']);
  log.write('stdout', encodeUtf8('o\n'), 2);
  t.deepEqual(linesOf(log), ['one\n', 'two\n']);
});

test('streams do not get into each other’s lines, and the end ends what is unfinished', t => {
  const log = new ContainerLog({});
  log.write('stdout', encodeUtf8('out'), 1);
  log.write('stderr', encodeUtf8('err\n'), 2);
  log.close(3);
  t.deepEqual(linesOf(log), ['err\n', 'out']);
});

test('a line of more than 16 KiB comes in pieces', t => {
  const log = new ContainerLog({});
  log.write('stdout', encodeUtf8(`${'x'.repeat(20_000)}\n`), 1);
  t.deepEqual(
    linesOf(log).map(line => line.length),
    [16_384, 3617],
  );
});

test('max-size × max-file bounds the log; the oldest lines go', t => {
  const log = new ContainerLog({ 'max-size': '1k', 'max-file': '2' });
  for (let i = 0; i < 1000; i++) log.write('stdout', encodeUtf8(`line ${String(i)}\n`), i);
  const lines = linesOf(log);
  t.true(lines.join('').length <= 2048);
  t.is(lines.at(-1), 'line 999\n');
  t.is(log.end, 1000);
});

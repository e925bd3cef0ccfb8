import test from 'ava';
import { compileArithmetic } from '../../engine/shell/arithmetic/expression.js';
import { formatEcho } from '../../engine/shell/builtins/echo.js';
import { parseKill } from '../../engine/shell/builtins/kill.js';
import { formatPrintf } from '../../engine/shell/builtins/printf.js';
import { formatTime } from '../../engine/shell/builtins/time-format.js';
import { bashDialect } from '../../engine/shell/dialect.js';
import { compilePattern } from '../../engine/shell/pattern/pattern.js';

const printed = (format: string, ...args: readonly string[]): string => formatPrintf(format, args, { quoting: true, hex: true }).output;

test('printf', t => {
  t.is(printed('%s|%5s|%-5s|%.2s|%c\n', 'a', 'b', 'c', 'def', 'ghi'), 'a|    b|c    |de|g\n');
  t.is(
    printed('%d %i %u %o %x %X %#x %#o', '10', '-5', '-1', '8', '255', '255', '255', '8'),
    '10 -5 18446744073709551615 10 ff FF 0xff 010',
  );
  t.is(printed('%05d|%+d|% d|%-5d|%.3d|%5.3d', '42', '42', '42', '42', '7', '7'), '00042|+42| 42|42   |007|  007');
  t.is(
    printed('%f %.0f %.1f %e %g %g %G', '1.5', '2.5', '2.25', '12345.678', '0.00001', '1234567', '1e-10'),
    '1.500000 2 2.2 1.234568e+04 1e-05 1.23457e+06 1E-10',
  );
  t.is(printed('%s %s\n', '1', '2', '3'), '1 2\n3 \n');
  t.is(printed('%b|%q', 'a\\tb\\x41', "it's"), "a\tbA|it\\'s");
  t.is(printed('%*d|%-*d|%.*f', '5', '1', '5', '2', '1', '3.14'), '    1|2    |3.1');
  t.is(printed('\\x41\\101\\n\\q%%'), 'AA\n\\q%');
  t.is(printed('%d %d', "'A", '0x1F'), '65 31');
  t.deepEqual(formatPrintf('%d %z', ['1x'], { quoting: true, hex: true }), {
    output: '1 ',
    complaints: [
      { kind: 'incomplete', text: '1x', after: 0 },
      { kind: 'missing', text: '%z', after: 2 },
    ],
  });
});

test('echo', t => {
  t.is(formatEcho(['-n', 'a', 'b'], { escapes: false, options: true }), 'a b');
  t.is(formatEcho(['-e', 'a\\tb\\c', 'd'], { escapes: false, options: true }), 'a\tb');
  t.is(formatEcho(['-ne', '\\0101\\x42\\e'], { escapes: false, options: true }), 'AB\x1b');
  t.is(formatEcho(['-e', 'a\\n'], { escapes: true, options: false }), '-e a\n\n');
  t.is(formatEcho(['-x', '-n'], { escapes: false, options: true }), '-x -n\n');
});

test('kill arguments', t => {
  t.deepEqual(parseKill(['-9', '5']), { kind: 'send', signal: 'SIGKILL', targets: ['5'] });
  t.deepEqual(parseKill(['-s', 'term', '5', '6']), { kind: 'send', signal: 'SIGTERM', targets: ['5', '6'] });
  t.deepEqual(parseKill(['-0', '-5']), { kind: 'send', signal: 0, targets: ['-5'] });
  t.deepEqual(parseKill(['--', '-5']), { kind: 'send', signal: 'SIGTERM', targets: ['-5'] });
  t.deepEqual(parseKill(['-l', '9']), { kind: 'list', names: ['9'] });
  t.deepEqual(parseKill(['-FOO', '9']), { kind: 'bad-signal', text: 'FOO' });
  t.deepEqual(parseKill([]), { kind: 'usage' });
});

test('times', t => {
  t.is(formatTime('%Y-%m-%d %H:%M:%S %a %b %j %u %s', 951_782_400_000), '2000-02-29 00:00:00 Tue Feb 060 2 951782400');
  t.is(formatTime('%F %T %I %p %e %y %%', -1000), '1969-12-31 23:59:59 11 PM 31 69 %');
});

test('patterns', t => {
  const matches = (pattern: string, text: string): boolean => compilePattern(pattern, { extended: true }).matches(text);
  for (const [pattern, text] of [
    ['a*c', 'abbc'],
    ['*', ''],
    ['?', '한'],
    ['?', '😀'],
    ['[a-c]x', 'bx'],
    ['[!a]', 'b'],
    ['[]]', ']'],
    ['[[:digit:]]*', '1a'],
    ['\\*', '*'],
    ['[', '['],
    ['[a', '[a'],
    ['@(a|b)c', 'bc'],
    ['+(ab)', 'abab'],
    ['!(a)', 'b'],
    ['?(a)b', 'b'],
    ['*(a|b)', 'abba'],
  ] as const)
    t.true(matches(pattern, text), `${pattern} ${text}`);
  for (const [pattern, text] of [
    ['a*c', 'abb'],
    ['?', ''],
    ['[!a]', 'a'],
    ['\\*', 'x'],
    ['@(a|b)', 'c'],
    ['!(a)', 'a'],
    ['+(a)', ''],
    ['[a-c]', 'd'],
  ] as const)
    t.false(matches(pattern, text), `${pattern} ${text}`);
  t.is(compilePattern('*/').prefix('a/b/c', 'shortest'), 2);
  t.is(compilePattern('*/').prefix('a/b/c', 'longest'), 4);
  t.is(compilePattern('.*').suffix('a.b.c', 'shortest'), 2);
  t.deepEqual(
    [...compilePattern('a?').occurrences('abacad')],
    [
      { start: 0, end: 2 },
      { start: 2, end: 4 },
      { start: 4, end: 6 },
    ],
  );
});

test('64-bit arithmetic', t => {
  const variables = new Map<string, number | bigint>([['x', 5]]);
  const value = (text: string): string =>
    String(
      compileArithmetic(
        text,
        bashDialect,
      )({
        read: name => variables.get(name) ?? 0,
        write: (name, _index, result) => variables.set(name, result),
        parameter: () => 0,
      }),
    );
  for (const [text, expected] of [
    ['9223372036854775807 + 1', '-9223372036854775808'],
    ['9223372036854775807 * 2', '-2'],
    ['-9223372036854775808 / -1', '-9223372036854775808'],
    ['1 << 63', '-9223372036854775808'],
    ['1 << 64', '1'],
    ['-1 >> 1', '-1'],
    ['0x7fffffffffffffff', '9223372036854775807'],
    ['9007199254740993 - 1', '9007199254740992'],
    ['3037000500 * 3037000500', '-9223372036709301616'],
    ['-7 / 2', '-3'],
    ['-7 % 2', '-1'],
    ['2 ** 62', '4611686018427387904'],
    ['2 ** 64', '0'],
    ['~0', '-1'],
    ['!5', '0'],
    ['1 < 2 == 1', '1'],
    ['1 | 6 & 3 ^ 1', '3'],
    ['x++ + ++x', '12'],
    ['x -= 2, x', '5'],
    ['x > 3 ? 10 : 20', '10'],
    ['36#z', '35'],
    ['64#_', '63'],
    ['010 + 0x10', '24'],
    ['', '0'],
    ['- -5', '5'],
    ['2 - -3', '5'],
  ] as const)
    t.is(value(text), expected, text);
});

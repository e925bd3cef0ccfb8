import test from 'ava';
import { sqlMachine } from './sql-machine.js';

/** Types at mysql's prompt; what it shows after its greeting, without the times of queries. */
function typed(keys: readonly string[], version = '8.0.36') {
  const sql = sqlMachine(version);
  const { machine, fabric } = sql.net;
  const start = () => {
    const terminal = machine.interact(['client', '-uroot'], { namespaces: { net: fabric.host }, env: { TERM: 'xterm', HOME: '/root' } });
    machine.advance(100);
    terminal.shown();
    return terminal;
  };
  const terminal = start();
  const shown = keys.map(key => {
    terminal.type(key);
    machine.advance(100);
    return terminal.shown().replace(/\(\d+\.\d+ sec\)/g, '(0.00 sec)');
  });
  return { shown, machine, start };
}

// What is compared was recorded from MariaDB 10.11.19 on Debian 12, whose client is MySQL's in this.

test('^C gives up what was typed, and quotations that are open show in the prompt', t => {
  t.deepEqual(
    typed(['sel', '\x03', "select 'a\r", '\x03', 'select "a\r', '\x03', 'select `a\r', '\x03', 'select /* a\r', '\x03', 'select 1\r'])
      .shown,
    [
      'sel',
      '^C\r\nmysql> ',
      "select 'a\r\n    '> ",
      '^C\r\nmysql> ',
      'select "a\r\n    "> ',
      '^C\r\nmysql> ',
      'select `a\r\n    `> ',
      '^C\r\nmysql> ',
      'select /* a\r\n   /*> ',
      '^C\r\nmysql> ',
      'select 1\r\n    -> ',
    ],
  );
  t.deepEqual(typed(['select 1\r', '\x04'], '5.5.5-10.11.19-MariaDB').shown, ['select 1\r\n    -> ', '^DBye\r\n']);
});

test('lines are edited and remembered, a statement of several lines as one', t => {
  const { shown, machine, start } = typed(['selct 1\x1b[D\x1b[D\x1b[D\x1b[De\r', '+1;\r', '\x1b[A', '\x15', '\x04']);
  t.true(shown[1]?.includes('1 row in set (0.00 sec)'));
  t.true(shown[2]?.startsWith('select 1 +1;'), shown[2]);
  t.is(shown.at(-1), '^DBye\r\n');
  t.is(machine.read('/root/.mysql_history'), '_HiStOrY_V2_\nselect\\0401\n+1;\nselect\\0401\\040+1;\n');
  const again = start();
  again.type('\x1b[A');
  t.is(again.shown(), 'select 1 +1;');
});

test('\\q leaves in the middle of a statement too', t => {
  t.is(typed(['select 1\r', '\\q\r']).shown.at(-1), '\\q\r\nBye\r\n');
});

import test from 'ava';
import { programs } from '../../engine/programs/index.js';
import { machine, type Machine } from '../helpers/machine.js';

function host(files: Readonly<Record<string, string>> = {}): Machine {
  return machine({ programs: Object.fromEntries(programs), env: { TERM: 'xterm', LANG: 'C.UTF-8' }, files });
}

test('ls lists in columns by width on the terminal, and quotes what a shell would misread', t => {
  const files = { '/data/a': '', '/data/가나다': '', '/data/sp ace': '', '/data/b': '' };
  const screen = host(files).interact(['ls', '/data'], { columns: 60 });
  t.is(screen.shown(), " a   b\t'sp ace'   가나다\r\n");
});

test('ls --color=auto colours on a terminal', t => {
  const made = host({ '/data/dir/': '', '/data/f': '' });
  t.is(made.interact(['ls', '--color=auto', '/data']).shown(), '\u001b[0m\u001b[01;34mdir\u001b[0m  f\r\n');
  t.is(made.run(['ls', '--color=auto', '/data']).stdout, 'dir\nf\n');
});

test('a program that waits for input dies from ^C', t => {
  const screen = host().interact(['cat']);
  screen.type('hi\r');
  t.is(screen.shown(), 'hi\r\nhi\r\n');
  screen.type('\u0003');
  t.deepEqual(screen.process.exit?.status, { kind: 'signaled', signal: 'SIGINT' });
});

test('rm -i asks and takes the answer', t => {
  const made = host({ '/data/f': 'x' });
  const screen = made.interact(['rm', '-i', '/data/f']);
  t.is(screen.shown(), "rm: remove regular file '/data/f'? ");
  screen.type('y\r');
  t.is(made.run(['ls', '/data']).stdout, '');
});

test('stty and tty know the terminal', t => {
  const made = host();
  t.is(made.interact(['stty', 'size'], { columns: 100, rows: 30 }).shown(), '30 100\r\n');
  t.regex(made.interact(['tty']).shown(), /^\/dev\/pts\/\d+\r\n$/);
  t.deepEqual(made.run(['tty']), { code: 1, stdout: 'not a tty\n', stderr: '' });
});

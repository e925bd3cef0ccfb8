import { readFileSync } from 'node:fs';
import test from 'ava';
import { Session } from '../../helpers/full-screen-session.js';

const dockerfile = 'FROM nginx\nCOPY . /usr\nCMD ["x"]\n';
const escape = '\x1b';

function vim(files: Readonly<Record<string, string>>, argv: readonly string[] = ['f'], rows = 8): Session {
  return new Session('vim-9.0', ['vi', ...argv], { files, columns: 70, rows });
}

function busybox(files: Readonly<Record<string, string>>, argv: readonly string[] = ['Dockerfile']): Session {
  return new Session('busybox', ['vi', ...argv], { files, columns: 70, rows: 6 });
}

const lastRow = (session: Session): string => session.screen.trimEnd().split('\n').at(-1) ?? '';

// What vim 9.0 made of the same keys in the same file (`vim -u NONE -N -s KEYS FILE`).
const recorded = JSON.parse(readFileSync(new URL('../../../../test/programs/editors/recorded-vim.json', import.meta.url), 'utf8')) as {
  readonly before: string;
  readonly cases: readonly { readonly keys: string; readonly after: string }[];
};

test('commands do what vim does', t => {
  for (const { keys, after } of recorded.cases) {
    const session = vim({ '/f': recorded.before }, ['f'], 24).type(keys, escape, ':wq\r');
    t.deepEqual([session.read('/f'), session.status], [after, { kind: 'exited', code: 0 }], JSON.stringify(keys));
  }
  t.true(recorded.cases.length > 200);
});

// As vim 9.0 on a terminal of 70 columns shows them.
test('the screen of vim: the file, what is below it, its size and where the cursor is', t => {
  const session = vim({ '/Dockerfile': `ab${dockerfile}` }, ['Dockerfile']);
  t.is(
    session.screen,
    `abFROM nginx
COPY . /usr
CMD ["x"]
~
~
~
~
"Dockerfile" 3L, 35B                                1,1           All
`,
  );
  session.type('i');
  t.is(lastRow(session), '-- INSERT --                                        1,1           All');
  session.type('x');
  t.is(lastRow(session), '-- INSERT --                                        1,2           All');
  session.type(escape, ':q\r');
  t.regex(lastRow(session), /^E37: No write since last change \(add ! to override\) +1,1 +All$/);
  session.type(':foo\r');
  t.regex(lastRow(session), /^E492: Not an editor command: foo /);
  session.type('/nothere\r');
  t.regex(lastRow(session), /^E486: Pattern not found: nothere /);
  session.type('v');
  t.is(lastRow(session), '-- VISUAL --                                        1,1           All');
  session.type(escape, '3dd');
  t.is(lastRow(session), '--No lines in buffer--                              0,0-1         All');
  session.type(':w\r', ':q\r');
  t.is(session.read('/Dockerfile'), '');
  t.deepEqual(session.status, { kind: 'exited', code: 0 });
});

test('a new file: name, text, ZZ', t => {
  const session = vim({}, ['index.html']);
  t.is(lastRow(session), '"index.html" [New]                                  0,0-1         All');
  session.type('i<h1>안녕</h1>', escape, ':w\r');
  t.is(lastRow(session), '"index.html" [New] 1L, 16B written                  1,15-13       All');
  session.type('ZZ');
  t.is(session.read('/index.html'), '<h1>안녕</h1>\n');
});

test('older releases count characters', t => {
  const session = new Session('vim-7.4', ['vi', 'f'], { files: { '/f': dockerfile }, columns: 70, rows: 5 });
  t.regex(lastRow(session), /^"f" 3L, 33C /);
});

test('nothing is lost by mistake', t => {
  const session = vim({ '/f': 'one\n', '/g': 'two\n' }).type('x', ':e g\r');
  t.regex(lastRow(session), /^E37: /);
  session.type(':w g\r');
  t.regex(lastRow(session), /^E13: File exists \(add ! to override\)/);
  session.type(':q!\r');
  t.is(session.read('/f'), 'one\n');
});

test('a file that cannot be written, a directory', t => {
  const session = vim({}, ['/nowhere/f']).type('ix', escape, ':wq\r');
  t.regex(lastRow(session), /^"\/nowhere\/f" E212: Can't open file for writing/);
  t.is(session.status, undefined);
  t.regex(lastRow(vim({}, ['/etc'])), /^"\/etc" is a directory/);
});

test('numbers, a long file and where one is in it', t => {
  const text = Array.from({ length: 100 }, (_, i) => `line ${String(i + 1)}\n`).join('');
  const session = vim({ '/f': text }, ['+50', 'f'], 6).type(':set nu\r');
  t.is(
    session.screen,
    ` 48 line 48
 49 line 49
 50 line 50
 51 line 51
 52 line 52
:set nu                                             50,1          49%
`,
  );
  session.type('G');
  t.regex(lastRow(session), /100,1 +Bot$/);
});

test('a command of the shell, and back', t => {
  const session = vim({ '/f': 'text\n' }).type(':!echo hello\r');
  t.regex(session.screen, /:!echo hello\nhello\n\nPress ENTER or type command to continue\n$/);
  session.type('\r');
  t.is(session.screen.split('\n')[0], 'text');
});

// As BusyBox vi on a terminal of 70 columns shows them.
test("BusyBox's vi has its own last row", t => {
  const session = busybox({ '/Dockerfile': `ab${dockerfile}` });
  t.is(session.screen, 'abFROM nginx\nCOPY . /usr\nCMD ["x"]\n~\n~\n- Dockerfile 1/3 33%\n');
  session.type('i');
  t.is(lastRow(session), 'I Dockerfile 1/3 33%');
  session.type('x', escape);
  t.is(lastRow(session), '- Dockerfile [Modified] 1/3 33%');
  session.type(':q\r');
  t.is(lastRow(session), 'No write since last change (:q! overrides)');
  session.type(':foo\r');
  t.is(lastRow(session), "'foo' is not implemented");
  session.type('/nothere\r');
  t.is(lastRow(session), 'Pattern not found');
  session.type(':wq\r');
  t.is(session.read('/Dockerfile'), `xab${dockerfile}`);
  t.deepEqual(session.status, { kind: 'exited', code: 0 });
});

import test from 'ava';
import { programs } from '../../../engine/programs/index.js';
import { machine } from '../../helpers/machine.js';
import { Session } from '../../helpers/full-screen-session.js';

const dockerfile = 'FROM nginx\nCOPY . /usr\nCMD ["x"]\n';

class Nano extends Session {
  constructor(argv: readonly string[], files: Readonly<Record<string, string>> = {}, columns = 80, rows = 10) {
    super('nano-7.2', ['nano', ...argv], { files, columns, rows });
  }

  /** The row of messages and questions. */
  get message(): string {
    return this.screen.split('\n').at(-4)?.trim() ?? '';
  }
}

const control = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) & 0x1f);
const [exit, write, cut, paste] = ['X', 'O', 'K', 'U'].map(control) as [string, string, string, string];

// As nano 7.2 on a terminal of 80 columns shows them.
test('a file is opened, and what can be done stands at the bottom', t => {
  const session = new Nano(['Dockerfile'], { '/Dockerfile': dockerfile });
  t.is(
    session.screen,
    `  GNU nano 7.2                       Dockerfile
FROM nginx
COPY . /usr
CMD ["x"]



                                [ Read 3 lines ]
^G Help      ^O Write Out ^W Where Is  ^K Cut       ^T Execute   ^C Location
^X Exit      ^R Read File ^\\ Replace   ^U Paste     ^J Justify   ^/ Go To Line
`,
  );
});

test('what was typed is asked about before it is lost, and written where one says', t => {
  const session = new Nano(['Dockerfile'], { '/Dockerfile': dockerfile }).type('ab', exit);
  t.is(
    session.screen,
    `  GNU nano 7.2                       Dockerfile *
abFROM nginx
COPY . /usr
CMD ["x"]



Save modified buffer?
 Y Yes
 N No           ^C Cancel
`,
  );
  session.type('y');
  t.is(
    session.screen,
    `  GNU nano 7.2                       Dockerfile *
abFROM nginx
COPY . /usr
CMD ["x"]



File Name to Write: Dockerfile
^G Help             M-D DOS Format      M-A Append          M-B Backup File
^C Cancel           M-M Mac Format      M-P Prepend         ^T Browse
`,
  );
  session.type('\r');
  t.is(session.read('/Dockerfile'), `ab${dockerfile}`);
  t.deepEqual(session.status, { kind: 'exited', code: 0 });
});

test('No leaves the file as it was', t => {
  const session = new Nano(['Dockerfile'], { '/Dockerfile': dockerfile }).type('ab', exit, 'n');
  t.is(session.read('/Dockerfile'), dockerfile);
  t.deepEqual(session.status, { kind: 'exited', code: 0 });
});

test('a new file, with Hangul that is erased a syllable at a time', t => {
  const session = new Nano(['page.html']);
  t.is(session.message, '[ New File ]');
  session.type('안녕하세용', '\x7f', '요', '\r', 'bye', write, '\r');
  t.is(session.message, '[ Wrote 2 lines ]');
  t.is(session.read('/page.html'), '안녕하세요\nbye\n');
  session.type(exit);
  t.deepEqual(session.status, { kind: 'exited', code: 0 });
});

test('lines are cut together and pasted elsewhere', t => {
  const session = new Nano(['f'], { '/f': 'one\ntwo\nthree\n' }).type(cut, cut, '\x1b[B', paste, write, '\r');
  t.is(session.read('/f'), 'three\none\ntwo\n');
});

test('undo and redo say what they did', t => {
  const session = new Nano(['f'], { '/f': 'one\n' }).type('abc', '\x1bu');
  t.is(session.message, '[ Undid addition ]');
  t.is(session.screen.split('\n')[1], 'one');
  session.type('\x1be');
  t.is(session.message, '[ Redid addition ]');
  t.is(session.screen.split('\n')[1], 'abcone');
  session.type('\x1bu', '\x1bu');
  t.is(session.message, '[ Nothing to undo ]');
});

test('search goes round, and says so', t => {
  const session = new Nano(['f'], { '/f': 'red\ngreen\nred\n' }).type(control('W'), 'red', '\r');
  session.type('!');
  t.is(session.screen.split('\n')[3], '!red');
  session.type(control('W'));
  t.is(session.message, 'Search [red]:');
  session.type('\r');
  t.is(session.message, '[ Search Wrapped ]');
  session.type(control('W'), 'blue', '\r');
  t.is(session.message, '[ "blue" not found ]');
});

test('replace asks for each one, or takes all', t => {
  const session = new Nano(['f'], { '/f': 'a-a\na\n' }).type(control('\\'), 'a', '\r', 'bb', '\r');
  t.is(session.message, 'Replace this instance?');
  session.type('n', 'a');
  t.is(session.message, '[ Replaced 2 occurrences ]');
  session.type(write, '\r');
  t.is(session.read('/f'), 'a-bb\nbb\n');
});

test('where the cursor is', t => {
  const session = new Nano(['f'], { '/f': `ab${dockerfile}` }).type('\x1b[C', '\x1b[C', control('C'));
  t.is(session.message, '[ line  1/4 (25%), col  3/13 ( 23%), char  2/35 ( 5%) ]');
});

test('a directory, a file that may not be written, a place that is not there', t => {
  t.is(new Nano(['/etc']).message, '[ "/etc" is a directory ]');
  const session = new Nano(['/nowhere/f']).type('x', write, '\r');
  t.is(session.message, '[ Error writing /nowhere/f: No such file or directory ]');
  t.is(session.status, undefined);
});

test('+LINE,COLUMN, and a file that is shown only', t => {
  const session = new Nano(['-v', '+2,3', 'f'], { '/f': 'one\ntwo\n' }).type('x');
  t.is(session.message, '[ Key is invalid in view mode ]');
  t.is(session.screen.split('\n')[0], '  GNU nano 7.2                             f                              View');
});

test('without a terminal it does not start', t => {
  const nano = programs.get('nano-7.2');
  t.truthy(nano);
  const host = machine({ programs: nano ? { nano } : {} });
  t.deepEqual(host.run(['nano', 'f']), { code: 1, stdout: '', stderr: 'nano: Standard input is not a terminal\n' });
});

test('a wide line scrolls sideways, and a window of another size is drawn anew', t => {
  const session = new Nano(['f'], { '/f': `${'0123456789'.repeat(4)}\n` }, 30, 6);
  t.is(session.screen.split('\n')[1], '01234567890123456789012345678>');
  session.type('\x1b[F');
  t.is(session.screen.split('\n')[1], '<34567890123456789');
});

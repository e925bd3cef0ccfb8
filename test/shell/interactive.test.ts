import test from 'ava';
import { encodeUtf8 } from '../../engine/core/utf8.js';
import type { ShellMark } from '../../engine/process/sys.js';
import { shellWorld, type DialectName } from './shell-world.js';

/** Types at an interactive shell; everything that the terminal showed, and how the shell ended. */
function session(
  dialect: DialectName,
  keys: readonly string[],
  options: { term?: string; columns?: number; files?: Record<string, string>; env?: Record<string, string> } = {},
) {
  const world = shellWorld({ files: { '/etc/hosts': '', '/etc/hostname': '', ...options.files } });
  const shell = world.interact([`/bin/${dialect}`], {
    env: { TERM: options.term ?? 'dumb', PS1: 'P> ', ...options.env },
    ...(options.columns === undefined ? {} : { columns: options.columns }),
  });
  let shown = shell.shown();
  for (const key of keys) {
    const wait = /^<wait (\d+)>$/.exec(key)?.[1];
    if (wait === undefined) shell.type(key);
    else {
      world.advance(Number(wait));
      world.settle();
    }
    shown += shell.shown();
  }
  return { shown, status: shell.process.exit?.status, world };
}

const transcripts: readonly (readonly [title: string, dialect: DialectName, keys: readonly string[], shown: string])[] = [
  ['bash says exit', 'bash', ['echo hi\r', 'exit\r'], 'P> echo hi\r\nhi\r\nP> exit\r\nexit\r\n'],
  ['ash says nothing', 'ash', ['echo hi\r', 'exit\r'], 'P> echo hi\r\nhi\r\nP> exit\r\n'],
  ['dash leaves the echo to the terminal', 'dash', ['echo hi\r', 'exit\r'], 'P> echo hi\r\nhi\r\nP> exit\r\n'],
  [
    'the vi mode is refused, and nothing else of the option',
    'bash',
    ['set -o vi; echo $?\r', 'set +o vi; echo $?\r'],
    'P> set -o vi; echo $?\r\ndrydock: the vi mode of the command line is not simulated\r\n1\r\nP> set +o vi; echo $?\r\n0\r\nP> ',
  ],
  ['^D in bash', 'bash', ['\x04'], 'P> exit\r\n'],
  ['^D in ash', 'ash', ['\x04'], 'P> \r\n'],
  ['^C gives up the line', 'bash', ['abc', '\x03', 'echo $?\r'], 'P> abc^C\r\nP> echo $?\r\n130\r\nP> '],
  ['^C in dash', 'dash', ['abc', '\x03', 'echo $?\r'], 'P> abc^C\r\nP> echo $?\r\n130\r\nP> '],
  ['a command over several lines', 'bash', ['if true\r', 'then echo y\r', 'fi\r'], 'P> if true\r\n> then echo y\r\n> fi\r\ny\r\nP> '],
  ['a quotation over two lines', 'ash', ['echo "a\r', 'b"\r'], 'P> echo "a\r\n> b"\r\na\r\nb\r\nP> '],
  ['a here-document', 'bash', ['cat <<E\r', 'x $((1+1))\r', 'E\r'], 'P> cat <<E\r\n> x $((1+1))\r\n> E\r\nx 2\r\nP> '],
  ['a line that goes on', 'bash', ['echo a \\\r', 'b\r'], 'P> echo a \\\r\n> b\r\na b\r\nP> '],
  [
    '^C in the middle of a command over several lines',
    'bash',
    ['if true\r', '\x03', 'echo ok\r'],
    'P> if true\r\n> ^C\r\nP> echo ok\r\nok\r\nP> ',
  ],
  [
    'an unknown command',
    'bash',
    ['nope\r', 'cd /nope\r', 'fi\r'],
    "P> nope\r\nbash: nope: command not found\r\nP> cd /nope\r\nbash: cd: /nope: No such file or directory\r\nP> fi\r\nbash: syntax error near unexpected token `fi'\r\nP> ",
  ],
  [
    'dash counts lines',
    'dash',
    ['nope\r', 'cd /nope\r'],
    "P> nope\r\n/bin/dash: 1: nope: not found\r\nP> cd /nope\r\n/bin/dash: 2: cd: can't cd to /nope\r\nP> ",
  ],
  [
    'an expansion that fails only ends the line',
    'dash',
    ['echo ${x?no} after\r', 'echo here\r'],
    'P> echo ${x?no} after\r\n/bin/dash: 1: x: no\r\nP> echo here\r\nhere\r\nP> ',
  ],
  ['^C ends the running command', 'bash', ['sleep 9\r', '\x03', 'echo $?\r'], 'P> sleep 9\r\n^C\r\nP> echo $?\r\n130\r\nP> '],
  [
    '^C ends the list and the loop around a command',
    'bash',
    ['sleep 9; echo no\r', '\x03', 'while :; do sleep 9; done\r', '\x03', 'trap "echo trapped" INT\r', 'sleep 9; echo yes\r', '\x03'],
    'P> sleep 9; echo no\r\n^C\r\nP> while :; do sleep 9; done\r\n^C\r\nP> trap "echo trapped" INT\r\nP> sleep 9; echo yes\r\n^C\r\nyes\r\nP> ',
  ],
  [
    '^Z, jobs, fg',
    'bash',
    ['sleep 9\r', '\x1a', 'jobs\r', 'fg\r', '\x03'],
    'P> sleep 9\r\n^Z\r\n[1]+  Stopped                 sleep 9\r\nP> jobs\r\n[1]+  Stopped                 sleep 9\r\nP> fg\r\nsleep 9\r\n^C\r\nP> ',
  ],
  [
    '^Z in ash',
    'ash',
    ['sleep 9\r', '\x1a', 'jobs\r'],
    'P> sleep 9\r\n^Z[1]+  Stopped                    sleep 9\r\nP> jobs\r\n[1]+  Stopped                    sleep 9\r\nP> ',
  ],
  [
    'bg lets it go on',
    'bash',
    ['sleep 1\r', '\x1a', 'bg\r', '<wait 1100>', 'echo\r'],
    'P> sleep 1\r\n^Z\r\n[1]+  Stopped                 sleep 1\r\nP> bg\r\n[1]+ sleep 1 &\r\nP> echo\r\n\r\n[1]+  Done                    sleep 1\r\nP> ',
  ],
  [
    'stopped jobs hold the shell back once',
    'bash',
    ['sleep 9\r', '\x1a', 'exit\r', 'exit\r'],
    'P> sleep 9\r\n^Z\r\n[1]+  Stopped                 sleep 9\r\nP> exit\r\nexit\r\nThere are stopped jobs.\r\nP> exit\r\nexit\r\n',
  ],
  ['a killed command', 'bash', ["sh -c 'kill -9 $$'\r"], "P> sh -c 'kill -9 $$'\r\nKilled\r\nP> "],
  [
    'history expansion',
    'bash',
    ['echo one two\r', 'echo !$\r', '!!\r', '!nope\r'],
    'P> echo one two\r\none two\r\nP> echo !$\r\necho two\r\ntwo\r\nP> !!\r\necho two\r\ntwo\r\nP> !nope\r\nbash: !nope: event not found\r\nP> ',
  ],
  [
    'completion of files: first the common part, then a list',
    'bash',
    ['cat /etc/ho', '\t', '\t', '\t', 'n\t\r'],
    'P> cat /etc/ho\x07st\x07\r\nhostname  hosts\r\nP> cat /etc/hostname \r\nP> ',
  ],
  ['completion of commands', 'bash', ['ech\t hi\r'], 'P> echo  hi\r\nhi\r\nP> '],
  ['completion of variables', 'bash', ['XYLO=5\r', 'echo $XYL\t\r'], 'P> XYLO=5\r\nP> echo $XYLO \r\n5\r\nP> '],
  [
    'aliases work at the prompt',
    'bash',
    ["alias hi='echo hello'\r", 'hi you\r'],
    "P> alias hi='echo hello'\r\nP> hi you\r\nhello you\r\nP> ",
  ],
];

for (const [title, dialect, keys, shown] of transcripts) test(title, t => t.is(session(dialect, keys).shown, shown));

test('^C ends a loop of the shell itself', t => {
  const world = shellWorld();
  const shell = world.interact(['/bin/bash'], { env: { TERM: 'dumb', PS1: 'P> ' } });
  shell.terminal.master.write(encodeUtf8('while :; do :; done\r'));
  world.advance(100);
  shell.type('\x03');
  shell.type('echo $?\r');
  t.is(shell.shown(), 'P> while :; do :; done\r\n^C\r\nP> echo $?\r\n130\r\nP> ');
});

const terminfo = { term: 'xterm', files: { '/lib/terminfo/x/xterm': '' } };

test('several lines that are pasted stand out below each other, and run at the next Enter', t => {
  const { shown } = session('bash', ['\x1b[200~echo a\nb\x1b[201~', '\r'], terminfo);
  t.is(
    shown,
    '\x1b[?2004hP> \rP> \x1b[7mecho a\x1b[27m\x1b[K\r\n\x1b[7mb\x1b[27m\x1b[J\r\x1b[1AP> echo a\x1b[K\r\nb\x1b[J\r\n' +
      '\x1b[?2004l\ra\r\nbash: b: command not found\r\n\x1b[?2004hP> ',
  );
});

test('what is pasted into a line can be edited', t => {
  const { shown } = session('bash', ['ec \x1b[D\x1b[200~ho 1\x1b[201~', '2', '\x7f\r'], terminfo);
  t.true(shown.endsWith('\r\n\x1b[?2004l\r1\r\n\x1b[?2004hP> '));
});

test('a paste higher than the screen is shown without marks', t => {
  const { shown } = session('bash', [`\x1b[200~${'echo x\n'.repeat(30)}\x1b[201~`, '\r'], terminfo);
  t.false(shown.includes('\x1b[7m'));
  t.is(shown.split('\r\nx').length, 30);
});

test('shells without bracketed paste run line after line', t => {
  t.is(session('ash', ['echo one\necho two\n']).shown, 'P> echo one\r\none\r\nP> echo two\r\ntwo\r\nP> ');
  t.is(session('dash', ['echo one\necho two\n']).shown, 'P> echo one\r\necho two\r\none\r\nP> two\r\nP> ');
  t.is(session('bash', ['echo one\necho two\n']).shown, 'P> echo one\r\none\r\nP> echo two\r\ntwo\r\nP> ');
});

test('bash keeps a command of several lines as one line of its history, but for quotations and here-documents', t => {
  const lines = ['f() {', 'echo a', '}', 'cat <<E', 'x', 'E', 'echo "q', 'r"', 'case a in', 'a) echo 1', ';;', 'esac'];
  const more = ['(echo a', 'echo b)', 'echo a |', 'cat', 'echo a \\', 'b', 'if true', 'then :', 'fi', 'history'];
  const { shown } = session(
    'bash',
    [...lines, ...more].map(line => `${line}\r`),
  );
  t.is(
    shown.slice(shown.indexOf('    1  ')),
    '    1  f() { echo a; }\r\n    2  cat <<E\r\nx\r\nE\r\n    3  echo "q\r\nr"\r\n    4  case a in a) echo 1; ;; esac\r\n' +
      '    5  (echo a; echo b)\r\n    6  echo a | cat\r\n    7  echo a b\r\n    8  if true; then :; fi\r\n    9  history\r\nP> ',
  );
});

test('the prompt shows user, host and directory', t => {
  const { shown } = session('bash', ['cd /usr/bin\r', 'cd\r', 'PS1="\\W|\\#|\\$(echo sub) "\r', 'true\r'], {
    env: { PS1: '\\u@\\h:\\w\\$ ' },
  });
  t.is(
    shown,
    'root@machine:/# cd /usr/bin\r\nroot@machine:/usr/bin# cd\r\nroot@machine:~# PS1="\\W|\\#|\\$(echo sub) "\r\n~|4|sub true\r\n~|5|sub ',
  );
});

test('each dialect has its own prompt when nobody sets one', t => {
  const first = (dialect: DialectName) => {
    const world = shellWorld();
    return world.interact([`/bin/${dialect}`], { env: { TERM: 'dumb' } }).shown();
  };
  t.deepEqual([first('bash'), first('dash'), first('ash')], ['bash-5.2# ', '# ', '/ # ']);
});

test('startup files: bash.bashrc and .bashrc for interactive shells, profile for login shells, ENV for the others', t => {
  const files = {
    '/etc/bash.bashrc': 'PS1="rc "; echo bash.bashrc\n',
    '/root/.bashrc': 'echo .bashrc\n',
    '/etc/profile': 'echo profile\n',
    '/root/.profile': 'echo .profile\n',
    '/root/env.sh': 'echo env\n',
  };
  const world = () => shellWorld({ files });
  const start = (argv: readonly string[], env = {}) =>
    world()
      .interact(argv, { env: { TERM: 'dumb', ...env } })
      .shown();
  t.is(start(['/bin/bash']), 'bash.bashrc\r\n.bashrc\r\nrc ');
  t.is(start(['/bin/bash', '-l']), 'profile\r\n.profile\r\nbash-5.2# ');
  t.is(start(['/bin/bash', '--norc']), 'bash-5.2# ');
  t.is(start(['/bin/ash', '-l'], { ENV: '/root/env.sh' }), 'profile\r\n.profile\r\nenv\r\n/ # ');
  t.is(start(['/bin/dash'], { ENV: '/root/env.sh' }), 'env\r\n# ');
  t.is(world().run(['/bin/bash', '-c', 'echo only this']).stdout, 'only this\n');
  t.is(world().run(['/bin/bash', '-lc', 'echo this too']).stdout, 'profile\n.profile\nthis too\n');
});

test('history lasts in the home directory', t => {
  const { world } = session('bash', ['echo one\r', ' echo two\r', 'exit\r']);
  t.is(world.read('/root/.bash_history'), 'echo one\n echo two\nexit\n');
  const again = world.interact(['/bin/bash'], { env: { TERM: 'dumb', PS1: 'P> ' } });
  again.shown();
  again.type('\x1b[A\x1b[A\x1b[A\r');
  t.true(again.shown().endsWith('\r\none\r\nP> '));
  const { world: alpine } = session('ash', ['echo a\r', 'echo a\r', 'echo b\r']);
  t.is(alpine.read('/root/.ash_history'), 'echo a\necho b\n');
});

test('whoever drives the host hears of prompts and commands', t => {
  const world = shellWorld();
  const marks: ShellMark[] = [];
  world.kernel.markListeners.add(mark => marks.push(mark));
  world.interact(['/bin/bash'], { env: { TERM: 'dumb' } }).type('false\rexit 3\r');
  t.deepEqual(marks, [
    { kind: 'prompt' },
    { kind: 'command', line: 'false' },
    { kind: 'done', line: 'false', code: 1 },
    { kind: 'prompt' },
    { kind: 'command', line: 'exit 3' },
    { kind: 'done', line: 'exit 3', code: 3 },
  ]);
});

test('a trap runs when the line that is being typed is whole', t => {
  const { shown } = session('bash', ["trap 'echo caught' USR1\r", '(sleep 1; kill -USR1 $$) &\r', '<wait 1500>', 'echo on\r']);
  t.true(shown.endsWith('P> echo on\r\ncaught\r\non\r\n[1]+  Done                    ( sleep 1; kill -USR1 $$ )\r\nP> '));
});

// Real bash keeps SIGTERM blocked over fork, so that a child is not ignoring it any more when it comes.
test('a job that is killed by what was typed ahead is killed', t => {
  const { shown } = session('bash', ['sleep 100 &\rkill %1\r', '\r', 'jobs; echo none\r']);
  t.regex(shown, /\[1\]\+ {2}Terminated {14}sleep 100\r\nP> jobs; echo none\r\nnone\r\nP> $/);
});

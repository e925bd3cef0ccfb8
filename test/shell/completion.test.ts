import test from 'ava';
import { shellWorld } from './shell-world.js';

/** Types at a bash prompt, and gives what it showed after all keys. */
function typed(keys: readonly string[]): string {
  const world = shellWorld({ files: { '/srv/site/index.html': '', '/srv/settings': '' } });
  const shell = world.interact(['/bin/bash', '--norc'], { env: { TERM: 'dumb', PS1: '> ' } });
  shell.shown();
  let shown = '';
  for (const key of keys) {
    shell.type(key);
    shown += shell.shown();
  }
  return shown;
}

test('complete -W gives the words of a command', t => {
  t.is(typed(["complete -W 'start stop status' args\r", 'args sto\t\r']).split('\r\n')[2], '[stop]');
  t.true(typed(["complete -W 'start stop status' args\r", 'args st', '\t', '\t', '\t']).includes('start   status  stop\r\n'));
});

test('complete -F calls a function with the line', t => {
  const define = 'c() { COMPREPLY=($(compgen -W \'up down\' -- "$2")); [ $3 = down ] && compopt -o nospace; [ $COMP_CWORD = 2 ]; }\r';
  t.is(typed([define, 'complete -F c args\r', 'args u\t d\t\r']).split('\r\n')[3], '[up][down]');
});

test('complete -d and -f give files, -X takes some out, -o default falls back to files', t => {
  t.is(typed(['complete -d args\r', 'args /srv/s\t\r']).split('\r\n')[2], '[/srv/site/]');
  t.is(typed(["complete -f -X '*.html' args\r", 'args /srv/site/\t\r']).split('\r\n')[2], '[/srv/site/]');
  t.is(typed(['complete -o default -W none args\r', 'args /srv/site/\t\r']).split('\r\n')[2], '[/srv/site/index.html]');
});

test('fc lists, repeats and edits what was typed', t => {
  const lines = ['args one\r', 'args two\r', 'fc -l\r', 'fc -s two=2 args\r', 'fc -e cat 1 2\r', 'fc -ln -2\r'];
  t.is(
    typed(lines),
    'args one\r\n[one]\r\n> args two\r\n[two]\r\n> fc -l\r\n1\t args one\r\n2\t args two\r\n> ' +
      'fc -s two=2 args\r\nargs 2\r\n[2]\r\n> ' +
      'fc -e cat 1 2\r\nargs one\r\nargs two\r\nargs one\r\n[one]\r\nargs two\r\n[two]\r\n> ' +
      'fc -ln -2\r\n\t args one\r\n\t args two\r\n> ',
  );
});

test('help tells how a builtin is called', t => {
  const world = shellWorld();
  const say = (script: string) => world.run(['/bin/bash', '-c', script]);
  t.is(say('help -s pwd cd').stdout, 'pwd: pwd [-LP]\ncd: cd [-L|[-P [-e]] [-@]] [dir]\n');
  t.is(say('help pwd').stdout, 'pwd: pwd [-LP]\n    Prints the working directory.\n');
  t.is(say('help').stdout.split('\n').length, 43);
  t.is(say('help nope').stderr.split('\n').length, 2);
  t.is(
    world.run(['/bin/ash', '-c', 'help']).stdout,
    'Built-in commands:\n------------------\n\t. : [ [[ alias bg break cd chdir command continue echo eval exec\n' +
      '\texit export false fg getopts hash help history jobs kill let\n' +
      '\tlocal printf pwd read readonly return set shift source test times\n' +
      '\ttrap true type ulimit umask unalias unset wait\n\n',
  );
});

import test from 'ava';
import { gnuMains } from '../../../engine/programs/gnu.js';
import { networkedMachine } from './networked-machine.js';

// Messages: socat 1.7.4.4 of Debian 12.

const tools = new Map([...gnuMains].filter(([name]) => ['cat', 'tr', 'false'].includes(name)));

function world() {
  const net = networkedMachine({ programs: Object.fromEntries(tools), files: { '/tmp/': '', '/etc/motd': 'hello\n' } });
  const say = (text: string, command: string): string => {
    const { code, stdout, stderr } = net.machine.run(command.split(' '), { stdin: text, namespaces: { net: net.fabric.host } });
    const complaint = stderr.replace(/^\S+ \S+ socat\[\d+\]/gm, 'socat');
    return `${stdout}${complaint}${code === 0 ? '' : `[${String(code)}]\n`}`;
  };
  return { ...net, say };
}

test('an echo server for everybody, and its client', t => {
  const w = world();
  w.serve('socat TCP-LISTEN:9000,fork,reuseaddr EXEC:cat');
  t.is(w.say('one\n', 'socat - TCP:127.0.0.1:9000'), 'one\n');
  t.is(w.say('two\n', 'socat - TCP4:localhost:9000'), 'two\n');
  t.is(w.say('three\n', 'nc -N 127.0.0.1 9000'), 'three\n');
});

test('without fork one connection is served', t => {
  const w = world();
  w.serve('socat TCP-LISTEN:9000 EXEC:cat');
  t.is(w.say('one\n', 'socat - TCP:127.0.0.1:9000'), 'one\n');
  t.is(w.say('two\n', 'socat - TCP:127.0.0.1:9000'), 'socat E connect(5, AF=2 127.0.0.1:9000, 16): Connection refused\n[1]\n');
});

test('a port leads to a unix socket', t => {
  const w = world();
  w.serve('socat UNIX-LISTEN:/tmp/app.sock,fork EXEC:cat');
  w.serve('socat TCP-LISTEN:2375,fork UNIX-CONNECT:/tmp/app.sock');
  t.is(w.say('through both\n', 'socat - TCP:127.0.0.1:2375'), 'through both\n');
  t.is(w.say('', 'socat UNIX-LISTEN:/tmp/app.sock -'), 'socat E "/tmp/app.sock" exists\n[1]\n');
});

test('a port of one container leads to another one', t => {
  const w = world();
  const web = w.container('172.17.0.2');
  const proxy = w.container('172.17.0.3');
  w.serve('socat TCP-LISTEN:80,fork EXEC:cat', web);
  w.serve('socat TCP-LISTEN:8080,fork,reuseaddr TCP:172.17.0.2:80', proxy);
  t.is(w.say('hello\n', 'socat - TCP:172.17.0.3:8080'), 'hello\n');
});

test('programs and files', t => {
  const w = world();
  const upper = w.machine.run(['socat', '-', 'EXEC:tr a-z A-Z'], { stdin: 'abc\n' });
  t.is(upper.stdout, 'ABC\n');
  t.is(w.say('hi\n', 'socat -u STDIN CREATE:/tmp/f') + w.say('', 'socat -u OPEN:/tmp/f STDOUT'), 'hi\n');
  t.is(w.say('', 'socat -u FILE:/etc/motd -'), 'hello\n');
  t.is(w.say('', 'socat -u FILE:/nosuch -'), 'socat E open("/nosuch", 00, 0666): No such file or directory\n[1]\n');
  t.is(w.say('', 'socat - EXEC:nosuch'), 'socat E execvp("nosuch", "nosuch"): No such file or directory\n[1]\n');
});

test('data and notices as they go by', t => {
  const w = world();
  w.serve('socat TCP-LISTEN:9000 EXEC:cat');
  t.deepEqual(
    w
      .say('hey\n', 'socat -v -d -d - TCP:127.0.0.1:9000')
      .replace(/\d{4}\/\d\d\/\d\d [\d:.]+/g, 'TIME')
      .replace(/127.0.0.1:[3-6]\d{4}/, 'PORT')
      .split('\n'),
    [
      'hey',
      'socat N reading from and writing to stdio',
      'socat N opening connection to AF=2 127.0.0.1:9000',
      'socat N successfully connected from local address AF=2 PORT',
      'socat N starting data transfer loop with FDs [0,1] and [3,3]',
      '> TIME  length=4 from=0 to=3',
      'hey',
      'socat N socket 1 (fd 0) is at EOF',
      '< TIME  length=4 from=0 to=3',
      'hey',
      'socat N socket 2 (fd 3) is at EOF',
      'socat N exiting with status 0',
      '',
    ],
  );
});

test('wrong calls', t => {
  const w = world();
  t.is(w.say('', 'socat'), 'socat E exactly 2 addresses required (there are 0); use option "-h" for help\n[1]\n');
  t.is(w.say('', 'socat - FOO:bar'), 'socat E unknown device/address "FOO"\n[1]\n');
  t.is(w.say('', 'socat - TCP:1'), 'socat E TCP: wrong number of parameters (1 instead of 2)\n[1]\n');
  t.is(w.say('', 'socat - TCP:localhost:80,bogus'), 'socat E parseopts_table(): unknown option "bogus"\n[1]\n');
  t.is(w.say('', 'socat - UNIX-CONNECT:/nosuch'), 'socat E connect(, AF=1 "/nosuch", 9): No such file or directory\n[1]\n');
  t.is(
    w.say('', 'socat - TCP4:nosuch.invalid:80'),
    'socat E getaddrinfo("nosuch.invalid", "NULL", {1,2,1,6}, {}): Name or service not known\n[1]\n',
  );
  t.is(w.say('', 'socat - EXEC:cat,pty'), 'socat E drydock: the option pty is not simulated\n[1]\n');
  t.is(w.say('', 'socat - UDP:127.0.0.1:53'), 'socat E drydock: the address UDP is not simulated\n[1]\n');
});

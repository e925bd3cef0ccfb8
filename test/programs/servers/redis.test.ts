import test from 'ava';
import { networkedMachine } from '../net/networked-machine.js';

test('values of every kind', t => {
  const { serve, show } = networkedMachine();
  serve('redis-server --dir /tmp');
  const cli = (...words: readonly string[]): string => show(['redis-cli', '--no-raw', ...words]);
  t.is(cli('set', 'a', '1') + cli('incr', 'a') + cli('get', 'a') + cli('get', 'no'), 'OK\n(integer) 2\n"2"\n(nil)\n');
  t.is(
    cli('rpush', 'l', 'x', 'y') + cli('lpush', 'l', 'b', 'a') + cli('lrange', 'l', '0', '-1'),
    '(integer) 2\n(integer) 4\n1) "a"\n2) "b"\n3) "x"\n4) "y"\n',
  );
  t.is(cli('hset', 'h', 'f', 'v') + cli('hgetall', 'h') + cli('type', 'h'), '(integer) 1\n1) "f"\n2) "v"\nhash\n');
  t.is(cli('zadd', 'z', '2', 'b', '1', 'a') + cli('zrange', 'z', '0', '-1', 'WITHSCORES'), '(integer) 2\n1) "a"\n2) "1"\n3) "b"\n4) "2"\n');
  t.is(cli('incr', 'l'), '(error) WRONGTYPE Operation against a key holding the wrong kind of value\n');
  t.is(cli('foo', 'bar'), "(error) ERR unknown command 'foo', with args beginning with: 'bar' \n");
  t.is(cli('get'), "(error) ERR wrong number of arguments for 'get' command\n");
  t.is(
    cli('expire', 'a', '10') + cli('ttl', 'a') + cli('ttl', 'l') + cli('ttl', 'no'),
    '(integer) 1\n(integer) 10\n(integer) -1\n(integer) -2\n',
  );
});

test('keys expire with time and survive a restart', t => {
  const { serve, show, machine } = networkedMachine();
  const first = serve('redis-server --dir /tmp');
  show('redis-cli set soon 1 EX 5');
  show('redis-cli set kept 한국어');
  machine.advance(6000);
  t.is(show('redis-cli get soon'), '\n');
  first.process.kill('SIGTERM');
  machine.advance(100);
  t.deepEqual(first.process.exit?.status, { kind: 'exited', code: 0 });
  t.is(
    first
      .stdout()
      .split('\n')
      .slice(-4)
      .map(line => line.replace(/^\d+:M .{24} /, ''))
      .join('\n'),
    '* Saving the final RDB snapshot before exiting.\n* DB saved on disk\n# Redis is now ready to exit, bye bye...\n',
  );
  serve('redis-server --dir /tmp');
  t.is(show('redis-cli get kept') + show('redis-cli dbsize'), '한국어\n1\n');
});

test('passwords and connections that fail', t => {
  const { serve, show } = networkedMachine();
  t.is(show('redis-cli ping'), 'Could not connect to Redis at 127.0.0.1:6379: Connection refused\n[1]\n');
  serve('redis-server --dir /tmp --requirepass secret');
  t.is(show('redis-cli get a'), 'NOAUTH Authentication required.\n');
  t.is(show('redis-cli --no-auth-warning -a secret set a 1'), 'OK\n');
});

test('the append-only file keeps every change, even of a server that was killed', t => {
  const { serve, show, machine } = networkedMachine();
  const first = serve('redis-server --dir /tmp --appendonly yes');
  for (const words of ['set a 1', 'incr a', 'set soon x EX 5', 'incr soon2', 'expire soon2 5', '-n 2 lpush list x y', 'set a 9 NX'])
    show(`redis-cli ${words}`);
  first.process.kill('SIGKILL');
  machine.advance(6000);
  const second = serve('redis-server --dir /tmp --appendonly yes');
  t.is(show('redis-cli keys *') + show('redis-cli get a') + show('redis-cli -n 2 lrange list 0 -1'), 'a\n2\ny\nx\n');
  t.regex(
    second.stdout(),
    /DB loaded from append only file: 0\.000 seconds\n.*Opening AOF incr file appendonly\.aof\.1\.incr\.aof on server start\n/,
  );
  t.is(show('redis-cli bgrewriteaof') + show('redis-cli incr a'), 'Background append only file rewriting started\n3\n');
  second.process.kill('SIGKILL');
  machine.advance(100);
  serve('redis-server --dir /tmp --appendonly yes');
  t.is(show('redis-cli get a'), '3\n');
});

test('monitor shows what other clients say', t => {
  const { serve, show } = networkedMachine();
  serve('redis-server --dir /tmp');
  const watcher = serve('redis-cli monitor');
  show(['redis-cli', 'set', 'a', 'two words']);
  t.is(watcher.stdout().replace(/\d+\.\d{6} \[0 127\.0\.0\.1:\d+\]/, 'TIME'), 'OK\nTIME "set" "a" "two words"\n');
});

test('more of strings, lists, sets and sorted sets', t => {
  const { serve, show } = networkedMachine();
  serve('redis-server --dir /tmp');
  const cli = (line: string): string => show(['redis-cli', '--no-raw', ...line.split(' ')]).trimEnd();
  const told: readonly (readonly [string, string])[] = [
    ['set s Hello', 'OK'],
    ['getrange s 1 -2', '"ell"'],
    ['setrange s 6 x', '(integer) 7'],
    ['getbit s 1', '(integer) 1'],
    ['getex s EX 10', '"Hello\\x00x"'],
    ['ttl s', '(integer) 10'],
    ['object encoding s', '"embstr"'],
    ['rpush l a b c b', '(integer) 4'],
    ['lset l 1 B', 'OK'],
    ['linsert l before c x', '(integer) 5'],
    ['lpos l b', '(integer) 4'],
    ['lrem l 0 b', '(integer) 1'],
    ['ltrim l 1 -1', 'OK'],
    ['rpoplpush l l2', '"c"'],
    ['lrange l 0 -1', '1) "B"\n2) "x"'],
    ['lset none 0 x', '(error) ERR no such key'],
    ['lset l 9 x', '(error) ERR index out of range'],
    ['sadd a 1 2 3', '(integer) 3'],
    ['sadd b 2 3 4', '(integer) 3'],
    ['sinter a b', '1) "2"\n2) "3"'],
    ['sunionstore c a b', '(integer) 4'],
    ['sdiff a b', '1) "1"'],
    ['smove a b 1', '(integer) 1'],
    ['smismember a 1 2', '1) (integer) 0\n2) (integer) 1'],
    ['object encoding a', '"intset"'],
    ['zadd z 10 kim 20 lee 30 park', '(integer) 3'],
    ['zrevrange z 0 1 WITHSCORES', '1) "park"\n2) "30"\n3) "lee"\n4) "20"'],
    ['zrangebyscore z (10 +inf', '1) "lee"\n2) "park"'],
    ['zrank z lee', '(integer) 1'],
    ['zrevrank z lee', '(integer) 1'],
    ['zcount z 10 20', '(integer) 2'],
    ['zcount z x 20', '(error) ERR min or max is not a float'],
    ['zpopmax z', '1) "park"\n2) "30"'],
    ['zremrangebyscore z 0 15', '(integer) 1'],
    ['blpop l 1', '1) "l"\n2) "B"'],
    ['blpop none 1', '(nil)'],
    ['blpop none x', '(error) ERR timeout is not a float or out of range'],
  ];
  for (const [line, answer] of told) t.is(cli(line), answer, line);
});

test('BLPOP waits for a push', t => {
  const { serve, show, machine } = networkedMachine();
  serve('redis-server --dir /tmp');
  const waiting = serve('redis-cli blpop jobs 0');
  machine.advance(60_000);
  t.is(waiting.process.exit, undefined);
  t.is(show('redis-cli rpush jobs one'), '1\n');
  machine.advance(100);
  t.deepEqual(waiting.process.exit?.status, { kind: 'exited', code: 0 });
});

test('at the prompt lines are edited and remembered, in later sessions too', t => {
  const { serve, machine, fabric } = networkedMachine();
  serve('redis-server --dir /tmp');
  const type = (...keys: readonly string[]): readonly string[] => {
    const terminal = machine.interact(['redis-cli'], { namespaces: { net: fabric.host }, env: { TERM: 'xterm', HOME: '/root' } });
    machine.advance(100);
    terminal.shown();
    return keys.map(key => {
      terminal.type(key);
      machine.advance(100);
      return terminal.shown();
    });
  };
  t.deepEqual(type('set k 한굴\x7f글\r', 'get k\r', '\x1b[A', '\x15', '\x04').slice(1, 3), [
    'get k\r\n"\\xed\\x95\\x9c\\xea\\xb8\\x80"\r\n127.0.0.1:6379> ',
    'get k',
  ]);
  t.is(machine.read('/root/.rediscli_history'), 'set k 한글\nget k\n');
  t.is(type('\x1b[A')[0], 'get k');
});

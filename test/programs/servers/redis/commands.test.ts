import test from 'ava';
import { readFileSync } from 'node:fs';
import { World } from '../../../../engine/testing.js';

const folder = 'test/programs/servers/redis/recordings';

function server(options = '', name = 'cache') {
  const made = new World({ images: ['redis:latest'] });
  made.sh(`docker run -d --name ${name} redis:latest ${options}; sleep 1`);
  const cli = (words: string): string => {
    const { stdout, stderr } = made.sh(`docker exec ${name} redis-cli ${words}`);
    return stdout + stderr;
  };
  return { sh: (line: string) => made.sh(line), cli, crashes: made.host.crashes };
}

for (const [what, file] of [
  ['commands of every kind', 'commands'],
  ['groups of streams count what they were handed and', 'groups'],
] as const)
  test(`${what} answer as Redis 7.0 does`, t => {
    const { sh, crashes } = server();
    sh(`cat > /tmp/commands <<'END OF COMMANDS'\n${readFileSync(`${folder}/${file}.txt`, 'utf8')}END OF COMMANDS`);
    t.is(sh('docker exec -i cache redis-cli --no-raw < /tmp/commands 2>&1').stdout, readFileSync(`${folder}/${file}.out`, 'utf8'));
    t.deepEqual(crashes, []);
  });

test('streams, bits and other bytes outlive a restart, in both kinds of files', t => {
  const { sh, cli } = server('redis-server --appendonly yes');
  cli('xadd log 1-1 who 안녕');
  cli('xadd log 2-1 who b n 300');
  cli('xgroup create log group 0');
  cli("xreadgroup group group bob count 1 streams log '>'");
  cli('xgroup create log fresh $');
  cli('setbit bits 9 1');
  cli('pfadd seen a b c');
  const ask = (): string =>
    ['xrange log - +', 'xpending log group', 'xinfo groups log', 'bitcount bits', 'pfcount seen', 'strlen bits']
      .map(cli)
      .join('')
      .replaceAll('\n', ' ');
  const before = ask();
  t.is(
    before,
    '1-1 who 안녕 2-1 who b n 300 1 1-1 1-1 bob 1 ' +
      'name fresh consumers 0 pending 0 last-delivered-id 2-1 entries-read  lag 0 ' +
      'name group consumers 1 pending 1 last-delivered-id 1-1 entries-read 1 lag 1 1 3 2 ',
  );
  sh('docker restart cache; sleep 1');
  t.is(ask(), before);
  cli('bgrewriteaof');
  sh('docker restart cache; sleep 1');
  t.is(ask(), before);
});

test('where memory is short keys go, or nothing more is taken', t => {
  const { sh, cli } = server('redis-server --maxmemory 1mb --maxmemory-policy allkeys-lru');
  sh(
    `docker exec cache sh -c 'text=$(head -c 500 /dev/zero | tr "\\0" x); for i in $(seq 1 300); do echo set key$i $text; done | redis-cli'`,
  );
  t.true(Number(cli('dbsize')) < 300);
  t.is(cli('exists key300 key1'), '1\n');
  cli('config set maxmemory-policy noeviction');
  sh(`docker exec cache sh -c 'redis-cli set big $(head -c 9000 /dev/zero | tr "\\0" x)'`);
  t.is(cli('set more 1'), "OOM command not allowed when used memory > 'maxmemory'.\n\n".slice(0, -1));
  t.is(cli('del big'), '1\n');
});

test('who watches a key that others change starts over; whoever waits for a stream hears of it', t => {
  const { sh, cli } = server();
  const talk = (lines: string): string => sh(`docker exec cache sh -c "(${lines}) | redis-cli --no-raw"`).stdout;
  cli('set a 1');
  t.is(talk('echo watch a; sleep 1; echo multi; echo incr a; echo exec'), 'OK\nOK\nQUEUED\n1) (integer) 2\n');
  sh('docker exec -d cache sh -c "sleep 1; redis-cli set a 9"');
  t.is(talk('echo watch a; sleep 2; echo multi; echo incr a; echo exec'), 'OK\nOK\nQUEUED\n(nil)\n');
  sh("docker exec -d cache sh -c 'sleep 1; redis-cli xadd news 5-5 k v'");
  t.is(cli("--no-raw xread block 3000 streams news '$'"), '1) 1) "news"\n   2) 1) 1) "5-5"\n         2) 1) "k"\n            2) "v"\n');
  t.is(cli("--no-raw xread block 500 streams news '$'"), '(nil)\n');
});

test('redis-cli lists keys, shows the load, feeds commands and takes an address', t => {
  const { sh, cli } = server();
  t.is(
    sh("printf 'SET key:1 a\\r\\nSET key:2 b\\r\\nSET other c\\r\\n' | docker exec -i cache redis-cli --pipe").stdout,
    'All data transferred. Waiting for the last reply...\nLast reply received from server.\nerrors: 0, replies: 3\n',
  );
  t.is(cli("--scan --pattern 'key:*'"), 'key:1\nkey:2\n');
  t.is(cli('-u redis://localhost:6379/0 dbsize'), '3\n');
  t.regex(sh('timeout 2 docker exec cache redis-cli --stat').stdout, /^-+ data -+ -+ load -+ - child -\nkeys .*\n3 /);
  t.is(cli('-r 2 -i 0.1 ping'), 'PONG\nPONG\n');
});

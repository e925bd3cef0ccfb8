import test from 'ava';
import { world } from '../../../engine/testing.js';

function pair(): (line: string) => string {
  const { sh } = world({ images: ['redis'] });
  sh('docker network create net; docker run -d --name master --network net redis; docker exec master redis-cli set before 1');
  sh('docker run -d --name copy --network net redis redis-server --protected-mode no --replicaof master 6379; sleep 3');
  return line => sh(line.replace(/^(master|copy) /, 'docker exec $1 redis-cli ')).stdout;
}

test('a replica has what its master has, and follows every change', t => {
  const on = pair();
  t.is(on('copy get before'), '1\n');
  on('master set a 5 ex 100; docker exec master redis-cli -n 3 rpush l x y; docker exec master redis-cli incr a');
  t.is(on('copy get a') + on('copy -n 3 lrange l 0 -1'), '6\nx\ny\n');
  t.is(
    on('copy set b 1') + on('copy flushall'),
    "READONLY You can't write against a read only replica.\n\n".repeat(2).replaceAll('\n\n', '\n'),
  );
  t.regex(
    on('copy info replication'),
    /^# Replication\r?\nrole:slave\r?\nmaster_host:master\r?\nmaster_port:6379\r?\nmaster_link_status:up\r?\n/,
  );
  t.regex(
    on('master info replication'),
    /^# Replication\r?\nrole:master\r?\nconnected_slaves:1\r?\nslave0:ip=172\.18\.0\.3,port=6379,state=online,offset=\d+,lag=0\r?\n/,
  );
  t.regex(on('docker logs copy'), /:S .* \* MASTER <-> REPLICA sync: Finished with success\n$/);
});

test('a replica finds its master again, and can become a master', t => {
  const on = pair();
  on('docker stop -t 1 master; sleep 1');
  t.regex(on('copy info replication'), /master_link_status:down/);
  on('docker start master; sleep 3; docker exec master redis-cli set later 2');
  t.is(on('copy get later'), '2\n');
  t.is(
    on('copy replicaof master 6379') + on('copy replicaof no one') + on('copy set own 3') + on('copy role'),
    'OK Already connected to specified master\nOK\nOK\nmaster\n' + on('copy role').split('\n').slice(1).join('\n'),
  );
  t.is(on('master replicaof copy 6379'), 'OK\n');
  on('sleep 2');
  t.is(on('master get own'), '3\n');
});

import test from 'ava';
import { world } from '../../engine/testing.js';

const chatty = 'while true; do echo tick; sleep 0.01; done';

test('a killed docker logs -f leaves a chatty container alone', t => {
  const { sh } = world({ images: ['alpine'] });
  sh(`docker run -d --name box alpine sh -c '${chatty}'`);
  t.is(sh('timeout -s KILL 1 docker logs -f box > /dev/null').code, 137);
  const before = Number(sh('docker logs box | wc -l').stdout);
  sh('sleep 20');
  const after = Number(sh('docker logs box | wc -l').stdout);
  t.true(after > before + 1000, `${String(before)} lines became ${String(after)}`);
});

test('a killed docker run leaves its container running, and nobody waits for it', t => {
  const { sh } = world({ images: ['alpine'] });
  sh(`timeout -s KILL 1 docker run --name box alpine sh -c '${chatty}' > /dev/null`);
  const before = Number(sh('docker logs box | wc -l').stdout);
  sh('sleep 30');
  const after = Number(sh('docker logs box | wc -l').stdout);
  t.true(after > before + 1000, `${String(before)} lines became ${String(after)}`);
});

test('a killed docker attach leaves the container alone', t => {
  const { sh } = world({ images: ['alpine'] });
  sh(`docker run -d --name box alpine sh -c '${chatty}'`);
  sh('docker attach box > /dev/null & sleep 1; kill -9 $!');
  const before = Number(sh('docker logs box | wc -l').stdout);
  sh('sleep 30');
  t.true(Number(sh('docker logs box | wc -l').stdout) > before + 1000);
});

test('a killed docker run -i closes the standard input of its container', t => {
  const { sh } = world({ images: ['alpine'] });
  sh('sleep 100 | timeout -s KILL 1 docker run -i --name box alpine sh -c "cat; echo end of input"');
  sh('docker wait box');
  t.is(sh('docker logs box').stdout, 'end of input\n');
});

test('a killed docker events is forgotten', t => {
  const { sh } = world({ images: ['alpine'] });
  sh('docker events > seen & sleep 1; kill -9 $!');
  t.is(sh('docker run --rm alpine echo hi').stdout, 'hi\n');
  t.is(sh('cat seen').stdout, '');
});

test('a terminal that is closed ends what was followed in it', t => {
  const made = world({ images: ['alpine'] });
  made.sh(`docker run -d --name box alpine sh -c '${chatty}'`);
  made.terminal('docker logs -f box');
  made.put({ kind: 'close', session: 2 });
  made.advance(20_000);
  const before = Number(made.sh('docker logs box | wc -l').stdout);
  made.advance(20_000);
  t.true(Number(made.sh('docker logs box | wc -l').stdout) > before + 1000);
});

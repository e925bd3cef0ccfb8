import { readFileSync } from 'node:fs';
import test from 'ava';
import { world } from '../../../engine/testing.js';

/** What Debian 12's own scripts print: `$ COMMAND`, its output, `[STATUS]`; `~ COMMAND` is typed and not compared. */
const recording = readFileSync('test/programs/packages/recordings/services.txt', 'utf8');

const withoutAddress = (text: string): string => text.replace(/AH0055[78]: .*\n/g, '');

test('services of packages start, stop and tell how they are as Debian’s do', t => {
  const { sh } = world({ images: ['debian:12'] });
  sh('docker run -d --name box debian:12 sleep 1000000');
  sh("docker exec box sh -c 'apt-get update -qq; apt-get install -qq -y --no-install-recommends nginx apache2 redis-server'");
  const typed = [...recording.matchAll(/^([$~]) (.*)\n((?:(?!^[$~] ).*\n)*)/gm)];
  for (const [, mark, command = '', expected = ''] of typed) {
    const { stdout } = sh(`docker exec box sh -c '${command.replaceAll("'", `'\\''`)} 2>&1 </dev/null; echo [$?]'`);
    if (mark === '$') t.is(withoutAddress(stdout), expected, command);
  }
  t.true(typed.length > 50);
});

test('a service of Ubuntu is done, or listens', t => {
  const { sh } = world({ images: ['ubuntu:22.04'] });
  sh('docker run -d --name box -p 8080:80 ubuntu:22.04 sleep 1000000');
  sh("docker exec box sh -c 'apt-get update -qq; apt-get install -qq -y --no-install-recommends nginx'");
  t.deepEqual(sh('docker exec box service nginx start'), { code: 0, stdout: ' * Starting nginx nginx\n   ...done.\n', stderr: '' });
  t.is(sh('curl -s localhost:8080 | grep title').stdout, '<title>Welcome to nginx!</title>\n');
  t.is(sh('docker exec box service nginx status').stdout, ' * nginx is running\n');
});

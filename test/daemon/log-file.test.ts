import test from 'ava';
import { world } from '../../engine/testing.js';

const printer = `sh -c 'echo "hi <there>"; echo err >&2'`;
const look = (command: string): string => `docker run --rm -v /var/lib/docker/containers:/c alpine sh -c '${command}'`;

test('the log of a container is a file of JSON lines on the host', t => {
  const { sh } = world({ images: ['alpine'] });
  sh(`docker run --name box alpine ${printer}`);
  const path = sh("docker inspect -f '{{.LogPath}}' box").stdout.trim().replace('/var/lib/docker/containers', '/c');
  const text = sh(look(`cat ${path}`)).stdout;
  t.regex(
    text,
    /^\{"log":"hi \\u003cthere\\u003e\\n","stream":"stdout","time":"2026-01-01T00:00:[\d.]+Z"\}\n\{"log":"err\\n","stream":"stderr","time":"[^"]+"\}\n$/,
  );
  t.is(sh(look(`stat -c "%s %a" ${path}`)).stdout, `${String(text.length)} 640\n`);
  t.is(sh(look(`tail -n 1 ${path} | grep -c err`)).stdout, '1\n');
});

test('emptying the file empties the log', t => {
  const { sh } = world({ images: ['alpine'] });
  sh(`docker run --name box alpine ${printer}`);
  const path = sh("docker inspect -f '{{.LogPath}}' box").stdout.trim().replace('/var/lib/docker/containers', '/c');
  t.is(sh(look(`: > ${path}; wc -c < ${path}`)).stdout, '0\n');
  t.is(sh('docker logs box').stdout, '');
  sh('docker start -a box');
  t.is(sh('docker logs box').stdout, 'hi <there>\n');
});

test('a log takes no space, and gives none back', t => {
  const { sh } = world({ images: ['alpine'] });
  const used = (): string => sh("df -B1 / | tail -n 1 | awk '{ print $3 }'").stdout;
  const before = used();
  sh('docker run --name chatter alpine sh -c "yes | head -c 100000"');
  sh('docker rm chatter');
  t.is(used(), before);
});

test('the file goes with its container', t => {
  const { sh } = world({ images: ['alpine'] });
  sh(`docker run --rm alpine ${printer}`);
  t.is(sh(look('ls /c | wc -l')).stdout, '1\n');
});

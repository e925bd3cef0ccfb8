import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { serveRegistry } from '../../cli/serve/registry-server.js';
import { drydock, stateFolder } from './drydock.js';

test('a lesson may reach a registry of this computer when asked to, in that run only', async t => {
  const { port, close } = await serveRegistry({ host: '127.0.0.1', port: 0, accounts: [], onFault: error => t.fail(String(error)) });
  t.teardown(close);
  const address = `127.0.0.1:${String(port)}`;
  const home = stateFolder(t);
  const start = (line: string, ...flags: readonly string[]) => drydock(home, ['start', 'check-install', ...flags], { input: `${line}\n` });

  const script = `docker pull -q ${address}/library/hello-world\nundo\ndocker pull -q ${address}/library/hello-world; docker run --rm ${address}/library/hello-world | grep Hello`;
  const played = await start(script, `--registry-allow=${address}`);
  t.is(played.stdout.split(`\n${address}/library/hello-world:latest\n`).length, 3, 'the host of an undo may reach it, too');
  t.regex(played.stdout, /\nHello from Docker!\n/);
  const later = await start(`docker pull ${address}/library/alpine; docker images -q | wc -l`);
  t.regex(later.stdout, /connect: connection refused[^]*\n1\n/, 'what was pulled is there again without anybody being asked');

  const submitted = await drydock(home, ['submit', 'check-install']);
  t.regex(submitted.stdout, /A registry of this computer has answered in this lesson/);
  const journal = readFileSync(path.join(home, 'check-install.journal.jsonl'), 'utf8');
  t.true(journal.includes('"allow-registries"'));
});

test('a registry of another computer is refused', async t => {
  const { code, stderr } = await drydock(stateFolder(t), ['start', 'check-install', '--registry-allow', 'example.com:5000']);
  t.is(code, 2);
  t.is(stderr.trimEnd(), 'drydock: A registry that may be reached is written 127.0.0.1:PORT or localhost:PORT, not ‘example.com:5000’.');
});

import { readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { drydock, stateFolder } from './drydock.js';
import { hasPseudoTerminal, Terminal, visible } from './terminal.js';

const onTerminal = hasPseudoTerminal ? test.serial : test.serial.skip;
const size = { columns: 100, rows: 30, env: { NO_COLOR: '1' } };

interface Lesson {
  readonly home: string;
  readonly main: Terminal;
  /** One more terminal on the machine of the lesson. */
  readonly attach: () => Promise<Terminal>;
}

async function playing(t: ExecutionContext, ...options: readonly string[]): Promise<Lesson> {
  const home = stateFolder(t);
  const main = new Terminal(t, ['start', 'start-nginx', '--home', home, ...options], size);
  await main.until(/\$ $/);
  const attach = async (): Promise<Terminal> => {
    const terminal = new Terminal(t, ['attach', '--home', home], size);
    t.regex(visible(await terminal.until(/\$ $/)), /^One more terminal on the machine of “Start an nginx server”\. exit closes it\.\n/);
    return terminal;
  };
  await isOpen(home);
  return { home, main, attach };
}

/** The doors are opened when the first prompt is there already. */
async function isOpen(home: string): Promise<void> {
  for (;;) {
    const { stdout } = await drydock(home, ['env']);
    if (stdout === `export DOCKER_HOST=unix://${path.join(home, 'lessons', 'start-nginx', 'docker.sock')}\n`) return;
  }
}

function ask(options: http.RequestOptions, json?: unknown): Promise<{ readonly status: number | undefined; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const headers = json === undefined ? {} : { 'Content-Type': 'application/json' };
    const request = http.request({ agent: false, headers, ...options }, response => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => (body += part));
      response.on('end', () => resolve({ status: response.statusCode, body }));
    });
    request.on('error', reject).end(json === undefined ? undefined : JSON.stringify(json));
  });
}

onTerminal('a second terminal works on the same machine, and both windows tell what it reached', async t => {
  const { main, attach } = await playing(t, '--no-ports');
  const other = await attach();
  const reached = /✓ A container called webhost runs\n[^]*★ Nicely done! Step 1 is done[^]*\$ $/;
  other.type('docker run -d --name webhost -p 80:80 nginx\r');
  t.regex(visible(await other.until(reached)), reached);
  t.regex(visible(await main.until(reached)), reached);
  t.regex(visible(await main.line('docker ps --format "{{.Names}}"')), /\nwebhost\n/);
  t.regex(visible(await other.line('quit')), /quit works in the window where the lesson was started/);
  other.type('exit 0\r');
  t.is(await other.ended(), 0);
});

onTerminal('undo takes other terminals along; a terminal that was not there yet gets a new shell', async t => {
  const { main, attach } = await playing(t, '--no-ports');
  const early = await attach();
  await early.line('word=kept');
  await main.line('docker run -d --name webhost nginx');
  const late = await attach();
  await early.line('word=later');
  await late.line('word=latest');
  t.regex(visible(await main.line('undo')), /Taken back: word=latest\nEverything is as it was before it\.\n/);
  await late.until(/turned back[^]*\$ $/);
  await early.until(/turned back[^]*\$ $/);
  await late.line('word=latest');
  t.regex(visible(await late.line('echo "[$word]"')), /\n\[latest\]\n/);
  for (const line of ['echo "[$word]"', 'word=latest', 'word=later'])
    t.true(visible(await main.line('undo')).includes(`Taken back: ${line}\n`));
  t.regex(visible(await main.line('undo')), /Taken back: docker run .*\nEverything is as it was before it\.\n/);
  early.type('echo "[$word]"; docker ps -aq\r');
  t.regex(visible(await early.until(/\n\[.*\n[^]*\$ $/)), /\n\[kept\]\nstudent/);
  late.type('echo "[$word]"; docker ps -aq\r');
  t.regex(visible(await late.until(/\n\[.*\n[^]*\$ $/)), /turned back[^]*\n\[\]\nstudent/);
});

onTerminal('what a docker client does ticks the lesson, and a lesson that is closed tells those who are attached', async t => {
  const { home, main, attach } = await playing(t, '--no-ports');
  const other = await attach();
  const socketPath = path.join(home, 'lessons', 'start-nginx', 'docker.sock');
  await ask({ socketPath, method: 'POST', path: '/images/create?fromImage=nginx&tag=latest' });
  const created = await ask(
    { socketPath, method: 'POST', path: '/containers/create?name=webhost' },
    { Image: 'nginx', ExposedPorts: { '80/tcp': {} }, HostConfig: { PortBindings: { '80/tcp': [{ HostPort: '80' }] } } },
  );
  t.is(created.status, 201);
  await ask({ socketPath, method: 'POST', path: '/containers/webhost/start' });
  const shown = visible(await main.until(/✓ A container called webhost runs[^]*\$ $/));
  t.regex(shown, /✓ Port 80 of this machine leads to its port 80/);
  main.type('quit\r');
  t.is(await main.ended(), 0);
  await other.until(/The window that ran this machine has been closed/);
  t.is(await other.ended(), 3);
  t.deepEqual(await drydock(home, ['attach']), {
    code: 3,
    stdout: '',
    stderr:
      'drydock: No lesson and no practice host is running. Start one in another window with ‘drydock start’, ‘drydock sh’ or ‘drydock serve’.\n',
  });
});

onTerminal('a published port is on the loopback of the real machine, a taken one elsewhere, both until the lesson is closed', async t => {
  const { main } = await playing(t);
  t.notRegex(visible(await main.line('docker run -d -p 18181:80 ubuntu')), /browser/);
  t.notRegex(visible(await main.line('docker run -d -p 18180:8080 nginx')), /browser/);
  main.type('docker run -d --name webhost -p 18181:80 nginx\r');
  await main.until(/In your own browser, too: http:\/\/localhost:18181\n[^]*\$ $/);
  t.regex((await ask({ host: '127.0.0.1', port: 18_181 })).body, /Welcome to nginx!/);
  if (hasIpv6()) t.regex((await ask({ host: '::1', port: 18_181 })).body, /Welcome to nginx!/);
  const taken = net.createServer().listen(18_182, '127.0.0.1');
  t.teardown(() => taken.close());
  main.type('docker run -d --name other -p 18182:80 httpd\r');
  await main.until(/Port 18182 is not free on your own computer\. There, it is at http:\/\/localhost:28182\n[^]*\$ $/);
  t.regex((await ask({ port: 28_182 })).body, /It works!/);
  main.type('quit\r');
  await main.ended();
  await t.throwsAsync(ask({ port: 18_181 }), { code: 'ECONNREFUSED' });
});

function hasIpv6(): boolean {
  return Object.values(networkInterfaces()).some(addresses => addresses?.some(({ address }) => address === '::1'));
}

onTerminal('--no-ports opens nothing', async t => {
  const { main } = await playing(t, '--no-ports');
  await main.line('docker run -d --name webhost -p 18183:80 nginx');
  t.regex(visible(await main.line('curl -s localhost:18183 | head -1')), /\n<!DOCTYPE html>\n/);
  await t.throwsAsync(ask({ port: 18_183 }), { code: 'ECONNREFUSED' });
});

onTerminal('after a break the calendar is right, and nothing is longer ago than before', async t => {
  const { home, main } = await playing(t, '--no-ports');
  await main.line('docker run -d --name webhost nginx');
  main.type('quit\r');
  await main.ended();
  const file = path.join(home, 'lessons', 'start-nginx', 'journal.jsonl');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/"epochMs":\d+/, '"epochMs":1700000000000'));
  const again = new Terminal(t, ['start', '--no-ports', '--home', home], size);
  await again.until(/\$ $/);
  t.true(visible(await again.line('date +%F')).includes(`\n${new Date().toISOString().slice(0, 10)}\n`));
  t.regex(visible(await again.line('docker ps --format "{{.RunningFor}}, {{.Status}}"')), /\n(Less than a|\d+) seconds? ago, Up /);
  await isOpen(home);
  const { body } = await ask({ socketPath: path.join(home, 'lessons', 'start-nginx', 'docker.sock'), path: '/containers/json' });
  const created = (JSON.parse(body) as readonly { readonly Created: number }[])[0]?.Created ?? 0;
  t.true(Math.abs(Date.now() / 1000 - created) < 60);
});

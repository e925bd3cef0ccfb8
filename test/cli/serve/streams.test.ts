import { once } from 'node:events';
import test from 'ava';
import { Host } from '../../../engine/index.js';
import { parseJournal } from '../../../cli/state/journal-file.js';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { servedWorld, type Served } from '../../helpers/served.js';

const upgrade = 'Host: x\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n';
const frame = (stream: 'stdout' | 'stderr', text: string): string =>
  `${stream === 'stdout' ? '\x01' : '\x02'}\0\0\0\0\0\0${String.fromCharCode(text.length)}${text}`;

async function create({ call }: Served, name: string, json: Readonly<Record<string, unknown>>): Promise<void> {
  const { status, text } = await call('POST', `/containers/create?name=${name}`, { json: { Image: 'alpine', ...json } });
  if (status !== 201) throw new Error(text);
}

test('attach carries both directions; the end of the input is the end of the input', async t => {
  const served = await servedWorld(t);
  await create(served, 'cat', { Cmd: ['sh', '-c', 'cat; echo done >&2; exit 3'], OpenStdin: true, StdinOnce: true, AttachStdin: true });
  const client = served.connect();
  client.write(`POST /v1.50/containers/cat/attach?stream=1&stdin=1&stdout=1&stderr=1 HTTP/1.1\r\n${upgrade}`);
  t.is(
    await client.until('\r\n\r\n'),
    'HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.multiplexed-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n',
  );
  t.is((await served.call('POST', '/containers/cat/start')).status, 204);
  client.write('hello\n');
  t.is(await client.until('hello\n'), frame('stdout', 'hello\n'));
  client.socket.end();
  t.is(await client.rest(), frame('stderr', 'done\n'));
  t.is((await served.call('POST', '/containers/cat/wait')).text, '{"StatusCode":3}\n');
});

test('the end of the input is the end of the stream where others may type, too', async t => {
  const served = await servedWorld(t);
  for (const [name, shape] of [
    ['shared', { OpenStdin: true }],
    ['screen', { OpenStdin: true, StdinOnce: true, Tty: true }],
  ] as const) {
    await create(served, name, { Cmd: ['cat'], ...shape });
    const client = served.connect();
    client.write(`POST /v1.50/containers/${name}/attach?stream=1&stdin=1&stdout=1 HTTP/1.1\r\n${upgrade}`);
    await client.until('\r\n\r\n');
    await served.call('POST', `/containers/${name}/start`);
    client.write('hello\n');
    await client.until('hello');
    client.socket.end();
    await client.rest();
    t.true((await served.call('GET', `/containers/${name}/json`)).text.includes('"Running":true'));
  }
});

test('a client that does not ask for an upgrade gets the stream all the same', async t => {
  const served = await servedWorld(t);
  await create(served, 'hi', { Cmd: ['echo', 'hi'] });
  const client = served.connect();
  client.write('POST /v1.41/containers/hi/attach?stream=1&stdout=1 HTTP/1.1\r\nHost: x\r\n\r\n');
  t.is(await client.until('\r\n\r\n'), 'HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n');
  t.is((await served.call('POST', '/containers/hi/start')).status, 204);
  t.is(await client.rest(), frame('stdout', 'hi\n'));
});

test('an attach that fails says so on the connection', async t => {
  const { raw } = await servedWorld(t);
  t.is(
    await raw(`POST /containers/nosuch/attach HTTP/1.1\r\n${upgrade}`),
    'HTTP/1.1 404 Not Found\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\nNo such container: nosuch\r\n',
  );
});

test('the head of a connection that is taken over comes by itself', async t => {
  const served = await servedWorld(t);
  await create(served, 'box', { Cmd: ['cat'], OpenStdin: true });
  await served.call('POST', '/containers/box/start');
  const { text } = await served.call('POST', '/containers/box/exec', { json: { Cmd: ['echo', 'out'], AttachStdout: true } });
  const { Id: id } = JSON.parse(text) as { Id: string };
  const { socket } = served.connect();
  const pieces: string[] = [];
  socket.on('data', piece => pieces.push(piece.toString('latin1')));
  socket.write(`POST /exec/${id}/start HTTP/1.1\r\n${upgrade.trimEnd()}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`);
  await once(socket, 'end');
  t.regex(pieces[0] ?? '', /^HTTP\/1.1 101 [^]*\r\n\r\n$/);
  t.is(pieces.slice(1).join(''), frame('stdout', 'out\n'));
});

test('an exec that cannot start once more says so in the stream, framed as its client asked', async t => {
  const served = await servedWorld(t);
  await create(served, 'box', { Cmd: ['cat'], OpenStdin: true });
  await served.call('POST', '/containers/box/start');
  const { text } = await served.call('POST', '/containers/box/exec', {
    json: { Cmd: ['sh', '-c', 'echo out; echo err >&2'], AttachStdout: true, AttachStderr: true },
  });
  const { Id: id } = JSON.parse(text) as { Id: string };
  const start = (body: string, headers = 'Host: x'): Promise<string> =>
    served.raw(
      `POST /exec/${id}/start HTTP/1.1\r\n${headers}\r\nContent-Type: application/json\r\nContent-Length: ${String(body.length)}\r\n\r\n${body}`,
    );
  const engine = 'Api-Version: 1.50\r\nDocker-Experimental: false\r\nOstype: linux\r\nServer: Docker/28.2.2 (linux)\r\n\r\n';
  const plain = `HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n${engine}`;
  const upgraded = `HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.multiplexed-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n${engine}`;
  const again = `exec command ${id} has already run\r\n`;
  t.is(await start('{"Tty":true}'), `${plain}out\n`);
  t.is(await start('{}'), `${plain}${frame('stdout', again)}`);
  t.is(await start('{}', 'Host: x\r\nConnection: Upgrade\r\nUpgrade: tcp'), `${upgraded}${frame('stdout', again)}`);
  t.is(await start('{"Tty":true}'), `${plain}${again}`);
});

test('exec on a terminal is raw and can be resized', async t => {
  const served = await servedWorld(t);
  await create(served, 'box', { Cmd: ['sleep', '1000'] });
  await served.call('POST', '/containers/box/start');
  const { text } = await served.call('POST', '/containers/box/exec', {
    json: { Cmd: ['sh', '-c', 'read x; stty size; echo $x'], Tty: true, AttachStdin: true, AttachStdout: true },
  });
  const { Id: id } = JSON.parse(text) as { Id: string };
  const client = served.connect();
  const body = '{"Tty":true}';
  client.write(
    `POST /v1.50/exec/${id}/start HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n${upgrade}${body}`,
  );
  t.regex(await client.until('\r\n\r\n'), /^HTTP\/1\.1 101 UPGRADED\r\nContent-Type: application\/vnd\.docker\.raw-stream\r\n/);
  t.is((await served.call('POST', `/exec/${id}/resize?h=33&w=99`)).status, 200);
  client.write('typed\r');
  t.is(await client.rest(), 'typed\r\n33 99\r\ntyped\r\n');
  const { ExitCode: code } = JSON.parse((await served.call('GET', `/exec/${id}/json`)).text) as { ExitCode: number };
  t.is(code, 0);
});

test('logs are followed until the container ends; a client that goes away ends nothing else', async t => {
  const served = await servedWorld(t);
  await create(served, 'talk', { Cmd: ['sh', '-c', 'echo one; read x; echo two'], OpenStdin: true });
  await served.call('POST', '/containers/talk/start');
  const gone = served.connect();
  gone.write('GET /v1.50/containers/talk/logs?stdout=1&follow=1 HTTP/1.1\r\nHost: x\r\n\r\n');
  await gone.until('one\n');
  gone.socket.destroy();
  const client = served.connect();
  client.write('GET /v1.50/containers/talk/logs?stdout=1&follow=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  await client.until('one\n');
  const typist = served.connect();
  typist.write(`POST /containers/talk/attach?stream=1&stdin=1 HTTP/1.1\r\n${upgrade}`);
  await typist.until('\r\n\r\n');
  typist.write('go\n');
  t.is(await client.rest(), `\r\n${(8 + 4).toString(16)}\r\n${frame('stdout', 'two\n')}\r\n0\r\n\r\n`);
});

test('an archive goes up in chunks and comes down again', async t => {
  const served = await servedWorld(t);
  await create(served, 'files', { Cmd: ['true'] });
  const down = await served.call('GET', '/containers/files/archive?path=/etc/os-release');
  t.is(down.status, 200);
  const up = await served.call('PUT', '/containers/files/archive?path=/tmp', {
    body: Buffer.from(down.text),
    headers: { 'Transfer-Encoding': 'chunked', 'Content-Type': 'application/x-tar' },
  });
  t.is(up.status, 200);
  t.is((await served.call('GET', '/containers/files/archive?path=/tmp/os-release')).text, down.text);
  t.is((await served.call('PUT', '/containers/files/archive?path=/nope', { body: Buffer.from(down.text) })).status, 404);
});

test('no pause is jumped over while a client uploads', async t => {
  const served = await servedWorld(t);
  await create(served, 'up', { Cmd: ['sleep', '1000'] });
  await served.call('POST', '/containers/up/start');
  const down = await served.call('GET', '/containers/up/archive?path=/etc/os-release');
  const client = served.connect();
  client.write(
    `PUT /containers/up/archive?path=/tmp HTTP/1.1\r\nHost: x\r\nContent-Length: ${down.text.length}\r\n\r\n${down.text.slice(0, 600)}`,
  );
  await served.call('GET', '/containers/up/top');
  await served.call('GET', '/containers/up/top');
  client.write(down.text.slice(600));
  await client.until('\r\n\r\n');
  t.is((await served.call('POST', '/containers/up/kill')).status, 204);
});

test('a slow reader makes its own container wait and nobody else', async t => {
  const served = await servedWorld(t);
  await create(served, 'yes', { Cmd: ['yes'] });
  const slow = served.connect();
  slow.write(`POST /containers/yes/attach?stream=1&stdout=1 HTTP/1.1\r\n${upgrade}`);
  await slow.until('\r\n\r\n');
  slow.socket.pause();
  await served.call('POST', '/containers/yes/start');
  await create(served, 'quick', { Cmd: ['true'] });
  t.is((await served.call('POST', '/containers/quick/start')).status, 204);
  t.is((await served.call('POST', '/containers/quick/wait')).status, 200);
  t.is((await served.call('DELETE', '/containers/yes?force=1')).status, 204);
  slow.socket.destroy();
});

test('the journal of a served host makes an equal host', async t => {
  const served = await servedWorld(t);
  await create(served, 'one', { Cmd: ['cat'], OpenStdin: true, StdinOnce: true });
  const client = served.connect();
  client.write(`POST /containers/one/attach?stream=1&stdin=1&stdout=1 HTTP/1.1\r\n${upgrade}`);
  await client.until('\r\n\r\n');
  await served.call('POST', '/containers/one/start');
  client.write(Buffer.from([0, 255, 128, 10]));
  await client.until('\n');
  client.socket.end();
  await client.rest();
  await served.call('POST', '/containers/one/wait');
  served.host.put({ kind: 'time' });
  await served.call('POST', '/containers/one/rename?name=two');
  const journal = parseJournal(readFileSync(path.join(served.folder, 'journal.jsonl'), 'utf8'), 'journal.jsonl');
  const copy = Host.replay(journal);
  const live = served.host.present();
  copy.runUntil(live.now(), 1_000_000);
  const see = (host: Host): unknown =>
    JSON.parse(
      JSON.stringify([host.inspect('/containers/json', { all: ['1'] }), host.inspect('/containers/two/json'), host.dockerEvents()]),
    );
  t.deepEqual(see(copy), see(live));
});

test('200 clients at once', async t => {
  const served = await servedWorld(t);
  const answers = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const { status } = await served.call('POST', `/containers/create?name=c${index}`, { json: { Image: 'alpine', Cmd: ['true'] } });
      return status;
    }),
  );
  t.deepEqual([...new Set(answers)], [201]);
  const { text } = await served.call('GET', '/containers/json?all=1');
  t.is((JSON.parse(text) as readonly unknown[]).length, 200);
});

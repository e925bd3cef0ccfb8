import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import test, { type ExecutionContext } from 'ava';
import { packLinkAndFile, packTar } from '../helpers/small-tar.js';
import { servedWorld, type Served } from '../helpers/served.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

async function run(served: Served, name: string, cmd: readonly string[]): Promise<void> {
  await served.call('POST', `/containers/create?name=${name}`, { json: { Image: 'alpine', Cmd: cmd } });
  await served.call('POST', `/containers/${name}/start`);
}

const changed = async (served: Served, name: string): Promise<readonly string[]> =>
  ((JSON.parse((await served.call('GET', `/containers/${name}/changes`)).text) as readonly { Path: string }[] | null) ?? []).map(
    ({ Path }) => Path,
  );

test('names in an archive do not lead out of the directory that it is unpacked in', async t => {
  const served = await servedWorld(t);
  await run(served, 'box', ['sleep', '1000']);
  const put = async (name: string): Promise<readonly [number, string]> => {
    const { status, text } = await served.call('PUT', '/containers/box/archive?path=/tmp', { body: packTar(name, 'evil') });
    return [status, text];
  };
  const refused = (name: string): readonly [number, string] => [
    500,
    `${JSON.stringify({ message: `invalid entry name ${JSON.stringify(name)}` })}\n`,
  ];
  for (const name of ['../evil', '../../etc/passwd', 'a/../../etc/passwd', 'b/./../../x']) t.deepEqual(await put(name), refused(name));
  t.deepEqual(await changed(served, 'box'), []);
  for (const name of ['/etc/passwd', 'a/../b', './c']) t.deepEqual(await put(name), [200, '']);
  t.deepEqual(await changed(served, 'box'), ['/tmp', '/tmp/b', '/tmp/c', '/tmp/etc', '/tmp/etc/passwd']);
  t.deepEqual(served.faults, []);
});

test('a link in an archive leads nowhere but into the directory that it is unpacked in', async t => {
  const served = await servedWorld(t);
  await run(served, 'box', ['sleep', '1000']);
  const put = async (link: string, target: string): Promise<readonly [number, string]> => {
    const body = packLinkAndFile(link, target, `${link}/planted`, 'evil');
    const { status, text } = await served.call('PUT', '/containers/box/archive?path=/tmp', { body });
    return [status, text];
  };
  t.deepEqual(await put('in', '/etc'), [200, '']);
  for (const [link, target] of [
    ['out', '..'],
    ['far', '../../../../../../..'],
    ['round', '/a/../../..'],
  ] as const)
    t.deepEqual(await put(link, target), [500, `{"message":"statat ${link}: path escapes from parent"}\n`]);
  const files = ['/tmp', '/tmp/etc', '/tmp/etc/planted', '/tmp/far', '/tmp/in', '/tmp/out', '/tmp/round'];
  t.deepEqual(await changed(served, 'box'), files);
  t.deepEqual(served.faults, []);
});

/** Opens a stream of the host, waits until it flows, and breaks off. */
async function vanish(served: Served, request: string): Promise<void> {
  const client = served.connect();
  client.write(`${request} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n`);
  await client.until('\r\n\r\n');
  client.socket.destroy();
}

async function listeners(served: Served): Promise<number> {
  return (JSON.parse((await served.call('GET', '/info')).text) as { NEventsListener: number }).NEventsListener;
}

test('clients that vanish in the middle of a stream leave nothing behind', async t => {
  const served = await servedWorld(t);
  await run(served, 'chatty', ['sh', '-c', 'while :; do echo line; sleep 1; done']);
  const streams = [
    'GET /events',
    'GET /containers/chatty/logs?stdout=1&follow=1',
    'GET /containers/chatty/stats',
    'POST /containers/chatty/attach?stream=1&stdout=1&stdin=1',
    'POST /containers/chatty/wait',
  ];
  for (let round = 0; round < 20; round++) await Promise.all(streams.map(request => vanish(served, request)));
  // The server hears of a lost connection when the system tells it.
  for (let look = 0; look < 100 && (await listeners(served)) > 0; look++) await new Promise<void>(done => setImmediate(done));
  t.is(await listeners(served), 0);
  t.is((await served.call('DELETE', '/containers/chatty?force=1')).status, 204);
  t.deepEqual([served.faults, served.host.present().crashes], [[], []]);
});

test('clients that vanish in the middle of an upload, a download or a command leave nothing behind', async t => {
  const served = await servedWorld(t);
  await served.call('POST', '/containers/create?name=box', {
    json: { Image: 'alpine', Cmd: ['sh', '-c', 'head -c 3000000 /dev/zero > /big; cat'], OpenStdin: true },
  });
  await served.call('POST', '/containers/box/start');
  const begin = async (head: string, body: Buffer | string): Promise<void> => {
    const client = served.connect();
    client.write(`${head} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-tar\r\nContent-Length: 1000000\r\n\r\n`);
    client.write(body);
    await served.call('GET', '/_ping');
    client.socket.destroy();
  };
  const half = packTar('half', 'x'.repeat(2000)).subarray(0, 1000);
  for (let round = 0; round < 4; round++) {
    await Promise.all([
      begin('PUT /containers/box/archive?path=/tmp', half),
      begin('POST /images/load', half),
      begin('POST /images/create?fromSrc=-', half),
      begin('POST /containers/create', '{"Image":"alp'),
      vanish(served, 'GET /containers/box/archive?path=/big'),
      vanish(served, 'GET /containers/box/export'),
      vanish(served, 'GET /images/alpine/get'),
      vanishInExec(served),
    ]);
  }
  t.is((await served.call('GET', '/containers/box/archive?path=/tmp/half')).status, 404);
  const { Containers, Images } = JSON.parse((await served.call('GET', '/info')).text) as { Containers: number; Images: number };
  t.deepEqual([Containers, Images], [1, 1]);
  t.is((await served.call('DELETE', '/containers/box?force=1')).status, 204);
  t.deepEqual([served.faults, served.host.present().crashes], [[], []]);
});

/** Starts a shell in the container and leaves it alone. */
async function vanishInExec(served: Served): Promise<void> {
  const { text } = await served.call('POST', '/containers/box/exec', {
    json: { Cmd: ['sh'], Tty: true, AttachStdin: true, AttachStdout: true },
  });
  const { Id: id } = JSON.parse(text) as { Id: string };
  const client = served.connect();
  client.write(`POST /exec/${id}/start HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n{"Tty":true}`);
  await client.until('# ');
  client.socket.destroy();
}

test('200 clients follow at once, those that do not read cost nobody anything', async t => {
  const served = await servedWorld(t);
  const followers = Array.from({ length: 200 }, () => served.connect());
  for (const client of followers) client.write('GET /events HTTP/1.1\r\nHost: x\r\n\r\n');
  await Promise.all(followers.map(client => client.until('\r\n\r\n')));
  for (const client of followers.slice(100)) client.socket.pause();
  const names = Array.from({ length: 20 }, (_, index) => `c${String(index)}`);
  for (const name of names) await served.call('POST', `/containers/create?name=${name}`, { json: { Image: 'alpine' } });
  for (const client of followers.slice(0, 100)) t.regex(await client.until('"name":"c19"'), /"name":"c0"[^]*"name":"c10"/);
  t.is(await listeners(served), 200);
  for (const client of followers) client.socket.destroy();
  for (let look = 0; look < 100 && (await listeners(served)) > 0; look++) await new Promise<void>(done => setImmediate(done));
  t.is(await listeners(served), 0);
  t.deepEqual([served.faults, served.host.present().crashes], [[], []]);
});

test('half a request, and connections that say nothing, disturb nobody', async t => {
  const served = await servedWorld(t);
  const idle = Array.from({ length: 100 }, () => served.connect());
  for (const [index, client] of idle.entries())
    client.write(index % 2 === 0 ? 'GET /containers/js' : 'POST /containers/create HTTP/1.1\r\nContent-Length: 99\r\n\r\n{');
  t.is((await served.call('GET', '/_ping')).text, 'OK');
  for (const client of idle) client.socket.destroy();
  t.is((await served.call('GET', '/containers/json?all=1')).text, '[]\n');
  t.deepEqual(served.faults, []);
});

/** Bytes of the heap that each connection leaves behind. */
async function leftBehind(t: ExecutionContext, connections: number, use: (served: Served) => Promise<unknown>): Promise<number> {
  const served = await servedWorld(t);
  const many = async (count: number): Promise<number> => {
    for (let done = 0; done < count; done += 20) await Promise.all(Array.from({ length: 20 }, () => use(served)));
    await new Promise<void>(done => setImmediate(done));
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const before = await many(600);
  const after = await many(connections);
  return (after - before) / connections;
}

const asked = process.env['DRYDOCK_CONNECTIONS'];

test.serial('connections that only look leave nothing on the heap', async t => {
  const bytes = await leftBehind(t, Number(asked ?? 10_000), served => served.call('GET', '/containers/json'));
  t.log(`${bytes.toFixed(0)} bytes a connection`);
  t.true(bytes < 1000);
});

// Each of these is four lines of a journal that is flushed to the disk, so CI tries fewer; 10,000 take 50 seconds and leave 259 bytes each.
test.serial('connections that follow events leave only their lines of the journal', async t => {
  const bytes = await leftBehind(t, Number(asked ?? 1000), served => vanish(served, 'GET /events'));
  t.log(`${bytes.toFixed(0)} bytes a connection`);
  t.true(bytes < 2500);
});

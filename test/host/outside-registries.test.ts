import test from 'ava';
import { Host } from '../../engine/host/host.js';
import type { HostEvent } from '../../engine/host/events.js';
import type { JournalEntry } from '../../engine/host/journal.js';
import type { OutsideReply, OutsideRequest } from '../../engine/host/outside/registries.js';
import { digestOf } from '../../engine/image/digest.js';
import { HubServer } from '../../engine/host/registry/hub-server.js';
import { concatBytes } from '../../engine/core/streams.js';
import { decodeUtf8 } from '../../engine/core/utf8.js';

const setup = { seed: 'test', epochMs: 1_767_225_600_000, images: ['hello-world'], accounts: [], registries: [], home: '/home/student' };
const address = '127.0.0.1:5599';

/** A real registry, as far as the host can tell. */
function realRegistry(asked: string[]): (request: OutsideRequest) => Promise<OutsideReply> {
  let ids = 0;
  const hub = new HubServer({ accounts: [{ name: 'student', password: 'pw' }], newId: () => `id-${String(ids++)}` });
  return async ({ method, target, headers, body }) => {
    asked.push(`${method} ${target.replaceAll(/sha256(:|%3A)[0-9a-f]{64}/g, 'DIGEST')}`);
    const pieces = [...body];
    const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
    const read = () => Promise.resolve(pieces.shift() ?? new Uint8Array(0));
    const answer = await hub.answer({ method, target, headers: new Map([...lower, ['host', address] as const]), read });
    const small = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), value]));
    const isEmpty = method === 'HEAD';
    return {
      status: answer.status,
      reason: String(answer.status),
      headers: small,
      body: isEmpty ? new Uint8Array(0) : concatBytes([...answer.pieces]),
    };
  };
}

/** Runs a command line, letting requests leave the host; gives what was printed. */
async function sh(host: Host, session: number, line: string): Promise<string> {
  host.put({ kind: 'open', session, line, env: {}, cwd: '/home/student' });
  host.put({ kind: 'end-input', session });
  return await drain(host, session);
}

async function drain(host: Host, session: number): Promise<string> {
  const printed: Uint8Array[] = [];
  for (let isOver = false; !isOver; ) {
    const collect = (): boolean => {
      for (const event of host.takeEvents()) {
        if (isOutput(event, session)) printed.push(event.data);
        if (event.kind === 'exit' && event.session === session) isOver = true;
      }
      return isOver;
    };
    const result = host.fastForward(10_000_000, collect);
    if (result.kind === 'external') await host.settleExternal();
    collect();
  }
  return decodeUtf8(concatBytes(printed));
}

function isOutput(event: HostEvent, session: number): event is Extract<HostEvent, { kind: 'output' }> {
  return event.kind === 'output' && event.session === session;
}

const state = (host: Host): string => JSON.stringify(host.inspect('/images/json'));

test('names of an allowed address reach a registry outside; a replay asks nobody', async t => {
  const asked: string[] = [];
  const host = new Host(setup);
  host.registries.reach = realRegistry(asked);
  host.put({ kind: 'allow-registries', addresses: [address] });
  t.is(await sh(host, 1, `docker pull -q ${address}/library/alpine:3.10`), `${address}/library/alpine:3.10\n`);
  t.is(await sh(host, 2, `docker run --rm ${address}/library/alpine:3.10 cat /etc/alpine-release`), '3.10.9\n');
  await sh(host, 3, `docker login -u student -p pw localhost:5599; docker tag hello-world localhost:5599/student/hello`);
  t.regex(await sh(host, 4, 'docker push -q localhost:5599/student/hello'), /^localhost:5599\/student\/hello:latest\n$/);
  t.regex(
    await sh(
      host,
      5,
      'docker push localhost:5599/library/hello 2>&1; docker tag hello-world localhost:5599/library/x; docker push localhost:5599/library/x 2>&1',
    ),
    /denied: requested access to the resource is denied\n$/,
  );
  t.true(asked.includes('PUT /v2/student/hello/manifests/latest'));
  t.deepEqual(asked.slice(0, 4), ['GET /v2/', 'GET /token?service=drydock', 'GET /v2/', 'GET /v2/library/alpine/manifests/3.10']);

  const entries = JSON.parse(JSON.stringify(host.entries)) as readonly JournalEntry[];
  const before = asked.length;
  const replayed = Host.replay({ setup, entries });
  replayed.runUntil(host.now(), 10_000_000);
  t.is(state(replayed), state(host));
  t.is(replayed.steps, host.steps);
  t.is(asked.length, before, 'nobody was asked');
});

test('what is not allowed does not leave the host', async t => {
  const asked: string[] = [];
  const host = new Host(setup);
  host.registries.reach = realRegistry(asked);
  host.put({ kind: 'allow-registries', addresses: ['127.0.0.1:5600'] });
  const message = `Error response from daemon: Get "http://${address}/v2/": dial tcp ${address}: connect: connection refused\n`;
  t.is(await sh(host, 1, `docker pull ${address}/library/alpine:3.10 2>&1`), message);
  host.put({ kind: 'allow-registries', addresses: [] });
  t.is(await sh(host, 2, `docker pull 127.0.0.1:5600/library/alpine:3.10 2>&1`), message.replaceAll('5599', '5600'));
  t.deepEqual(asked, []);
});

test('a registry that lies is found out', async t => {
  const honest = realRegistry([]);
  const host = new Host(setup);
  host.registries.reach = async request => {
    const reply = await honest(request);
    return 'status' in reply && request.target.includes('/blobs/') ? { ...reply, body: Uint8Array.of(1, 2, 3) } : reply;
  };
  host.put({ kind: 'allow-registries', addresses: [address] });
  t.regex(
    await sh(host, 1, `docker pull ${address}/library/alpine:3.10 2>&1`),
    /\nerror pulling image configuration: image config verification failed for digest sha256:[0-9a-f]{64}\n$/,
  );
  t.is(await sh(host, 2, 'docker images -q alpine'), '');
});

/** A host that reaches one registry, through `between`. */
function hostOn(
  reach: (request: OutsideRequest, honest: (request: OutsideRequest) => Promise<OutsideReply>) => Promise<OutsideReply>,
): Host {
  const honest = realRegistry([]);
  const host = new Host(setup);
  host.registries.reach = request => reach(request, honest);
  host.put({ kind: 'allow-registries', addresses: [address] });
  return host;
}

const failing = (status: number): OutsideReply => ({
  status,
  reason: `${String(status)} Service Unavailable`,
  headers: {},
  body: new Uint8Array(0),
});
const isBlob = ({ method, target }: OutsideRequest): boolean => method === 'GET' && target.includes('/blobs/');
const pauses = (...lengths: readonly number[]): readonly string[] =>
  lengths.flatMap(length =>
    Array.from({ length }, (_, index) => `Retrying in ${String(length - index)} second${length - index === 1 ? '' : 's'}`),
  );
const retries = (printed: string): readonly string[] => printed.split('\n').flatMap(line => /: (Retrying .*)$/.exec(line)?.[1] ?? []);

test('a layer that does not come is asked for five times, with longer and longer pauses', async t => {
  let layers = 0;
  const host = hostOn((request, honest) => (isBlob(request) && ++layers > 1 ? Promise.resolve(failing(503)) : honest(request)));
  const printed = await sh(host, 1, `docker pull ${address}/library/alpine:3.10 2>&1`);
  t.deepEqual(retries(printed), pauses(5, 10, 15, 20));
  t.regex(printed, /\nreceived unexpected HTTP status: 503 Service Unavailable\n$/);
  t.true(host.now() > 50_000);
  t.is(await sh(host, 2, 'docker images -q'), await sh(host, 3, 'docker images -q hello-world'), 'nothing of it is kept');
});

test('a layer that comes at the second attempt is no failure', async t => {
  let layers = 0;
  const host = hostOn((request, honest) =>
    isBlob(request) && ++layers === 2 ? Promise.resolve({ problem: 'unexpected EOF' }) : honest(request),
  );
  const printed = await sh(host, 1, `docker pull ${address}/library/alpine:3.10 2>&1`);
  t.deepEqual(retries(printed), pauses(5));
  t.regex(printed, /\nStatus: Downloaded newer image for /);
});

test('a blob may lie elsewhere on the registry, but not on another machine', async t => {
  const redirect = (location: string): OutsideReply => ({ status: 307, reason: '307', headers: { location }, body: new Uint8Array(0) });
  const there = hostOn((request, honest) => {
    if (!isBlob(request)) return honest(request);
    if (!request.target.startsWith('/storage')) return Promise.resolve(redirect(`http://${address}/storage${request.target}`));
    return honest({ ...request, target: request.target.slice('/storage'.length) });
  });
  t.is(await sh(there, 1, `docker pull -q ${address}/library/alpine:3.10 2>&1`), `${address}/library/alpine:3.10\n`);
  const away = hostOn((request, honest) => (isBlob(request) ? Promise.resolve(redirect('http://10.0.0.1/x')) : honest(request)));
  t.regex(await sh(away, 1, `docker pull -q ${address}/library/alpine:3.10 2>&1`), /sends on to 10\.0\.0\.1, which is not allowed\n$/);
  const round = hostOn((request, honest) => (isBlob(request) ? Promise.resolve(redirect(request.target)) : honest(request)));
  t.regex(await sh(round, 1, `docker pull -q ${address}/library/alpine:3.10 2>&1`), /stopped after 10 redirects\n$/);
});

test('a layer that is not taken is sent five times', async t => {
  const host = hostOn((request, honest) => (request.method === 'PATCH' ? Promise.resolve(failing(500)) : honest(request)));
  await sh(host, 1, `docker login -u student -p pw ${address} 2>&1; docker tag hello-world ${address}/student/hello`);
  const printed = await sh(host, 2, `docker push ${address}/student/hello 2>&1`);
  t.deepEqual(retries(printed), pauses(5, 10, 15, 20));
  t.regex(printed, /\nreceived unexpected HTTP status: 500 Service Unavailable\n$/);
});

test('what is no manifest is told from one', async t => {
  const manifest = (body: string, headers: Readonly<Record<string, string>>): Host =>
    hostOn((request, honest) =>
      request.target.includes('/manifests/')
        ? Promise.resolve({ status: 200, reason: '200 OK', headers, body: new TextEncoder().encode(body) })
        : honest(request),
    );
  const pull = (host: Host) => sh(host, 1, `docker pull -q ${address}/library/alpine 2>&1`);
  t.regex(
    await pull(manifest('<h1>Hello</h1>', { 'content-type': 'text/html' })),
    /: error unmarshalling content: invalid character '<' looking for beginning of value\n$/,
  );
  t.regex(await pull(manifest('{}', {})), /: missing or empty Content-Type header\n$/);
  const type = { 'content-type': 'application/vnd.docker.distribution.manifest.v2+json' };
  t.regex(await pull(manifest('{"schemaVersion":2', type)), /: unexpected end of JSON input\n$/);
});

test('manifest bombs are stopped: indexes in indexes, too many layers, too many bytes', async t => {
  const type = 'application/vnd.docker.distribution.manifest.list.v2+json';
  const digest = (text: string): string => digestOf(text);
  const descriptor = (text: string) => ({
    mediaType: type,
    digest: digest(text),
    size: text.length,
    platform: { os: 'linux', architecture: 'amd64' },
  });
  const texts = new Map<string, string>();
  let top = '{}';
  for (let depth = 0; depth < 8; depth++) {
    texts.set(digest(top), top);
    top = JSON.stringify({ schemaVersion: 2, mediaType: type, manifests: [descriptor(top)] });
  }
  const serving = (first: string, mediaType: string): Host =>
    hostOn((request, honest) => {
      const [, reference] = /\/manifests\/(.*)$/.exec(request.target) ?? [];
      const text = reference === undefined ? undefined : (texts.get(reference) ?? first);
      if (text === undefined) return honest(request);
      return Promise.resolve({
        status: 200,
        reason: '200 OK',
        headers: { 'content-type': mediaType },
        body: new TextEncoder().encode(text),
      });
    });
  const pull = (host: Host) => sh(host, 1, `docker pull -q ${address}/library/alpine 2>&1`);
  t.regex(await pull(serving(top, type)), /: drydock: indexes are nested too deeply\n$/);
  const manifest = 'application/vnd.docker.distribution.manifest.v2+json';
  const blob = { mediaType: 'x', digest: digest('x'), size: 1 };
  const tall = JSON.stringify({ schemaVersion: 2, mediaType: manifest, config: blob, layers: Array.from({ length: 126 }, () => blob) });
  t.regex(await pull(serving(tall, manifest)), /: manifest invalid\n$/);
  t.regex(await pull(serving(`"${'x'.repeat(4 * 1024 * 1024)}"`, manifest)), /: drydock: the manifest is too big\n$/);
  const wide = JSON.stringify({ schemaVersion: 2, manifests: Array.from({ length: 1001 }, () => blob) });
  t.regex(await pull(serving(wide, type)), /: manifest invalid\n$/);
});

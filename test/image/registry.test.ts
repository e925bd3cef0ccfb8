import test from 'ava';
import { gunzipSync } from 'node:zlib';
import { findCatalogueImage } from '../../engine/image/catalogue/catalogue.js';
import { digestOf } from '../../engine/image/digest.js';
import { createHub, searchCatalogue } from '../../engine/image/hub.js';
import { OCI_MANIFEST_TYPE } from '../../engine/image/manifest.js';
import { Registry, type Credentials } from '../../engine/image/registry.js';
import { MemoryStorage } from '../../engine/image/registry/memory-storage.js';
import { ask as askRules, type Question } from './ask-registry.js';

const student: Credentials = { username: 'student', password: 'practice' };
const wrong: Credentials = { ...student, password: 'wrong' };

function hello() {
  const image = findCatalogueImage('hello-world:latest');
  if (!image) throw new Error('hello-world is in the catalogue');
  return image;
}

const storages = new WeakMap<Registry, MemoryStorage>();
let uploads = 0;

function ask(registry: Registry, target: string, credentials?: Credentials, method = 'GET', question: Omit<Question, 'target'> = {}) {
  const storage = storages.get(registry) ?? new MemoryStorage(registry, () => `upload-${String(uploads++)}`);
  storages.set(registry, storage);
  return askRules({ storage, authorize: registry.authorize, deletes: true }, { ...question, target, method, credentials });
}

test('everybody pulls what is public on the hub', t => {
  const hub = createHub([student]);
  t.is(hub.pull('library/hello-world', { tag: 'latest' }, undefined).manifest.digest, hello().manifest.digest);
  t.is(hub.pull('library/hello-world', { digest: hello().manifest.digest }, undefined).config.id, hello().config.id);
  t.throws(() => hub.pull('library/alpine', { tag: 'latest' }, wrong), { message: 'unauthorized: incorrect username or password' });
  t.throws(() => hub.pull('library/alpine', { tag: 'nosuch' }, undefined), { message: 'manifest unknown: manifest unknown' });
  t.throws(() => hub.pull('teacher/secret', { tag: 'latest' }, undefined), {
    message: 'denied: requested access to the resource is denied',
  });
});

test('a private repository is for its owner', t => {
  const hub = createHub([student, { username: 'teacher', password: 'chalk' }]);
  hub.put('student/app', '1', hello());
  t.is(hub.pull('student/app', { tag: '1' }, undefined).config.id, hello().config.id);
  hub.setPrivate('student/app', true);
  t.throws(() => hub.pull('student/app', { tag: '1' }, undefined), { message: 'denied: requested access to the resource is denied' });
  t.throws(() => hub.pull('student/app', { tag: '1' }, { username: 'teacher', password: 'chalk' }), {
    message: 'denied: requested access to the resource is denied',
  });
  t.is(hub.pull('student/app', { tag: '1' }, student).config.id, hello().config.id);
});

test('a registry of one’s own over HTTP', t => {
  const registry = new Registry({ domain: 'localhost:5000', access: 'open' });
  t.is(ask(registry, '/v2/').text, '{}');
  t.is(ask(registry, '/v2/_catalog').text, '{"repositories":[]}\n');
  registry.put('app', '1', hello());
  t.is(ask(registry, '/v2/_catalog').text, '{"repositories":["app"]}\n');
  t.is(ask(registry, '/v2/app/tags/list').text, '{"name":"app","tags":["1"]}\n');
  t.is(digestOf(ask(registry, '/v2/app/manifests/1').body), hello().manifest.digest);
  t.is(
    ask(registry, '/v2/app/manifests/2').text,
    '{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown","detail":{"Tag":"2"}}]}\n',
  );
  t.is(
    ask(registry, '/v2/nope/tags/list').text,
    '{"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry","detail":{"name":"nope"}}]}\n',
  );
  t.is(ask(registry, '/v2/foo').text, '404 page not found\n');
  t.is(ask(registry, '/v2/_catalog', undefined, 'DELETE').status, 405);
});

test('blobs are what their descriptors say', t => {
  const registry = new Registry({ domain: 'localhost:5000', access: 'open' });
  registry.put('app', '1', hello());
  for (const { digest, sizeBytes } of [hello().manifest.config, ...hello().manifest.layers]) {
    const { body, declared } = ask(registry, `/v2/app/blobs/${digest}`);
    t.deepEqual([digestOf(body), body.length, declared], [digest, sizeBytes, sizeBytes]);
  }
  const [layer] = hello().manifest.layers;
  const packed = ask(registry, `/v2/app/blobs/${layer?.digest ?? ''}`).body;
  t.is(digestOf(gunzipSync(packed)), hello().layers[0]?.diffId ?? '');
});

test('a registry with accounts lets nobody else look', t => {
  const registry = new Registry({ domain: 'localhost:5001', access: 'basic', accounts: [student] });
  t.is(ask(registry, '/v2/_catalog').text, '{"errors":[{"code":"UNAUTHORIZED","message":"authentication required","detail":null}]}\n');
  t.is(ask(registry, '/v2/_catalog', wrong).status, 401);
  t.is(ask(registry, '/v2/_catalog', student).status, 200);
});

test('search finds names and descriptions, the best known first', t => {
  t.deepEqual(
    searchCatalogue('nginx').map(({ name, isOfficial }) => [name, isOfficial]),
    [['nginx', true]],
  );
  t.deepEqual(
    searchCatalogue('docker').map(({ name }) => name),
    ['alpine', 'grafana/grafana', 'hello-world', 'docker/getting-started'],
  );
  t.deepEqual(searchCatalogue('nosuchthing'), []);
});

/** Pushes bytes as a blob, in as many chunks as are given. */
function pushBlob(registry: Registry, repository: string, chunks: readonly string[], digest = digestOf(chunks.join(''))): number {
  const begun = ask(registry, `/v2/${repository}/blobs/uploads/`, undefined, 'POST');
  const place = begun.headers['Location'] ?? '';
  for (const chunk of chunks) t202(ask(registry, place, undefined, 'PATCH', { body: chunk }).status);
  return ask(registry, `${place}?digest=${digest}`, undefined, 'PUT').status;
}

function t202(status: number): void {
  if (status !== 202) throw new Error(`a chunk was answered with ${String(status)}`);
}

const manifestOf = (config: string, layers: readonly string[]): string =>
  JSON.stringify({
    schemaVersion: 2,
    mediaType: OCI_MANIFEST_TYPE,
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: digestOf(config), size: config.length },
    layers: layers.map(layer => ({ mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: digestOf(layer), size: layer.length })),
  });

const put = (registry: Registry, reference: string, manifest: string, type = OCI_MANIFEST_TYPE) =>
  ask(registry, `/v2/app/manifests/${reference}`, undefined, 'PUT', { body: manifest, headers: { 'content-type': type } });

test('what was pushed over HTTP is there letter by letter', t => {
  const registry = new Registry({ domain: 'localhost:5000', access: 'open' });
  const manifest = manifestOf('{}', ['layer']);
  t.is(pushBlob(registry, 'app', ['{', '}']), 201);
  t.is(pushBlob(registry, 'app', ['layer']), 201);
  const { status, headers } = put(registry, '1', manifest);
  t.deepEqual([status, headers['Docker-Content-Digest']], [201, digestOf(manifest)]);
  t.is(ask(registry, '/v2/app/manifests/1').text, manifest);
  t.is(ask(registry, `/v2/app/manifests/${digestOf(manifest)}`).headers['Content-Type'], OCI_MANIFEST_TYPE);
  t.is(ask(registry, `/v2/app/blobs/${digestOf('layer')}`).text, 'layer');
  t.deepEqual(ask(registry, `/v2/app/blobs/${digestOf('layer')}`, undefined, 'HEAD').text, '');
  const part = ask(registry, `/v2/app/blobs/${digestOf('layer')}`, undefined, 'GET', { headers: { range: 'bytes=1-2' } });
  t.deepEqual([part.status, part.text, part.headers['Content-Range']], [206, 'ay', 'bytes 1-2/5']);
  t.is(ask(registry, '/v2/app/tags/list').text, '{"name":"app","tags":["1"]}\n');
});

test('a blob of another repository is mounted', t => {
  const registry = new Registry({ domain: 'localhost:5000', access: 'open' });
  pushBlob(registry, 'one', ['layer']);
  const digest = digestOf('layer');
  t.is(ask(registry, `/v2/two/blobs/${digest}`, undefined, 'HEAD').status, 404);
  t.is(ask(registry, `/v2/two/blobs/uploads/?mount=${digest}&from=one`, undefined, 'POST').status, 201);
  t.is(ask(registry, `/v2/two/blobs/${digest}`).text, 'layer');
  t.is(ask(registry, `/v2/two/blobs/uploads/?mount=${digest}&from=nobody`, undefined, 'POST').status, 202, 'then it must be sent');
});

test('wrong digests, half uploads and bad manifests leave nothing', t => {
  const registry = new Registry({ domain: 'localhost:5000', access: 'open' });
  t.is(pushBlob(registry, 'app', ['layer'], digestOf('other')), 400);
  t.is(ask(registry, `/v2/app/blobs/${digestOf('layer')}`).status, 404);
  t.is(ask(registry, '/v2/app/blobs/uploads/nosuch', undefined, 'PATCH', { body: 'x' }).status, 404);
  t.is(ask(registry, '/v2/app/blobs/uploads/', undefined, 'POST').status, 202);
  t.is(ask(registry, '/v2/_catalog').text, '{"repositories":[]}\n', 'an upload that nobody finished is no repository');
  t.is(
    put(registry, '1', manifestOf('{}', [])).text,
    `{"errors":[{"code":"MANIFEST_BLOB_UNKNOWN","message":"blob unknown to registry","detail":"${digestOf('{}')}"}]}\n`,
  );
  for (const bad of ['{', '[]', '{"config":{}}', '{"layers":[{"digest":"../../etc/passwd"}]}', 'x'.repeat(5_000_000)]) {
    t.is(put(registry, '1', bad).status, 400);
  }
  t.is(put(registry, digestOf('other'), manifestOf('{}', [])).status, 400);
  t.is(put(registry, '1', manifestOf('{}', []), 'text/plain').status, 400);
  t.is(ask(registry, '/v2/APP/tags/list').text, '{"errors":[{"code":"NAME_INVALID","message":"invalid repository name","detail":{}}]}\n');
  t.is(ask(registry, '/v2/a/../b/tags/list').status, 400);
  t.is(ask(registry, '/v2/_catalog').text, '{"repositories":[]}\n');
});

test('long lists come in pages', t => {
  const registry = new Registry({ domain: 'localhost:5000', access: 'open' });
  for (const tag of ['a', 'b', 'c']) registry.put('app', tag, hello());
  const { text, headers } = ask(registry, '/v2/app/tags/list?n=2');
  t.deepEqual([text, headers['Link']], ['{"name":"app","tags":["a","b"]}\n', '</v2/app/tags/list?last=b&n=2>; rel="next"']);
  t.is(ask(registry, '/v2/app/tags/list?last=b&n=2').text, '{"name":"app","tags":["c"]}\n');
});

test('a manifest is deleted with its tags', t => {
  const registry = new Registry({ domain: 'localhost:5000', access: 'open' });
  registry.put('app', '1', hello());
  t.is(ask(registry, '/v2/app/manifests/1', undefined, 'DELETE').status, 400);
  t.is(ask(registry, `/v2/app/manifests/${hello().manifest.digest}`, undefined, 'DELETE').status, 202);
  t.is(ask(registry, '/v2/app/manifests/1').status, 404);
});

test('on the hub everybody reads and owners write, over HTTP too', t => {
  const hub = createHub([student]);
  t.is(ask(hub, '/v2/library/hello-world/manifests/latest').status, 200);
  t.is(ask(hub, '/v2/student/app/blobs/uploads/', undefined, 'POST').status, 401);
  t.is(ask(hub, '/v2/student/app/blobs/uploads/', student, 'POST').status, 202);
  t.is(
    ask(hub, '/v2/library/nginx/blobs/uploads/', student, 'POST').text,
    '{"errors":[{"code":"DENIED","message":"requested access to the resource is denied","detail":[]}]}\n',
  );
});

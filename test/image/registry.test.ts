import test from 'ava';
import { gunzipSync } from 'node:zlib';
import { decodeUtf8 } from '../../engine/core/utf8.js';
import { findCatalogueImage } from '../../engine/image/catalogue/catalogue.js';
import { digestOf } from '../../engine/image/digest.js';
import { createHub, searchCatalogue } from '../../engine/image/hub.js';
import { Registry, type Credentials } from '../../engine/image/registry.js';
import { answerRegistry } from '../../engine/image/registry-http.js';

const student: Credentials = { username: 'student', password: 'practice' };
const wrong: Credentials = { ...student, password: 'wrong' };

function hello() {
  const image = findCatalogueImage('hello-world:latest');
  if (!image) throw new Error('hello-world is in the catalogue');
  return image;
}

function ask(registry: Registry, path: string, credentials?: Credentials, method = 'GET') {
  const answer = answerRegistry(registry, { method, path, credentials });
  const body = Buffer.concat([...answer.body]);
  return { status: answer.status, body, text: decodeUtf8(body), declared: answer.lengthBytes };
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

import test from 'ava';
import { pullImage } from '../../../engine/daemon/images/pull.js';
import { pullReference } from '../../../engine/daemon/images/registry-access.js';
import { findCatalogueImage } from '../../../engine/image/catalogue/catalogue.js';
import { withDefaultTag } from '../../../engine/image/reference.js';
import { imageWorld, statusLines, student } from './world.js';

function pulling(world: ReturnType<typeof imageWorld>, typed: string, credentials?: { username: string; password: string }) {
  const reference = withDefaultTag(pullReference(typed, ''));
  return world.drain(world.run(pullImage(world.images, reference, { credentials })));
}

test('a pull tells of each layer, then of the digest', t => {
  const world = imageWorld();
  const layer = findCatalogueImage('alpine:latest')?.layers[0]?.packed?.digest.slice(7, 19) ?? '';
  t.deepEqual(statusLines(pulling(world, 'alpine')), [
    'latest: Pulling from library/alpine',
    `${layer}: Pulling fs layer`,
    `${layer}: Downloading`,
    `${layer}: Verifying Checksum`,
    `${layer}: Download complete`,
    `${layer}: Extracting`,
    `${layer}: Pull complete`,
    `Digest: ${world.images.store.tags.of(world.images.findImage('alpine').id).find(({ digest }) => digest)?.digest ?? ''}`,
    'Status: Downloaded newer image for alpine:latest',
  ]);
  t.deepEqual(world.events, ['pull alpine:latest alpine']);
});

test('what is here is not fetched again', t => {
  const world = imageWorld(['alpine']);
  t.deepEqual(
    statusLines(pulling(world, 'alpine')).map(line => line.replace(/sha256:\w+/, '…')),
    ['latest: Pulling from library/alpine', 'Digest: …', 'Status: Image is up to date for alpine:latest'],
  );
});

test('layers of other images are already there', t => {
  const world = imageWorld(['debian']);
  const lines = statusLines(pulling(world, 'nginx'));
  t.is(lines.filter(line => line.endsWith('Already exists')).length, 1);
  t.is(lines.filter(line => line.endsWith('Pull complete')).length, 4);
});

test('a big image takes seconds of virtual time, and its bars move', t => {
  const world = imageWorld();
  const stream = pulling(world, 'mysql');
  t.true(world.clock.now() > 5_000 && world.clock.now() < 15_000, String(world.clock.now()));
  const bars = stream.filter(item => (item as { status?: string }).status === 'Downloading');
  t.true(bars.length > 40 && bars.length < 400, String(bars.length));
  t.is(stream.filter(item => (item as { status?: string }).status === 'Waiting').length, 2, 'three layers at once');
});

test('every kind of refusal has its message', t => {
  const world = imageWorld();
  const refused = (typed: string, credentials?: { username: string; password: string }) => {
    const { kind, message } = t.throws(() => pulling(world, typed, credentials), { name: 'DaemonError' }) as unknown as {
      kind: string;
      message: string;
    };
    return `${kind}: ${message}`;
  };
  t.is(refused('alpine:nosuch'), 'not-found: manifest for alpine:nosuch not found: manifest unknown: manifest unknown');
  t.is(
    refused('nouser/norepo'),
    "not-found: pull access denied for nouser/norepo, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
  );
  t.is(
    refused('localhost:5000/other'),
    'not-found: manifest for localhost:5000/other:latest not found: manifest unknown: manifest unknown',
  );
  t.is(refused('localhost:5001/safe'), 'system: Head "http://localhost:5001/v2/safe/manifests/latest": no basic auth credentials');
  t.is(refused('localhost:5001/safe', { username: 'student', password: 'bad' }), 'unauthorized: unauthorized: authentication required');
  t.is(refused('localhost:5999/x'), 'system: Get "http://localhost:5999/v2/": dial tcp 127.0.0.1:5999: connect: connection refused');
  t.is(
    refused('nosuch.example.com/x'),
    'system: Get "https://nosuch.example.com/v2/": dial tcp: lookup nosuch.example.com on 8.8.8.8:53: no such host',
  );
  t.is(
    refused('alpine', { ...student, password: 'bad' }),
    'unauthorized: Head "https://registry-1.docker.io/v2/library/alpine/manifests/latest": unauthorized: incorrect username or password',
  );
  t.is(world.images.store.size, 0);
});

test('a pull by digest names no tag', t => {
  const world = imageWorld(['alpine']);
  const digest = world.images.store.tags.of(world.images.findImage('alpine').id).find(name => name.digest)?.digest ?? '';
  const other = imageWorld();
  t.is(statusLines(pulling(other, `alpine@${digest}`)).at(-1), `Status: Downloaded newer image for alpine@${digest}`);
  t.deepEqual(
    other.images.store.all().map(({ id }) => other.images.store.tags.of(id).map(({ tag }) => tag)),
    [[undefined]],
  );
});

test('a client that goes away ends the pull', t => {
  const world = imageWorld();
  const channel = world.run(pullImage(world.images, withDefaultTag(pullReference('mysql', '')), { credentials: undefined }));
  const at = world.clock.now();
  channel.cancel();
  world.settle();
  t.is(world.images.store.size, 0);
  t.true(world.clock.now() - at < 200);
});

import { readFileSync } from 'node:fs';
import test from 'ava';
import { executable, programOf } from '../../engine/fs/executable.js';
import { findFile } from '../../engine/fs/snapshot.js';
import { tarChunks } from '../../engine/fs/tar.js';
import { catalogue, findCatalogueImage, type CatalogueImage } from '../../engine/image/catalogue/catalogue.js';
import { lock } from '../../engine/image/catalogue/lock.js';
import { layerSources } from '../../engine/image/catalogue/lock-layers.js';
import { digestOf, digestPieces } from '../../engine/image/digest.js';
import { pack } from '../../engine/image/packing.js';
import { snapshotOf } from '../../engine/image/store.js';
import { programs } from '../../engine/programs/index.js';

interface Recorded {
  readonly ref: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly layers: readonly string[];
  readonly history: readonly string[];
  readonly created_order: number;
}

const recorded = JSON.parse(
  readFileSync(new URL('../../../test/image/recorded-images.json', import.meta.url), 'utf8'),
) as readonly Recorded[];

function image(name: string): CatalogueImage {
  const found = findCatalogueImage(name.includes(':') ? name : `${name}:latest`);
  if (!found) throw new Error(`no image ${name}`);
  return found;
}

for (const { ref, config, layers, history } of recorded) {
  test(`${ref} is configured as recorded`, t => {
    const { config: ours } = image(ref).config;
    t.deepEqual(ours.config, config);
    t.is(ours.rootfs.diff_ids.length, layers.length);
    const lines = ours.history.map(({ created_by = '' }) => created_by.replace(/(file|dir|multi):[0-9a-f]{64}/, '$1:…')).toReversed();
    t.deepEqual(lines, history);
  });
}

test('images are in the order in which they were made', t => {
  const order = recorded.toSorted((a, b) => a.created_order - b.created_order).map(({ ref }) => image(ref));
  t.deepEqual(order, catalogue.slice(0, order.length), 'those that were not recorded come after them');
  const times = catalogue.map(({ config }) => config.config.created);
  t.deepEqual(times, times.toSorted());
  t.is(new Set(times).size, times.length);
});

test('images share the layers that the recorded ones share', t => {
  const shares = (layersOf: (ref: string) => readonly string[]): readonly string[] =>
    recorded.flatMap(({ ref: a }) =>
      recorded.flatMap(({ ref: b }) =>
        a < b ? [`${a} ${b} ${String(layersOf(a).filter(layer => layersOf(b).includes(layer)).length)}`] : [],
      ),
    );
  t.deepEqual(
    shares(ref => image(ref).config.config.rootfs.diff_ids),
    shares(ref => recorded.find(one => one.ref === ref)?.layers ?? []),
  );
});

test('an id is the digest of the configuration, a digest that of the manifest', t => {
  for (const { config, manifest } of catalogue) {
    t.is(digestOf(config.text), config.id);
    t.is(digestOf(manifest.text), manifest.digest);
    const written = JSON.parse(manifest.text) as {
      config: { digest: string; size: number };
      layers: readonly { digest: string; size: number }[];
    };
    t.deepEqual(written.config, {
      mediaType: 'application/vnd.docker.container.image.v1+json',
      size: Buffer.byteLength(config.text),
      digest: config.id,
    });
  }
});

test('the lock has every layer and nothing else', t => {
  const keys = catalogue.flatMap(({ source }) =>
    source.steps.flatMap((step, index) => (step.files ? [`${source.names[0]}#${String(index)}`] : [])),
  );
  t.deepEqual(Object.keys(lock).toSorted(), keys.toSorted());
});

test('every layer is made of what it was made of when it was locked', t => {
  const file = new URL('../../../engine/image/catalogue/lock-sources.json', import.meta.url);
  const now = Object.fromEntries(
    [...layerSources(catalogue.map(({ source }) => source))].map(({ key, fingerprint }) => [key, fingerprint]),
  );
  t.deepEqual(now, JSON.parse(readFileSync(file, 'utf8')), 'run scripts/catalogue-lock.ts');
});

test('layers have the digests of the lock: one image wholly, and every small layer', t => {
  for (const layer of layerSources([image('alpine').source, image('hello-world').source]))
    t.deepEqual(layer.lock(), lock[layer.key], layer.key);
  for (const { layers } of catalogue) {
    for (const layer of layers.filter(({ archiveBytes }) => archiveBytes < 40_000_000)) {
      t.deepEqual(digestPieces(tarChunks(layer.entries())), { digest: layer.diffId, sizeBytes: layer.archiveBytes });
    }
  }
});

test('no layer puts anything below a link of a lower one: it would hide the link', t => {
  for (const { source, layers } of catalogue) {
    const links = new Set<string>();
    for (const layer of layers) {
      const entries = layer.entries();
      const hidden = entries.filter(
        ({ path, kind }) => parents(path).some(parent => links.has(parent)) || (kind === 'directory' && links.has(path)),
      );
      t.deepEqual(
        hidden.map(({ path }) => path),
        [],
        source.names[0],
      );
      for (const { kind, path } of entries) if (kind === 'symlink') links.add(path);
    }
  }
});

function parents(path: string): readonly string[] {
  return [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index));
}

test('a packed layer has the digest and size of its descriptor', t => {
  const [, , , , last] = image('nginx').layers;
  t.truthy(last);
  if (!last) return;
  const { digest, sizeBytes } = digestPieces(pack(tarChunks(last.entries())));
  t.deepEqual({ digest, sizeBytes }, { digest: last.packed?.digest ?? '', sizeBytes: last.packed?.sizeBytes ?? 0 });
});

/** Programs that images have and that Drydock may not run: they say `exec format error`. */
const notRunnable: ReadonlySet<string> = new Set(
  readFileSync(new URL('../../../test/image/not-runnable.txt', import.meta.url), 'utf8')
    .trim()
    .split(/\s+/),
);

/** Programs that need more of the engine than the others; engine/host/boot.ts adds them. */
const ofTheHost: ReadonlySet<string> = new Set(['registry']);

test('every program of every image is one that runs, or is listed as one that does not', t => {
  const unknown = new Set<string>();
  for (const { layers } of catalogue) {
    for (const entry of layers.flatMap(layer => layer.entries())) {
      const id = entry.content && programOf(entry.content)?.replace(/@.*/, '');
      if (id !== undefined && !programs.has(id) && !ofTheHost.has(id)) unknown.add(id);
    }
  }
  t.deepEqual([...unknown].filter(id => !notRunnable.has(id)).toSorted(), []);
});

test('commands of images are files that may be executed', t => {
  for (const [ref, path] of [
    ['nginx', '/docker-entrypoint.sh'],
    ['nginx', '/usr/sbin/nginx'],
    ['mysql', '/usr/local/bin/docker-entrypoint.sh'],
    ['httpd', '/usr/local/bin/httpd-foreground'],
    ['hello-world', '/hello'],
    ['alpine', '/bin/sh'],
    ['ubuntu:focal', '/bin/bash'],
    ['grafana/grafana', '/run.sh'],
  ] as const) {
    const found = findFile(snapshotOf(image(ref).layers), path);
    t.truthy(found, `${ref} ${path}`);
  }
  t.is(programOf(executable('x', 10)), 'x');
});

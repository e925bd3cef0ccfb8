import test from 'ava';
import { imageSources } from '../../engine/image/catalogue/images.js';
import type { ImageSource } from '../../engine/image/catalogue/source.js';

/** What has been read of the images that nobody asked for, and how often. */
const reads = new Map<string, number>();

function copyOf(source: ImageSource, copy: number): ImageSource {
  const [first, ...others] = source.names;
  const named = (name: string): string => `copy${String(copy)}/${name}`;
  return new Proxy<ImageSource>(
    { ...source, names: [named(first), ...others.map(named)] },
    {
      get: (target, field, receiver) => {
        reads.set(String(field), (reads.get(String(field)) ?? 0) + 1);
        return Reflect.get(target, field, receiver) as unknown;
      },
    },
  );
}

/** The engine with a catalogue of ten times as many images; it has not been loaded before. */
const originals = [...imageSources];
const copies = Array.from({ length: 9 }, (_, copy) => originals.map(source => copyOf(source, copy))).flat();
(imageSources as ImageSource[]).push(...copies);
const { World } = await import('../../engine/testing.js');

test('of ten times as many images a host knows the names, read once; nothing else is looked at before one is asked for', t => {
  t.deepEqual([...reads], [], 'loading the program');
  const { sh } = new World({ images: ['alpine', 'nginx'] });
  const names = [['names', copies.length]];
  t.deepEqual([...reads], names, 'the hub has an index of names');
  t.is(sh('docker run --rm alpine echo hello').stdout, 'hello\n');
  t.is(sh('docker pull -q redis').stdout, 'docker.io/library/redis:latest\n');
  t.is(sh('docker images -q | wc -l; docker system df > /dev/null; docker inspect nginx > /dev/null; docker history -q nginx').code, 0);
  t.deepEqual([...reads], names, 'work with some images');
  t.deepEqual([new World({ images: ['mysql'] }).sh('docker image ls -q | wc -l').stdout, ...reads], ['1\n', ...names], 'another host');
  t.is(sh('docker search -q redis; docker search --limit 100 --format "{{.Name}}" redis | grep -c copy').stdout.trim(), '9');
});

import { gzipSync } from 'node:zlib';
import test from 'ava';
import { decodeUtf8, encodeUtf8 } from '../../engine/core/utf8.js';
import { encodeTar, type TarEntry } from '../../engine/fs/tar.js';
import { digestOf } from '../../engine/image/digest.js';
import { gunzip } from '../../engine/image/inflate.js';
import { World } from '../../engine/testing.js';
import { directory, foreignArchive, foreignParts, hardlink, member, symlink, type ForeignParts } from './foreign-archive.js';

/** Loads an archive into a host that has nothing; gives what was said and what is there afterwards. */
function load(archive: Uint8Array): { readonly said: string; readonly images: string } {
  const { sh } = new World();
  const { stdout, stderr } = sh('docker load', { stdin: decodeUtf8(archive) });
  const said = (stdout + stderr).trim().replaceAll(/docker-import-\d+/g, 'docker-import-N');
  return { said, images: sh('docker images -aq').stdout.trim() };
}

const good = (): ForeignParts => foreignParts({ layers: [[member('a', 'one')]] });

function damaged(damage: (parts: ForeignParts, first: ForeignParts['manifest'][number]) => void): Uint8Array {
  const parts = good();
  const [first] = parts.manifest;
  if (first) damage(parts, first);
  return foreignArchive(parts);
}

const tmp = '/var/lib/docker/tmp/docker-import-N';
const layerPath = good().manifest[0]?.Layers[0] ?? '';
const configPath = good().manifest[0]?.Config ?? '';

/** What is wrong with the archive, and what Docker says about it (recorded from Engine 28 where it has such a message). */
const bad: readonly (readonly [what: string, archive: Uint8Array, message: string])[] = [
  ['an archive that is cut off', foreignArchive(good()).subarray(0, 1300), 'unexpected EOF'],
  ['no archive at all', encodeUtf8('hello\n'), 'unexpected EOF'],
  ['an empty archive', new Uint8Array(1024), `open ${tmp}/repositories: no such file or directory`],
  ['a layer that is missing', damaged(({ members }) => members.delete(layerPath)), `open ${tmp}/${layerPath}: no such file or directory`],
  [
    'a configuration that is missing',
    damaged(({ members }) => members.delete(configPath)),
    `open ${tmp}/${configPath}: no such file or directory`,
  ],
  [
    'more layers than the configuration has',
    damaged((_, first) => first.Layers.push(layerPath)),
    'invalid manifest, layers length mismatch: expected 2, got 1',
  ],
  [
    'a way out of the folder',
    damaged((_, first) => (first.Config = '../../../../etc/passwd')),
    `evalSymlinksInScope: /var/etc/passwd is not in ${tmp}`,
  ],
  [
    'a name that is none',
    damaged((_, first) => (first.RepoTags = ['BAD NAME'])),
    'invalid reference format: repository name (library/BAD NAME) must be lowercase',
  ],
  [
    'a configuration that is cut off',
    damaged(({ members }) => members.set(configPath, encodeUtf8('{"rootfs":'))),
    'unexpected end of JSON input',
  ],
  ['a configuration of nothing', damaged(({ members }) => members.set(configPath, encodeUtf8('{}'))), 'invalid image JSON, no RootFS key'],
  [
    'a manifest that is no list',
    encodeTar([member('manifest.json', '{}')]),
    'json: cannot unmarshal object into Go value of type []tarexport.manifestItem',
  ],
  ['a manifest that is cut off', encodeTar([member('manifest.json', '[{')]), 'unexpected EOF'],
  [
    'a command that is a number',
    foreignArchive(foreignParts({ layers: [], config: { config: { Cmd: 7 } } })),
    'json: cannot unmarshal number into Go struct field Image.config.Cmd of type []string',
  ],
  [
    'a format before Docker 1.10',
    encodeTar([directory('abc'), member('abc/VERSION', '1.0')]),
    `open ${tmp}/abc/json: no such file or directory`,
  ],
  [
    'a layer packed with zstd',
    damaged(({ members }) => members.set(layerPath, Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0))),
    'drydock: unpacking zstd is not simulated',
  ],
  [
    'a packed layer that is cut off',
    damaged(({ members }) => members.set(layerPath, gzipSync('x'.repeat(1000)).subarray(0, 15))),
    'unexpected EOF',
  ],
  [
    'too many images',
    damaged(({ manifest }, first) => manifest.push(...new Array<typeof first>(1000).fill(first))),
    'drydock: too many images in one archive',
  ],
  [
    'too many layers',
    foreignArchive(foreignParts({ layers: Array.from({ length: 126 }, (_, index) => [member(`f${String(index)}`)]) })),
    'max depth exceeded',
  ],
];

for (const [what, archive, message] of bad) {
  test(`${what} is refused, and nothing is kept`, t => {
    t.deepEqual(load(archive), { said: message, images: '' });
  });
}

test('a layer that is not what the configuration says is refused', t => {
  const parts = good();
  const other = encodeTar([member('a', 'two')]);
  parts.members.set(layerPath, other);
  const wanted = digestOf(encodeTar([member('a', 'one')]));
  t.deepEqual(load(foreignArchive(parts)), {
    said: `invalid diffID for layer 0: expected "${wanted}", got "${digestOf(other)}"`,
    images: '',
  });
});

test('a gzip bomb is stopped', t => {
  const bomb = gzipSync(Buffer.alloc(10_000_000));
  t.true(bomb.length < 10_000);
  t.throws(() => gunzip(bomb, 1_000_000), { name: 'GzipError', message: 'drydock: unpacks to more than 1000000 bytes' });
});

/** Members of a layer, and what Engine 28 says about them. */
const tricks: readonly (readonly [what: string, entries: readonly TarEntry[], message: string])[] = [
  ['a path that leads out', [member('../evil')], 'invalid entry name "../evil"'],
  ['a path that leads out later', [member('a/../../../evil')], 'invalid entry name "a/../../../evil"'],
  ['a link that leads out, and a file below it', [symlink('a', '../../../..'), member('a/pwned')], 'statat a: path escapes from parent'],
  ['a hard link that leads out', [hardlink('h', '../../../etc/passwd')], 'invalid hardlink target "../../../etc/passwd"'],
  ['a hard link to nothing', [hardlink('h', 'nosuch')], 'linkat nosuch h: no such file or directory'],
  ['a hard link to a directory', [directory('d'), hardlink('h', 'd')], 'linkat d h: operation not permitted'],
  ['a whiteout of its own directory', [member('a/b'), member('a/.wh..')], 'invalid whiteout entry "a/.wh.."'],
  ['a whiteout of the directory above', [member('a/.wh...')], 'invalid whiteout entry "a/.wh..."'],
  ['a whiteout of nothing', [member('.wh.')], 'invalid whiteout entry ".wh."'],
  ['a file inside a file', [member('a'), member('a/b')], 'openat a/b: not a directory'],
  ['one name twice', [member('a', '1'), member('a', '2')], 'duplicates of file paths not supported'],
  ['a name that is too long', [member('a'.repeat(256))], `openat ${'a'.repeat(256)}: file name too long`],
];

for (const [what, entries, message] of tricks) {
  test(`${what} in a layer is refused, and nothing is kept`, t => {
    t.deepEqual(load(foreignArchive(foreignParts({ layers: [[member('good')], entries] }))), { said: message, images: '' });
  });
}

test('links stay inside the image', t => {
  const { sh } = new World();
  const layer = [symlink('a', '/etc'), member('a/motd', 'inside\n'), symlink('s', '../../../../etc/passwd')];
  t.is(sh('docker load', { stdin: decodeUtf8(foreignArchive(foreignParts({ layers: [layer] }))) }).stdout, 'Loaded image: evil:1\n');
  t.is(
    sh('docker create --name web evil:1 x > /dev/null; docker cp web:/etc/motd here; cat here; test -e /etc/motd || echo not here').stdout,
    'inside\nnot here\n',
  );
});

test('of an archive with one bad image nothing is kept', t => {
  const [first, second] = [good(), foreignParts({ tags: ['other:1'], layers: [[member('../evil')]] })];
  const both = { members: new Map([...first.members, ...second.members]), manifest: [...first.manifest, ...second.manifest] };
  t.deepEqual(load(foreignArchive(both)), { said: 'invalid entry name "../evil"', images: '' });
});

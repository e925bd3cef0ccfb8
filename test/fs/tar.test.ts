import test from 'ava';
import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import nodePath from 'node:path';
import { contentOf, sparse } from '../../engine/fs/content.js';
import { ArchiveError, decodeTar, encodeTar, tarChunks, tarSize, type TarEntry } from '../../engine/fs/tar.js';

const name = fc.oneof(
  fc.stringMatching(/^[a-z.]{1,12}$/).filter(text => !/^\.+$/.test(text)),
  fc.constantFrom('한글 파일', 'x'.repeat(120), 'é\udc80', 'a=b\nc'),
);
const path = fc.array(name, { minLength: 1, maxLength: 6 }).map(names => names.join('/'));
const common = {
  path,
  mode: fc.integer({ min: 0, max: 0o7777 }),
  uid: fc.constantFrom(0, 1000, 5_000_000),
  gid: fc.constantFrom(0, 33, 5_000_000),
  mtime: fc.constantFrom(0, 1_700_000_000, 1_700_000_000.25, -5),
};
const entry: fc.Arbitrary<TarEntry> = fc.oneof(
  fc
    .record({ ...common, text: fc.oneof(fc.string(), fc.constant('x'.repeat(1024))), uname: fc.constantFrom('root', '홍길동') })
    .map(({ text, ...rest }) => {
      const content = contentOf(text);
      return { ...rest, kind: 'file' as const, sizeBytes: content.sizeBytes, linkTarget: '', content };
    }),
  fc
    .record({ ...common, kind: fc.constantFrom('directory' as const, 'fifo' as const) })
    .map(rest => ({ ...rest, sizeBytes: 0, linkTarget: '' })),
  fc
    .record({ ...common, kind: fc.constantFrom('symlink' as const, 'hardlink' as const), linkTarget: path })
    .map(rest => ({ ...rest, sizeBytes: 0 })),
  fc.record({ ...common, kind: fc.constantFrom('character' as const, 'block' as const) }).map(rest => ({
    ...rest,
    sizeBytes: 0,
    linkTarget: '',
    device: { major: 1, minor: 3 },
  })),
);

function plain({ content, ...rest }: TarEntry): object {
  return { ...rest, text: content?.text() };
}

test('what is written is what is read', t => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 5 }), entries => {
      const bytes = encodeTar(entries);
      t.is(bytes.length, tarSize(entries));
      t.deepEqual(decodeTar(bytes).map(plain), entries.map(plain));
    }),
    { seed: 11, numRuns: 300 },
  );
});

test('damaged archives give an error of their own, whatever the damage', t => {
  const bytes = encodeTar([
    {
      path: `${'long/'.repeat(60)}name`,
      kind: 'file',
      mode: 0o644,
      uid: 0,
      gid: 0,
      mtime: 1.5,
      sizeBytes: 600,
      linkTarget: '',
      content: contentOf('x'.repeat(600)),
    },
  ]);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length), (at, value, length) => {
      const damaged = bytes.slice(0, length);
      if (at < length) damaged[at] = value;
      try {
        decodeTar(damaged);
      } catch (error) {
        t.true(error instanceof ArchiveError);
      }
    }),
    { seed: 13, numRuns: 500 },
  );
  const messageOf = (data: Uint8Array, limits = {}): string | undefined =>
    t.throws(() => decodeTar(data, limits), { instanceOf: ArchiveError }).message;
  t.is(messageOf(bytes.slice(0, 2000)), 'unexpected EOF');
  t.is(messageOf(contentOf('no tar at all '.repeat(100)).bytes()), 'archive/tar: invalid tar header');
  t.is(messageOf(bytes, { totalBytes: 100 }), 'archive/tar: archive too big');
  t.is(messageOf(encodeTar(decodeTar(bytes).concat(decodeTar(bytes))), { entries: 1 }), 'archive/tar: too many entries');
});

test('holes are written as zeros and read as holes', t => {
  const big = {
    path: 'big',
    kind: 'file',
    mode: 0o644,
    uid: 0,
    gid: 0,
    mtime: 0,
    sizeBytes: 10_000_000,
    linkTarget: '',
    content: sparse('head', 10_000_000),
  } as const;
  let largest = 0;
  for (const chunk of tarChunks([big])) largest = Math.max(largest, chunk.length);
  t.is(largest, 65_536);
  const [read] = decodeTar(encodeTar([big]));
  t.deepEqual([read?.content?.sizeBytes, read?.content?.storedBytes], [10_000_000, 4]);
});

test('GNU tar reads what we write, and we read what it writes', t => {
  if (process.platform !== 'linux') {
    t.pass();
    return;
  }
  const entries: TarEntry[] = [
    { path: 'd', kind: 'directory', mode: 0o755, uid: 0, gid: 0, mtime: 1_700_000_000, sizeBytes: 0, linkTarget: '' },
    {
      path: `d/${'n'.repeat(150)}`,
      kind: 'file',
      mode: 0o4755,
      uid: 7,
      gid: 8,
      mtime: 1_700_000_000,
      sizeBytes: 3,
      linkTarget: '',
      content: contentOf('abc'),
    },
    { path: 'd/한글', kind: 'symlink', mode: 0o777, uid: 0, gid: 0, mtime: 1_700_000_000, sizeBytes: 0, linkTarget: '어디' },
  ];
  const listed = execFileSync('tar', ['-tvf', '-', '--numeric-owner', '--quoting-style=literal'], {
    input: encodeTar(entries),
    encoding: 'utf8',
    env: { ...process.env, TZ: 'UTC', LC_ALL: 'C.UTF-8' },
  });
  t.deepEqual(listed.trimEnd().split('\n'), [
    'drwxr-xr-x 0/0               0 2023-11-14 22:13 d/',
    `-rwsr-xr-x 7/8               3 2023-11-14 22:13 d/${'n'.repeat(150)}`,
    'lrwxrwxrwx 0/0               0 2023-11-14 22:13 d/한글 -> 어디',
  ]);
  for (const format of ['gnu', 'pax', 'ustar', 'v7']) {
    const long = format === 'gnu' || format === 'pax' ? 'y'.repeat(130) : 'short';
    const script = `d=$(mktemp -d); cd "$d"; mkdir s; printf hello > s/${long}; ln -s t s/l; ln s/${long} s/h; tar --format=${format} --sort=name -cf - s; rm -r "$d"`;
    const found = decodeTar(new Uint8Array(execFileSync('sh', ['-c', script])));
    t.deepEqual(
      found.map(each => [each.kind, each.path, each.linkTarget, each.content?.text()]),
      [
        ['directory', 's', '', undefined],
        ['file', 's/h', '', 'hello'],
        ['symlink', 's/l', 't', undefined],
        ['hardlink', `s/${long}`, 's/h', undefined],
      ],
      format,
    );
  }
});

test('sparse files of GNU tar are read with their holes', t => {
  if (process.platform !== 'linux') return t.pass();
  const folder = mkdtempSync(nodePath.join(os.tmpdir(), 'drydock-tar-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  execFileSync(
    'sh',
    ['-c', 'printf begin > sp; printf end | dd of=sp bs=1 seek=3000000 conv=notrunc 2>/dev/null; truncate -s 9000000 sp'],
    { cwd: folder },
  );
  for (const version of ['1.0', '0.1']) {
    const archive = execFileSync('tar', ['--format=posix', '--sparse', `--sparse-version=${version}`, '-cf', '-', 'sp'], { cwd: folder });
    t.true(archive.length < 100_000);
    const [found] = decodeTar(archive);
    t.like(found, { path: 'sp', kind: 'file', sizeBytes: 9_000_000 });
    t.is(found?.content?.text().replaceAll('\0', ''), 'beginend');
    t.is(Buffer.compare(found?.content?.bytes() ?? Buffer.of(), readFileSync(nodePath.join(folder, 'sp'))), 0);
  }
});

import { gunzipSync, gzipSync } from 'node:zlib';
import test from 'ava';
import fc from 'fast-check';
import { world } from '../../engine/testing.js';
import { packBzip2, unpackBzip2 } from '../../engine/programs/archive/packing/bzip2.js';
import { filtered, NOTHING, PackedDataError, type Filter } from '../../engine/programs/archive/packing/filter.js';
import { packGzip, unpackGzip } from '../../engine/programs/archive/packing/gzip.js';
import { packXz, unpackXz } from '../../engine/programs/archive/packing/xz.js';

const ways: Readonly<Record<string, { readonly pack: () => Filter; readonly unpack: () => Filter }>> = {
  gzip: { pack: () => packGzip({ mtime: 0 }), unpack: () => unpackGzip({ trailing: 'refused' }) },
  bzip2: { pack: () => packBzip2(1), unpack: unpackBzip2 },
  xz: { pack: packXz, unpack: unpackXz },
};

const data = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 2000 }),
      fc.nat(40_000).map(length => new Uint8Array(length)),
      fc.constant(Buffer.from('abcabc'.repeat(300))),
      fc.constant(Buffer.from(Array.from({ length: 3000 }, (_, index) => (index * index) % 251))),
    ),
    { maxLength: 5 },
  )
  .map(parts => Buffer.concat(parts));

/** What a filter makes of bytes that come in pieces. */
function inPieces(filter: Filter, bytes: Uint8Array, length: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = 0;
  for (let step = filter.next(NOTHING); !step.done; ) {
    if (step.value === 'more') {
      step = filter.next(bytes.subarray(at, at + length));
      at += length;
    } else {
      parts.push(step.value);
      step = filter.next(NOTHING);
    }
  }
  return Buffer.concat(parts);
}

for (const [name, { pack, unpack }] of Object.entries(ways)) {
  test(`${name}: what was packed is unpacked, in whatever pieces it comes`, t => {
    fc.assert(
      fc.property(data, fc.integer({ min: 40, max: 5000 }), (bytes, length) => {
        const packed = filtered(pack(), bytes, Infinity);
        return Buffer.from(inPieces(pack(), bytes, length)).equals(packed) && Buffer.from(inPieces(unpack(), packed, length)).equals(bytes);
      }),
      { seed: 1, numRuns: 20 },
    );
    t.pass();
  });

  test(`${name}: damage is found, and never anything else`, t => {
    fc.assert(
      fc.property(data, fc.nat(), fc.nat(7), fc.boolean(), (bytes, place, bit, cut) => {
        const packed = Buffer.from(filtered(pack(), bytes, Infinity));
        const at = place % packed.length;
        packed[at] = (packed[at] ?? 0) ^ (1 << bit);
        try {
          filtered(unpack(), cut ? packed.subarray(0, at) : packed, 300_000);
          return true;
        } catch (error) {
          return error instanceof PackedDataError;
        }
      }),
      { seed: 2, numRuns: 40 },
    );
    t.pass();
  });
}

test('gzip is the one of others', t => {
  const bytes = Buffer.from('hello '.repeat(100_000));
  t.true(gunzipSync(filtered(packGzip({ mtime: 0 }), bytes, Infinity)).equals(bytes));
  t.true(Buffer.from(filtered(unpackGzip({ trailing: 'refused' }), gzipSync(bytes), 1e6)).equals(bytes));
});

test('an image of any size goes through gzip and tar, and comes back packed with bzip2 or xz', t => {
  const { sh } = world({ images: ['nginx', 'alpine'] });
  t.is(sh('docker save nginx | gzip > n.tgz && tar -tzf n.tgz | grep -c manifest.json').stdout, '1\n');
  t.is(
    sh('docker create --name big nginx > /dev/null && mkdir root && docker export big | tar -x -C root && ls root/etc/nginx').stdout,
    sh('docker run --rm nginx ls /etc/nginx').stdout,
  );
  sh('docker save alpine > a.tar; bzip2 -k a.tar; xz -k a.tar; docker rmi alpine');
  t.is(
    sh('docker load -qi a.tar.bz2; docker rmi alpine > /dev/null; docker load -qi a.tar.xz').stdout,
    'Loaded image: alpine:latest\n'.repeat(2),
  );
});

test('GNU tar needs the program that unpacks', t => {
  const { sh } = world({ images: ['debian:12'] });
  const inside = (script: string): unknown => sh(`docker run --rm debian:12 sh -c '${script}'`);
  t.deepEqual(inside('echo hi > f; tar -cJf f.tar.xz f'), {
    code: 2,
    stdout: '',
    stderr: '/bin/sh: 1: xz: not found\ntar: Child returned status 127\ntar: Error is not recoverable: exiting now\n',
  });
  t.deepEqual(
    inside(
      'apt-get update -qq; apt-get install -qq -y xz-utils > /dev/null 2>&1; cd /tmp; echo hi > f; tar -cJf f.tar.xz f; rm f; tar -xf f.tar.xz; cat f',
    ),
    {
      code: 0,
      stdout: 'hi\n',
      stderr: '',
    },
  );
});

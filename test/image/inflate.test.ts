import { gzipSync } from 'node:zlib';
import test from 'ava';
import fc from 'fast-check';
import { gunzip, GzipError } from '../../engine/image/inflate.js';

const pieces = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 2000 }),
      fc.nat(40_000).map(length => new Uint8Array(length)),
      fc.constant(Buffer.from('abcabc'.repeat(300))),
    ),
    {
      maxLength: 5,
    },
  )
  .map(parts => Buffer.concat(parts));

test('what anybody packed is unpacked', t => {
  fc.assert(
    fc.property(pieces, fc.integer({ min: 0, max: 9 }), (data, level) =>
      Buffer.from(gunzip(gzipSync(data, { level }), 1_000_000)).equals(data),
    ),
    { seed: 1, numRuns: 100 },
  );
  t.pass();
});

test('several members are one file', t => {
  t.is(Buffer.from(gunzip(Buffer.concat([gzipSync('one '), gzipSync('two')]), 100)).toString(), 'one two');
});

test('damage is found, and never anything else', t => {
  fc.assert(
    fc.property(pieces, fc.nat(), fc.nat(7), fc.boolean(), (data, place, bit, cut) => {
      const packed = gzipSync(data);
      const at = place % packed.length;
      packed[at] = (packed[at] ?? 0) ^ (1 << bit);
      try {
        gunzip(cut ? packed.subarray(0, at) : packed, 300_000);
        return true;
      } catch (error) {
        return error instanceof GzipError;
      }
    }),
    { seed: 2, numRuns: 200 },
  );
  t.throws(() => gunzip(new Uint8Array(0), 10), { message: 'unexpected EOF' });
  t.throws(() => gunzip(Uint8Array.of(1, 2, 3, 4), 10), { message: 'gzip: invalid header' });
});

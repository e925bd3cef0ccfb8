import { gunzipSync } from 'node:zlib';
import test from 'ava';
import fc from 'fast-check';
import { Crc32 } from '../../engine/programs/archive/crc32.js';
import { pack } from '../../engine/image/packing.js';

const packed = (pieces: readonly Uint8Array[], paddedTo?: number): Buffer => Buffer.concat([...pack(pieces, paddedTo)]);

test('anybody can unpack what is packed', t => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 3000 }),
    fc.nat(200_000).map(length => new Uint8Array(length)),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), fc.nat(5000), (pieces, paddedTo) => {
      const result = packed(pieces, paddedTo);
      return gunzipSync(result).equals(Buffer.concat(pieces)) && result.length >= paddedTo;
    }),
    { seed: 1, numRuns: 60 },
  );
  t.pass();
});

test('zeros take little room, and padding fills up to the wished size', t => {
  const zeros = [new Uint8Array(10_000_000)];
  t.true(packed(zeros).length < 80_000);
  t.true(Math.abs(packed(zeros, 3_000_000).length - 3_000_000) < 5);
});

test('a checksum is that of zlib', t => {
  t.is(new Crc32().update(Buffer.from('The quick brown fox jumps over the lazy dog')).value, 0x414fa339);
});

import test from 'ava';
import fc from 'fast-check';
import { Content, contentOf, sparse } from '../../engine/fs/content.js';

test('a file of 190 MB that is mostly a hole takes the memory of its head', t => {
  const content = sparse('head', 190_000_000);
  t.is(content.sizeBytes, 190_000_000);
  t.is(content.storedBytes, 4);
  t.deepEqual([...content.read(2, 4)], [0x61, 0x64, 0, 0]);
  t.deepEqual([...content.read(189_999_999, 10)], [0]);
  t.is(content.read(190_000_000, 10).length, 0);
});

test('zeros written behind the end stay a hole', t => {
  const content = new Content();
  for (let at = 0; at < 10_000_000; at += 1_000_000) content.write(at, new Uint8Array(1_000_000));
  t.is(content.sizeBytes, 10_000_000);
  t.is(content.storedBytes, 0);
});

test('a copy does not see what is written to another copy', t => {
  const original = contentOf('x'.repeat(200_000));
  const copy = original.copy();
  copy.write(150_000, contentOf('changed').bytes());
  copy.truncate(160_000);
  t.is(original.text(), 'x'.repeat(200_000));
  t.is(copy.text(), `${'x'.repeat(150_000)}changed${'x'.repeat(9_993)}`);
});

type Step =
  | { readonly kind: 'write'; readonly offset: number; readonly length: number; readonly value: number }
  | { readonly kind: 'truncate'; readonly size: number }
  | { readonly kind: 'copy' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('write' as const),
    offset: fc.integer({ min: 0, max: 200_000 }),
    length: fc.integer({ min: 0, max: 100_000 }),
    value: fc.integer({ min: 0, max: 2 }),
  }),
  fc.record({ kind: fc.constant('truncate' as const), size: fc.integer({ min: 0, max: 250_000 }) }),
  fc.constant({ kind: 'copy' as const }),
);

test('any writes, truncations and copies give what a plain buffer gives', t => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), steps => {
      let content = new Content();
      let model = new Uint8Array(0);
      for (const each of steps) {
        if (each.kind === 'copy') content = content.copy();
        else if (each.kind === 'truncate') {
          content.truncate(each.size);
          model = resized(model, each.size);
        } else {
          const before = content.storedBytes;
          const grown = content.write(each.offset, new Uint8Array(each.length).fill(each.value));
          if (content.storedBytes - before !== grown) return false;
          if (each.length > 0) model = resized(model, Math.max(model.length, each.offset + each.length));
          model.fill(each.value, each.offset, each.offset + each.length);
        }
      }
      return content.sizeBytes === model.length && Buffer.from(content.bytes()).equals(Buffer.from(model));
    }),
    { seed: 1, numRuns: 200 },
  );
  t.pass();
});

function resized(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(size);
  result.set(bytes.subarray(0, size));
  return result;
}

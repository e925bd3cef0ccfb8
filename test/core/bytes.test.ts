import test from 'ava';
import fc from 'fast-check';
import { ByteQueue } from '../../engine/core/byte-queue.js';
import { characterWidth, textWidth } from '../../engine/core/character-width.js';
import { concatBytes, LineSplitter } from '../../engine/core/streams.js';
import { decodeUtf8, encodeUtf8 } from '../../engine/core/utf8.js';

test('what goes into a byte queue comes out in order', t => {
  const operation = fc.oneof(fc.uint8Array({ maxLength: 600 }), fc.nat(700));
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 50 }), operations => {
      const queue = new ByteQueue();
      let expected: number[] = [];
      for (const step of operations) {
        if (typeof step === 'number') {
          t.deepEqual([...queue.take(step)], expected.slice(0, step));
          expected = expected.slice(step);
        } else {
          queue.push(step);
          expected.push(...step);
        }
        t.is(queue.length, expected.length);
      }
    }),
    { seed: 1 },
  );
});

test('bytes taken from a queue do not change afterwards', t => {
  const queue = new ByteQueue();
  queue.push(Uint8Array.of(1, 2));
  const taken = queue.take(2);
  queue.push(Uint8Array.of(8, 9));
  t.deepEqual([...taken], [1, 2]);
});

test('any bytes survive being text, any text survives being bytes', t => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), bytes => t.deepEqual(encodeUtf8(decodeUtf8(bytes)), bytes)),
    { seed: 1 },
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => t.is(decodeUtf8(encodeUtf8(text)), text)),
    { seed: 1 },
  );
});

test('text becomes the bytes of UTF-8', t => {
  for (const text of ['', 'plain', 'ü한🐳', '\u0000\u07ff\u0800\uffff']) t.deepEqual(encodeUtf8(text), new Uint8Array(Buffer.from(text)));
  t.is(decodeUtf8(Uint8Array.of(0x61, 0xff, 0xe0, 0x80)), 'a\udcff\udce0\udc80');
});

test('a stream is cut into lines wherever its pieces end', t => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[ab\n]{0,20}$/)), pieces => {
      const splitter = new LineSplitter(1000);
      const lines = pieces.flatMap(piece => splitter.push(encodeUtf8(piece)));
      lines.push(...splitter.finish());
      t.deepEqual(lines.map(decodeUtf8), pieces.join('').match(/[^\n]*\n|[^\n]+$/g) ?? []);
    }),
    { seed: 1 },
  );
});

test('a line that is too long comes out in pieces', t => {
  const splitter = new LineSplitter(4);
  t.deepEqual(splitter.push(encodeUtf8('abcdefghij\nk')).map(decodeUtf8), ['abcd', 'efgh', 'ij\n']);
  t.deepEqual(splitter.finish().map(decodeUtf8), ['k']);
});

test('pieces are joined', t => {
  t.deepEqual([...concatBytes([Uint8Array.of(1), Uint8Array.of(), Uint8Array.of(2, 3)])], [1, 2, 3]);
});

test('how many columns characters take', t => {
  t.deepEqual(
    ['a', 'é', '가', 'ᅡ', '中', '🐳', '\u0301', '\u200d'].map(character => characterWidth(character.codePointAt(0) ?? 0)),
    [1, 1, 2, 0, 2, 2, 0, 0],
  );
  t.is(textWidth('컨테이너 web'), 12);
});

import test from 'ava';
import { BadChunk, BodyDecoder } from '../../../../cli/serve/http/body-decoder.js';

/** Decodes a text that comes in pieces of a size. */
function decode(
  decoder: BodyDecoder,
  text: string,
  size: number,
): { readonly body: string; readonly rest: string; readonly isDone: boolean } {
  let body = '';
  for (let at = 0; at < text.length; at += size) {
    const { pieces, rest } = decoder.push(Buffer.from(text.slice(at, at + size)));
    body += Buffer.concat(pieces).toString();
    if (decoder.isDone) return { body, rest: rest.toString() + text.slice(at + size), isDone: true };
  }
  return { body, rest: '', isDone: false };
}

for (const size of [1, 2, 3, 7, 100]) {
  test(`a body of a known length in pieces of ${size}`, t => {
    t.deepEqual(decode(new BodyDecoder({ kind: 'sized', bytes: 5 }), 'helloGET /', size), { body: 'hello', rest: 'GET /', isDone: true });
  });

  test(`chunks with extensions and trailers in pieces of ${size}`, t => {
    const text = '5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nX: y\r\n\r\nGET /';
    t.deepEqual(decode(new BodyDecoder({ kind: 'chunked' }), text, size), { body: 'hello world', rest: 'GET /', isDone: true });
  });
}

test('a body that is not there is done at once', t => {
  t.true(new BodyDecoder({ kind: 'none' }).isDone);
});

test('what is no chunk is refused in the words of Go', t => {
  const message = (text: string): string | undefined =>
    t.throws(() => new BodyDecoder({ kind: 'chunked' }).push(Buffer.from(text)), { instanceOf: BadChunk }).message;
  t.is(message('zz\r\n'), 'invalid byte in chunk length');
  t.is(message('1\r\nabc\r\n'), 'malformed chunked encoding');
  t.is(message('fffffffffffff\r\n'), 'http chunk length too large');
  t.is(message('1'.repeat(5000)), 'http: chunk line too long');
});

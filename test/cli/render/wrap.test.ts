import test from 'ava';
import { paint, textLines } from '../../../cli/render/lines.js';
import { Painter } from '../../../cli/render/style.js';
import { cutToWidth } from '../../../cli/render/wrap.js';

const plain = new Painter(false);

test('words go to the next line whole', t => {
  t.is(
    paint(textLines('plain', 'Docker has two halves: the client and the server', 20), plain),
    'Docker has two\nhalves: the client\nand the server\n',
  );
});

test('Korean letters take two columns and break between words', t => {
  t.is(
    paint(textLines('plain', '이미지 하나로 컨테이너를 얼마든지 만들 수 있어요', 20), plain),
    '이미지 하나로\n컨테이너를 얼마든지\n만들 수 있어요\n',
  );
});

test('a word that is wider than a line is cut', t => {
  t.is(paint(textLines('plain', 'a 컨테이너컨테이너 b', 8), plain), 'a\n컨테이너\n컨테이너\nb\n');
});

test('later lines stand under the first behind its mark', t => {
  t.is(paint(textLines('plain', 'one two three', 12, [{ style: 'plain', text: '  ✓ ' }]), plain), '  ✓ one two\n    three\n');
});

test('a text that does not fit is cut by columns, not letters', t => {
  t.deepEqual(
    ['nginx 서버', 'nginx 서버 띄우기', 'short'].map(text => cutToWidth(text, 12)),
    ['nginx 서버', 'nginx 서버…', 'short'],
  );
});

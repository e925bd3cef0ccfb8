import test from 'ava';
import { World } from '../../../engine/testing.js';

const { sh } = new World({ images: ['php'] });
const php = (code: string): { code: number; stdout: string } => {
  const { code: status, stdout } = sh(`docker run --rm php php -r '${code}'`);
  return { code: status, stdout };
};

const exhausted =
  /^\n(?:PHP )?Fatal error: {1,2}Allowed memory size of 134217728 bytes exhausted \(tried to allocate \d+ bytes\) in Command line code on line 1\n$/;

test('what has no end ends at the limit of memory', t => {
  for (const code of ['function f() { f(); } f();', 'echo str_repeat("x", PHP_INT_MAX >> 20);', 'range(1, 1e12);']) {
    const { code: status, stdout } = php(code);
    t.is(status, 255, code);
    t.regex(stdout, exhausted, code);
  }
});

test('names of JavaScript mean nothing', t => {
  t.is(
    php('$o = new stdClass; $o->__proto__ = ["polluted" => 1]; $p = new stdClass; echo isset($p->polluted) ? "bad" : "good";').stdout,
    'good',
  );
  t.regex(php('constructor();').stdout, /Call to undefined function constructor\(\)/);
});

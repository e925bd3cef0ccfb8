import test from 'ava';
import { world } from '../../../engine/testing.js';

test('the example domains answer, other names are unknown', t => {
  const { sh } = world();
  t.is(sh('curl -s http://example.com/').stdout.split('\n')[3], '    <title>Example Domain</title>');
  t.deepEqual(sh('curl -s -o /dev/null -w "%{http_code}" http://example.com/nope').stdout, '404');
  t.deepEqual(sh('curl -s http://www.google.com/'), { code: 6, stdout: '', stderr: '' });
});

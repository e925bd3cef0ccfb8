import test from 'ava';
import { world } from '../../../engine/testing.js';

test('the example domains answer, other names are unknown', t => {
  const { sh } = world();
  t.is(sh('curl -s http://example.com/').stdout.split('\n')[3], '    <title>Example Domain</title>');
  t.deepEqual(sh('curl -s -o /dev/null -w "%{http_code}" http://example.com/nope').stdout, '404');
  t.deepEqual(sh('curl -s http://www.google.com/'), { code: 6, stdout: '', stderr: '' });
});

test('every package that a mirror offers can be installed', t => {
  const { sh } = world({ images: ['debian:12', 'ubuntu:22.04', 'ubuntu:20.04', 'ubuntu:14.04'] });
  for (const image of ['debian:12', 'ubuntu:22.04', 'ubuntu:20.04', 'ubuntu:14.04']) {
    const script = 'apt-get update -qq; for p in $(apt-cache pkgnames); do apt-get install -s -qq $p > /dev/null || echo $p; done';
    t.deepEqual(sh(`docker run --rm ${image} sh -c '${script}'`), { code: 0, stdout: '', stderr: '' }, image);
  }
});

import test from 'ava';
import { world } from '../../../engine/testing.js';

test('the example domains answer, other names are unknown', t => {
  const { sh } = world();
  t.is(sh('curl -s http://example.com/').stdout.split('\n')[3], '    <title>Example Domain</title>');
  t.deepEqual(sh('curl -s -o /dev/null -w "%{http_code}" http://example.com/nope').stdout, '404');
  t.deepEqual(sh('curl -s http://www.nobody.example/'), { code: 6, stdout: '', stderr: '' });
});

test('names that people ping are there, and send browsers to HTTPS', t => {
  const { sh } = world();
  t.regex(sh('ping -c 1 google.com').stdout, /^PING google\.com \(142\.250\.206\.238\) [^]* 0% packet loss/);
  t.is(sh('curl -s -o /dev/null -w "%{http_code} %{redirect_url}" naver.com/news').stdout, '301 https://naver.com/news');
  t.is(sh('nslookup github.com | tail -2').stdout, 'Address: 20.200.245.247\n\n');
});

import test from 'ava';
import { World } from '../../../engine/testing.js';

test('python3 -m http.server serves the files of a folder', t => {
  const world = new World({ images: ['python:alpine'] });
  world.sh('docker run -d --name web -p 80:8000 -w /site python:alpine python3 -m http.server');
  world.sh("docker exec web sh -c 'echo hi > a.txt; mkdir sub'");
  t.deepEqual(world.sh('curl -s localhost/a.txt; curl -s localhost/'), {
    code: 0,
    stdout: `hi
<!DOCTYPE HTML>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Directory listing for /</title>
</head>
<body>
<h1>Directory listing for /</h1>
<hr>
<ul>
<li><a href="a.txt">a.txt</a></li>
<li><a href="sub/">sub/</a></li>
</ul>
<hr>
</body>
</html>
`,
    stderr: '',
  });
  t.deepEqual(world.sh("curl -s -o /dev/null -w '%{http_code}' localhost/nope; docker logs web 2>&1 | sed 's/^[^]]*]/-/'"), {
    code: 0,
    stdout:
      '404- "GET /a.txt HTTP/1.1" 200 -\n- "GET / HTTP/1.1" 200 -\n- code 404, message File not found\n- "GET /nope HTTP/1.1" 404 -\n',
    stderr: '',
  });
});

test('python runs programs in a container of the official image', t => {
  const world = new World({ images: ['python:alpine'] });
  t.deepEqual(world.sh('docker run --rm python:alpine sh -c "python --version; python3 -c \'print(1)\'"'), {
    code: 0,
    stdout: 'Python 3.12.2\n1\n',
    stderr: '',
  });
});

test('options that would do nothing here are refused, leaving warnings out is not', t => {
  const { sh } = new World({ images: ['python:alpine'] });
  const run = (options: string): string => sh(`docker run --rm python:alpine python ${options} -c "print(1)" 2>&1`).stdout;
  t.deepEqual(['-x', '-b', '-v', '-W error', '-W ignore'].map(run), [
    'drydock: python -x is not simulated\n',
    'drydock: python -b is not simulated\n',
    'drydock: python -v is not simulated\n',
    'drydock: python -W error is not simulated\n',
    '1\n',
  ]);
});

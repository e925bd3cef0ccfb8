import test from 'ava';
import { World } from '../../../engine/testing.js';

const app = `def application(environ, start_response):
    body = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}\\n".encode()
    start_response('200 OK', [('Content-Type', 'text/plain'), ('Content-Length', str(len(body)))])
    return [body]
`;
const client = `import requests
r = requests.get('http://localhost:8000/a b', params={'q': 1})
print(r, r.text.strip(), r.url, r.headers['Server'])
try:
    requests.get('http://nope/')
except requests.exceptions.ConnectionError as e:
    print('no', 'Failed to resolve' in str(e))
`;

test('gunicorn serves an application with its workers, requests asks it', t => {
  const { sh } = new World({ images: ['python:alpine'] });
  sh('docker run -d --name web -w /app python:alpine sleep 1000000; docker exec web pip install gunicorn requests');
  sh('docker exec -i web sh -c "cat > wsgi.py"', { stdin: app });
  sh("docker exec -d web sh -c 'gunicorn --access-logfile - wsgi > log 2>&1'; sleep 2");
  t.deepEqual(sh('docker exec -i web python', { stdin: client }), {
    code: 0,
    stdout: '<Response [200]> GET /a b http://localhost:8000/a%20b?q=1 gunicorn\nno True\n',
    stderr: '',
  });
  sh("docker exec web sh -c 'kill $(pgrep -o gunicorn)'; sleep 1");
  t.is(
    sh('docker exec web sh -c "sed \'s/.[0-9][0-9]*-[^]]* +0000. //; s/ - - .[^]]*]/ -/\' log"').stdout.replace(
      /[[(](pid: )?\d+[\])]/g,
      '[N]',
    ),
    `[N] [INFO] Starting gunicorn 23.0.0
[N] [INFO] Listening at: http://127.0.0.1:8000 [N]
[N] [INFO] Using worker: sync
[N] [INFO] Booting worker with pid: 5
127.0.0.1 - "GET /a%20b?q=1 HTTP/1.1" 200 9 "-" "python-requests/2.32.3"
[N] [INFO] Handling signal: term
[N] [INFO] Worker exiting [N]
[N] [INFO] Shutting down: Master
`,
  );
});

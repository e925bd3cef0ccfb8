import test from 'ava';
import { World, type ShellOutput } from '../../../engine/testing.js';

const app = `import time
import redis
from flask import Flask, jsonify, render_template_string, request

app = Flask(__name__)
cache = redis.Redis(host='redis', port=6379)


@app.route('/')
def hello():
    return f'Hello World! I have been seen {cache.incr("hits")} times.\\n'


@app.route('/who/<name>', methods=['GET', 'POST'])
def who(name):
    return jsonify(name=name, method=request.method, q=request.args.get('q'), form=request.form)


@app.get('/list')
def items():
    return render_template_string('{% for i in items %}{{ loop.index }}. {{ i|upper }}{% if not loop.last %}, {% endif %}{% endfor %}\\n', items=['a<b', 'c'])


if __name__ == '__main__':
    app.run(host='0.0.0.0')
`;

function lab(): (command: string, stdin?: string) => ShellOutput {
  const world = new World({ images: ['python:alpine', 'redis'] });
  const sh = (command: string, stdin?: string): ShellOutput => world.sh(command, stdin === undefined ? {} : { stdin });
  sh('mkdir app; cat > app/app.py', app);
  sh('docker network create n; docker run -d --name redis --network n redis');
  sh('docker run -d --name web --network n -p 5000:5000 -v $PWD/app:/app -w /app python:alpine sleep 1000000');
  sh('docker exec web pip install flask redis');
  return sh;
}

test('an application of Flask counts in Redis, and says what it is asked for', t => {
  const sh = lab();
  sh('docker exec -d web sh -c "python app.py > log 2>&1"; sleep 2');
  t.is(
    sh('curl -s localhost:5000; curl -s localhost:5000').stdout,
    'Hello World! I have been seen 1 times.\nHello World! I have been seen 2 times.\n',
  );
  t.is(
    sh(
      "curl -s -d 'a=1' 'localhost:5000/who/me?q=x'; curl -s localhost:5000/list; curl -s -o /dev/null -w '%{http_code}\\n' localhost:5000/nope",
    ).stdout,
    '{"form":{"a":"1"},"method":"POST","name":"me","q":"x"}\n1. A&lt;B, 2. C404\n',
  );
  t.is(
    sh("sed 's/ - - .[^]]*]/ -/' app/log").stdout.replaceAll('\u001b', '^'),
    ` * Serving Flask app 'app'
 * Debug mode: off
^[31m^[1mWARNING: This is a development server. Do not use it in a production deployment. Use a production WSGI server instead.^[0m
 * Running on all addresses (0.0.0.0)
 * Running on http://127.0.0.1:5000
 * Running on http://172.18.0.3:5000
^[33mPress CTRL+C to quit^[0m
172.18.0.1 - "GET / HTTP/1.1" 200 -
172.18.0.1 - "GET / HTTP/1.1" 200 -
172.18.0.1 - "POST /who/me?q=x HTTP/1.1" 200 -
172.18.0.1 - "GET /list HTTP/1.1" 200 -
172.18.0.1 - "^[33mGET /nope HTTP/1.1^[0m" 404 -
`,
  );
  sh('docker stop redis');
  t.is(
    sh("curl -s -m 100 localhost:5000 | grep title; grep -c '^redis.exceptions.ConnectionError: Error -2 connecting to redis:6379' app/log")
      .stdout,
    '<title>500 Internal Server Error</title>\n1\n',
  );
});

test('flask run --debug starts again when its file changes', t => {
  const sh = lab();
  sh('docker exec -d web sh -c "flask run --host 0.0.0.0 --debug > log 2>&1"; sleep 2');
  sh("sed -i 's/Hello World/Hello again/' app/app.py; sleep 3");
  t.is(
    sh("curl -s localhost:5000; grep -v 'Running\\|WARNING\\|PIN\\|GET\\|CTRL' app/log").stdout,
    `Hello again! I have been seen 1 times.
 * Debug mode: on
 * Restarting with stat
 * Debugger is active!
 * Detected change in '/app/app.py', reloading
 * Restarting with stat
 * Debugger is active!
`,
  );
});

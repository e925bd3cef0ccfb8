import test from 'ava';
import { World } from '../../engine/testing.js';

function world() {
  const { sh } = new World({ images: ['alpine'] });
  sh('docker run -d --name web alpine sleep 1000');
  sh('socat TCP-LISTEN:2375,fork,reuseaddr UNIX-CONNECT:/var/run/docker.sock & sleep 1');
  return sh;
}

test('the daemon answers over its socket, to which a port leads', t => {
  const sh = world();
  t.deepEqual(sh('curl -si localhost:2375/_ping | tr -d "\\r"').stdout.split('\n').slice(0, 2), ['HTTP/1.1 200 OK', 'Api-Version: 1.50']);
  t.is(sh("curl -s localhost:2375/v1.50/containers/json | jq -r '.[].Names[]'").stdout, '/web\n');
  t.is(sh('curl -s localhost:2375/containers/nope/json').stdout, '{"message":"No such container: nope"}\n');
});

test('what is asked for over the socket is done', t => {
  const sh = world();
  const create = `curl -s -H 'Content-Type: application/json' -d '{"Image":"alpine","Cmd":["echo","hi"]}' 'localhost:2375/containers/create?name=made'`;
  t.is(sh(`${create} | jq -c .Warnings`).stdout, '[]\n');
  t.is(sh('curl -s -o /dev/null -w "%{http_code}" -X POST localhost:2375/containers/made/start').stdout, '204');
  t.is(sh('docker wait made; docker logs made').stdout, '0\nhi\n');
  t.is(sh("curl -s 'localhost:2375/containers/made/logs?stdout=1' | tail -c 3").stdout, 'hi\n');
  t.is(sh('curl -s -d "{" -H "Content-Type: application/json" localhost:2375/containers/create').code, 0);
});

test('a stream ends when its reader goes', t => {
  const sh = world();
  t.is(
    sh('timeout 5 curl -sN localhost:2375/events | jq -r .Action & sleep 1; docker stop -t 0 web >/dev/null; sleep 6').stdout,
    'kill\nkill\ndisconnect\nstop\ndie\n',
  );
  t.is(sh('docker ps -aq | wc -l').stdout, '1\n');
});

test('a program that runs in a container is spoken to over the same connection', t => {
  const sh = world();
  sh('docker exec web true');
  const id = sh(
    `curl -s -H 'Content-Type: application/json' -d '{"AttachStdin":true,"AttachStdout":true,"Cmd":["cat"]}' localhost:2375/containers/web/exec | jq -r .Id`,
  ).stdout.trim();
  const head = `POST /exec/${id}/start HTTP/1.1\\r\\nHost: x\\r\\nConnection: Upgrade\\r\\nUpgrade: tcp\\r\\nContent-Type: application/json\\r\\nContent-Length: 2\\r\\n\\r\\n{}`;
  const { stdout } = sh(`(printf '${head}'; sleep 1; echo hello) | socat -t 5 - UNIX-CONNECT:/var/run/docker.sock | tr -d '\\r'`);
  t.deepEqual(stdout.split('\n').slice(0, 4), [
    'HTTP/1.1 101 UPGRADED',
    'Content-Type: application/vnd.docker.multiplexed-stream',
    'Connection: Upgrade',
    'Upgrade: tcp',
  ]);
  t.is(stdout.endsWith('hello\n'), true);
});

test('only those who may write to the socket reach the daemon', t => {
  const { sh } = new World({ images: ['alpine'] });
  t.regex(
    sh('chmod 600 /run/docker.sock 2>/dev/null; sudo -u nobody socat - UNIX-CONNECT:/run/docker.sock </dev/null').stderr,
    /Permission denied/,
  );
});

import test from 'ava';
import { World, world } from '../../engine/testing.js';

const ok = (stdout: string): { code: number; stdout: string; stderr: string } => ({ code: 0, stdout, stderr: '' });

test('what is not simulated says so', t => {
  const { sh } = world();
  const refused = (what: string): { code: number; stdout: string; stderr: string } => ({
    code: 125,
    stdout: '',
    stderr: `drydock: docker ${what} is not simulated\n`,
  });
  t.deepEqual(sh('docker run --use-api-socket alpine'), refused('run --use-api-socket'));
  t.deepEqual(sh('docker swarm init'), refused('swarm init'));
});

test('a daemon that is not there', t => {
  const { sh } = world();
  const missing = 'Cannot connect to the Docker daemon at unix:///nope.sock. Is the docker daemon running?\n';
  t.deepEqual(sh('docker -H unix:///nope.sock ps'), { code: 1, stdout: '', stderr: missing });
  t.deepEqual(sh('docker ps', { env: { DOCKER_HOST: 'unix:///nope.sock' } }), { code: 1, stdout: '', stderr: missing });
  t.regex(sh('docker -H unix:///nope.sock version').stdout, /^Client:\n Version: {11}28\.2\.2\n/);
});

test('run: exit codes, standard input, detaching, names', t => {
  const { sh } = world({ images: ['alpine'] });
  t.deepEqual(sh('docker run --rm alpine sh -c "echo out; echo err >&2; exit 7"'), { code: 7, stdout: 'out\n', stderr: 'err\n' });
  t.deepEqual(sh('docker run -i --rm alpine cat', { stdin: 'hello\n' }), ok('hello\n'));
  t.deepEqual(sh('docker run --rm alpine cat', { stdin: 'hello\n' }), ok(''));
  t.regex(sh('docker run -d --name nap alpine sleep 100').stdout, /^[0-9a-f]{64}\n$/);
  t.deepEqual(sh('docker ps --format "{{.Names}} {{.Command}} {{.Image}}"'), ok('nap "sleep 100" alpine\n'));
  t.deepEqual(sh('docker rm -f nap'), ok('nap\n'));
});

test('run pulls what is missing and says so on standard error', t => {
  const { sh } = world();
  const { code, stdout, stderr } = sh('docker run --rm alpine:3.10 echo hi');
  t.deepEqual({ code, stdout }, { code: 0, stdout: 'hi\n' });
  const lines = stderr.split('\n');
  t.is(lines[0], "Unable to find image 'alpine:3.10' locally");
  t.is(lines[1], '3.10: Pulling from library/alpine');
  t.is(lines.at(-2), 'Status: Downloaded newer image for alpine:3.10');
  t.is(sh('docker run --rm --pull never busybox true').code, 125);
});

test('cp copies both ways by the rules of cp', t => {
  const { sh } = world({ containers: [{ name: 'web' }] });
  t.deepEqual(
    sh('mkdir d; echo one > d/a; docker cp d web:/tmp; docker cp d/. web:/srv; docker exec web cat /tmp/d/a /srv/a'),
    ok('one\none\n'),
  );
  t.deepEqual(
    sh('docker cp web:/tmp/d out && cat out/a; docker cp web:/srv/a b && cat b; docker cp web:/srv/a out && cat out/a'),
    ok('one\none\none\n'),
  );
  t.deepEqual(sh('docker cp d web:/etc/passwd'), { code: 1, stdout: '', stderr: 'cannot copy directory\n' });
  t.deepEqual(sh('docker cp b web:/no/'), { code: 1, stdout: '', stderr: 'no such directory\n' });
  t.deepEqual(sh('docker cp b c'), { code: 1, stdout: '', stderr: 'must specify at least one container source\n' });
});

test('save, load, export and import carry bytes through pipes and files', t => {
  const { sh } = world({ images: ['alpine'] });
  t.deepEqual(sh('docker save -o a.tar alpine; docker rmi alpine >/dev/null; docker load -i a.tar'), ok('Loaded image: alpine:latest\n'));
  t.deepEqual(sh('docker save alpine | docker load'), ok('Loaded image: alpine:latest\n'));
  t.deepEqual(
    sh(
      'docker run --name box alpine sh -c "echo data > /f"; docker export box | docker import - flat:1 | cut -c1-7; docker run --rm flat:1 cat /f',
    ),
    ok('sha256:\ndata\n'),
  );
});

test('login keeps credentials in config.json, logout forgets them', t => {
  const { sh } = world({ accounts: [{ name: 'student', password: 'secret' }] });
  const { code, stdout } = sh('docker login -u student --password-stdin', { stdin: 'secret\n' });
  t.deepEqual({ code, stdout }, { code: 0, stdout: 'Login Succeeded\n' });
  t.deepEqual(
    sh('cat ~/.docker/config.json'),
    ok('{\n\t"auths": {\n\t\t"https://index.docker.io/v1/": {\n\t\t\t"auth": "c3R1ZGVudDpzZWNyZXQ="\n\t\t}\n\t}\n}'),
  );
  t.deepEqual(
    sh('docker logout; cat ~/.docker/config.json'),
    ok('Removing login credentials for https://index.docker.io/v1/\n{\n\t"auths": {}\n}'),
  );
});

test('formats of config.json are used where no --format is given', t => {
  const { sh } = world({ containers: [{ name: 'web' }] });
  sh(`mkdir -p ~/.docker; echo '{"psFormat": "{{.Names}}!"}' > ~/.docker/config.json`);
  t.deepEqual(sh('docker ps'), ok('web!\n'));
  t.deepEqual(sh('docker ps -q | wc -c'), ok('13\n'));
});

test('prune asks first', t => {
  const { sh } = world({ images: ['alpine'] });
  sh('docker run --name done alpine true');
  const question = 'WARNING! This will remove all stopped containers.\nAre you sure you want to continue? [y/N] ';
  t.deepEqual(sh('docker container prune', { stdin: 'n\n' }), ok(question));
  t.regex(sh('docker container prune', { stdin: 'y\n' }).stdout, /Deleted Containers:\n[0-9a-f]{64}\n\nTotal reclaimed space: 0B\n$/);
});

test('a foreground run passes signals on to its container', t => {
  const made = world({ images: ['alpine'] });
  const screen = made.terminal(`docker run --rm alpine sh -c 'trap "echo caught; exit 3" INT; while :; do sleep 1; done'`);
  made.advance(2000);
  screen.type('\x03');
  t.deepEqual(screen.finish(), { code: 3, shown: '^Ccaught\r\n' });
});

test('a third ^C ends a client whose container does not mind', t => {
  const nap = `--name nap alpine sh -c 'while :; do sleep 1; done'`;
  for (const command of [`docker run ${nap}`, 'docker attach nap']) {
    const made = world({ images: ['alpine'] });
    if (command.startsWith('docker attach')) made.sh(`docker run -d ${nap}`);
    const screen = made.terminal(command);
    made.advance(2000);
    for (const key of ['\x03', '\x03', '\x03']) screen.type(key);
    t.deepEqual(screen.finish(), { code: 1, shown: '^C^C^C\r\ngot 3 SIGTERM/SIGINTs, forcefully exiting\r\n' }, command);
    t.deepEqual(made.sh('docker ps --format "{{.Names}}"'), ok('nap\n'));
  }
});

test('a terminal without a keyboard can be left', t => {
  const made = world({ images: ['ubuntu'] });
  const screen = made.terminal('docker run -t --name box ubuntu');
  made.advance(2000);
  for (const key of ['\x03', '\x03', '\x03']) screen.type(key);
  const { code, shown } = screen.finish();
  t.is(code, 1);
  t.true(shown.endsWith('# ^C\r\ngot 3 SIGTERM/SIGINTs, forcefully exiting\r\n'), shown);
});

test('start -a passes ^C on and goes', t => {
  const made = world({ images: ['alpine'] });
  made.sh('docker create --name box alpine sh -c \'trap "echo caught; exit 3" INT; while :; do sleep 1; done\'');
  const screen = made.terminal('docker start -a box');
  made.advance(2000);
  screen.type('\x03');
  t.is(screen.finish().code, 0);
  made.advance(2000);
  t.regex(made.sh('docker ps -a --format "{{.Status}}"').stdout, /^Exited \(3\)/);
});

test('^P ^Q leaves a container running', t => {
  const made = world({ images: ['alpine'] });
  const screen = made.terminal('docker run -it --name box alpine cat');
  screen.type('a\r');
  screen.type('\x10\x11');
  t.is(screen.finish().code, 0);
  t.deepEqual(made.sh('docker ps --format "{{.Names}}"'), ok('box\n'));
});

test('stats draws over itself until it is interrupted', t => {
  const made = new World({ images: ['alpine'] });
  made.sh('docker run -d --name nap alpine sleep 1000');
  const screen = made.terminal('docker stats');
  made.advance(1200);
  screen.type('\x03');
  const { code, shown } = screen.finish();
  t.is(code, 130);
  t.true(shown.startsWith('\x1b[H'));
  t.regex(shown, /nap/);
});

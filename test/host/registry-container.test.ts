import test from 'ava';
import { World } from '../../engine/testing.js';

const started = (): World => {
  const world = new World({ images: ['alpine', 'hello-world', 'registry:2'] });
  world.sh('docker run -d -p 5000:5000 --name reg registry:2');
  return world;
};

test('registry:2 in a container takes a push and gives it back', t => {
  const { sh } = started();
  const pushed = sh('docker tag hello-world localhost:5000/team/hello:1; docker push localhost:5000/team/hello:1').stdout;
  const digest = /sha256:[0-9a-f]{64}/.exec(pushed)?.[0] ?? '';
  t.is(
    pushed.replaceAll(/^[0-9a-f]{12}: (?!Pushed).*\n/gm, ''),
    `The push refers to repository [localhost:5000/team/hello]\n${/[0-9a-f]{12}(?=: Pushed)/.exec(pushed)?.[0] ?? ''}: Pushed\n1: digest: ${digest} size: 524\n`,
  );
  t.is(sh('curl -s localhost:5000/v2/_catalog').stdout, '{"repositories":["team/hello"]}\n');
  t.is(sh('curl -s localhost:5000/v2/team/hello/tags/list').stdout, '{"name":"team/hello","tags":["1"]}\n');
  const id = sh('docker images -q --no-trunc hello-world').stdout;
  sh('docker rmi hello-world localhost:5000/team/hello:1');
  const pulled = sh('docker pull localhost:5000/team/hello:1');
  t.is(pulled.code, 0);
  t.true(pulled.stdout.includes(`Digest: ${digest}\nStatus: Downloaded newer image for localhost:5000/team/hello:1\n`));
  t.is(sh('docker images -q --no-trunc').stdout.includes(id), true, 'the same image');
  t.is(sh('docker run --rm localhost:5000/team/hello:1 | grep Hello').stdout, 'Hello from Docker!\n');
});

test('what is no request is refused in the words of Go', t => {
  t.deepEqual(started().sh(String.raw`printf '\026\003\001\n' | docker run -i --rm --network host alpine nc localhost 5000`), {
    code: 0,
    stdout: 'HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request',
    stderr: '',
  });
});

test('what is there already is not sent again, and mounted from another repository', t => {
  const { sh } = started();
  sh('docker tag alpine localhost:5000/one; docker push localhost:5000/one; docker tag alpine localhost:5000/two');
  t.regex(sh('docker push localhost:5000/one').stdout, /: Layer already exists\nlatest: digest/);
  t.regex(sh('docker push localhost:5000/two').stdout, /: Mounted from one\nlatest: digest/);
});

test('what was pushed lies in the volume, and outlives the container', t => {
  const { sh } = new World({ images: ['hello-world', 'registry:2'] });
  sh(
    'docker run -d -p 5000:5000 -v kept:/var/lib/registry --name one registry:2; docker tag hello-world localhost:5000/hello; docker push localhost:5000/hello',
  );
  t.is(sh('docker rm -f one; curl -sS localhost:5000/v2/').code, 7);
  sh('docker run -d -p 5000:5000 -v kept:/var/lib/registry --name two registry:2; docker rmi localhost:5000/hello');
  t.is(sh('docker exec two ls /var/lib/registry/docker/registry/v2/repositories/hello/_manifests/tags').stdout, 'latest\n');
  t.is(sh('docker pull -q localhost:5000/hello').stdout, 'localhost:5000/hello:latest\n');
});

test('a damaged blob is noticed, and nothing is kept of it', t => {
  const { sh } = new World({ images: ['registry:2'] });
  sh('docker run -d -p 5000:5000 -v kept:/var/lib/registry --name reg registry:2');
  sh(
    'docker pull -q hello-world; docker tag hello-world localhost:5000/hello; docker push localhost:5000/hello; docker rmi hello-world localhost:5000/hello',
  );
  sh(
    "docker exec reg sh -c 'cd /var/lib/registry/docker/registry/v2/blobs/sha256; for f in */*/data; do case $(head -c 1 $f) in {) ;; *) printf damage > $f; esac; done'",
  );
  const pulled = sh('docker pull localhost:5000/hello');
  t.is(pulled.code, 1);
  t.regex(pulled.stderr, /^(Error response from daemon: )?filesystem layer verification failed for digest sha256:[0-9a-f]{64}\n$/);
  t.is(sh('docker images -q hello-world').stdout + sh('docker images -q localhost:5000/hello').stdout, '');
});

test('settings come from the environment; those without an effect are refused', t => {
  const { sh } = new World({ images: ['registry:2'] });
  const run = (options: string): string => sh(`docker run --rm ${options} registry:2`).stderr;
  t.is(run('-e REGISTRY_AUTH=htpasswd'), "drydock: the registry's setting auth is not simulated\n");
  t.is(run('-e REGISTRY_HTTP_TLS_KEY=/x'), "drydock: the registry's setting http.tls.key is not simulated\n");
  sh('docker run -d --name reg -p 5050:5050 -e REGISTRY_HTTP_ADDR=0.0.0.0:5050 -e REGISTRY_STORAGE_DELETE_ENABLED=true registry:2');
  t.is(sh('curl -s localhost:5050/v2/').stdout, '{}');
  t.is(
    sh(`curl -s -o /dev/null -w '%{http_code}' -X DELETE localhost:5050/v2/x/manifests/sha256:${'0'.repeat(64)}`).stdout,
    '404',
    'deleting is on: there is just no such manifest',
  );
  t.is(sh('docker run --rm registry:2 --version').stdout, 'registry github.com/docker/distribution 2.8.3\n');
});

test('other servers are no registries, and other machines want TLS', t => {
  const { sh } = new World({ images: ['hello-world', 'registry:2'] });
  sh('docker run -d --name reg registry:2');
  t.is(
    sh('docker pull 172.17.0.2:5000/x').stderr,
    'Error response from daemon: Get "https://172.17.0.2:5000/v2/": http: server gave HTTP response to HTTPS client\n',
  );
  t.is(
    sh('docker pull localhost:5000/x').stderr,
    'Error response from daemon: Get "http://localhost:5000/v2/": dial tcp 127.0.0.1:5000: connect: connection refused\n',
  );
  sh('docker tag hello-world localhost:5000/x');
  t.is(
    sh('docker push localhost:5000/x').stderr,
    'Get "http://localhost:5000/v2/": dial tcp 127.0.0.1:5000: connect: connection refused\n',
  );
});

test('a half upload is no blob', t => {
  const { sh } = started();
  const place = sh(
    "curl -s -i -X POST localhost:5000/v2/app/blobs/uploads/ | grep -i '^location' | tr -d '\\r' | cut -d' ' -f2",
  ).stdout.trim();
  t.regex(place, /^http:\/\/localhost:5000\/v2\/app\/blobs\/uploads\/[0-9a-f-]{36}$/);
  t.is(sh(`curl -s -o /dev/null -w '%{http_code}' -X PATCH --data-binary half ${place}`).stdout, '202');
  t.is(sh(`curl -s -o /dev/null -w '%{http_code}' -X PUT '${place}?digest=sha256:${'0'.repeat(64)}'`).stdout, '400');
  t.is(sh(`curl -s -o /dev/null -w '%{http_code}' ${place}`).stdout, '404');
  t.is(sh('docker exec reg find /var/lib/registry -type f').stdout, '');
  t.is(sh('curl -s localhost:5000/v2/_catalog').stdout, '{"repositories":[]}\n');
});

import test from 'ava';
import { world, World } from '../../engine/testing.js';
import { attackAll, ofJavaScript } from './attack.js';

const garbage = 'head -c 3000 /dev/urandom';

function boxes(): World {
  const made = world({ images: ['debian:12', 'nginx', 'httpd'], containers: [{ name: 'bystander' }] });
  made.sh('docker run -d --name box debian:12 sleep 1000000; docker run -d --name web nginx; docker run -d --name apa httpd; sleep 2');
  return made;
}

test('who ruins a container ruins nobody else', t => {
  attackAll(t, boxes(), [
    [
      "docker run --rm debian:12 sh -c 'rm -rf --no-preserve-root / 2> /dev/null; echo *; /bin/ls'",
      4000,
      127,
      /^dev etc proc sys\n.*not found/,
    ],
    ["docker run --rm debian:12 sh -c 'chmod 000 /; su nobody -s /bin/sh -c true'", 500, 126, /Permission denied/],
    ["docker run --rm debian:12 sh -c 'kill -9 -1; kill -9 1; echo alive'", 500, 0, /^alive\n/],
    ["docker run --rm debian:12 sh -c 'cp /bin/true /bin/sh; sh -c false'", 500, 0],
    ["docker run --rm debian:12 sh -c 'mount --bind /proc /; umount /proc; unshare -r true; chroot / ls > /dev/null'", 600, undefined],
    ["docker run --rm --read-only debian:12 sh -c 'echo > /a; mkdir /b; rm /etc/passwd; chmod 0 /'", 600, 1, /Read-only file system/],
    [
      `docker exec box sh -c '${garbage} > /etc/passwd; ${garbage} > /etc/group; id; whoami; ls -l /; su bob; getent passwd root'`,
      1000,
      undefined,
    ],
    [
      `docker exec box sh -c 'echo "x:x:99999999999999:y::/:" > /etc/passwd; echo "__proto__:x:5:5::/:/bin/sh" >> /etc/passwd; id x; id __proto__; id toString'`,
      500,
      1,
      /^uid=5\(__proto__\)/,
    ],
    ['docker exec -u toString box id; docker exec -u 99999999999 box id', 200, 1, /unable to find user toString/],
    [
      `docker exec box sh -c '${garbage} > /etc/hosts; ${garbage} > /etc/resolv.conf; ${garbage} > /etc/nsswitch.conf; getent hosts web'`,
      600,
      2,
    ],
    [
      `docker exec box sh -c 'head -c 3000000 /dev/zero > /etc/hosts; head -c 3000000 /dev/zero > /etc/passwd; getent hosts web; id'`,
      8000,
      0,
    ],
    [
      `docker exec box sh -c '${garbage} > /etc/localtime; date; TZ=/dev/zero date; TZ=AAA9999999999 date; LC_ALL=constructor locale | tail -1'`,
      600,
      0,
    ],
    [
      `docker exec box sh -c '${garbage} > /etc/apt/sources.list; apt-get update; ${garbage} > /var/lib/dpkg/status; dpkg -l; apt-get install -y curl'`,
      1000,
      100,
    ],
    [
      `docker exec bystander sh -c '${garbage} > /etc/apk/repositories; ${garbage} > /lib/apk/db/installed; apk update; apk add curl; apk info'`,
      1000,
      undefined,
    ],
    ["docker exec box sh -c 'echo hi >&-; ls <&- >&- 2>&-; cat <&-; (exec 0<&- 1>&- 2>&-; sh -c ls)'", 400, undefined],
  ]);
});

test('whoever opens files without end leaves some to others', t => {
  const { sh } = new World({ images: ['php', 'alpine'] }, { limits: { openFiles: 2000 } });
  sh('docker run -d --name bystander alpine sleep 1000000');
  t.is(sh('docker run -d --name box php php -r \'while (@fopen("/etc/passwd", "r")); sleep(1000);\'; sleep 1; cat /etc/hostname').code, 0);
  t.is(sh('docker exec bystander sh -c "cat < /etc/hostname"').code, 1);
  t.is(sh('docker rm -f box').stdout, 'box\n');
  t.is(sh('docker exec bystander echo hi').stdout, 'hi\n');
});

test('a machine without a shell lets nobody in, and says so', t => {
  const made = world({ images: ['alpine'] });
  made.sh('sudo rm -rf /bin /usr/bin');
  t.deepEqual(made.sh('echo hi'), { code: 255, stdout: '', stderr: 'sh: No such file or directory\n' });
  t.is(made.terminal(undefined).shown, 'bash: No such file or directory\r\n');
});

const http = (request: string): string =>
  `docker exec box bash -c 'for h in $WEB $APA; do exec 3<>/dev/tcp/$h/80; ${request} >&3; timeout 1 head -1 <&3; exec 3>&-; done'`;

test('web servers answer what is no request, and read what is no configuration', t => {
  const made = boxes();
  const address = (name: string): string => made.sh(`docker inspect -f '{{.NetworkSettings.IPAddress}}' ${name}`).stdout.trim();
  const [web, apa] = [address('web'), address('apa')];
  const ask = (request: string): string => http(request).replace('$WEB', web).replace('$APA', apa);
  attackAll(t, made, [
    [ask('(printf "GET / HTTP/1.1\\r\\nA: "; head -c 300000 /dev/zero | tr "\\0" a)'), 4000, undefined],
    [ask('head -c 30000 /dev/urandom'), 2000, undefined],
    [ask('printf "GET /%s HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n" $(head -c 100000 /dev/zero | tr "\\0" a)'), 4000, undefined],
    [ask('printf "GET /%%00%%zz/../../etc/passwd HTTP/1.0\\r\\n\\r\\n"'), 800, 0, /400/],
    [
      ask('printf "GET / HTTP/1.1\\r\\nHost: a\\r\\nRange: bytes=99999999999-1,0-0,a-b\\r\\n__proto__: 1\\r\\nconstructor: 2\\r\\n\\r\\n"'),
      800,
      0,
      /HTTP\/1\.1/,
    ],
    [ask('printf "POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nffffffffffffffff\\r\\n"'), 800, undefined],
    [
      `docker exec box bash -c 'for i in {1..300}; do exec {fd}<>/dev/tcp/${web}/80; done; printf "GET / HTTP/1.0\\r\\n\\r\\n" >&$fd; timeout 1 head -1 <&$fd'`,
      20_000,
      undefined,
    ],
    [
      `docker exec web sh -c 'for c in "$(${garbage} | tr "\\0" a)" "$(printf %10000d 0 | tr " " "{")" "include /etc/nginx/nginx.conf;" "__proto__ 1;" "events {} http { server { listen 99999999; } }"; do echo "$c" > /etc/nginx/nginx.conf; nginx -t; done'`,
      6000,
      1,
      /test failed/,
    ],
    ['docker exec web nginx -t -c /dev/zero', 8000, 1, /Cannot allocate memory/],
    [
      `docker exec apa sh -c 'cp conf/httpd.conf /tmp/h; for c in "$(yes "<Directory />" | head -3000)" "Include conf/httpd.conf" "__proto__ on" "<constructor>"; do (cat /tmp/h; echo "$c") > conf/httpd.conf; httpd -t; done'`,
      8000,
      1,
      /Exceeded maximum include depth of 16, There appears to be a recursion[^]*Invalid command '__proto__'/,
    ],
    [`docker exec apa sh -c '${garbage} > conf/httpd.conf; httpd -t; httpd -t -f /dev/zero'`, 8000, 1],
  ]);
  t.notRegex(made.sh('docker logs web; docker logs apa').stdout, ofJavaScript);
});

test('what is no image, template or name is refused in the words of Docker', t => {
  const deep = (open: string): string => open.repeat(2000);
  attackAll(t, boxes(), [
    [`${garbage} | docker load`, 400, 1],
    [`${garbage} | docker import -`, 400, 1, /invalid tar header/],
    ['head -c 3000000 /dev/zero | docker load', 4000, undefined],
    ...[
      '[{"Config":"../../etc/passwd","RepoTags":["a:b"],"Layers":["/etc/shadow"]}]',
      '[[[[[',
      '[{"Config":{},"RepoTags":3,"Layers":null}]',
      'null',
      '[null]',
    ].map(manifest => [`mkdir -p t; cd t; echo '${manifest}' > manifest.json; tar c manifest.json | docker load`, 600, 1] as const),
    [
      `cd t; echo '{"config":{"Cmd":3,"Env":{},"Labels":[]},"rootfs":{"type":3},"history":{}}' > c; echo '[{"Config":"c","RepoTags":["a:b"],"Layers":[]}]' > manifest.json; tar c c manifest.json | docker load`,
      800,
      1,
    ],
    ['cd t; ln -s /etc/passwd a; ln -s a/../.. b; ln -s . c; tar c . | docker import - links', 800, 0],
    ...[
      '{{',
      '{{.A.B.C}}',
      '{{define "a"}}{{template "a"}}{{end}}{{template "a"}}',
      deep('{{if 1}}'),
      `{{${deep('(')}`,
      '{{slice "a" 5}}',
      '{{.__proto__}}',
    ].map(template => [`docker inspect -f '${template}' box; docker ps -a --format '${template}'`, 400, 1] as const),
    [
      'docker network create constructor; docker volume create constructor; docker run --rm --network constructor -v constructor:/x -l __proto__=1 -e constructor=2 --name constructor alpine true; docker inspect toString; docker volume inspect valueOf',
      1500,
      1,
    ],
    [
      'docker pull constructor; docker run --log-driver constructor alpine; docker volume create -d toString x; docker network create -d valueOf y',
      800,
      1,
    ],
    ["docker run --rm -m 8m alpine sh -c 'x=a; while :; do x=$x$x; done'", 600, 137],
    [
      'docker run --rm alpine sh -c \'trap "" TERM; while :; do sleep 1; done\' & sleep 1; docker stop -t 1 $(docker ps -lq); wait',
      1000,
      0,
    ],
    ['for i in $(seq 200); do docker ps > /dev/null & done; wait', 40_000, 0],
  ]);
});

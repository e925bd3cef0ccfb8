import test from 'ava';
import { networkedMachine } from '../net/networked-machine.js';

const files = {
  '/etc/nginx/nginx.conf':
    'user nginx;\nworker_processes auto;\nerror_log /var/log/nginx/error.log notice;\npid /var/run/nginx.pid;\nevents {\n}\nhttp {\n  types { text/html html; }\n  log_format main \'$remote_addr - $remote_user [$time_local] "$request" \'\n    \'$status $body_bytes_sent "$http_referer" "$http_user_agent" "$http_x_forwarded_for"\';\n  access_log /var/log/nginx/access.log main;\n  include /etc/nginx/conf.d/*.conf;\n}\n',
  '/etc/nginx/conf.d/default.conf':
    'server {\n  listen 80;\n  listen [::]:80;\n  server_name localhost;\n  location / {\n    root /srv;\n    index index.html;\n  }\n  error_page 404 /404.html;\n}\n',
  '/srv/index.html': 'hello\n',
  '/srv/d/': '',
  '/var/log/nginx/': '',
  '/var/run/': '',
};
const command = ['nginx', '-g', 'daemon off;'] as const;

test('start, requests and a graceful stop leave these logs', t => {
  const { serve, run, machine } = networkedMachine({ files });
  const nginx = serve(command);
  const titles = [...machine.kernel.root.members()].map(process => process.argv.join(' ')).filter(title => title.startsWith('nginx'));
  t.deepEqual(titles, ['nginx: master process nginx -g daemon off;', 'nginx: worker process', 'nginx: worker process']);
  run('curl -s localhost');
  run('curl -s localhost/missing');
  run('curl -s localhost/d/');
  nginx.process.kill('SIGQUIT');
  machine.advance(1000);
  t.deepEqual(nginx.process.exit?.status, { kind: 'exited', code: 0 });
  const [master, first, second] = [637, 638, 639];
  t.is(
    machine
      .read('/var/log/nginx/error.log')
      .replace(/OS: .*/, 'OS: …')
      .replace(/NOFILE\): .*/, 'NOFILE): …'),
    [
      `${master}#${master}: using the "epoll" event method`,
      `${master}#${master}: nginx/1.22.1`,
      `${master}#${master}: OS: …`,
      `${master}#${master}: getrlimit(RLIMIT_NOFILE): …`,
      `${master}#${master}: start worker processes`,
      `${master}#${master}: start worker process ${first}`,
      `${master}#${master}: start worker process ${second}`,
    ]
      .map(line => `2026/01/01 00:00:00 [notice] ${line}\n`)
      .join('') +
      `2026/01/01 00:00:01 [error] ${first}#${first}: *2 open() "/srv/missing" failed (2: No such file or directory), client: 127.0.0.1, server: localhost, request: "GET /missing HTTP/1.1", host: "localhost"\n` +
      `2026/01/01 00:00:01 [error] ${first}#${first}: *2 open() "/srv/404.html" failed (2: No such file or directory), client: 127.0.0.1, server: localhost, request: "GET /missing HTTP/1.1", host: "localhost"\n` +
      `2026/01/01 00:00:01 [error] ${first}#${first}: *3 directory index of "/srv/d/" is forbidden, client: 127.0.0.1, server: localhost, request: "GET /d/ HTTP/1.1", host: "localhost"\n` +
      [
        `${master}#${master}: signal 3 (SIGQUIT) received, shutting down`,
        `${first}#${first}: gracefully shutting down`,
        `${first}#${first}: exiting`,
        `${first}#${first}: exit`,
        `${second}#${second}: gracefully shutting down`,
        `${second}#${second}: exiting`,
        `${second}#${second}: exit`,
        `${master}#${master}: signal 17 (SIGCHLD) received from ${first}`,
        `${master}#${master}: worker process ${first} exited with code 0`,
        `${master}#${master}: worker process ${second} exited with code 0`,
        `${master}#${master}: exit`,
      ]
        .map(line => `2026/01/01 00:00:01 [notice] ${line}\n`)
        .join(''),
  );
  t.is(
    machine.read('/var/log/nginx/access.log'),
    '127.0.0.1 - - [01/Jan/2026:00:00:01 +0000] "GET / HTTP/1.1" 200 6 "-" "curl/7.88.1" "-"\n127.0.0.1 - - [01/Jan/2026:00:00:01 +0000] "GET /missing HTTP/1.1" 404 153 "-" "curl/7.88.1" "-"\n127.0.0.1 - - [01/Jan/2026:00:00:01 +0000] "GET /d/ HTTP/1.1" 403 153 "-" "curl/7.88.1" "-"\n',
  );
});

test('a file with its headers, unchanged, and in part', t => {
  const { serve, show } = networkedMachine({ files });
  serve(command);
  const head =
    'HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nDate: Thu, 01 Jan 2026 00:00:01 GMT\r\nContent-Type: text/html\r\nContent-Length: 6\r\nLast-Modified: Thu, 01 Jan 2026 00:00:00 GMT\r\nConnection: keep-alive\r\nETag: "6955b900-6"\r\nAccept-Ranges: bytes\r\n\r\n';
  t.is(show('curl -si localhost'), `${head}hello\n`);
  t.is(show('curl -sI localhost'), head);
  t.is(show(['curl', '-s', '-o', '/dev/null', '-w', '%{http_code}', '-H', 'If-None-Match: "6955b900-6"', 'localhost']), '304');
  t.is(show(['curl', '-s', '-r', '1-2', '-w', ' %{http_code}', 'localhost']), 'el 206');
  t.is(show('curl -s localhost/404.html').split('\r\n')[1], '<head><title>404 Not Found</title></head>');
});

test('mistakes in a configuration are named with their place', t => {
  const mistakes: readonly (readonly [string, string])[] = [
    ['bogus on;\n', 'unknown directive "bogus" in /etc/nginx/conf.d/x.conf:1'],
    ['server { listen 81\n', 'unexpected end of file, expecting ";" or "}" in /etc/nginx/conf.d/x.conf:2'],
    ['server {\n listen 81\n server_name x;\n}\n', 'invalid parameter "server_name" in /etc/nginx/conf.d/x.conf:3'],
    ['server {\n listen abc;\n}\n', 'host not found in "abc" of the "listen" directive in /etc/nginx/conf.d/x.conf:2'],
    ['server {\n root;\n}\n', 'invalid number of arguments in "root" directive in /etc/nginx/conf.d/x.conf:2'],
    ['server {\n listen 82; root /x; root /y; \n}\n', '"root" directive is duplicate in /etc/nginx/conf.d/x.conf:2'],
    ['location / {\n}\n', '"location" directive is not allowed here in /etc/nginx/conf.d/x.conf:1'],
    ['server {\n location / { proxy_pass http://nohost:80; }\n}\n', 'host not found in upstream "nohost:80" in /etc/nginx/conf.d/x.conf:2'],
  ];
  for (const [text, message] of mistakes) {
    const { show } = networkedMachine({ files: { ...files, '/etc/nginx/conf.d/x.conf': text } });
    t.is(show('nginx -t'), `nginx: [emerg] ${message}\nnginx: configuration file /etc/nginx/nginx.conf test failed\n[1]\n`);
  }
  const { show } = networkedMachine({ files: { ...files, '/etc/nginx/conf.d/x.conf': 'server {\n rewrite ^ /x;\n}\n' } });
  t.is(show('nginx -t'), 'drydock: the nginx directive "rewrite" is not simulated (/etc/nginx/conf.d/x.conf:2)\n[1]\n');
});

test('locations may look ahead, and an endless search is an error of the server', t => {
  const server =
    'server {\n listen 80;\n location ~ /\\.(?!well-known) { return 403; }\n location ~ ^/(?=a)(a+)+$ { return 204; }\n location / { return 200; }\n}\n';
  const { serve, show, machine } = networkedMachine({ files: { ...files, '/etc/nginx/conf.d/default.conf': server } });
  serve(command);
  const status = (path: string): string => show(`curl -s -o /dev/null -w %{http_code} localhost${path}`);
  t.deepEqual(['/.git', '/.well-known/x', '/aa', `/${'a'.repeat(40)}!`].map(status), ['403', '200', '204', '500']);
  t.regex(machine.read('/var/log/nginx/error.log'), /\[alert\] .*pcre2_match\(\) failed: exceeded PCRE's backtracking limit on "\/a+!"/);
});

test('a taken port is tried five times', t => {
  const { serve, show, fabric } = networkedMachine({ files });
  fabric.host.listen({ ip: '0.0.0.0', port: 80 });
  const once = 'nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)\n';
  t.is(show(command), `${once.repeat(5)}nginx: [emerg] still could not bind()\n[1]\n`);
  t.truthy(serve);
});

test('reload takes the new configuration, and keeps the old one when it is wrong', t => {
  const { serve, show, machine } = networkedMachine({ files });
  serve(command);
  machine.file('/etc/nginx/conf.d/default.conf', 'server { listen 80; return 200 new; }');
  t.is(show('nginx -s reload'), '');
  machine.advance(500);
  t.is(show('curl -s localhost'), 'new');
  machine.file('/etc/nginx/conf.d/default.conf', 'bogus;');
  t.is(show('nginx -s reload').split('\n')[0], 'nginx: [emerg] unknown directive "bogus" in /etc/nginx/conf.d/default.conf:1');
  t.is(show('curl -s localhost'), 'new');
});

test('several servers, a proxy, balanced upstreams and try_files', t => {
  const { serve, show } = networkedMachine({
    files: {
      ...files,
      '/etc/nginx/conf.d/default.conf': `upstream app { server 127.0.0.1:81; server 127.0.0.1:82; }
server { listen 80; location /api/ { proxy_pass http://app/; proxy_set_header Host $host; } location / { root /srv; try_files $uri /index.html; } location ~ \\.php$ { return 403; } location = /down { proxy_pass http://127.0.0.1:9; } }
server { listen 80; server_name other.test; return 200 "other $host\\n"; }
server { listen 81; return 200 "one $request_uri $http_host\\n"; }
server { listen 82; return 200 "two $request_uri $http_host\\n"; }
`,
    },
  });
  serve(command);
  t.is(show('curl -s localhost/api/x') + show('curl -s localhost/api/y'), 'one /x localhost\ntwo /y localhost\n');
  t.is(show('curl -s localhost/no/such/page'), 'hello\n');
  t.is(show(['curl', '-s', '-H', 'Host: other.test', 'localhost']), 'other other.test\n');
  t.is(show(['curl', '-s', '-o', '/dev/null', '-w', '%{http_code}', 'localhost/a.php']), '403');
  t.is(show(['curl', '-s', '-o', '/dev/null', '-w', '%{http_code}', 'localhost/down']), '502');
});

test('the command line', t => {
  const { show } = networkedMachine({ files });
  t.is(show('nginx -v'), 'nginx version: nginx/1.22.1\n');
  t.is(
    show('nginx -t'),
    'nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\nnginx: configuration file /etc/nginx/nginx.conf test is successful\n',
  );
  t.is(show('nginx -s foo'), 'nginx: invalid option: "-s foo"\n[1]\n');
  t.is(show('nginx -s stop'), 'nginx: [error] open() "/var/run/nginx.pid" failed (2: No such file or directory)\n[1]\n');
});

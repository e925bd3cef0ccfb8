import test from 'ava';
import { World } from '../../../engine/testing.js';
import { networkedMachine, plainNginx } from './networked-machine.js';

function world() {
  const net = networkedMachine({ files: plainNginx });
  net.serve(['nginx', '-g', 'daemon off;']);
  return net;
}

test('a page goes to standard output, the meter to standard error', t => {
  const { run } = world();
  t.deepEqual(run('curl -s localhost'), { code: 0, stdout: 'hello\n', stderr: '' });
  const { stderr } = run('curl localhost -o /tmp/page');
  t.is(
    stderr.replace(/\d{4,}/g, ' SPEED'),
    '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n' +
      '                                 Dload  Upload   Total   Spent    Left  Speed\n' +
      '\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0' +
      '\r100     6  100     6    0     0   SPEED      0 --:--:-- --:--:-- --:--:--  SPEED\n',
  );
});

test('-v shows the conversation as 7.88 does', t => {
  const { run } = world();
  t.is(
    run('curl -sv localhost/secret').stderr,
    '*   Trying 127.0.0.1:80...\n* Connected to localhost (127.0.0.1) port 80 (#0)\n> GET /secret HTTP/1.1\n> Host: localhost\n> User-Agent: curl/7.88.1\n> Accept: */*\n> \n' +
      '< HTTP/1.1 403 Forbidden\n< Server: nginx/1.22.1\n< Date: Thu, 01 Jan 2026 00:00:01 GMT\n< Content-Type: text/html\n< Content-Length: 153\n< Connection: keep-alive\n< \n' +
      '{ [153 bytes data]\n* Connection #0 to host localhost left intact\n',
  );
});

test('failures have the words of each release', t => {
  const { show } = world();
  const rows = ['curl-7.29.0', 'curl-7.35.0', 'curl-7.81.0', 'curl', 'curl-8.5.0', 'curl-8.12.1'].map(
    curl => show(`${curl} -sS localhost:81`) + show(`${curl} -sS nohost`),
  );
  const resolve = 'curl: (6) Could not resolve host: nohost';
  t.deepEqual(rows, [
    `curl: (7) Failed connect to localhost:81; Connection refused\n[7]\n${resolve}; Unknown error\n[6]\n`,
    `curl: (7) Failed to connect to localhost port 81: Connection refused\n[7]\n${resolve}\n[6]\n`,
    `curl: (7) Failed to connect to localhost port 81 after 0 ms: Connection refused\n[7]\n${resolve}\n[6]\n`,
    `curl: (7) Failed to connect to localhost port 81 after 0 ms: Couldn't connect to server\n[7]\n${resolve}\n[6]\n`,
    `curl: (7) Failed to connect to localhost port 81 after 0 ms: Couldn't connect to server\n[7]\n${resolve}\n[6]\n`,
    `curl: (7) Failed to connect to localhost port 81 after 0 ms: Could not connect to server\n[7]\n${resolve}\n[6]\n`,
  ]);
});

test('exit statuses of transfers', t => {
  const { show, fabric, container } = world();
  const silent = container('172.17.0.2');
  silent.listen({ ip: '0.0.0.0', port: 90 });
  fabric.publish({ protocol: 'tcp', host: { ip: '0.0.0.0', port: 8081 }, target: { namespace: silent, ip: '172.17.0.2', port: 81 } });
  t.is(show('curl -sSf localhost/secret'), 'curl: (22) The requested URL returned error: 403\n[22]\n');
  t.is(show('curl -sS -m 2 172.17.0.2:90'), 'curl: (28) Operation timed out after 2000 milliseconds with 0 bytes received\n[28]\n');
  t.is(
    show('curl -sS --connect-timeout 1 1.2.3.4'),
    'curl: (28) Failed to connect to 1.2.3.4 port 80 after 1000 ms: Timeout was reached\n[28]\n',
  );
  t.is(show('curl -sS localhost:8081'), 'curl: (56) Recv failure: Connection reset by peer\n[56]\n');
  t.is(show('curl -sS ftp2://x'), 'curl: (1) Protocol "ftp2" not supported or disabled in libcurl\n[1]\n');
  t.is(show('curl -sS http://a\nb/'), 'curl: (3) URL using bad/illegal format or missing URL\n[3]\n');
  t.is(
    show('curl -sS -o /nodir/x localhost'),
    'Warning: Failed to open the file /nodir/x: No such file or directory\ncurl: (23) Failure writing output to destination\n[23]\n',
  );
  t.is(show('curl -sS https://localhost:80'), 'drydock: TLS (https) is not simulated\n[35]\n');
});

test('redirects are followed only when asked', t => {
  const { show } = world();
  t.is(
    show(['curl', '-s', '-o', '/dev/null', '-w', '%{http_code} %{redirect_url}\\n', 'localhost/old']),
    '302 http://localhost/index.html\n',
  );
  t.is(
    show(['curl', '-sL', '-w', '%{http_code} %{num_redirects} %{url_effective} %{remote_ip}:%{remote_port}\\n', 'localhost/old']),
    'hello\n200 1 http://localhost/index.html 127.0.0.1:80\n',
  );
});

test('wrong command lines', t => {
  const { show } = world();
  const hint = "curl: try 'curl --help' or 'curl --manual' for more information\n[2]\n";
  t.is(show('curl'), hint);
  t.is(show('curl --foo x'), `curl: option --foo: is unknown\n${hint}`);
  t.is(show('curl localhost -d'), `curl: option -d: requires parameter\n${hint}`);
  t.is(show('curl --max-time abc x'), `curl: option --max-time: expected a proper numerical parameter\n${hint}`);
  t.is(show('curl --ntlm y'), 'drydock: curl --ntlm is not simulated\n[2]\n');
});

test('options that choose addresses, fail with the page, draw a bar, and patterns that are refused', t => {
  const { show } = world();
  t.is(show('curl -s -4 localhost'), 'hello\n');
  t.is(show('curl -sS -6 127.0.0.1'), "curl: (7) Couldn't connect to server\n[7]\n");
  t.is(show('curl -sS -6 machine'), 'curl: (6) Could not resolve host: machine\n[6]\n');
  t.regex(
    show('curl -sS --fail-with-body localhost/secret'),
    /<title>403 Forbidden<\/title>[^]*curl: \(22\) The requested URL returned error: 403\n\[22\]\n$/,
  );
  t.is(show('curl -# localhost -o /tmp/page'), `\r${'#'.repeat(72)} 100.0%\n`);
  t.is(show('curl -sS localhost/[1-2]'), 'drydock: patterns in URLs are not simulated (see -g)\n[3]\n');
  t.is(show(['curl', '-s', '-g', '-o', '/dev/null', '-w', '%{http_code}\n', 'localhost/{a,b}']), '404\n');
});

test('where a request goes is told by --resolve, --connect-to, a proxy and its exceptions', t => {
  const { show, run } = world();
  t.is(show('curl -s http://web.test --resolve web.test:80:127.0.0.1'), 'hello\n');
  t.is(show('curl -s http://web.test:9 --connect-to web.test:9:localhost:80'), 'hello\n');
  t.is(
    run('curl -sv -x localhost:80 -U ann:pw http://web.test/').stderr.split('\n').slice(2, 8).join('\n'),
    '> GET http://web.test/ HTTP/1.1\n> Host: web.test\n> Proxy-Authorization: Basic YW5uOnB3\n> User-Agent: curl/7.88.1\n> Accept: */*\n> Proxy-Connection: Keep-Alive',
  );
  t.is(show('curl -s -x nohost:80 --noproxy localhost localhost'), 'hello\n');
  t.is(show('curl -sS -x nohost:80 localhost'), 'curl: (5) Could not resolve proxy: nohost\n[5]\n');
  t.is(show('curl -sS -x socks5://localhost localhost'), 'drydock: proxies of socks5:// are not simulated\n[7]\n');
});

test('--next begins anew, -K reads options from a file, netrc names the user', t => {
  const net = networkedMachine({
    files: {
      ...plainNginx,
      '/tmp/c': 'url = "localhost"\n# more\nsilent\nwrite-out = "%{http_code}\\n"\n',
      '/tmp/n': 'machine other login x password y\nmachine localhost\n login ann password pw\n',
    },
  });
  net.serve(['nginx', '-g', 'daemon off;']);
  t.is(net.show('curl -s localhost -o /dev/null -w %{http_code}, --next localhost/none -o /dev/null -w %{http_code}\\n'), '200,404\n');
  t.is(net.show('curl --config /tmp/c'), 'hello\n200\n');
  t.is(net.show('curl -K /tmp/none').split('\n')[0], 'curl: option -K: error encountered when reading a file');
  t.regex(net.run('curl -sv --netrc-file /tmp/n localhost').stderr, /\n> Authorization: Basic YW5uOnB3\n/);
});

test('a transfer is limited, resumed and named as asked', t => {
  const net = networkedMachine({ files: { ...plainNginx, '/tmp/half': 'hel' } });
  net.serve(['nginx', '-g', 'daemon off;']);
  t.is(net.show('curl -sS --max-filesize 3 localhost'), 'curl: (63) Maximum file size exceeded\n[63]\n');
  t.is(net.show('curl -sS --proto =https localhost'), 'curl: (1) Protocol "http" not supported or disabled in libcurl\n[1]\n');
  t.is(net.show('curl -s -C - -o /tmp/half localhost -w %{http_code}'), '206');
  t.is(net.machine.run(['curl', '-s', '-C', '-', '-o', '/tmp/half', 'localhost']).stderr, '');
  t.is(net.show('curl -s --limit-rate 2 -o /dev/null -w %{time_total} localhost').slice(0, 3), '3.0');
  t.is(net.show('curl -s localhost --url-query a=b&c -w %{url_effective} -o /dev/null'), 'http://localhost/?a=b%26c');
});

test('what the real one has besides is said not to be simulated', t => {
  const { show } = world();
  t.is(show('curl --digest localhost'), 'drydock: curl --digest is not simulated\n[2]\n');
  t.is(show('curl -z yesterday localhost'), 'drydock: curl --time-cond is not simulated\n[2]\n');
});

test('--unix-socket asks the daemon, on the host and in a container that is given its socket', t => {
  const world = new World({ images: ['debian:12'] });
  const ping = 'curl -s --unix-socket /var/run/docker.sock http://localhost/_ping';
  t.deepEqual(world.sh(ping), { code: 0, stdout: 'OK', stderr: '' });
  world.sh('docker run -d --name box -v /var/run/docker.sock:/var/run/docker.sock debian:12 sleep infinity');
  world.sh('docker exec box sh -c "apt-get update && apt-get install -y curl"');
  t.deepEqual(world.sh(`docker exec box ${ping}`), { code: 0, stdout: 'OK', stderr: '' });
  t.is(world.sh('curl -sS --unix-socket /none http://localhost/').code, 7);
});

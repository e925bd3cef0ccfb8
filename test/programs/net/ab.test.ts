import test from 'ava';
import { world } from '../../../engine/testing.js';

const ENTRY = 'server { listen 80; location / { proxy_pass http://pool; } } upstream pool { server one; server other; }';

/** A balancer in front of two servers, and a container with ab. */
function balanced(): (line: string) => { readonly code: number; readonly stdout: string; readonly stderr: string } {
  const { sh } = world({ images: ['nginx', 'debian:12'] });
  sh('docker network create net');
  for (const name of ['one', 'other'])
    sh(
      `docker run -d --name ${name} --network net nginx sh -c 'echo ${name} > /usr/share/nginx/html/index.html; exec nginx -g "daemon off;"'`,
    );
  sh(
    `docker run -d --name front --network net nginx sh -c 'echo "${ENTRY}" > /etc/nginx/conf.d/default.conf; exec nginx -g "daemon off;"'`,
  );
  sh('docker run -d --name box --network net debian:12 sleep infinity');
  sh('docker exec box sh -c "apt-get update -qq; apt-get install -qq -y apache2-utils"');
  return line => sh(`docker exec box ${line}`);
}

test('ab asks many times, and a balancer shares the load out', t => {
  const inside = balanced();
  const { code, stdout } = inside('ab -n 100 -c 10 http://front/');
  t.is(code, 0);
  const timeless = stdout
    .replace(/\d+\.\d+/g, 'N')
    .replace(/^(?:Connect|Processing|Waiting|Total): .*\n/gm, '')
    .replace(/^ +\d+%.*\n/gm, '')
    .replace(/^(?:WARNING|ERROR).*\n.*\n/gm, '')
    .replace(/Length: \d+,/, 'Length: N,')
    .replace(/Failed requests: .*/, 'Failed requests:');
  t.is(
    timeless,
    `This is ApacheBench, Version N <$Revision$>
Copyright 1996 Adam Twiss, Zeus Technology Ltd, http://www.zeustech.net/
Licensed to The Apache Software Foundation, http://www.apache.org/

Benchmarking front (be patient).....done


Server Software:        nginx/N.1
Server Hostname:        front
Server Port:            80

Document Path:          /
Document Length:        4 bytes

Concurrency Level:      10
Time taken for tests:   N seconds
Complete requests:      100
Failed requests:
   (Connect: 0, Receive: 0, Length: N, Exceptions: 0)
Total transferred:      23400 bytes
HTML transferred:       500 bytes
Requests per second:    N [#/sec] (mean)
Time per request:       N [ms] (mean)
Time per request:       N [ms] (mean, across all concurrent requests)
Transfer rate:          N [Kbytes/sec] received

Connection Times (ms)
              min  mean[+/-sd] median   max

Percentage of the requests served within a certain time (ms)
`,
  );
});

test('what ab cannot do it says as the real one', t => {
  const inside = balanced();
  t.deepEqual(inside('ab -n 200 -k -l http://front/').stderr, 'Completed 100 requests\nCompleted 200 requests\nFinished 200 requests\n');
  t.deepEqual(
    [inside('ab http://front:81/').code, inside('ab http://front:81/').stderr],
    [111, 'apr_socket_recv: Connection refused (111)\n'],
  );
  t.deepEqual(inside('ab http://nosuch/').stderr, 'apr_sockaddr_info_get() for nosuch: Name or service not known (670002)\n');
  t.regex(inside('ab http://front').stderr, /^ab: invalid URL\nUsage: ab /);
  t.regex(inside('ab').stderr, /^ab: wrong number of arguments\nUsage: ab /);
  t.regex(inside('ab -n 1 -c 2 http://front/').stderr, /^ab: Cannot use concurrency level greater than total number of requests\n/);
});

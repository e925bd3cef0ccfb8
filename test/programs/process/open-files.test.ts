import test from 'ava';
import { world } from '../../../engine/testing.js';

test('who holds a port: ss, netstat, lsof and fuser agree', t => {
  const { sh } = world({ images: ['nginx'] });
  sh('docker run -d --name web nginx; docker exec web sh -c "apt-get update -qq; apt-get install -qq -y psmisc lsof net-tools iproute2"');
  const inside = (line: string): string => sh(`docker exec web ${line}`).stdout;
  const [first = '', second = ''] = inside('lsof -t -c nginx').split('\n').slice(1);
  t.is(
    inside('netstat -tlnp').replace(/^tcp6.*\n/m, ''),
    'Active Internet connections (only servers)\nProto Recv-Q Send-Q Local Address           Foreign Address         State       PID/Program name    \ntcp        0      0 0.0.0.0:80              0.0.0.0:*               LISTEN      1/nginx: master pro \n',
  );
  t.regex(
    inside('ss -4tlnpH'),
    new RegExp(
      `0\\.0\\.0\\.0:\\* +users:\\(\\("nginx",pid=${second},fd=5\\),\\("nginx",pid=${first},fd=5\\),\\("nginx",pid=1,fd=5\\)\\)\\n$`,
    ),
  );
  t.is(inside('lsof -i4:80 -t'), `1\n${first}\n${second}\n`);
  t.is(
    inside('lsof -a -p 1 -i4 -n -P').replace(/ +\d{5} /, ' N '),
    'COMMAND PID USER   FD   TYPE DEVICE SIZE/OFF NODE NAME\nnginx     1 root    5u  IPv4 N      0t0  TCP *:80 (LISTEN)\n',
  );
  t.deepEqual(sh('docker exec web fuser 80/tcp'), { code: 0, stdout: `     1    ${first}    ${second}`, stderr: '80/tcp:             \n' });
  t.is(sh('docker exec web fuser 81/tcp').code, 1);
  t.is(inside('pstree'), 'nginx---2*[nginx]\n');
  t.is(inside('pstree -p'), `nginx(1)-+-nginx(${first})\n         \`-nginx(${second})\n`);
});

test('files that are open, and killing those who have them open', t => {
  const { sh } = world({ images: ['debian:12'] });
  sh('docker run -d --name box debian:12 sleep infinity; docker exec box sh -c "apt-get update -qq; apt-get install -qq -y psmisc lsof"');
  sh(`docker exec -d box sh -c 'cd /tmp; exec sleep 500 > /held'`);
  t.regex(
    sh('docker exec box lsof /held').stdout,
    /^COMMAND PID USER   FD   TYPE DEVICE SIZE\/OFF NODE NAME\nsleep +\d+ root    1w   REG +\d+,\d+ +0 +\d+ \/held\n$/,
  );
  t.regex(sh('docker exec box fuser /held').stdout, /^ +\d+$/);
  t.is(sh('docker exec box fuser -k -TERM /held; docker exec box fuser /held').code, 1);
  t.deepEqual(sh('docker exec box lsof nofile'), {
    code: 1,
    stdout: '',
    stderr: 'lsof: status error on nofile: No such file or directory\n',
  });
  t.deepEqual(sh('docker exec box fuser nofile'), { code: 1, stdout: '', stderr: 'Specified filename nofile does not exist.\n' });
});

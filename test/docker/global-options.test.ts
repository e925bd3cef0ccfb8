import test from 'ava';
import { world } from '../../engine/testing.js';

const { sh } = world();
const missing = (name: string, digest: string): string =>
  `context "${name}": context not found: open /home/student/.docker/contexts/meta/${digest}/meta.json: no such file or directory`;
const nosuch = missing('nosuch', '9e62f93eb7d2499903ac66232f187c56fc050eb74c765f90eb214360b21f0e96');
const unresolvable = (why: string): string => `Failed to initialize: unable to resolve docker endpoint: ${why}\n`;
const nobodyAt = (url: string): string => `Cannot connect to the Docker daemon at ${url}. Is the docker daemon running?\n`;
const noCertificate = unresolvable('open /home/student/.docker/ca.pem: no such file or directory');
const tableHead = 'DESCRIPTION                               DOCKER ENDPOINT               ERROR\n';

// Recorded from the client 28.2.2; what begins with `drydock:` is not simulated.
const rows: readonly (readonly [line: string, code: number, stdout: string, stderr: string])[] = [
  ['docker -c nosuch ps', 1, '', unresolvable(nosuch)],
  ['docker -c nosuch context show', 0, 'nosuch\n', ''],
  [
    'docker -c nosuch context ls',
    0,
    `NAME       ${tableHead}default    Current DOCKER_HOST based configuration   unix:///var/run/docker.sock   \n` +
      'nosuch *                                                                           context "nosuch": context not found: open /h…\n',
    '',
  ],
  ['docker -c default ps -q', 0, '', ''],
  ['docker -H unix:///a -c default ps', 1, '', 'conflicting options: cannot specify both --host and --context\n'],
  ['docker context use nosuch', 1, '', `${nosuch}\n`],
  ['DOCKER_CONTEXT=default docker ps -q', 0, '', ''],
  ['DOCKER_CONTEXT=nosuch docker ps', 1, '', unresolvable(nosuch)],
  ['DOCKER_CONTEXT=nosuch docker -H unix:///y ps', 1, '', nobodyAt('unix:///y')],
  ['DOCKER_CONTEXT=nosuch DOCKER_HOST=unix:///y docker ps', 1, '', nobodyAt('unix:///y')],
  ['docker -H a -H b ps', 1, '', unresolvable('Specify only one -H')],
  ['docker -H http://x ps', 1, '', unresolvable('invalid bind address format: http://x')],
  ['docker -H http://x -v', 0, 'Docker version 28.2.2, build e6534b4\n', ''],
  ['DOCKER_HOST=tcp://localhost docker ps', 1, '', nobodyAt('tcp://localhost:2375')],
  ['docker -H tcp://10.0.0.1:2375 ps', 125, '', 'drydock: a daemon at tcp://10.0.0.1:2375 is not simulated\n'],
  ['docker -H ssh://x ps', 125, '', 'drydock: a daemon at ssh://x is not simulated\n'],
  ['docker -l debug -v', 0, 'Docker version 28.2.2, build e6534b4\n', ''],
  ['docker -l bogus ps', 1, '', 'Unable to parse logging level: bogus\n'],
  ["docker -D info -f '{{.ClientInfo.Debug}}'", 0, 'true\n', ''],
  ['docker --config /nonexist ps -q', 0, '', ''],
  ['docker --config /etc/passwd ps -q', 0, '', 'WARNING: Error loading config file: open /etc/passwd/config.json: not a directory\n'],
  [
    `mkdir c; printf '{bad' > c/config.json; docker --config c ps -q`,
    0,
    '',
    "WARNING: Error parsing config file (c/config.json): invalid character 'b' looking for beginning of object key string\n",
  ],
  ['docker --tls ps', 1, '', noCertificate],
  ['docker --tlsverify ps', 1, '', noCertificate],
  ['DOCKER_TLS_VERIFY=1 docker ps', 1, '', noCertificate],
  ['docker --tls=false --tlscacert /x ps -q', 0, '', ''],
  ['docker --tlsverify --tlscacert /etc/passwd ps', 125, '', 'drydock: docker --tlsverify is not simulated\n'],
  ["DOCKER_API_VERSION=1.30 docker version -f '{{.Client.APIVersion}}'", 0, '1.30\n', ''],
  [
    'DOCKER_API_VERSION=1.10 docker ps',
    1,
    '',
    'Error response from daemon: client version 1.10 is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version\n',
  ],
  ['docker system dial-stdio', 125, '', 'drydock: docker system dial-stdio is not simulated\n'],
];
for (const [line, code, stdout, stderr] of rows) test(line, t => t.deepEqual(sh(line), { code, stdout, stderr }));

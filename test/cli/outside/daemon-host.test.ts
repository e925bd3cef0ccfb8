import test from 'ava';
import { hostFlag } from '../../../cli/outside/daemon-address.js';
import { Failure, parseDaemonHost, permissionDenied } from '../../../engine/index.js';

const said = (text: string): string => {
  try {
    return parseDaemonHost(text).url;
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
};

const unresolvable = (why: string): string => `Failed to initialize: unable to resolve docker endpoint: ${why}`;

// What the client 28.2.2 makes of `-H`.
const rows: readonly (readonly [string, string])[] = [
  ['', 'unix:///var/run/docker.sock'],
  ['unix://', 'unix:///var/run/docker.sock'],
  ['unix:///tmp/x.sock', 'unix:///tmp/x.sock'],
  ['unix://rel/x.sock', 'unix://rel/x.sock'],
  ['unix://a://b', unresolvable('invalid proto, expected unix: a://b')],
  ['unix:rel', unresolvable('parse "tcp://unix:rel": invalid port ":rel" after host')],
  ['tcp://', 'tcp://localhost:2375'],
  ['tcp://127.0.0.1', 'tcp://127.0.0.1:2375'],
  [' tcp://127.0.0.1:1 ', 'tcp://127.0.0.1:1'],
  ['tcp://[::1]:1', 'tcp://[::1]:1'],
  ['tcp://127.0.0.1:1/path', 'tcp://127.0.0.1:1/path'],
  ['tcp://u@h:1?x=1#y', 'tcp://h:1'],
  ['foo', 'tcp://foo:2375'],
  [':99', 'tcp://localhost:99'],
  ['/var/run/docker.sock', 'tcp://localhost:2375/var/run/docker.sock'],
  ['tcp://127.0.0.1:abc', unresolvable('parse "tcp://127.0.0.1:abc": invalid port ":abc" after host')],
  ['tcp://[::1', unresolvable('parse "tcp://[::1": missing \']\' in host')],
  ['tcp://a b', unresolvable('parse "tcp://a b": invalid character " " in host name')],
  ['tcp://%zz:1', unresolvable('parse "tcp://%zz:1": invalid URL escape "%zz"')],
  ['http://127.0.0.1:1', unresolvable('invalid bind address format: http://127.0.0.1:1')],
  ['TCP://127.0.0.1:1', unresolvable('invalid bind address format: TCP://127.0.0.1:1')],
  ['npipe:////./pipe/x', 'Failed to initialize: protocol not available'],
  ['fd://', 'Failed to initialize: unable to parse docker host `fd://`'],
  ['ssh://', 'Failed to initialize: ssh host connection is not valid: invalid SSH URL: hostname is empty'],
  ['ssh://me@there', 'drydock: a daemon at ssh://me@there is not simulated'],
];
for (const [address, result] of rows) test(`-H ${JSON.stringify(address)} is ${result}`, t => t.is(said(address), result));

test('the flag for an outside daemon is found among the global flags only', t => {
  const flags: readonly (readonly [string, string | undefined])[] = [
    ['-H a ps', 'a'],
    ['-Ha ps', 'a'],
    ['-H=a ps', 'a'],
    ['--host a ps', 'a'],
    ['--host=a ps', 'a'],
    ['--host= ps', ''],
    ['-D -H a ps', 'a'],
    ['-DH a ps', 'a'],
    ['--config -H -H a ps', 'a'],
    ['-l debug --host=a ps', 'a'],
    ['ps -H a', undefined],
    ['run --host=a', undefined],
    ['ps', undefined],
  ];
  for (const [line, expected] of flags) t.deepEqual([line, hostFlag(line.split(' '))], [line, expected]);
});

test('a user who may not open the socket is told which request it was', t => {
  const host = parseDaemonHost('unix:///var/run/docker.sock');
  t.is(
    permissionDenied(host, { method: 'GET', path: '/containers/json', query: { all: ['1'] } }).message,
    'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.50/containers/json?all=1": dial unix /var/run/docker.sock: connect: permission denied',
  );
});

import test from 'ava';
import { parseImageName, familiarText, withDefaultTag } from '../../engine/docker/reference.js';
import { parseMount } from '../../engine/docker/container/mount-option.js';
import { parseNetwork } from '../../engine/docker/container/network-option.js';
import { parsePortOptions } from '../../engine/docker/container/port-specs.js';
import { parseRestartPolicy } from '../../engine/docker/container/restart-policy.js';
import { cleanPath, parseVolumes } from '../../engine/docker/container/volume-spec.js';
import { parseDetachKeys, DetachWatch } from '../../engine/docker/container/detach-keys.js';
import { isIp } from '../../engine/docker/container/option-checks.js';
import { decodeBase64, encodeBase64 } from '../../engine/docker/registry/base64.js';

function attempt<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

test('-p publishes ports', t => {
  const bindings = (...publish: string[]): unknown => attempt(() => parsePortOptions(publish, []).bindings);
  t.deepEqual(bindings('80:8080', '81:8080'), {
    '8080/tcp': [
      { HostIp: '', HostPort: '80' },
      { HostIp: '', HostPort: '81' },
    ],
  });
  t.deepEqual(bindings('127.0.0.1::53/udp'), { '53/udp': [{ HostIp: '127.0.0.1', HostPort: '' }] });
  t.deepEqual(bindings('[::1]:80:80'), { '80/tcp': [{ HostIp: '::1', HostPort: '80' }] });
  t.deepEqual(bindings('8000-8001:80-81'), { '80/tcp': [{ HostIp: '', HostPort: '8000' }], '81/tcp': [{ HostIp: '', HostPort: '8001' }] });
  t.deepEqual(bindings('8000-8001:80'), { '80/tcp': [{ HostIp: '', HostPort: '8000-8001' }] });
  t.deepEqual(bindings('published=80,target=90,protocol=udp'), { '90/udp': [{ HostIp: '', HostPort: '80' }] });
  t.deepEqual(
    ['80:80:80', '70000:80', 'abc:80', '80:', '8000-8002:80-81', '80:80/xyz', '80:99999', 'published'].map(spec => bindings(spec)),
    [
      'invalid IP address: 80',
      'invalid hostPort: 70000',
      'invalid hostPort: abc',
      'no port specified: 80:<empty>',
      'invalid ranges specified for container and host Ports: 80-81 and 8000-8002',
      'invalid proto: xyz',
      'invalid containerPort: 99999',
      'invalid containerPort: published',
    ],
  );
});

test('--expose declares ports', t => {
  const exposed = (...expose: string[]): unknown => attempt(() => Object.keys(parsePortOptions([], expose).exposed));
  t.deepEqual(exposed('9000', '53/udp', '80-82'), ['9000/tcp', '53/udp', '80/tcp', '81/tcp', '82/tcp']);
  t.is(exposed('80-79'), 'invalid range format for --expose: 80-79, error: invalid range specified for port: 80-79');
  t.is(exposed('80:80'), 'invalid port format for --expose: 80:80');
});

test('-v mounts directories and volumes', t => {
  t.deepEqual(parseVolumes(['/data', 'vol:/v', './site:/s:ro', '.:/x', '/a:/b'], '/home/me'), {
    binds: ['vol:/v', '/home/me/site:/s:ro', '/home/me:/x', '/a:/b'],
    volumes: { '/data': {} },
  });
  t.is(
    attempt(() => parseVolumes([''], '/')),
    'invalid empty volume spec',
  );
  t.is(
    attempt(() => parseVolumes(['data::/x'], '/')),
    'invalid spec: data::/x: empty section between colons',
  );
  t.deepEqual(['/a/../b/./c//d/', '../x', './', '/..'].map(cleanPath), ['/b/c/d', '../x', '.', '/']);
});

test('--mount', t => {
  t.deepEqual(parseMount('type=bind,source=/a,target=/b,readonly'), { Type: 'bind', Source: '/a', Target: '/b', ReadOnly: true });
  t.deepEqual(parseMount('source=v,dst=/v,volume-label=a=b,volume-opt=o=1,volume-driver=local'), {
    Type: 'volume',
    Source: 'v',
    Target: '/v',
    VolumeOptions: { Labels: { a: 'b' }, DriverConfig: { Options: { o: '1' }, Name: 'local' } },
  });
  t.deepEqual(parseMount('type=tmpfs,target=/t,tmpfs-size=1m,tmpfs-mode=1777'), {
    Type: 'tmpfs',
    Target: '/t',
    TmpfsOptions: { SizeBytes: 1_048_576, Mode: 0o1777 },
  });
  t.deepEqual(
    ['source=v1', 'foo=bar,target=/x', 'x', 'type=bind,target=/x,volume-nocopy', '"a'].map(value => attempt(() => parseMount(value))),
    [
      'target is required',
      "unexpected key 'foo' in 'foo=bar'",
      "invalid field 'x' must be a key=value pair",
      "cannot mix 'volume-*' options with mount type 'bind'",
      'parse error on line 1, column 3: extraneous or missing " in quoted-field',
    ],
  );
});

test('--network, --restart', t => {
  const plain = { target: 'front', aliases: [], driverOptions: {}, ip: '', ip6: '', linkLocalIps: [], macAddress: '', gatewayPriority: 0 };
  t.deepEqual(parseNetwork('front'), plain);
  t.deepEqual(parseNetwork('name=front,alias=a,alias=b,ip=10.0.0.5,gw-priority=-1'), {
    ...plain,
    aliases: ['a', 'b'],
    ip: '10.0.0.5',
    gatewayPriority: -1,
  });
  t.is(
    attempt(() => parseNetwork('a=b')),
    'invalid field key a',
  );
  t.deepEqual(parseRestartPolicy('on-failure:3'), { Name: 'on-failure', MaximumRetryCount: 3 });
  t.is(
    attempt(() => parseRestartPolicy('on-failure:x')),
    'invalid restart policy format: maximum retry count must be an integer',
  );
});

test('names of images', t => {
  const full = (name: string): string => attempt(() => familiarText(withDefaultTag(parseImageName(name))));
  t.deepEqual(['alpine', 'docker.io/library/alpine', 'student/app:1', 'localhost:5000/app', `alpine@sha256:${'a'.repeat(64)}`].map(full), [
    'alpine:latest',
    'alpine:latest',
    'student/app:1',
    'localhost:5000/app:latest',
    `alpine@sha256:${'a'.repeat(64)}`,
  ]);
  t.deepEqual(['ALPINE', 'alpine:bad:tag', 'alpine:', '', 'a'.repeat(64), '-x'].map(full), [
    'invalid reference format: repository name (library/ALPINE) must be lowercase',
    'invalid reference format',
    'invalid reference format',
    'invalid reference format',
    `invalid repository name (${'a'.repeat(64)}), cannot specify 64-byte hexadecimal strings`,
    'invalid reference format',
  ]);
});

test('detach keys are found in what is typed, and their beginning is held back', t => {
  const watch = new DetachWatch(parseDetachKeys(''));
  t.deepEqual(watch.pass(Uint8Array.of(97, 16)), { bytes: Uint8Array.of(97), detached: false });
  t.deepEqual(watch.pass(Uint8Array.of(98)), { bytes: Uint8Array.of(16, 98), detached: false });
  t.deepEqual(watch.pass(Uint8Array.of(16, 17)), { bytes: Uint8Array.of(), detached: true });
  t.deepEqual(parseDetachKeys('ctrl-x,x,ctrl-@'), [24, 120, 0]);
  t.is(
    attempt(() => parseDetachKeys('ctrl-xy')),
    "invalid detach keys (ctrl-xy): Unknown character: 'ctrl-xy'",
  );
});

test('addresses and base64', t => {
  t.deepEqual(['1.2.3.4', '1.2.3', '256.1.1.1', '::1', '2001:db8::33', '1:2', '::ffff:1.2.3.4', ':::'].map(isIp), [
    true,
    false,
    false,
    true,
    true,
    false,
    true,
    false,
  ]);
  for (const text of ['', 'a', 'ab', 'abc', 'student:비밀']) t.is(decodeBase64(encodeBase64(text)), text);
});

import test from 'ava';
import { decodeHostConfig } from '../../engine/daemon/host-config.js';
import { cleanPath, mountWishes } from '../../engine/daemon/mount-spec.js';

const wishes = (host: object, volumes: Record<string, object> | null = null) =>
  mountWishes(decodeHostConfig(host), volumes).map(({ type, name, source, target, mode, writable, anonymous }) => ({
    type,
    name,
    source,
    target,
    mode,
    writable,
    anonymous,
  }));

test('the forms of -v', t => {
  t.deepEqual(wishes({ Binds: ['data:/data', '/srv/site/:/site:ro', '/anon'] }), [
    { type: 'volume', name: 'data', source: '', target: '/data', mode: 'z', writable: true, anonymous: false },
    { type: 'bind', name: '', source: '/srv/site', target: '/site', mode: 'ro', writable: false, anonymous: false },
    { type: 'volume', name: '', source: '', target: '/anon', mode: '', writable: true, anonymous: true },
  ]);
});

test('VOLUME of the image gives way to a mount of the user', t => {
  t.deepEqual(
    wishes({ Binds: ['data:/data/'] }, { '/data': {}, '/more': {} }).map(({ target, name }) => [target, name]),
    [
      ['/data', 'data'],
      ['/more', ''],
    ],
  );
});

for (const [bind, message] of [
  ['a:b:c:d', "invalid volume specification: 'a:b:c:d'"],
  ['/x:ro', "invalid volume specification: '/x:ro'"],
  ['/x:/y:bogus', 'invalid mode: bogus'],
  ['/x:/y:ro,rw', 'invalid mode: ro,rw'],
  [
    '/x:rel',
    `invalid volume specification: '/x:rel': invalid mount config for type "bind": invalid mount path: 'rel' mount path must be absolute`,
  ],
  ['/x:/', `invalid volume specification: '/x:/': invalid mount config for type "bind": invalid specification: destination can't be '/'`],
] as const) {
  test(`-v ${bind} is refused`, t => {
    t.is(t.throws(() => wishes({ Binds: [bind] })).message, message);
  });
}

for (const [mount, message] of [
  [{ Type: 'bogus', Target: '/t' }, 'invalid mount config for type "bogus": mount type unknown'],
  [{ Type: 'bind', Target: '/t' }, 'invalid mount config for type "bind": field Source must not be empty'],
  [
    { Type: 'bind', Source: 'rel', Target: '/x' },
    `invalid mount config for type "bind": invalid mount path: 'rel' mount path must be absolute`,
  ],
] as const) {
  test(`--mount ${JSON.stringify(mount)} is refused`, t => {
    t.is(t.throws(() => wishes({ Mounts: [mount] })).message, message);
  });
}

test('paths are cleaned as Go cleans them', t => {
  t.deepEqual(['/a//b/', '/a/../b', '/../x', '/'].map(cleanPath), ['/a/b', '/b', '/x', '/']);
});

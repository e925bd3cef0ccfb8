import test from 'ava';
import { tmpfs } from '../../engine/fs/dev-file-system.js';
import type { MountNamespace } from '../../engine/fs/mount-namespace.js';
import { superuser } from '../../engine/fs/permissions.js';
import { errnoOf, world } from './world.js';

/** A namespace with /a mounted, and a mount at /a/below/here prepared; `made` counts how often it was made. */
function prepared(): { readonly ns: MountNamespace; readonly made: () => number } {
  const { ns } = world();
  const empty = { sizeBytes: 4096 };
  let count = 0;
  for (const name of ['/a', '/b']) ns.mkdir(superuser, name);
  ns.mount('/a', tmpfs(ns.clock, empty));
  for (const name of ['/a/below', '/a/below/here', '/a/other']) ns.mkdir(superuser, name);
  ns.prepare('/a', new Set(['below']), () => {
    count++;
    ns.mount('/a/below/here', tmpfs(ns.clock, empty), { source: 'late', readOnly: true });
  });
  ns.mount('/b', tmpfs(ns.clock, empty));
  return { ns, made: () => count };
}

const targets = (ns: MountNamespace): string[] => ns.mounts().map(({ target }) => target);

test('a prepared mount is made when a path goes there, and once only', t => {
  const { ns, made } = prepared();
  ns.mkdir(superuser, '/a/other/x');
  t.is(made(), 0);
  t.is(
    errnoOf(() => {
      ns.mkdir(superuser, '/a/below/here/x');
    }),
    'EROFS',
  );
  ns.stat(superuser, '/a/below/here');
  t.is(made(), 1);
});

test('a list of mounts shows it where it was prepared', t => {
  const { ns } = prepared();
  t.deepEqual(targets(ns).slice(-3), ['/a', '/a/below/here', '/b']);
});

test('a copy of the namespace and a bind mount of what is above have it', t => {
  const { ns } = prepared();
  t.deepEqual(targets(ns.clone()).slice(-3), ['/a', '/a/below/here', '/b']);
  const other = prepared().ns;
  other.bind(other.locate(superuser, '/a'), '/b');
  t.deepEqual(targets(other).slice(-2), ['/b', '/b/below/here']);
});

test('what it is mounted in is busy', t => {
  const { ns } = prepared();
  t.is(
    errnoOf(() => {
      ns.umount('/a');
    }),
    'EBUSY',
  );
});

/** Like a container's: /a and /b are prepared in the root, then something in /a, and all of that only when somebody goes to /a. */
function nested(): MountNamespace {
  const { ns } = world();
  const empty = { sizeBytes: 4096 };
  const mount = (target: string): void => {
    ns.mount(target, tmpfs(ns.clock, empty));
  };
  for (const name of ['/a', '/b', '/c']) ns.mkdir(superuser, name);
  ns.prepare('/', new Set(['a']), () => {
    mount('/a');
    ns.mkdir(superuser, '/a/in');
  });
  ns.prepare('/', new Set(['b']), () => {
    mount('/b');
  });
  mount('/c');
  ns.prepare('/', new Set(['a', 'b']), () => {
    ns.prepare('/a', new Set(['in']), () => {
      mount('/a/in');
    });
  });
  return ns;
}

test('prepared mounts in what is prepared are made after it, and listed in the order in which they were prepared', t => {
  const looks: readonly ((ns: MountNamespace) => unknown)[] = [
    ns => ns.mounts(),
    ns => ns.stat(superuser, '/a/in'),
    ns => ns.stat(superuser, '/b'),
    ns => ns.clone(),
  ];
  for (const look of looks) {
    const ns = nested();
    look(ns);
    t.deepEqual(targets(ns), ['/', '/a', '/b', '/c', '/a/in']);
  }
});

test('a directory that something is prepared on is busy', t => {
  const ns = nested();
  t.is(
    errnoOf(() => {
      ns.rmdir(superuser, '/b');
    }),
    'EBUSY',
  );
});

import test from 'ava';
import { daemonWorld, type DaemonWorld } from '../helpers/daemon.js';

function finish(world: DaemonWorld, options: Readonly<Record<string, unknown>> & { readonly name: string }): unknown {
  world.run('alpine', options);
  world.call('POST', `/containers/${options.name}/wait`);
  return world.call('GET', `/containers/${options.name}/logs?stdout=1&stderr=1`).body;
}

const volumeNames = (world: DaemonWorld): string[] =>
  (world.call('GET', '/volumes').body as { Volumes: { Name: string }[] }).Volumes.map(({ Name }) => Name);

test('data outlives the container, and the host sees it', t => {
  const world = daemonWorld();
  finish(world, { name: 'writer', Cmd: ['touch', '/data/list'], HostConfig: { Binds: ['todo:/data'] } });
  t.is(finish(world, { name: 'reader', Cmd: ['ls', '/data'], HostConfig: { Binds: ['todo:/data:ro'] } }), 'list\n');
  t.is(world.daemon.tree.kindOf('/var/lib/docker/volumes/todo/_data/list'), 'file');
});

test('a new named volume begins with what the image has there', t => {
  const world = daemonWorld();
  const there = finish(world, { name: 'plain', Cmd: ['ls', '/etc/apk'] });
  t.is(finish(world, { name: 'copied', Cmd: ['ls', '/etc/apk'], HostConfig: { Binds: ['conf:/etc/apk'] } }), there);
  t.not(there, '');
});

test('rm -v takes anonymous volumes only', t => {
  const world = daemonWorld();
  finish(world, { name: 'a1', Cmd: ['true'], HostConfig: { Binds: ['/anon', 'keep:/keep'] } });
  t.is(volumeNames(world).length, 2);
  world.call('DELETE', '/containers/a1?v=1');
  t.deepEqual(volumeNames(world), ['keep']);
});

test('a volume that a container mounts cannot be removed', t => {
  const world = daemonWorld();
  const id = world.run('alpine', { name: 'app', Cmd: ['sleep', '100'], HostConfig: { Binds: ['data:/data'] } });
  t.deepEqual(world.call('DELETE', '/volumes/data'), { status: 409, body: { message: `remove data: volume is in use - [${id}]` } });
});

test('-v makes a missing host directory, --mount refuses', t => {
  const world = daemonWorld();
  finish(world, { name: 'maker', Cmd: ['touch', '/m/x'], HostConfig: { Binds: ['/home/me/made:/m'] } });
  t.is(world.daemon.tree.kindOf('/home/me/made/x'), 'file');
  t.deepEqual(
    world.call('POST', '/containers/create', {
      Image: 'alpine',
      HostConfig: { Mounts: [{ Type: 'bind', Source: '/nope', Target: '/d' }] },
    }),
    {
      status: 400,
      body: { message: 'invalid mount config for type "bind": bind source path does not exist: /nope' },
    },
  );
});

test('a read-only root still has a writable tmpfs', t => {
  const world = daemonWorld();
  t.is(finish(world, { name: 'ro', Cmd: ['touch', '/x'], HostConfig: { ReadonlyRootfs: true } }), '!touch: /x: Read-only file system\n');
  t.is(finish(world, { name: 'tmp', Cmd: ['touch', '/tmp/x'], HostConfig: { ReadonlyRootfs: true, Tmpfs: { '/tmp': '' } } }), '');
});

test('--volumes-from shares what another container mounts', t => {
  const world = daemonWorld();
  finish(world, { name: 'store', Cmd: ['touch', '/data/x'], HostConfig: { Binds: ['data:/data'] } });
  t.is(finish(world, { name: 'user', Cmd: ['ls', '/data'], HostConfig: { VolumesFrom: ['store'] } }), 'x\n');
});

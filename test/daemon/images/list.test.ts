import test from 'ava';
import { imageHistory } from '../../../engine/daemon/images/history.js';
import { inspectImage } from '../../../engine/daemon/images/inspect.js';
import { listImages } from '../../../engine/daemon/images/list.js';
import { tagImage } from '../../../engine/daemon/images/tag.js';
import { imageWorld } from './world.js';

type Wanted = Readonly<Record<string, readonly string[]>>;

function names(world: ReturnType<typeof imageWorld>, filters: Wanted = {}): readonly string[] {
  return listImages(world.images, { all: false, filters: new Map(Object.entries(filters)) }).flatMap(({ RepoTags }) => RepoTags);
}

test('the newest image comes first, whatever came last', t => {
  const world = imageWorld(['nginx:alpine', 'alpine', 'nginx']);
  t.deepEqual(names(world), ['nginx:alpine', 'nginx:latest', 'alpine:latest']);
});

test('filters', t => {
  const world = imageWorld(['nginx:alpine', 'alpine', 'nginx']);
  tagImage(world.images, 'alpine', 'student/app', '1');
  t.deepEqual(names(world, { reference: ['nginx'] }), ['nginx:alpine', 'nginx:latest']);
  t.deepEqual(names(world, { reference: ['ngi*'] }), ['nginx:alpine', 'nginx:latest']);
  t.deepEqual(names(world, { reference: ['*:alpine'] }), ['nginx:alpine']);
  t.deepEqual(names(world, { reference: ['*'] }), ['nginx:alpine', 'nginx:latest', 'alpine:latest']);
  t.deepEqual(names(world, { reference: ['*/*'] }), ['student/app:1']);
  t.deepEqual(names(world, { before: ['nginx'] }), ['alpine:latest', 'student/app:1']);
  t.deepEqual(names(world, { since: ['nginx'] }), ['nginx:alpine']);
  t.deepEqual(names(world, { dangling: ['true'] }), []);
  t.deepEqual(names(world, { label: ['maintainer'] }), ['nginx:alpine', 'nginx:latest']);
  t.deepEqual(names(world, { until: ['2025-01-20'] }), ['alpine:latest', 'student/app:1']);
  t.throws(() => names(world, { bogus: ['1'] }), { message: "invalid filter 'bogus'" });
  t.throws(() => names(world, { dangling: ['zzz'] }), { message: "invalid filter 'dangling=[zzz]'" });
  t.throws(() => names(world, { before: ['zzz'] }), { message: 'No such image: zzz:latest' });
  t.throws(() => names(world, { until: ['zzz'] }), { message: 'failed to parse value as time or duration: "zzz"' });
});

test('an image that lost its name to another keeps its digest', t => {
  const world = imageWorld(['nginx:alpine', 'alpine']);
  tagImage(world.images, 'alpine', 'nginx', 'alpine');
  t.deepEqual(
    listImages(world.images, { all: false, filters: new Map() }).map(({ RepoTags, RepoDigests }) => [
      RepoTags,
      RepoDigests.map(text => text.split('@')[0]),
    ]),
    [
      [[], ['nginx']],
      [['alpine:latest', 'nginx:alpine'], ['alpine']],
    ],
  );
});

test('history has sizes and the ids that are known', t => {
  const world = imageWorld(['alpine']);
  const { id } = world.images.findImage('alpine');
  t.deepEqual(
    imageHistory(world.images, 'alpine').map(({ Id, Size, Tags, CreatedBy }) => [
      Id,
      Size,
      Tags,
      CreatedBy.replace(/file:\w{64}/, 'file:…'),
    ]),
    [
      [id, 0, ['alpine:latest'], '/bin/sh -c #(nop)  CMD ["/bin/sh"]'],
      ['<missing>', 0, null, '/bin/sh -c #(nop)  ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
      ['<missing>', 7_340_000, null, '/bin/sh -c #(nop) ADD file:… in / '],
    ],
  );
  t.throws(() => imageHistory(world.images, 'nothere'), { message: 'No such image: nothere:latest' });
});

test('inspect', t => {
  const { images } = imageWorld(['nginx']);
  const { id } = images.findImage('nginx');
  const { GraphDriver, RootFS, RepoDigests, Created, ...rest } = inspectImage(images, 'nginx');
  t.is(Created, '2025-01-28T18:10:44Z');
  t.is((RootFS as { Layers: readonly string[] }).Layers.length, 5);
  t.is((GraphDriver as { Data: { LowerDir: string } }).Data.LowerDir.split(':').length, 4);
  t.is((RepoDigests as readonly string[]).length, 1);
  t.deepEqual(rest, {
    Id: id,
    RepoTags: ['nginx:latest'],
    Parent: '',
    Comment: '',
    DockerVersion: '28.2.2',
    Author: '',
    Architecture: 'amd64',
    Os: 'linux',
    Size: images.store.sizes(id).totalBytes,
    Metadata: { LastTagTime: '0001-01-01T00:00:00Z' },
    Config: {
      Cmd: ['nginx', '-g', 'daemon off;'],
      Entrypoint: ['/docker-entrypoint.sh'],
      Env: [
        'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        'NGINX_VERSION=1.22.1',
        'NJS_VERSION=0.7.9',
        'PKG_RELEASE=1~bookworm',
      ],
      ExposedPorts: { '80/tcp': {} },
      Labels: { maintainer: 'NGINX Docker Maintainers <docker-maint@nginx.com>' },
      OnBuild: null,
      StopSignal: 'SIGQUIT',
      User: '',
      Volumes: null,
      WorkingDir: '',
    },
  });
});

test('names that are none, and ids', t => {
  const { images } = imageWorld(['alpine']);
  const { id } = images.findImage('alpine');
  t.is(images.findImage(id).id, id);
  t.is(images.findImage(id.slice(7)).id, id);
  t.is(images.findImage(id.slice(7, 12)).id, id);
  t.is(images.findImage(id.slice(0, 12)).id, id);
  t.throws(() => images.findImage('Bad'), { message: 'invalid reference format: repository name (library/Bad) must be lowercase' });
  t.throws(() => images.findImage('sha256:abc'), { message: 'No such image: sha256:abc' });
  t.throws(() => images.findImage('a'.repeat(64)), { message: `No such image: sha256:${'a'.repeat(64)}` });
  t.throws(() => tagImage(images, 'alpine', 'x', 'bad tag'), { message: 'invalid tag format' });
  t.throws(() => tagImage(images, 'alpine', `x@${id}`, ''), { message: 'cannot import digest reference' });
});

import test from 'ava';
import { World } from '../../engine/testing.js';

const pushed = (): World => {
  const world = new World({ images: ['hello-world'], accounts: [{ name: 'student', password: 'pw' }] });
  world.sh(
    'docker login -u student -p pw; docker tag hello-world student/hello:1; docker push student/hello:1; docker tag hello-world student/hello; docker push student/hello',
  );
  return world;
};

test('the hub shows what a push has made', t => {
  const { sh } = pushed();
  t.is(sh('curl -s hub.docker.com/u/student').stdout, 'REPOSITORY      TAGS\nstudent/hello   2 tags\n');
  t.is(
    sh('curl -s hub.docker.com/r/student/hello').stdout.replaceAll(/sha256:[0-9a-f]{12}/g, 'sha256:DIGEST_______'),
    `student/hello

docker pull student/hello

TAG      DIGEST                COMPRESSED SIZE   LAYERS
1        sha256:DIGEST_______   2.46 KB           1
latest   sha256:DIGEST_______   2.46 KB           1
`,
  );
});

test('programs ask its API', t => {
  const { sh } = pushed();
  const digest = /sha256:[0-9a-f]{64}/.exec(sh('docker images --digests').stdout)?.[0] ?? '';
  const tags = JSON.parse(sh('curl -s hub.docker.com/v2/repositories/student/hello/tags').stdout) as {
    readonly count: number;
    readonly results: readonly { readonly name: string; readonly digest: string }[];
  };
  t.deepEqual(
    [tags.count, tags.results.map(({ name, digest: of }) => [name, of === digest])],
    [
      2,
      [
        ['1', true],
        ['latest', true],
      ],
    ],
  );
  t.is(sh('curl -s hub.docker.com/v2/repositories/student/nope/tags').stdout, '{"message":"object not found","errinfo":{}}');
  t.regex(sh('curl -s hub.docker.com/v2/repositories/library/nginx').stdout, /^\{"name":"nginx","namespace":"library"/);
});

test('official repositories have a page, unknown ones have none', t => {
  const { sh } = new World();
  t.regex(sh('curl -s hub.docker.com/_/alpine').stdout, /^alpine\n\ndocker pull alpine\n\nTAG/);
  t.is(sh('curl -s hub.docker.com/r/nobody/nothing').stdout, '404: there is no such page, or it is private.\n');
  t.is(sh('curl -s hub.docker.com/u/nobody').stdout, 'nobody has no public repositories.\n');
});

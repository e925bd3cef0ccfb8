import test from 'ava';
import { imageSources } from '../../engine/image/catalogue/images.js';
import { World } from '../../engine/testing.js';

test('images cost nothing until somebody looks into them: names, sizes, digests and pulls build no layer', t => {
  const built: string[] = [];
  for (const { names, steps } of imageSources) {
    for (const [index, step] of steps.entries()) {
      const { files } = step;
      if (!files) continue;
      const watched = (): ReturnType<typeof files> => {
        built.push(`${names[0]}#${String(index)}`);
        return files();
      };
      Object.assign(step, { files: watched });
    }
  }
  const { sh } = new World({ images: ['nginx', 'node', 'mysql'] });
  t.is(
    sh(
      'docker images; docker images --digests; docker history node; docker inspect nginx; docker search nginx; docker system df; curl -s hub.docker.com/_/postgres',
    ).code,
    0,
  );
  t.is(sh('docker pull -q python; docker pull -q postgres; docker rmi -f python').code, 0);
  t.is(sh('docker tag nginx student/nginx').code, 0);
  t.deepEqual(built, []);
  t.is(sh('docker run --rm alpine:3.10 cat /etc/alpine-release').stdout, '3.10.9\n');
  t.deepEqual(built, ['alpine:3.10#0'], 'only what runs');
});

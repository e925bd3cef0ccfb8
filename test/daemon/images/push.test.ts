import test from 'ava';
import { login } from '../../../engine/daemon/images/auth.js';
import { pushImage } from '../../../engine/daemon/images/push.js';
import { pushReference } from '../../../engine/daemon/images/registry-access.js';
import { tagImage } from '../../../engine/daemon/images/tag.js';
import { imageWorld, statusLines, student } from './world.js';

const practice = { username: 'student', password: 'practice' };

function pushing(world: ReturnType<typeof imageWorld>, name: string, tag: string, credentials?: typeof student): readonly string[] {
  const lines = statusLines(world.drain(pushImage(world.images, pushReference(name, tag), credentials)));
  return lines
    .map(line => line.replace(/sha256:\w+ size: \d+/, '…').replace(/^[0-9a-f]{12}: /, 'LAYER: '))
    .filter(line => !/: (Preparing|Waiting|Pushing)$/.test(line));
}

test('only the owner pushes to a name on the hub', t => {
  const world = imageWorld(['alpine']);
  tagImage(world.images, 'alpine', 'student/app', '');
  const denied = ['The push refers to repository [docker.io/student/app]', 'denied: requested access to the resource is denied'];
  t.deepEqual(pushing(world, 'student/app', 'latest'), denied);
  t.deepEqual(pushing(world, 'student/app', 'latest', { username: 'teacher', password: 'chalk' }), denied);
  t.deepEqual(pushing(world, 'student/app', 'latest', student), [
    'The push refers to repository [docker.io/student/app]',
    'LAYER: Mounted from library/alpine',
    'latest: digest: …',
  ]);
  t.deepEqual(pushing(world, 'student/app', 'latest', student), [
    'The push refers to repository [docker.io/student/app]',
    'LAYER: Layer already exists',
    'latest: digest: …',
  ]);
});

test('official images are there already, and not ours to change', t => {
  const world = imageWorld(['alpine']);
  t.deepEqual(pushing(world, 'alpine', 'latest'), [
    'The push refers to repository [docker.io/library/alpine]',
    'LAYER: Layer already exists',
    'errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required\n',
  ]);
});

test('what is not here cannot be pushed', t => {
  const world = imageWorld(['alpine']);
  tagImage(world.images, 'alpine', 'student/app', '');
  t.deepEqual(pushing(world, 'nothere', 'latest').slice(1), ['An image does not exist locally with the tag: nothere']);
  t.deepEqual(pushing(world, 'student/app', 'nosuch').slice(1), ['tag does not exist: student/app:nosuch']);
});

test('a registry of one’s own takes all layers, once', t => {
  const world = imageWorld(['alpine']);
  tagImage(world.images, 'alpine', 'localhost:5000/my-alpine', '');
  t.deepEqual(pushing(world, 'localhost:5000/my-alpine', 'latest').slice(1), ['LAYER: Pushed', 'latest: digest: …']);
  t.deepEqual(world.images.registry('localhost:5000')?.repositories(), ['my-alpine']);
  tagImage(world.images, 'alpine', 'localhost:5000/again', '2');
  t.deepEqual(pushing(world, 'localhost:5000/again', '').slice(1), ['LAYER: Mounted from my-alpine', '2: digest: …']);
});

test('a registry with accounts asks for one', t => {
  const world = imageWorld(['alpine']);
  tagImage(world.images, 'alpine', 'localhost:5001/safe', '');
  t.deepEqual(pushing(world, 'localhost:5001/safe', 'latest').slice(1), ['no basic auth credentials']);
  t.deepEqual(pushing(world, 'localhost:5001/safe', 'latest', practice).slice(1), ['LAYER: Pushed', 'latest: digest: …']);
});

test('login asks the registry', t => {
  const { images, run } = imageWorld();
  t.deepEqual(run(login(images, 'https://index.docker.io/v1/', student)), { IdentityToken: '', Status: 'Login Succeeded' });
  t.throws(() => run(login(images, 'https://index.docker.io/v1/', { ...student, password: 'wrong' })), {
    message: 'Get "https://registry-1.docker.io/v2/": unauthorized: incorrect username or password',
  });
  t.throws(() => run(login(images, 'localhost:5001', student)), {
    message: 'login attempt to http://localhost:5001/v2/ failed with status: 401 Unauthorized',
  });
  t.throws(() => run(login(images, 'localhost:5999', student)), {
    message: 'Get "http://localhost:5999/v2/": dial tcp 127.0.0.1:5999: connect: connection refused',
  });
});

import test from 'ava';
import { argvOf, decodeConfig, mergeImage } from '../../engine/daemon/container-config.js';

const image = {
  Env: ['PATH=/bin', 'A=image'],
  Cmd: ['nginx', '-g', 'daemon off;'],
  Entrypoint: ['/docker-entrypoint.sh'],
  ExposedPorts: { '80/tcp': {} },
  Labels: { maintainer: 'NGINX' },
  StopSignal: 'SIGQUIT',
  WorkingDir: '/srv',
};

test('what the user leaves open comes from the image', t => {
  const config = mergeImage(decodeConfig({ Image: 'nginx' }), image);
  t.deepEqual(argvOf(config), ['/docker-entrypoint.sh', 'nginx', '-g', 'daemon off;']);
  t.deepEqual([config.StopSignal, config.WorkingDir, config.ExposedPorts], ['SIGQUIT', '/srv', { '80/tcp': {} }]);
});

test('a command replaces the image’s command but not its entrypoint', t => {
  t.deepEqual(argvOf(mergeImage(decodeConfig({ Cmd: ['sh'] }), image)), ['/docker-entrypoint.sh', 'sh']);
});

test('an entrypoint replaces both', t => {
  t.deepEqual(argvOf(mergeImage(decodeConfig({ Entrypoint: ['sleep'] }), image)), ['sleep']);
  t.deepEqual(argvOf(mergeImage(decodeConfig({ Entrypoint: ['sleep'], Cmd: ['1'] }), image)), ['sleep', '1']);
});

test('an empty entrypoint takes the image’s away', t => {
  t.deepEqual(argvOf(mergeImage(decodeConfig({ Entrypoint: [''], Cmd: ['sh'] }), image)), ['sh']);
});

test('the user’s variables come first and win; labels are in order', t => {
  const config = mergeImage(decodeConfig({ Env: ['A=user', 'B=2'], Labels: { z: '1', a: '2' } }), image);
  t.deepEqual(config.Env, ['A=user', 'B=2', 'PATH=/bin']);
  t.deepEqual(Object.keys(config.Labels ?? {}), ['a', 'maintainer', 'z']);
});

test('fields of the wrong type are refused with Go’s complaint', t => {
  t.is(
    t.throws(() => decodeConfig({ Env: 'x' })).message,
    'invalid JSON: json: cannot unmarshal string into Go struct field .Env of type []string',
  );
});

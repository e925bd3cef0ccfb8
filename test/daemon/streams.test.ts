import test from 'ava';
import { decodeUtf8 } from '../../engine/core/utf8.js';
import { daemonWorld } from '../helpers/daemon.js';

test('an attached terminal echoes, and the detach keys leave the container running', t => {
  const world = daemonWorld();
  world.call('POST', '/containers/create?name=tty', { Image: 'alpine', Cmd: ['cat'], Tty: true, OpenStdin: true });
  const client = world.attach('/containers/tty/attach');
  world.call('POST', '/containers/tty/start');
  world.type(client, 'hello\r');
  t.is(world.shown(client), 'hello\r\nhello\r\n');
  world.type(client, '\u0010\u0011');
  t.true(client.output.isFinished);
  t.like(world.call('GET', '/containers/tty/json').body, { State: { Running: true } });
});

test('standard input that is closed once ends the container', t => {
  const world = daemonWorld();
  world.call('POST', '/containers/create?name=in', { Image: 'alpine', Cmd: ['cat'], OpenStdin: true, StdinOnce: true });
  const client = world.attach('/containers/in/attach');
  world.call('POST', '/containers/in/start');
  world.type(client, 'abc\n');
  t.is(world.shown(client), 'abc\n');
  client.endInput();
  t.deepEqual(world.call('POST', '/containers/in/wait').body, [{ StatusCode: 0 }]);
  t.true(client.output.isFinished);
});

test('a client that does not read makes the container wait, one that goes away does not', t => {
  const world = daemonWorld({
    programs: {
      yes: function* (sys) {
        for (;;) yield* sys.write(1, new Uint8Array([121, 10]));
      },
    },
  });
  world.call('POST', '/containers/create?name=yes', { Image: 'alpine', Cmd: ['yes'], HostConfig: { LogConfig: { Type: 'none' } } });
  const client = world.attach('/containers/yes/attach');
  world.call('POST', '/containers/yes/start');
  world.scheduler.run({ until: Infinity, maxSteps: 100_000, stop: () => !world.scheduler.hasRunnable });
  const waiting = client.output.length;
  t.true(waiting > 0 && waiting <= 256);
  client.output.cancel();
  const before = world.scheduler.steps;
  world.scheduler.run({ until: Infinity, maxSteps: 1000 });
  t.true(world.scheduler.steps - before >= 1000);
});

test('logs can be cut to the last lines, stamped and followed', t => {
  const world = daemonWorld();
  world.run('alpine', { name: 'ticker', Cmd: ['ping', '-c', '3', '127.0.0.1'] });
  const { body } = world.send({ method: 'GET', path: '/containers/ticker/logs', query: { stdout: ['1'], follow: ['1'] } });
  if (body.kind !== 'frames') return t.fail();
  world.advance(10);
  const early = body.channel.length;
  world.advance(5000);
  t.true(early > 0);
  t.true(body.channel.length > early);
  const all = world.call('GET', '/containers/ticker/logs?stdout=1').body as string;
  t.is(world.call('GET', '/containers/ticker/logs?stdout=1&tail=1').body, `${all.trimEnd().split('\n').at(-1) ?? ''}\n`);
  t.regex(world.call('GET', '/containers/ticker/logs?stdout=1&tail=1&timestamps=1').body as string, /^2026-01-01T00:00:\d\d\.\d{9}Z /);
});

test('the none driver keeps nothing', t => {
  const world = daemonWorld();
  world.run('alpine', { name: 'mute', Cmd: ['echo', 'hi'], HostConfig: { LogConfig: { Type: 'none' } } });
  t.deepEqual(world.call('GET', '/containers/mute/logs?stdout=1'), {
    status: 501,
    body: { message: 'configured logging driver does not support reading' },
  });
});

test('an exec that cannot start says so on its stream', t => {
  const world = daemonWorld();
  world.run('alpine', { name: 'web', Cmd: ['sleep', '100'] });
  const { Id } = world.call('POST', '/containers/web/exec', { Cmd: ['nosuchcmd'], AttachStdout: true }).body as { Id: string };
  t.is(
    world.call('POST', `/exec/${Id}/start`, {}).body,
    'OCI runtime exec failed: exec failed: unable to start container process: exec: "nosuchcmd": executable file not found in $PATH\r\n',
  );
  t.like(world.call('GET', `/exec/${Id}/json`).body, { Running: false, ExitCode: 127 });
});

test('cp reads what cp wrote', t => {
  const world = daemonWorld();
  world.call('POST', '/containers/create?name=cont', { Image: 'alpine' });
  const { body } = world.send({ method: 'GET', path: '/containers/cont/archive', query: { path: ['/etc/hostname'] } });
  if (body.kind !== 'bytes') return t.fail();
  world.settle();
  const chunks = [];
  for (let chunk = body.channel.take(); chunk; chunk = body.channel.take()) chunks.push(decodeUtf8(chunk));
  t.true(chunks.join('').startsWith('hostname\0'));
});

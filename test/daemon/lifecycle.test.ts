import test from 'ava';
import { daemonWorld, type DaemonWorld } from '../helpers/daemon.js';

interface State {
  readonly Status: string;
  readonly ExitCode: number;
  readonly Error: string;
}

function inspect(world: DaemonWorld, name: string): { State: State; RestartCount: number; [key: string]: unknown } {
  return world.call('GET', `/containers/${name}/json`).body as { State: State; RestartCount: number };
}

function status(world: DaemonWorld, name: string): string {
  const filters = JSON.stringify({ name: [`^/${name}$`] });
  const [row] = world.call('GET', `/containers/json?all=1&filters=${encodeURIComponent(filters)}`).body as { Status: string }[];
  return row?.Status ?? '';
}

const actions = (world: DaemonWorld, name: string): string[] =>
  (world.call('GET', '/events?since=0&until=1767226000').body as { Action: string; Actor: { Attributes: Record<string, string> } }[])
    .filter(({ Actor }) => Actor.Attributes['name'] === name)
    .map(({ Action, Actor }) =>
      [Action, Actor.Attributes['signal'], Actor.Attributes['exitCode']].filter(part => part !== undefined).join(' '),
    );

test('a container runs, prints and ends', t => {
  const world = daemonWorld();
  world.run('alpine', { name: 'say', Cmd: ['echo', 'hi', 'there'] });
  world.advance(10);
  t.is(status(world, 'say'), 'Exited (0) Less than a second ago');
  t.is(world.call('GET', '/containers/say/logs?stdout=1').body, 'hi there\n');
  t.deepEqual(actions(world, 'say'), ['create', 'start', 'die 0']);
});

test('docker stop waits ten seconds, then kills; its event comes before die', t => {
  const world = daemonWorld();
  world.run('alpine', { name: 'nap', Cmd: ['sleep', '300'] });
  const before = world.scheduler.clock.now();
  t.is(world.call('POST', '/containers/nap/stop').status, 204);
  t.is(Math.round((world.scheduler.clock.now() - before) / 1000), 10);
  t.is(inspect(world, 'nap').State.ExitCode, 137);
  t.deepEqual(actions(world, 'nap'), ['create', 'start', 'kill 15', 'kill 9', 'stop', 'die 137']);
});

test('a program that is not there leaves a created container with 127', t => {
  const world = daemonWorld();
  world.call('POST', '/containers/create?name=bad', { Image: 'alpine', Cmd: ['nosuchcmd'] });
  const message =
    'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nosuchcmd": executable file not found in $PATH';
  t.deepEqual(world.call('POST', '/containers/bad/start'), { status: 400, body: { message } });
  const { Status, ExitCode, Error: error } = inspect(world, 'bad').State;
  t.deepEqual({ Status, ExitCode, error }, { Status: 'created', ExitCode: 127, error: message });
});

for (const [command, code, reason] of [
  ['/etc', 126, 'exec: "/etc": is a directory: permission denied'],
  ['/no/such/file', 127, 'exec: "/no/such/file": stat /no/such/file: no such file or directory'],
  ['/etc/passwd', 126, 'exec: "/etc/passwd": permission denied'],
] as const) {
  test(`starting ${command} fails with ${String(code)}`, t => {
    const world = daemonWorld();
    world.call('POST', '/containers/create?name=bad', { Image: 'alpine', Cmd: [command] });
    const { message } = world.call('POST', '/containers/bad/start').body as { message: string };
    t.is(message.slice(message.indexOf('exec: ')), reason);
    t.is(inspect(world, 'bad').State.ExitCode, code);
  });
}

test('--rm takes the container away; who waits for that hears the exit code', t => {
  const world = daemonWorld();
  world.run('alpine', { name: 'tmp', Cmd: ['sh', '-c', 'sleep 1; exit 5'], HostConfig: { AutoRemove: true } });
  t.deepEqual(world.call('POST', '/containers/tmp/wait?condition=removed').body, [{ StatusCode: 5 }]);
  t.is(world.call('GET', '/containers/tmp/json').status, 404);
});

test('a start that fails is no exit for whoever waits for the next one', t => {
  const world = daemonWorld();
  world.call('POST', '/containers/create?name=lost', { Image: 'alpine', Cmd: ['nosuch'] });
  const { body } = world.send({ method: 'POST', path: '/containers/lost/wait', query: { condition: ['next-exit'] } });
  t.is(world.call('POST', '/containers/lost/start').status, 400);
  world.advance(1000);
  t.is(body.kind === 'objects' ? body.channel.take() : body.kind, undefined);
});

test('on-failure:2 starts again twice, waiting longer each time', t => {
  const world = daemonWorld();
  world.run('alpine', { name: 'flaky', Cmd: ['false'], HostConfig: { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 2 } } });
  t.is(inspect(world, 'flaky').State.Status, 'restarting');
  world.advance(250);
  t.is(inspect(world, 'flaky').RestartCount, 1);
  world.advance(400);
  t.is(inspect(world, 'flaky').RestartCount, 2);
  world.advance(5000);
  t.like(inspect(world, 'flaky'), { RestartCount: 2, State: { Status: 'exited', ExitCode: 1 } });
});

test('always starts again until the user stops it', t => {
  const world = daemonWorld();
  world.run('alpine', { name: 'always', Cmd: ['sleep', '0.3'], HostConfig: { RestartPolicy: { Name: 'always' } } });
  world.advance(2000);
  t.true(inspect(world, 'always').RestartCount > 1);
  t.is(world.call('POST', '/containers/always/stop').status, 204);
  world.advance(5000);
  t.is(inspect(world, 'always').State.Status, 'exited');
});

test('a paused container stands still and can still be stopped', t => {
  const world = daemonWorld();
  world.run('alpine', { name: 'web', Cmd: ['sleep', '1'] });
  world.call('POST', '/containers/web/pause');
  world.advance(5000);
  t.is(status(world, 'web'), 'Up 5 seconds (Paused)');
  world.call('POST', '/containers/web/unpause');
  world.advance(10);
  t.is(status(world, 'web'), 'Exited (0) Less than a second ago');
});

test('health goes from starting to unhealthy to healthy', t => {
  const world = daemonWorld();
  world.run('alpine', {
    name: 'well',
    Cmd: ['sleep', '100'],
    Healthcheck: { Test: ['CMD', 'test', '-f', '/ok'], Interval: 1e9, Timeout: 1e9, Retries: 2 },
  });
  t.is(status(world, 'well'), 'Up Less than a second (health: starting)');
  world.advance(3500);
  t.is(status(world, 'well'), 'Up 3 seconds (unhealthy)');
  const { Id } = world.call('POST', '/containers/well/exec', { Cmd: ['touch', '/ok'] }).body as { Id: string };
  world.call('POST', `/exec/${Id}/start`, { Detach: true });
  world.advance(2000);
  t.is(status(world, 'well'), 'Up 5 seconds (healthy)');
  t.deepEqual(
    actions(world, 'well').filter(action => action.startsWith('health')),
    ['health_status: unhealthy', 'health_status: healthy'],
  );
});

test('a file is changed, listed by diff and kept by commit', t => {
  const world = daemonWorld();
  world.run('alpine', { name: 'cont', Cmd: ['touch', '/greeting'] });
  world.advance(10);
  t.deepEqual(world.call('GET', '/containers/cont/changes').body, [{ Path: '/greeting', Kind: 1 }]);
  t.is(world.call('POST', '/commit?container=cont&repo=hello&tag=1').status, 201);
  world.run('hello:1', { name: 'again', Cmd: ['ls', '/greeting'] });
  world.advance(10);
  t.is(world.call('GET', '/containers/again/logs?stdout=1&stderr=1').body, '/greeting\n');
});

test('lists are newest first, and the beginning of an id is enough', t => {
  const world = daemonWorld();
  const ids = Array.from({ length: 10 }, (_, i) => world.run('alpine', { name: `box${String(i)}`, Cmd: ['sleep', '100'] }));
  t.is((world.call('GET', `/containers/${(ids[0] ?? '').slice(0, 12)}/json`).body as { Name: string }).Name, '/box0');
  const names = (world.call('GET', '/containers/json?limit=3').body as { Names: string[] }[]).map(({ Names }) => Names[0]);
  t.deepEqual(names, ['/box9', '/box8', '/box7']);
});

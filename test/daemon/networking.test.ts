import test from 'ava';
import { daemonWorld, type DaemonWorld } from '../helpers/daemon.js';

const box = { Cmd: ['sleep', '1000'] };

function address(world: DaemonWorld, name: string, network = 'bridge'): string | undefined {
  const { NetworkSettings } = world.call('GET', `/containers/${name}/json`).body as {
    NetworkSettings: { Networks: Record<string, { IPAddress: string }> };
  };
  return NetworkSettings.Networks[network]?.IPAddress;
}

function output(world: DaemonWorld, name: string, ...command: string[]): unknown {
  const { Id } = world.call('POST', `/containers/${name}/exec`, { Cmd: command, AttachStdout: true, AttachStderr: true }).body as {
    Id: string;
  };
  return world.call('POST', `/exec/${Id}/start`, {}).body;
}

test('addresses are given out lowest first', t => {
  const world = daemonWorld();
  world.run('alpine', { name: 'a1', ...box });
  world.run('alpine', { name: 'a2', ...box });
  t.deepEqual([address(world, 'a1'), address(world, 'a2')], ['172.17.0.2', '172.17.0.3']);
  world.call('POST', '/containers/a1/stop?t=0');
  t.is(address(world, 'a1'), '');
  world.run('alpine', { name: 'a3', ...box });
  world.call('POST', '/containers/a1/start');
  t.deepEqual([address(world, 'a1'), address(world, 'a3')], ['172.17.0.4', '172.17.0.2']);
});

test('a port can be published once', t => {
  const world = daemonWorld();
  const published = {
    ExposedPorts: { '80/tcp': {} },
    HostConfig: { PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8080' }] } },
    ...box,
  };
  world.run('alpine', { name: 'web', ...published });
  world.call('POST', '/containers/create?name=web2', { Image: 'alpine', ...published });
  const { status, body } = world.call('POST', '/containers/web2/start');
  const { message } = body as { message: string };
  t.is(status, 500);
  t.regex(
    message,
    /^failed to set up container networking: driver failed programming external connectivity on endpoint web2 \([0-9a-f]{64}\): Bind for 0\.0\.0\.0:8080 failed: port is already allocated$/,
  );
  world.call('POST', '/containers/web/stop?t=0');
  t.is(world.call('POST', '/containers/web2/start').status, 204);
});

test('ports show as Docker shows them', t => {
  const world = daemonWorld({ images: ['alpine', 'nginx'] });
  world.run('nginx', {
    name: 'web',
    Entrypoint: ['sleep', '1000'],
    ExposedPorts: { '53/udp': {} },
    HostConfig: { PortBindings: { '53/udp': [{ HostPort: '5353' }] } },
  });
  const [row] = world.call('GET', '/containers/json').body as { Ports: unknown }[];
  t.deepEqual(row?.Ports, [
    { IP: '0.0.0.0', PrivatePort: 53, PublicPort: 5353, Type: 'udp' },
    { IP: '::', PrivatePort: 53, PublicPort: 5353, Type: 'udp' },
    { PrivatePort: 80, Type: 'tcp' },
  ]);
});

test('names resolve on networks of users, and follow a rename', t => {
  const world = daemonWorld();
  world.call('POST', '/networks/create', { Name: 'lan' });
  const onLan = { HostConfig: { NetworkMode: 'lan' }, ...box };
  world.run('alpine', { name: 'db', ...onLan, NetworkingConfig: { EndpointsConfig: { lan: { Aliases: ['store'] } } } });
  world.run('alpine', { name: 'app', ...onLan });
  t.regex(String(output(world, 'app', 'ping', '-c', '1', '-q', 'db')), /1 packets received/);
  t.regex(String(output(world, 'app', 'ping', '-c', '1', '-q', 'store')), /1 packets received/);
  world.call('POST', '/containers/db/rename?name=data');
  t.regex(String(output(world, 'app', 'ping', '-c', '1', '-q', 'data')), /1 packets received/);
  t.is(output(world, 'app', 'ping', '-c', '1', 'db'), "!ping: bad address 'db'\n");
});

test('a running container gets the name server with its first network, and keeps it until it starts again', t => {
  const world = daemonWorld();
  world.call('POST', '/networks/create', { Name: 'lan' });
  world.run('alpine', { name: 'db', HostConfig: { NetworkMode: 'lan' }, ...box });
  world.run('alpine', { name: 'app', ...box });
  const servers = (): unknown => output(world, 'app', 'grep', '^nameserver', '/etc/resolv.conf');
  t.is(servers(), 'nameserver 8.8.8.8\nnameserver 8.8.4.4\n');
  world.call('POST', '/networks/lan/connect', { Container: 'app' });
  t.is(servers(), 'nameserver 127.0.0.11\n');
  t.regex(String(output(world, 'app', 'ping', '-c', '1', '-q', 'db')), /1 packets received/);
  world.call('POST', '/networks/lan/disconnect', { Container: 'app' });
  t.is(servers(), 'nameserver 127.0.0.11\n');
  t.is(output(world, 'app', 'ping', '-c', '1', 'db'), "!ping: bad address 'db'\n");
  world.call('POST', '/containers/app/restart?t=0');
  t.is(servers(), 'nameserver 8.8.8.8\nnameserver 8.8.4.4\n');
});

test('a second connect is refused, a network in use stays', t => {
  const world = daemonWorld();
  world.call('POST', '/networks/create', { Name: 'front' });
  world.run('alpine', { name: 'web', ...box });
  t.is(world.call('POST', '/networks/front/connect', { Container: 'web' }).status, 200);
  t.deepEqual(world.call('POST', '/networks/front/connect', { Container: 'web' }), {
    status: 403,
    body: { message: 'endpoint with name web already exists in network front' },
  });
  t.is(world.call('DELETE', '/networks/front').status, 403);
  t.is(world.call('POST', '/networks/front/disconnect', { Container: 'web' }).status, 200);
  t.is(world.call('DELETE', '/networks/front').status, 204);
});

test('a container can share the network and the name of another', t => {
  const world = daemonWorld();
  world.run('alpine', { name: 'web', Hostname: 'web', ...box });
  world.run('alpine', { name: 'side', HostConfig: { NetworkMode: 'container:web' }, ...box });
  t.is(output(world, 'side', 'hostname'), 'web\n');
  t.is(output(world, 'side', 'cat', '/etc/hostname'), 'web\n');
  t.deepEqual((world.call('GET', '/containers/side/json').body as { NetworkSettings: { Networks: object } }).NetworkSettings.Networks, {});
});

/** Who speaks to the API has to expose what it publishes; a protocol after the host's port is not looked at. */
test('of an API request only bindings of exposed ports count', t => {
  const world = daemonWorld();
  world.run('alpine', {
    name: 'web',
    ...box,
    ExposedPorts: { '81/tcp': {}, '83/udp': {} },
    HostConfig: { PortBindings: { '82/tcp': [{ HostPort: '9182' }], '83/udp': [{ HostIp: '127.0.0.1', HostPort: '9183/tcp' }] } },
  });
  const { NetworkSettings } = world.call('GET', '/containers/web/json').body as { NetworkSettings: { Ports: unknown } };
  t.deepEqual(NetworkSettings.Ports, { '81/tcp': null, '83/udp': [{ HostIp: '127.0.0.1', HostPort: '9183' }] });
});

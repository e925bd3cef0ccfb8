import test from 'ava';
import type { NetNamespace } from '../../engine/net/namespace.js';
import { ask, echoOnce, fabricWorld, readText, writeText } from './fabric-world.js';

function listenOn(namespace: NetNamespace, port: number, ip = '0.0.0.0'): ReturnType<NetNamespace['listen']> {
  return namespace.listen({ ip, port });
}

test('containers on one bridge reach each other by address', t => {
  const { run, container, docker0 } = fabricWorld();
  const web = container(docker0, '172.17.0.2');
  const client = container(docker0, '172.17.0.3');
  t.deepEqual(run(echoOnce(listenOn(web, 80)), ask(client, '172.17.0.2', 80)), ['hello', '172.17.0.3: hello']);
});

test('nobody listening refuses, nobody there is no route, another bridge never answers', t => {
  const { run, container, docker0, other, scheduler } = fabricWorld();
  const client = container(docker0, '172.17.0.2');
  const far = container(other, '172.18.0.2');
  listenOn(far, 80);
  t.deepEqual(run(ask(client, '127.0.0.1', 80)), ['ECONNREFUSED']);
  const start = scheduler.clock.now();
  t.deepEqual(run(ask(client, '172.17.0.99', 80)), ['EHOSTUNREACH']);
  t.is(Math.round((scheduler.clock.now() - start) / 1000), 3);
  t.deepEqual(run(ask(client, '172.18.0.2', 80)), ['ETIMEDOUT']);
  t.is(Math.round((scheduler.clock.now() - start) / 1000), 130);
});

test('without a network only the loopback works', t => {
  const { run, fabric } = fabricWorld();
  const alone = fabric.createNamespace();
  t.deepEqual(run(ask(alone, '8.8.8.8', 80), echoOnce(listenOn(alone, 80)), ask(alone, '127.0.0.1', 80)), [
    'ENETUNREACH',
    'hello',
    '127.0.0.1: hello',
  ]);
});

test('a published port answers on every address of the host, and the server sees the gateway', t => {
  const { run, container, docker0, other, fabric } = fabricWorld();
  const web = container(docker0, '172.17.0.2');
  const listener = listenOn(web, 80);
  for (const ip of ['0.0.0.0', '::']) {
    fabric.publish({ protocol: 'tcp', host: { ip, port: 8080 }, target: { namespace: web, ip: '172.17.0.2', port: 80 } });
  }
  const elsewhere = container(other, '172.18.0.2');
  const askers = [
    ask(fabric.host, '127.0.0.1', 8080),
    ask(fabric.host, '::1', 8080),
    ask(fabric.host, '172.17.0.1', 8080),
    ask(elsewhere, '172.17.0.1', 8080),
    ask(elsewhere, '172.18.0.1', 8080),
    ask(web, '172.17.0.1', 8080),
  ];
  const answers = run(...askers, ...askers.map(() => echoOnce(listener))).slice(0, askers.length);
  t.deepEqual(answers, Array(6).fill('172.17.0.1: hello'));
  t.deepEqual(run(ask(fabric.host, '10.0.2.15', 8080), echoOnce(listener))[0], '10.0.2.15: hello');
});

test('a published port with nobody behind it resets through the proxy and refuses on the host address', t => {
  const { run, container, docker0, fabric } = fabricWorld();
  const web = container(docker0, '172.17.0.2');
  const publication = {
    protocol: 'tcp',
    host: { ip: '0.0.0.0', port: 80 },
    target: { namespace: web, ip: '172.17.0.2', port: 80 },
  } as const;
  fabric.publish(publication);
  t.deepEqual(run(ask(fabric.host, '127.0.0.1', 80)), ['ECONNRESET']);
  t.deepEqual(run(ask(fabric.host, '10.0.2.15', 80)), ['ECONNREFUSED']);
  fabric.unpublish(publication);
  t.deepEqual(run(ask(fabric.host, '127.0.0.1', 80)), ['ECONNREFUSED']);
});

test('ports of the host belong to one owner', t => {
  const { container, docker0, fabric } = fabricWorld();
  const web = container(docker0, '172.17.0.2');
  const target = { namespace: web, ip: '172.17.0.2', port: 80 };
  fabric.publish({ protocol: 'tcp', host: { ip: '127.0.0.1', port: 80 }, target });
  const listen = (ip: string, port: number) => () => fabric.host.listen({ ip, port });
  t.throws(listen('0.0.0.0', 80), { message: 'Address already in use' });
  t.throws(listen('::', 80), { message: 'Address already in use' });
  t.throws(listen('1.2.3.4', 81), { message: 'Cannot assign requested address' });
  t.notThrows(listen('0.0.0.0', 81));
  t.throws(
    () => {
      fabric.publish({ protocol: 'tcp', host: { ip: '::', port: 81 }, target });
      fabric.publish({ protocol: 'tcp', host: { ip: '0.0.0.0', port: 81 }, target });
    },
    { message: 'Address already in use' },
  );
  t.throws(
    () => {
      fabric.publish({ protocol: 'tcp', host: { ip: '1.2.3.4', port: 82 }, target });
    },
    { message: 'Cannot assign requested address' },
  );
  t.true(fabric.isPortFree('udp', { ip: '0.0.0.0', port: 80 }));
});

test('members of an internal bridge have no way out', t => {
  const { run, fabric, docker0, container } = fabricWorld();
  const inside = fabric.createBridge({
    name: 'br-in',
    subnet: '172.20.0.0/16',
    gateway: '172.20.0.1',
    internal: true,
    interContainer: true,
  });
  const namespace = fabric.createNamespace();
  fabric.attach(inside, namespace, { ip: '172.20.0.2', mac: '02:00:00:00:00:01', defaultRoute: false });
  const web = container(docker0, '172.17.0.2');
  listenOn(web, 80);
  fabric.publish({ protocol: 'tcp', host: { ip: '0.0.0.0', port: 8080 }, target: { namespace: web, ip: '172.17.0.2', port: 80 } });
  t.deepEqual(namespace.routes(), [{ destination: '172.20.0.0/16', gateway: undefined, device: 'eth0', source: '172.20.0.2' }]);
  t.deepEqual(run(ask(namespace, '172.17.0.1', 8080), ask(namespace, '172.20.0.1', 8080)), ['ENETUNREACH', 'ETIMEDOUT']);
});

test('a large answer waits for a slow reader, and a closed reader resets the writer', t => {
  const { run, container, docker0 } = fabricWorld();
  const web = container(docker0, '172.17.0.2');
  const listener = listenOn(web, 80);
  const body = 'x'.repeat(1_000_000);
  const serve = function* () {
    for (;;) {
      const connection = listener.accept();
      if (connection) {
        yield* writeText(connection, body);
        connection.close();
        return 'sent';
      }
      yield { kind: 'wait', queues: [listener.acceptable] } as const;
    }
  };
  const fetch = function* (whole: boolean) {
    const connection = yield* web.connect({ ip: '127.0.0.1', port: 80 });
    const text = whole ? yield* readText(connection) : '';
    if (!whole) yield { kind: 'wait', queues: [connection.readable] } as const;
    connection.close();
    return text.length;
  };
  t.deepEqual(run(serve(), fetch(true)), ['sent', 1_000_000]);
  t.deepEqual(run(serve(), fetch(false)), ['ECONNRESET', 0]);
  t.deepEqual(
    web.sockets().map(({ state }) => state),
    ['LISTEN', 'ESTAB'],
  );
});

test('ping: loopback, neighbour, name server, silence', t => {
  const { run, container, docker0, other } = fabricWorld();
  const client = container(docker0, '172.17.0.2');
  container(other, '172.18.0.2');
  const results = run(
    client.ping('127.0.0.1', 1000),
    client.ping('172.17.0.1', 1000),
    client.ping('8.8.8.8', 1000),
    client.ping('172.18.0.2', 1000),
    client.ping('172.17.0.9', 1000),
  );
  t.deepEqual(
    results.map(result => JSON.stringify(result, (key, value: unknown) => (key === 'after' ? 'some' : value))),
    [
      '{"kind":"reply","after":"some","from":"127.0.0.1","ttl":64}',
      '{"kind":"reply","after":"some","from":"172.17.0.1","ttl":64}',
      '{"kind":"reply","after":"some","from":"8.8.8.8","ttl":51}',
      '{"kind":"silence","after":"some"}',
      '{"kind":"silence","after":"some"}',
    ],
  );
});

import test from 'ava';
import { waitFor, type Task } from '../../engine/core/task.js';
import { decodeDns, encodeDns, reverseName, type DnsRecord, type RecordType } from '../../engine/net/dns.js';
import type { NetNamespace } from '../../engine/net/namespace.js';
import type { SocketAddress } from '../../engine/net/socket.js';
import { fabricWorld } from './fabric-world.js';

/** Asks one server and gives the code with the values. */
function* query(from: NetNamespace, server: SocketAddress, name: string, type: RecordType = 'A'): Task<string> {
  const socket = from.udp();
  socket.send(
    server,
    encodeDns({ id: 7, response: false, code: 'NOERROR', recursionDesired: true, questions: [{ name, type }], answers: [] }),
  );
  for (;;) {
    const datagram = socket.receive();
    if (!datagram) {
      if ((yield* waitFor([socket.readable], 5000)) === 'timeout') return 'timeout';
      continue;
    }
    socket.close();
    const message = decodeDns(datagram.data);
    return [message?.code, ...(message?.answers ?? []).map(({ value }) => value)].join(' ');
  }
}

test('messages survive encoding', t => {
  const records: readonly DnsRecord[] = [
    { name: 'web.lan', type: 'A', ttlSeconds: 600, value: '172.18.0.2' },
    { name: 'web.lan', type: 'AAAA', ttlSeconds: 70_000, value: '2001:db8::1' },
    { name: reverseName('172.18.0.2'), type: 'PTR', ttlSeconds: 600, value: 'web.lan' },
  ];
  const message = {
    id: 4711,
    response: true,
    code: 'NOERROR',
    recursionDesired: true,
    questions: [{ name: 'web.lan', type: 'A' }],
    answers: records,
  } as const;
  t.deepEqual(decodeDns(encodeDns(message)), message);
});

test('the public name servers know the remotes, forwards and backwards', t => {
  const { run, fabric, container, docker0 } = fabricWorld();
  fabric.addRemote(['registry-1.docker.io', 'auth.docker.io'], '34.200.1.2');
  const client = container(docker0, '172.17.0.2');
  const google = { ip: '8.8.8.8', port: 53 };
  t.deepEqual(
    run(
      query(client, google, 'Registry-1.docker.io'),
      query(fabric.host, google, 'registry-1.docker.io', 'AAAA'),
      query(fabric.host, google, reverseName('8.8.4.4'), 'PTR'),
      query(client, google, 'nowhere.example'),
      query(client, { ip: '172.17.0.1', port: 53 }, 'nowhere.example'),
    ),
    ['NOERROR 34.200.1.2', 'NOERROR', 'NOERROR dns.google', 'NXDOMAIN', 'ECONNREFUSED'],
  );
});

test('the embedded resolver answers inside its namespace and asks outside for the rest', t => {
  const { run, fabric, container, docker0 } = fabricWorld();
  fabric.addRemote(['example.com'], '93.184.215.14');
  const client = container(docker0, '172.17.0.2');
  fabric.setEmbeddedResolver(client, name => (name === 'db' ? ['172.18.0.2'] : name === 'gone' ? 'nxdomain' : undefined));
  const embedded = { ip: '127.0.0.11', port: 53 };
  t.deepEqual(
    run(
      query(client, embedded, 'db'),
      query(client, embedded, 'gone'),
      query(client, embedded, 'example.com'),
      query(fabric.host, embedded, 'db'),
    ),
    ['NOERROR 172.18.0.2', 'NXDOMAIN', 'NOERROR 93.184.215.14', 'ECONNREFUSED'],
  );
});

test('a published UDP port answers from the address that was asked', t => {
  const { run, fabric, container, docker0 } = fabricWorld();
  const server = container(docker0, '172.17.0.2');
  fabric.publish({ protocol: 'udp', host: { ip: '0.0.0.0', port: 5353 }, target: { namespace: server, ip: '172.17.0.2', port: 53 } });
  const serve = function* (): Task<string> {
    const socket = server.udp({ ip: '0.0.0.0', port: 53 });
    for (;;) {
      const datagram = socket.receive();
      if (datagram) {
        socket.send(datagram.from, datagram.data);
        return datagram.from.ip;
      }
      yield* waitFor([socket.readable]);
    }
  };
  const askServer = function* (): Task<SocketAddress | undefined> {
    const socket = fabric.host.udp();
    socket.send({ ip: '127.0.0.1', port: 5353 }, Uint8Array.of(1));
    yield* waitFor([socket.readable], 1000);
    return socket.receive()?.from;
  };
  t.deepEqual(run(serve(), askServer()), ['172.17.0.1', { ip: '127.0.0.1', port: 5353 }]);
});

test('sockets that take any port never get one of the embedded resolver', t => {
  const { fabric, container, docker0 } = fabricWorld();
  const namespace = container(docker0, '172.17.0.2');
  fabric.setEmbeddedResolver(namespace, () => 'nxdomain');
  const ports = new Set<number>();
  const theRange = 60_999 - 32_768 + 1;
  for (let i = 0; i < theRange; i++) {
    const socket = namespace.udp();
    ports.add(socket.local.port);
    socket.close();
  }
  t.is(ports.size, theRange - 1);
});

import test from 'ava';
import { Clock } from '../../engine/core/clock.js';
import { Scheduler } from '../../engine/core/scheduler.js';
import { decodeUtf8 } from '../../engine/core/utf8.js';
import { createFabric } from '../../engine/net/create-fabric.js';
import { Machine } from '../helpers/machine.js';
import { print, smallPrograms as programs } from '../helpers/small-programs.js';

/** A machine on a network of its own. */
function connected(): Machine {
  const scheduler = new Scheduler(new Clock(0));
  const fabric = createFabric({ scheduler, seed: 'test' });
  return new Machine({ programs, scheduler, net: fabric.host });
}

test('a server and a client talk over TCP', t => {
  const host = connected();
  const result = host.run(function* (sys) {
    const listener = sys.listen({ ip: '0.0.0.0', port: 8080 });
    sys.fork(function* (child) {
      const fd = yield* child.connect({ ip: '127.0.0.1', port: 8080 });
      yield* print(child, 'GET /', fd);
      child.shutdown(fd);
      let text = '';
      for (let bytes = yield* child.read(fd, 100); bytes.length > 0; bytes = yield* child.read(fd, 100)) text += decodeUtf8(bytes);
      yield* print(child, `${child.peerAddress(fd).port}: ${text}`);
      return 0;
    });
    const ready = yield* sys.poll([{ fd: listener, read: true }], 1000);
    const { fd } = yield* sys.accept(listener);
    let request = '';
    for (let bytes = yield* sys.read(fd, 100); bytes.length > 0; bytes = yield* sys.read(fd, 100)) request += decodeUtf8(bytes);
    yield* print(sys, `${ready.kind} ${request} for ${sys.localAddress(fd).port}`, fd);
    sys.close(fd);
    yield* sys.wait(-1);
    return 0;
  });
  t.deepEqual(result, { code: 0, stdout: '8080: ready GET / for 8080', stderr: '' });
  t.deepEqual(host.kernel.crashes, []);
});

test('nobody listens; a port is taken; a low port is for root', t => {
  const host = connected();
  const attempt = (call: Parameters<Machine['run']>[0], uid = 0) => host.run(call, { uid }).stderr;
  t.is(
    attempt(function* (sys) {
      return yield* sys.connect({ ip: '127.0.0.1', port: 9 });
    }),
    'main: Connection refused\n',
  );
  t.is(
    attempt(function* (sys) {
      sys.listen({ ip: '0.0.0.0', port: 8080 });
      return sys.listen({ ip: '0.0.0.0', port: 8080 });
    }),
    'main: Address already in use\n',
  );
  t.is(
    attempt(function* (sys) {
      return sys.listen({ ip: '0.0.0.0', port: 80 });
    }, 1000),
    'main: Permission denied\n',
  );
});

test('the end of a server closes its sockets', t => {
  const host = connected();
  const server = host.start(function* (sys) {
    sys.listen({ ip: '0.0.0.0', port: 8080 });
    yield* sys.pause();
    return 0;
  });
  host.settle();
  t.is(host.namespaces.net.sockets().length, 1);
  server.process.kill('SIGKILL');
  t.is(host.namespaces.net.sockets().length, 0);
});

test('datagrams are polled for and received', t => {
  const host = connected();
  const result = host.run(function* (sys) {
    const server = sys.udp({ ip: '127.0.0.1', port: 5353 });
    const client = sys.udp();
    client.socket.send(server.socket.local, Uint8Array.of(104, 105));
    const ready = yield* sys.poll([{ fd: server.fd, read: true }], 1000);
    const datagram = server.socket.receive();
    yield* print(sys, `${ready.kind} ${decodeUtf8(datagram?.data ?? new Uint8Array())}`);
    return 0;
  });
  t.is(result.stdout, 'ready hi');
});

import test from 'ava';
import fc from 'fast-check';
import type { Task } from '../../engine/core/task.js';
import type { Connection } from '../../engine/net/socket.js';
import { fabricWorld } from './fabric-world.js';

test('whatever is opened, written and closed, the tables hold exactly what is open', t => {
  const step = fc.record({ do: fc.constantFrom('connect', 'accept', 'write', 'end', 'close-client', 'close-server'), which: fc.nat(5) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), steps => {
      const { run, container, docker0 } = fabricWorld();
      const server = container(docker0, '172.17.0.2');
      const client = container(docker0, '172.17.0.3');
      const listener = server.listen({ ip: '0.0.0.0', port: 80 });
      const clients: Connection[] = [];
      const accepted: Connection[] = [];
      let waiting = 0;
      const connect = function* (): Task<void> {
        clients.push(yield* client.connect({ ip: '172.17.0.2', port: 80 }));
      };
      for (const { do: action, which } of steps) {
        const [mine, theirs] = [clients[which % Math.max(1, clients.length)], accepted[which % Math.max(1, accepted.length)]];
        if (action === 'connect') {
          run(connect());
          waiting++;
        } else if (action === 'accept') {
          const connection = listener.accept();
          if ((connection === null) !== (waiting === 0)) return false;
          if (connection) accepted.push(connection);
          if (connection) waiting--;
        } else if (action === 'write') {
          try {
            mine?.write(Uint8Array.of(1, 2, 3));
          } catch {
            // The other side may be gone.
          }
        } else if (action === 'end') mine?.end();
        else if (action === 'close-client' && mine) {
          mine.close();
          clients.splice(clients.indexOf(mine), 1);
        } else if (action === 'close-server' && theirs) {
          theirs.close();
          accepted.splice(accepted.indexOf(theirs), 1);
        }
        run();
      }
      const open = (namespace: typeof client): number => namespace.sockets().filter(({ state }) => state !== 'LISTEN').length;
      const ports = client.sockets().map(({ local }) => local.port);
      return open(client) === clients.length && open(server) === accepted.length + waiting && new Set(ports).size === ports.length;
    }),
    { seed: 1, numRuns: 200 },
  );
  t.pass();
});

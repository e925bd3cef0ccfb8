import test from 'ava';
import type { NetNamespace } from '../../engine/net/namespace.js';
import { waitFor, type Task } from '../../engine/core/task.js';
import { ask, echoOnce, fabricWorld } from './fabric-world.js';

/** The table as `ADDRESS STATE`, and whether the hardware address is known. */
const table = (net: NetNamespace): readonly string[] =>
  net.neighbours().map(({ ip, state, mac }) => `${ip} ${state}${mac === undefined ? ' unknown' : ''}`);

function* pause(world: ReturnType<typeof fabricWorld>, ms: number): Task<void> {
  yield* waitFor([], world.scheduler.clock.now() + ms);
}

test('who speaks asks, who is asked remembers, and what is not used gets stale', t => {
  const w = fabricWorld();
  const a = w.container(w.docker0, '172.17.0.2');
  const b = w.container(w.docker0, '172.17.0.3');
  t.deepEqual(table(a), []);
  w.run(a.ping('172.17.0.3', 1000));
  t.deepEqual([table(a), table(b)], [['172.17.0.3 REACHABLE'], ['172.17.0.2 DELAY']]);
  t.deepEqual(
    a.neighbours().map(({ mac, device }) => [mac, device]),
    [[b.interfaces()[1]?.mac, 'eth0']],
  );
  w.run(pause(w, 6000));
  t.deepEqual([table(a), table(b)], [['172.17.0.3 REACHABLE'], ['172.17.0.2 REACHABLE']]);
  w.run(pause(w, 60_000));
  t.deepEqual([table(a), table(b)], [['172.17.0.3 STALE'], ['172.17.0.2 STALE']]);
});

test('requests that nobody answers end in failure, and are made again', t => {
  const w = fabricWorld();
  const a = w.container(w.docker0, '172.17.0.2');
  w.run(a.ping('172.17.0.9', 1000));
  t.deepEqual(table(a), ['172.17.0.9 INCOMPLETE unknown']);
  w.run(pause(w, 3000));
  t.deepEqual(table(a), ['172.17.0.9 FAILED unknown']);
  w.run(a.ping('172.17.0.9', 1000));
  t.deepEqual(table(a), ['172.17.0.9 INCOMPLETE unknown']);
});

test('acknowledged data confirms a neighbour without a question', t => {
  const w = fabricWorld();
  const a = w.container(w.docker0, '172.17.0.2');
  const b = w.container(w.docker0, '172.17.0.3');
  w.run(echoOnce(b.listen({ ip: '0.0.0.0', port: 80 })), ask(a, '172.17.0.3', 80));
  w.run(pause(w, 5100));
  t.deepEqual(
    b.neighbours().map(({ ip, state, probes }) => [ip, state, probes]),
    [['172.17.0.2', 'REACHABLE', 0]],
  );
});

test('the way out leads over the gateways, each of which is a neighbour', t => {
  const w = fabricWorld();
  const a = w.container(w.docker0, '172.17.0.2');
  w.run(a.ping('8.8.8.8', 1000));
  t.deepEqual([table(a), table(w.fabric.host)], [['172.17.0.1 REACHABLE'], ['10.0.2.2 REACHABLE', '172.17.0.2 DELAY']]);
});

test('a neighbour that is gone fails its probe; the next owner of its address tells everybody', t => {
  const w = fabricWorld();
  const a = w.container(w.docker0, '172.17.0.2');
  const b = w.container(w.docker0, '172.17.0.3');
  w.run(a.ping('172.17.0.3', 1000));
  w.run(pause(w, 60_000));
  w.fabric.removeNamespace(b);
  const c = w.container(w.docker0, '172.17.0.4');
  w.run(c.ping('172.17.0.2', 1000));
  t.deepEqual(table(a), ['172.17.0.3 STALE', '172.17.0.4 DELAY']);
  w.container(w.docker0, '172.17.0.3');
  w.run(a.ping('172.17.0.3', 1000));
  t.deepEqual(table(a).includes('172.17.0.3 DELAY'), true);
  t.is(a.forgetNeighbour('eth0', '172.17.0.4'), true);
  t.is(a.forgetNeighbour('eth0', '172.17.0.4'), false);
});

import test from 'ava';
import fc from 'fast-check';
import { AddressPool, randomMac, SubnetPool } from '../../engine/net/address-pool.js';
import { Random } from '../../engine/core/random.js';
import { PortAllocator } from '../../engine/net/port-allocator.js';

test('addresses come lowest first, and a released one comes again', t => {
  const pool = new AddressPool('172.17.0.0/16');
  t.is(pool.reserve('172.17.0.1'), 'ok');
  t.deepEqual([pool.allocate(), pool.allocate()], ['172.17.0.2', '172.17.0.3']);
  pool.release('172.17.0.2');
  t.deepEqual([pool.allocate(), pool.allocate()], ['172.17.0.2', '172.17.0.4']);
  t.is(pool.reserve('172.17.0.4'), 'taken');
  t.is(pool.reserve('172.18.0.4'), 'outside');
});

test('a range limits what is given out, not what may be asked for', t => {
  const pool = new AddressPool('10.5.0.0/16', '10.5.3.0/30');
  t.deepEqual(
    [1, 2, 3, 4, 5].map(() => pool.allocate()),
    ['10.5.3.0', '10.5.3.1', '10.5.3.2', '10.5.3.3', undefined],
  );
  t.is(pool.reserve('10.5.9.9'), 'ok');
});

test('no address is given out twice', t => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constant('allocate' as const), fc.nat(15)), { maxLength: 60 }), steps => {
      const pool = new AddressPool('192.168.5.0/28');
      const held = new Set<string>();
      for (const step of steps) {
        if (step === 'allocate') {
          const ip = pool.allocate();
          if (ip === undefined && held.size < 14) return false;
          if (ip !== undefined && held.has(ip)) return false;
          if (ip !== undefined) held.add(ip);
        } else {
          const ip = `192.168.5.${String(step)}`;
          pool.release(ip);
          held.delete(ip);
        }
      }
      return pool.free === 14 - held.size;
    }),
    { seed: 1 },
  );
  t.pass();
});

test('subnets: 172.17 to 172.31, then 192.168 in pieces of /20; the lowest free one first', t => {
  const pool = new SubnetPool();
  const first = Array.from({ length: 17 }, () => pool.allocate());
  t.deepEqual(first.slice(0, 2), ['172.17.0.0/16', '172.18.0.0/16']);
  t.deepEqual(first.slice(14), ['172.31.0.0/16', '192.168.0.0/20', '192.168.16.0/20']);
  pool.release('172.23.0.0/16');
  t.is(pool.allocate(), '172.23.0.0/16');
  t.false(pool.reserve('172.23.5.0/24'));
  t.true(pool.reserve('10.5.0.0/16'));
  t.false(pool.reserve('10.0.0.0/8'));
});

test('subnets run out', t => {
  const pool = new SubnetPool();
  const all = Array.from({ length: 40 }, () => pool.allocate());
  t.is(all.filter(subnet => subnet !== undefined).length, 31);
});

test('MAC addresses are unicast and locally administered', t => {
  const random = new Random('mac');
  for (let i = 0; i < 50; i++) t.regex(randomMac(random), /^[0-9a-f][26ae](:[0-9a-f]{2}){5}$/);
});

test('published ports go on from the last one and start again', t => {
  const ports = new PortAllocator();
  const range = { first: 8000, last: 8002 };
  const next = (taken: readonly number[] = []) => ports.allocate('tcp', ['0.0.0.0', '::'], (_, port) => !taken.includes(port), range);
  t.deepEqual([next(), next(), next(), next(), next([8001, 8002])], [8000, 8001, 8002, 8000, 8000]);
  t.is(next([8000, 8001, 8002]), undefined);
});

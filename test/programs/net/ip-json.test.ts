import test from 'ava';
import { World } from '../../../engine/testing.js';

// Layout and order of the fields as iproute2 6.1 prints them beside Docker Engine 28.2.2.

test('ip -j tells of addresses in JSON', t => {
  const world = new World();
  t.is(
    world.sh('ip -j addr show lo').stdout,
    '[{"ifindex":1,"ifname":"lo","flags":["LOOPBACK","UP","LOWER_UP"],"mtu":65536,"qdisc":"noqueue","operstate":"UNKNOWN","group":"default","txqlen":1000,"link_type":"loopback","address":"00:00:00:00:00:00","broadcast":"00:00:00:00:00:00","addr_info":[{"family":"inet","local":"127.0.0.1","prefixlen":8,"scope":"host","label":"lo","valid_life_time":4294967295,"preferred_life_time":4294967295},{"family":"inet6","local":"::1","prefixlen":128,"scope":"host","valid_life_time":4294967295,"preferred_life_time":4294967295}]}]\n',
  );
  t.is(world.sh("ip -json addr show docker0 | jq -c '.[].addr_info[] | [.local, .broadcast]'").stdout, '["172.17.0.1","172.17.255.255"]\n');
});

test('ip -j tells of links and routes', t => {
  const world = new World({ images: ['alpine'] });
  t.is(
    world.sh('ip -j link show lo').stdout,
    '[{"ifindex":1,"ifname":"lo","flags":["LOOPBACK","UP","LOWER_UP"],"mtu":65536,"qdisc":"noqueue","operstate":"UNKNOWN","linkmode":"DEFAULT","group":"default","txqlen":1000,"link_type":"loopback","address":"00:00:00:00:00:00","broadcast":"00:00:00:00:00:00"}]\n',
  );
  const routes = (flags: string): string =>
    `[{"dst":"default","gateway":"10.0.2.2","dev":"eth0","flags":[]},{"dst":"10.0.2.0/24","dev":"eth0","protocol":"kernel","scope":"link","prefsrc":"10.0.2.15","flags":[]},{"dst":"172.17.0.0/16","dev":"docker0","protocol":"kernel","scope":"link","prefsrc":"172.17.0.1","flags":[${flags}]}]\n`;
  t.is(world.sh('ip -j route').stdout, routes('"linkdown"'));
  world.sh('docker run -d --name web alpine sleep 1000');
  t.is(world.sh('ip -j route').stdout, routes(''));
  t.is(world.sh("ip -j link show master docker0 | jq -c '.[] | [.operstate, .link_netnsid]'").stdout, '["UP",0]\n');
});

test('what is not told in JSON is refused', t => {
  const world = new World();
  for (const command of ['ip -j rule', 'ip -j -s link', 'ip -j -br addr']) {
    t.deepEqual(world.sh(command), { code: 1, stdout: '', stderr: 'ip: drydock: JSON of this is not simulated\n' }, command);
  }
});

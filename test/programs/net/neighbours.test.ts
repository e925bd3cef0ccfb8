import test from 'ava';
import { gnuMains } from '../../../engine/programs/gnu.js';
import { networkedMachine } from './networked-machine.js';

// Layouts and messages: net-tools 2.10 and iproute2 6.1.0 of Debian 12, BusyBox 1.35.0, in containers of Docker 28.

function world() {
  const net = networkedMachine({ programs: Object.fromEntries([...gnuMains].filter(([name]) => name === 'cat')) });
  const a = net.container('172.17.0.2');
  net.container('172.17.0.3');
  return {
    ...net,
    in: (command: string) => net.show(command, a),
    wait: (ms: number) => {
      net.machine.advance(ms);
    },
  };
}

const head = 'Address                  HWtype  HWaddress           Flags Mask            Iface\n';

test('nobody has been spoken to: no neighbours', t => {
  const w = world();
  t.is(w.in('ip neigh') + w.in('arp -n') + w.in('arp -a') + w.in('bb-arp -a'), '');
  t.is(w.in('arp -n 172.17.0.3'), '172.17.0.3 (172.17.0.3) -- no entry\n');
  t.is(w.in('bb-arp 172.17.0.3'), 'No match found in 0 entries\n');
});

test('arp and ip neigh read the same table', t => {
  const w = world();
  w.in('ping -c1 172.17.0.3');
  t.is(w.in('ip neigh'), '172.17.0.3 dev eth0 lladdr 02:42:ac:11:00:02 REACHABLE \n');
  t.is(w.in('bb-ip neigh'), '172.17.0.3 dev eth0 lladdr 02:42:ac:11:00:02 ref 1 used 0/0/0 probes 4 REACHABLE\n');
  t.is(w.in('arp -n'), `${head}172.17.0.3               ether   02:42:ac:11:00:02   C                     eth0\n`);
  t.is(w.in('arp -an'), '? (172.17.0.3) at 02:42:ac:11:00:02 [ether] on eth0\n');
  t.is(w.in('bb-arp -an'), '? (172.17.0.3) at 02:42:ac:11:00:02 [ether]  on eth0\n');
  t.is(w.in('ip neigh show dev eth0'), '172.17.0.3 lladdr 02:42:ac:11:00:02 REACHABLE \n');
  t.is(w.in('ip neigh show nud stale'), '');
  t.is(w.in('ip -j neigh'), '[{"dst":"172.17.0.3","dev":"eth0","lladdr":"02:42:ac:11:00:02","state":["REACHABLE"]}]\n');
  t.is(w.in('ip -br neigh'), '172.17.0.3                              eth0             02:42:ac:11:00:02\n');
  w.wait(60_000);
  t.is(w.in('ip -s neigh').replace(/\d+\/\d+\/\d+/, 'N'), '172.17.0.3 dev eth0 lladdr 02:42:ac:11:00:02  used Nprobes 4 STALE \n');
});

test('an address that nobody has stays incomplete, then failed', t => {
  const w = world();
  w.in('ping -c1 -W1 172.17.0.98');
  t.is(w.in('ip neigh'), '172.17.0.98 dev eth0 INCOMPLETE \n');
  t.is(w.in('arp -n'), `${head}172.17.0.98                      (incomplete)                              eth0\n`);
  t.is(w.in('bb-arp -an'), '? (172.17.0.98) at <incomplete>  on eth0\n');
  w.wait(3000);
  t.is(w.in('ip neigh'), '172.17.0.98 dev eth0 FAILED \n');
  t.is(w.in('ip neigh get 172.17.0.97 dev eth0'), 'Error: Neighbour entry not found.\n[2]\n');
});

test('entries are taken away by those who may', t => {
  const w = world();
  w.in('ping -c1 172.17.0.3');
  t.is(w.in('arp -d 172.17.0.3') + w.in('ip neigh'), '');
  w.in('ping -c1 172.17.0.3');
  t.is(w.in('ip neigh flush dev eth0') + w.in('ip neigh'), '');
  t.is(w.in('ip neigh flush'), 'Flush requires arguments.\n[1]\n');
  t.is(w.in('arp -d 172.17.0.3'), 'No ARP entry for 172.17.0.3\n[255]\n');
  t.is(w.in('arp -s 172.17.0.3 02:42:ac:11:00:09'), 'arp: drydock: option -s is not simulated\n[3]\n');
});

test('/proc/net/arp shows the table', t => {
  const w = world();
  w.in('ping -c1 -W1 172.17.0.98');
  w.in('ping -c1 172.17.0.3');
  t.is(
    w.in('cat /proc/net/arp'),
    'IP address       HW type     Flags       HW address            Mask     Device\n' +
      '172.17.0.98      0x1         0x0         00:00:00:00:00:00     *        eth0\n' +
      '172.17.0.3       0x1         0x2         02:42:ac:11:00:02     *        eth0\n',
  );
});

test('the way to an address', t => {
  const w = world();
  t.is(w.in('ip route get 127.0.0.2'), 'local 127.0.0.2 dev lo src 127.0.0.1 uid 0 \n    cache <local> \n');
  t.is(w.in('ip -o route get to 172.17.0.2'), 'local 172.17.0.2 dev lo src 172.17.0.2 uid 0 \\    cache <local> \n');
  t.is(w.in('ip route get 172.17.0.3'), '172.17.0.3 dev eth0 src 172.17.0.2 uid 0 \n    cache \n');
  t.is(w.in('bb-ip route get 127.0.0.1'), 'local 127.0.0.1 dev lo  src 127.0.0.1 \n');
  t.is(
    w.in('ip -j route get 8.8.8.8'),
    '[{"dst":"8.8.8.8","gateway":"172.17.0.1","dev":"eth0","prefsrc":"172.17.0.2","flags":[],"uid":0,"cache":[]}]\n',
  );
  t.is(w.in('ip route get'), 'need at least a destination address\n[1]\n');
});

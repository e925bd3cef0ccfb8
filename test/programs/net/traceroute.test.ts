import test from 'ava';
import { networkedMachine } from './networked-machine.js';

// Layouts and messages: traceroute 2.1.2 and tracepath 20221126 of Debian 12, BusyBox 1.35.0, in containers of Docker 28.

function world() {
  const net = networkedMachine();
  const a = net.container('172.17.0.2');
  net.container('172.17.0.3');
  return { ...net, in: (command: string) => net.show(command, a) };
}

/** Times as T, so that a line is `HOP  ADDRESS  T ms  T ms  T ms`. */
const times = (text: string): string => text.replace(/\d+\.\d{3}( ?)ms/g, 'T$1ms');

test('a neighbour is one hop away', t => {
  const w = world();
  t.is(
    times(w.in('traceroute -n 172.17.0.3')),
    'traceroute to 172.17.0.3 (172.17.0.3), 30 hops max, 60 byte packets\n 1  172.17.0.3  T ms  T ms  T ms\n',
  );
  t.is(
    times(w.in('bb-traceroute -n 172.17.0.3')),
    'traceroute to 172.17.0.3 (172.17.0.3), 30 hops max, 46 byte packets\n 1  172.17.0.3  T ms  T ms  T ms\n',
  );
  t.is(
    times(w.in('tracepath -n 172.17.0.3')),
    ' 1?: [LOCALHOST]                      pmtu 1500\n 1:  172.17.0.3                                            Tms reached\n 1:  172.17.0.3                                            Tms reached\n     Resume: pmtu 1500 hops 1 back 1 \n',
  );
});

test('from a container the way leads over the bridge, the host and its gateway', t => {
  const w = world();
  const lines = times(w.in('traceroute -n -q 1 8.8.8.8')).split('\n');
  t.deepEqual(lines.slice(0, 4), [
    'traceroute to 8.8.8.8 (8.8.8.8), 30 hops max, 60 byte packets',
    ' 1  172.17.0.1  T ms',
    ' 2  10.0.2.2  T ms',
    ' 3  192.168.1.1  T ms',
  ]);
  t.deepEqual(lines.slice(-2), ['14  8.8.8.8  T ms', '']);
  t.is(lines.filter(line => line.endsWith(' *')).length > 0, true);
});

test('where nobody is, nobody answers', t => {
  const w = world();
  t.is(
    w.in('traceroute -n 172.17.0.98'),
    'traceroute to 172.17.0.98 (172.17.0.98), 30 hops max, 60 byte packets\n 1  172.17.0.2  3060.000 ms !H  3060.000 ms !H  3060.000 ms !H\n',
  );
  t.is(
    times(w.in('traceroute -n -q 2 -f 6 -m 9 203.0.113.9')).replace(/198[\d.]+/g, 'A'),
    'traceroute to 203.0.113.9 (203.0.113.9), 9 hops max, 60 byte packets\n 6  A  T ms  T ms\n 7  A  T ms  T ms\n 8  * *\n 9  * *\n',
  );
  const alone = w.fabric.createNamespace();
  t.is(
    w.show('bb-traceroute -n 8.8.8.8', alone),
    'traceroute to 8.8.8.8 (8.8.8.8), 30 hops max, 46 byte packets\n 1traceroute: sendto: Network is unreachable\n[1]\n',
  );
});

test('wrong calls', t => {
  const w = world();
  t.is(
    w.in('traceroute nosuch'),
    'nosuch: Name or service not known\nCannot handle "host" cmdline arg `nosuch\' on position 1 (argc 1)\n[2]\n',
  );
  t.is(w.in('traceroute -m 0 8.8.8.8'), 'first hop out of range\n[2]\n');
  t.is(w.in('bb-traceroute nosuch'), "traceroute: bad address 'nosuch'\n[1]\n");
  t.is(w.in('traceroute -g 10.0.0.1 8.8.8.8'), 'traceroute: drydock: option -g is not simulated\n[2]\n');
});

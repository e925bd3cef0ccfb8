import test from 'ava';
import { networkedMachine, plainNginx } from './networked-machine.js';

function world() {
  const net = networkedMachine({ files: { ...plainNginx, '/etc/resolv.conf': 'nameserver 127.0.0.11\noptions ndots:0\n' } });
  const web = net.container('172.17.0.2');
  const client = net.container('172.17.0.3');
  const names = new Map<string, readonly string[]>([
    ['web', ['172.17.0.2']],
    ['2.0.17.172.in-addr.arpa', ['web.lan']],
  ]);
  net.fabric.setEmbeddedResolver(client, name => names.get(name) ?? 'nxdomain');
  net.serve(['nginx', '-g', 'daemon off;'], web);
  return { ...net, web, in: (command: string | readonly string[]) => net.show(command, client) };
}

const times = (text: string): string => text.replace(/\d+\.\d{3}/g, 'T');

test('ping in both flavours', t => {
  const w = world();
  t.is(
    times(w.in('bb-ping -c 2 web')),
    'PING web (172.17.0.2): 56 data bytes\n64 bytes from 172.17.0.2: seq=0 ttl=64 time=T ms\n64 bytes from 172.17.0.2: seq=1 ttl=64 time=T ms\n\n--- web ping statistics ---\n2 packets transmitted, 2 packets received, 0% packet loss\nround-trip min/avg/max = T/T/T ms\n',
  );
  t.is(
    times(w.in('ping -c 1 web')),
    'PING web (172.17.0.2) 56(84) bytes of data.\n64 bytes from web.lan (172.17.0.2): icmp_seq=1 ttl=64 time=T ms\n\n--- web ping statistics ---\n1 packets transmitted, 1 received, 0% packet loss, time 0ms\nrtt min/avg/max/mdev = T/T/T/T ms\n',
  );
  t.is(
    w.in('bb-ping -c 1 -W 1 172.17.0.9'),
    'PING 172.17.0.9 (172.17.0.9): 56 data bytes\n\n--- 172.17.0.9 ping statistics ---\n1 packets transmitted, 0 packets received, 100% packet loss\n[1]\n',
  );
  t.is(w.in('bb-ping nobody'), "ping: bad address 'nobody'\n[1]\n");
  t.is(w.in('ping nobody'), 'ping: nobody: Name or service not known\n[2]\n');
});

test('ping without a network', t => {
  const { show, fabric } = networkedMachine();
  const alone = fabric.createNamespace();
  t.is(show('bb-ping -c 1 -W 1 8.8.8.8', alone), 'PING 8.8.8.8 (8.8.8.8): 56 data bytes\nping: sendto: Network is unreachable\n[1]\n');
});

test('an interrupted ping says what it has seen', t => {
  const w = world();
  const started = w.machine.start(['bb-ping', '172.17.0.3'], { namespaces: { net: w.web } });
  w.machine.advance(2500);
  started.process.kill('SIGINT');
  w.machine.settle();
  t.regex(started.stdout(), /3 packets transmitted, 3 packets received, 0% packet loss\n/);
  t.deepEqual(started.process.exit?.status, { kind: 'exited', code: 0 });
});

test('nslookup in both flavours', t => {
  const w = world();
  t.is(
    w.in('bb-nslookup web'),
    'Server:\t\t127.0.0.11\nAddress:\t127.0.0.11:53\n\nNon-authoritative answer:\nName:\tweb\nAddress: 172.17.0.2\n\nNon-authoritative answer:\n\n',
  );
  t.is(
    w.in('bb-nslookup nobody'),
    "Server:\t\t127.0.0.11\nAddress:\t127.0.0.11:53\n\n** server can't find nobody: NXDOMAIN\n\n** server can't find nobody: NXDOMAIN\n\n[1]\n",
  );
  t.is(
    w.in('nslookup web'),
    'Server:\t\t127.0.0.11\nAddress:\t127.0.0.11#53\n\nNon-authoritative answer:\nName:\tweb\nAddress: 172.17.0.2\n\n',
  );
  t.is(
    w.in('bb-nslookup 172.17.0.2'),
    'Server:\t\t127.0.0.11\nAddress:\t127.0.0.11:53\n\nNon-authoritative answer:\n2.0.17.172.in-addr.arpa\tname = web.lan\n\n',
  );
});

test('wget in both flavours', t => {
  const w = world();
  t.is(w.in('bb-wget -qO- web'), 'hello\n');
  t.is(
    w.in('bb-wget web'),
    "Connecting to web (172.17.0.2:80)\nsaving to 'index.html'\nindex.html           100% |********************************|     6  0:00:00 ETA\n'index.html' saved\n",
  );
  t.is(w.in('bb-wget web'), "Connecting to web (172.17.0.2:80)\nwget: can't open 'index.html': File exists\n[1]\n");
  t.is(w.in('bb-wget -O- web/no'), 'Connecting to web (172.17.0.2:80)\nwget: server returned error: HTTP/1.1 404 Not Found\n[1]\n');
  t.is(w.in('bb-wget -qO- web:81'), "wget: can't connect to remote host (172.17.0.2): Connection refused\n[1]\n");
  t.is(w.in('bb-wget nobody'), "wget: bad address 'nobody'\n[1]\n");
  t.is(w.in('wget -q -O- web/old'), 'hello\n');
  t.is(
    w.in('wget web/no'),
    '--2026-01-01 00:00:01--  http://web/no\nResolving web (web)... 172.17.0.2\nConnecting to web (web)|172.17.0.2|:80... connected.\nHTTP request sent, awaiting response... 404 Not Found\n2026-01-01 00:00:01 ERROR 404: Not Found.\n\n[8]\n',
  );
});

test('ip in both flavours', t => {
  const w = world();
  t.is(w.in('bb-ip route'), 'default via 172.17.0.1 dev eth0 \n172.17.0.0/16 dev eth0 scope link  src 172.17.0.3 \n');
  t.is(w.in('ip route'), 'default via 172.17.0.1 dev eth0 \n172.17.0.0/16 dev eth0 proto kernel scope link src 172.17.0.3 \n');
  t.is(
    w.in('bb-ip -o addr'),
    '1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever\n1: lo    inet6 ::1/128 scope host \\       valid_lft forever preferred_lft forever\n2: eth0    inet 172.17.0.3/16 brd 172.17.255.255 scope global eth0\\       valid_lft forever preferred_lft forever\n',
  );
  t.is(w.in('ip -br addr'), 'lo               UNKNOWN        127.0.0.1/8 ::1/128 \neth0@if5         UP             172.17.0.3/16 \n');
  t.is(w.in('bb-ip addr show eth9'), "ip: can't find device 'eth9'\n[1]\n");
  t.is(w.in('ip link set eth0 down'), 'ip: drydock: ip link set is not simulated\n[1]\n');
});

test('who listens: netstat and ss', t => {
  const w = world();
  t.is(
    w.show('bb-netstat -tln', w.web),
    'Active Internet connections (only servers)\nProto Recv-Q Send-Q Local Address           Foreign Address         State       \ntcp        0      0 0.0.0.0:80              0.0.0.0:*               LISTEN      \n',
  );
  w.fabric.publish({ protocol: 'tcp', host: { ip: '::', port: 8080 }, target: { namespace: w.web, ip: '172.17.0.2', port: 80 } });
  t.is(
    w.show('ss -tlnp'),
    'State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process\nLISTEN 0      4096            [::]:8080         [::]:*    users:(("docker-proxy"))\n',
  );
});

test('nc and getent', t => {
  const w = world();
  t.is(w.in('bb-nc web 81'), "nc: can't connect to remote host (172.17.0.2): Connection refused\n[1]\n");
  t.is(w.in('nc -zv web 80'), 'Connection to web (172.17.0.2) 80 port [tcp/*] succeeded!\n');
  t.is(w.in('getent hosts web'), '172.17.0.2      web\n');
  t.is(w.in('getent hosts nobody'), '[2]\n');
});

const brief = (text: string): string =>
  text.replace(/(?:[0-9a-f]{2}:){5}[0-9a-f]{2}|8000\.[0-9a-f]{12}/g, 'MAC').replace(/veth\w+/g, 'veth');

test('ip shows the devices that are asked for', t => {
  const w = world();
  const bridgeRow = 'docker0          UP             MAC <BROADCAST,MULTICAST,UP,LOWER_UP> \n';
  const portRow = 'veth@if2  UP             MAC <BROADCAST,MULTICAST,UP,LOWER_UP> \n';
  t.is(brief(w.show('ip -br link show type bridge')), bridgeRow);
  t.is(brief(w.show('ip -br link show type veth')), portRow + portRow);
  t.is(brief(w.show('ip -br link show master docker0')), portRow + portRow);
  t.is(brief(w.show('ip -br link show dev docker0 up')), bridgeRow);
  t.is(w.show('ip link show master nope'), 'Error: argument "nope" is wrong: Device does not exist\n\n[255]\n');
  t.is(w.show('ip link show type'), 'Command line is not complete. Try option "help"\n[255]\n');
  t.is(w.show('ip link nope'), 'Command "nope" is unknown, try "ip link help".\n[255]\n');
  t.is(w.in('bb-ip link show type veth'), 'ip: either "dev" is duplicate, or "veth" is garbage\n[255]\n');
});

test('ip in colours', t => {
  const w = world();
  t.is(
    w.show('ip -c -4 addr show docker0'),
    '3: \u001b[36mdocker0: \u001b[0m<BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state \u001b[32mUP \u001b[0mgroup default \n    inet \u001b[35m172.17.0.1\u001b[0m/16 brd \u001b[35m172.17.255.255 \u001b[0mscope global docker0\n       valid_lft forever preferred_lft forever\n',
  );
  t.is(w.show('ip -c=auto route show dev docker0'), '172.17.0.0/16 proto kernel scope link src 172.17.0.1 \n');
  const [row = ''] = w.show('ip -c route').split('\n').slice(-2);
  t.is(w.show('ip -c route show dev docker0'), `${row.replace('dev \u001b[36mdocker0 \u001b[0m', '')}\n`);
});

test('what is plugged into a bridge', t => {
  const w = world();
  t.is(
    brief(w.show('bridge link')),
    [4, 5]
      .map(
        index =>
          `${String(index)}: veth@docker0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 master docker0 state forwarding priority 32 cost 2 \n`,
      )
      .join(''),
  );
  t.is(
    brief(w.show('brctl show')),
    `bridge name\tbridge id\t\tSTP enabled\tinterfaces\ndocker0\t\tMAC\tno\t\tveth\n${'\t'.repeat(7)}veth\n`,
  );
  t.is(w.in('bb-brctl show'), 'bridge name\tbridge id\t\tSTP enabled\tinterfaces\n');
  t.is(w.show('bridge fdb add 02:42:ac:11:00:09 dev eth0'), 'bridge: drydock: bridge fdb add is not simulated\n[1]\n');
});

test('whom a bridge has heard lately', t => {
  const w = world();
  t.is(
    brief(w.show('bridge fdb show br docker0')),
    `01:00:5e:00:00:01 dev docker0 self permanent\nMAC dev docker0 master docker0 permanent\n${'02:42:ac:11:00:02 dev veth master docker0 \nMAC dev veth master docker0 permanent\n01:00:5e:00:00:01 dev veth self permanent\n'.repeat(2)}`
      .replaceAll('02:42:ac:11:00:02', 'MAC')
      .replaceAll('01:00:5e:00:00:01', 'MAC'),
  );
  w.machine.advance(301_000);
  t.is(w.show('bridge fdb show dynamic'), '');
  w.in('ping -c 1 172.17.0.1');
  t.is(brief(w.show('bridge fdb show dynamic')), 'MAC dev veth master docker0 \n');
  t.is(w.show('bridge fdb foo'), 'Command "foo" is unknown, try "bridge fdb help".\n[255]\n');
});

test('nc tries ports, sends datagrams and speaks over socket files', t => {
  const w = world();
  t.is(
    w.in('nc -zv 172.17.0.2 79-81'),
    'nc: connect to 172.17.0.2 port 79 (tcp) failed: Connection refused\nConnection to 172.17.0.2 80 port [tcp/*] succeeded!\nnc: connect to 172.17.0.2 port 81 (tcp) failed: Connection refused\n',
  );
  t.is(w.in('nc -zv 172.17.0.2 81 82').endsWith('[1]\n'), true);
  const listener = w.serve('nc -luv -w1 9000', w.web);
  w.machine.run(['nc', '-u', '-w1', '127.0.0.1', '9000'], { stdin: 'datagram\n', namespaces: { net: w.web } });
  w.machine.advance(2000);
  t.regex(listener.stdout() + listener.stderr(), /^datagram\nBound on 0\.0\.0\.0 9000\nConnection received on localhost \d+\n$/);
  t.is(w.in('nc -zu 172.17.0.2 9001'), '[1]\n');
  const file = w.serve('nc -lU /tmp/nc.sock');
  w.machine.run(['nc', '-NU', '/tmp/nc.sock'], { stdin: 'over a file\n', namespaces: { net: w.fabric.host } });
  t.is(file.stdout(), 'over a file\n');
  t.is(w.in('nc -U /nosuch'), 'nc: /nosuch: No such file or directory\n[1]\n');
});

test('nc ends as its options say', t => {
  const w = world();
  t.is(w.in('nc -n web 80'), 'nc: getaddrinfo for host "web" port 80: Name or service not known\n[1]\n');
  t.is(w.in('bb-nc -n web 80'), "nc: bad address 'web'\n[1]\n");
  // nginx waits for a request; the input is at its end.
  t.is(w.in('nc -q 2 web 80'), '');
  t.is(w.in('nc -N web 80'), '');
});

test('a TTL that ends on the way', t => {
  const w = world();
  t.is(times(w.in('bb-ping -c 1 -t 1 172.17.0.2')).split('\n')[1], '64 bytes from 172.17.0.2: seq=0 ttl=64 time=T ms');
  t.is(
    times(w.in('ping -n -c 1 -t 2 8.8.8.8')),
    'PING 8.8.8.8 (8.8.8.8) 56(84) bytes of data.\nFrom 10.0.2.2 icmp_seq=1 Time to live exceeded\n\n--- 8.8.8.8 ping statistics ---\n1 packets transmitted, 0 received, +1 errors, 100% packet loss, time 0ms\n\n[1]\n',
  );
});

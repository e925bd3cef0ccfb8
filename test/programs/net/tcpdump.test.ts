import { readFileSync } from 'node:fs';
import test from 'ava';
import { netPrograms } from '../../../engine/programs/net/index.js';
import { machine } from '../../helpers/machine.js';
import { networkedMachine, plainNginx } from './networked-machine.js';

const recordings = new URL('../../../../test/programs/net/recordings/', import.meta.url);
/** A ping, a page and two questions for names, between containers of Docker 28. */
const lookup = new Uint8Array(readFileSync(new URL('lookup.pcap', recordings)));

interface Recording {
  readonly options: string;
  readonly output: string;
}

function isRecording(value: unknown): value is Recording {
  return typeof value === 'object' && value !== null && 'options' in value && 'output' in value;
}

/** What tcpdump 4.99.3 of Debian 12 prints of that file: standard output, and where it fails its complaint and its status. */
const recorded = readFileSync(new URL('tcpdump-4.99.3.jsonl', recordings), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line): unknown => JSON.parse(line))
  .filter(isRecording);

test('a saved capture is printed as by the real program', t => {
  const box = machine({
    files: { '/lookup.pcap': lookup },
    programs: Object.fromEntries([...netPrograms].filter(([name]) => name === 'tcpdump')),
  });
  for (const { options, output } of recorded) {
    const { code, stdout, stderr } = box.run(['tcpdump', '-r', '/lookup.pcap', ...options.split(' ')]);
    t.is(stdout + (code === 0 ? '' : `${stderr.replace(/^reading.*\n/, '')}[${String(code)}]`), output, options);
  }
});

test('what is no capture', t => {
  const box = machine({ files: { '/short': 'hi\n', '/text': 'hello, world\n' }, programs: Object.fromEntries(netPrograms) });
  const complaint = (path: string): string => box.run(['tcpdump', '-r', path]).stderr;
  t.is(complaint('/short'), 'tcpdump: truncated dump file; tried to read 4 file header bytes, only got 3\n');
  t.is(complaint('/text'), 'tcpdump: unknown file format\n');
  t.is(complaint('/none'), 'tcpdump: /none: No such file or directory\n');
});

function world() {
  const net = networkedMachine({ files: plainNginx });
  const web = net.container('172.17.0.2');
  const client = net.container('172.17.0.3');
  net.serve(['nginx', '-g', 'daemon off;'], web);
  const watch = (command: string, during: () => void, where = client): string => {
    const started = net.machine.start(command.split(' '), { namespaces: { net: where } });
    net.machine.advance(100);
    during();
    net.machine.advance(100);
    started.process.kill('SIGINT');
    net.machine.settle();
    return started.stdout() + started.stderr();
  };
  return { ...net, web, client, in: (command: string) => net.show(command, client), watch };
}

/** Lines without their times, with the numbers that are drawn by chance as N. */
function shape(text: string): readonly string[] {
  return text.split('\n').map(line =>
    line
      .replace(/^\d\d:\d\d:\d\d\.\d{6} /, '')
      .replace(/(?<=\.)[3-6]\d{4}(?=[ :])/g, 'P')
      .replace(/TS val \d+ ecr \d+/, 'TS')
      .replace(/(seq|ack) \d{6,}/g, '$1 N')
      .replace(/id \d+/, 'id N')
      .replace(/: \d+(?=\+ | \d+\/)/, ': N'),
  );
}

const counts = (captured: number): readonly string[] => [
  'tcpdump: verbose output suppressed, use -v[v]... for full protocol decode',
  'listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes',
  `${String(captured)} packets captured`,
  `${String(captured)} packets received by filter`,
  '0 packets dropped by kernel',
  '',
];

test('a neighbour is asked for, then spoken to', t => {
  const w = world();
  const output = w.watch('tcpdump -n -i eth0', () => w.in('ping -c1 172.17.0.2'));
  t.deepEqual(shape(output), [
    'ARP, Request who-has 172.17.0.2 tell 172.17.0.3, length 28',
    'ARP, Reply 172.17.0.2 is-at 02:42:ac:11:00:02, length 28',
    'IP 172.17.0.3 > 172.17.0.2: ICMP echo request, id N, seq 1, length 64',
    'IP 172.17.0.2 > 172.17.0.3: ICMP echo reply, id N, seq 1, length 64',
    '',
    ...counts(4),
  ]);
});

test('a page over TCP, from handshake to end, as the server and the host see it', t => {
  const w = world();
  const fetch = (): unknown => w.in('curl -s http://172.17.0.2/');
  const output = shape(w.watch('tcpdump -n -i eth0 tcp port 80', fetch, w.web));
  const options = 'options [nop,nop,TS]';
  t.deepEqual(output.slice(0, 4), [
    'IP 172.17.0.3.P > 172.17.0.2.80: Flags [S], seq N, win 64240, options [mss 1460,sackOK,TS,nop,wscale 7], length 0',
    'IP 172.17.0.2.80 > 172.17.0.3.P: Flags [S.], seq N, ack N, win 65160, options [mss 1460,sackOK,TS,nop,wscale 7], length 0',
    `IP 172.17.0.3.P > 172.17.0.2.80: Flags [.], ack 1, win 502, ${options}, length 0`,
    `IP 172.17.0.3.P > 172.17.0.2.80: Flags [P.], seq 1:75, ack 1, win 502, ${options}, length 74: HTTP: GET / HTTP/1.1`,
  ]);
  t.is(output.filter(line => line.includes('Flags [F.]')).length, 2);
  t.is(
    output.some(line => line.includes('HTTP: HTTP/1.1 200 OK')),
    true,
  );
  const onBridge = shape(w.watch('tcpdump -n -i docker0 tcp[tcpflags] & tcp-syn != 0', fetch, w.fabric.host));
  t.deepEqual(onBridge.slice(0, 2), output.slice(0, 2));
  t.is(w.watch('tcpdump -p -n -i docker0 tcp', fetch, w.fabric.host).includes('Flags'), false);
});

test('answers are seen before what is done with them, whoever looks', t => {
  const w = world();
  const flags = (where: typeof w.web): readonly string[] =>
    shape(w.watch('tcpdump -n -c 5 tcp port 80', () => w.show('curl -s http://172.17.0.2/'), where)).map(
      line => /Flags \[(.*?)\]/.exec(line)?.[1] ?? '',
    );
  t.deepEqual(flags(w.web).slice(0, 5), ['S', 'S.', '.', 'P.', '.']);
  t.deepEqual(
    shape(w.watch('tcpdump -n -c 5 -i docker0 tcp port 80', () => w.show('curl -s http://172.17.0.2/'), w.fabric.host))
      .slice(0, 5)
      .map(line => /Flags \[(.*?)\]/.exec(line)?.[1]),
    ['S', 'S.', '.', 'P.', '.'],
  );
});

test('nobody listens there, nobody is there', t => {
  const w = world();
  t.deepEqual(shape(w.watch('tcpdump -n -q port 81', () => w.in('curl -s http://172.17.0.2:81/'))).slice(0, 2), [
    'IP 172.17.0.3.P > 172.17.0.2.81: tcp 0',
    'IP 172.17.0.2.81 > 172.17.0.3.P: tcp 0',
  ]);
  t.deepEqual(shape(w.watch('tcpdump -n arp and host 172.17.0.98', () => w.in('ping -c1 -W3 172.17.0.98'))).slice(0, 4), [
    ...Array.from({ length: 3 }, () => 'ARP, Request who-has 172.17.0.98 tell 172.17.0.3, length 28'),
    '',
  ]);
});

test('questions for names, and what leaves the host under its own address', t => {
  const w = world();
  const ask = (): unknown => w.in('dig dns.google @8.8.8.8');
  t.deepEqual(shape(w.watch('tcpdump -n udp port 53', ask)).slice(0, 2), [
    'IP 172.17.0.3.P > 8.8.8.8.53: N+ A? dns.google. (28)',
    'IP 8.8.8.8.53 > 172.17.0.3.P: N 2/0/0 A 8.8.8.8, A 8.8.4.4 (80)',
  ]);
  t.regex(
    w.watch('tcpdump -n -i eth0 udp port 53', ask, w.fabric.host),
    /IP 10\.0\.2\.15\.\d+ > 8\.8\.8\.8\.53: \d+\+ A\? dns\.google\. \(28\)\n/,
  );
});

test('packets are counted out, saved and read again', t => {
  const w = world();
  const saved = w.watch('tcpdump -c 2 -w /tmp/f.pcap icmp', () => w.in('ping -c3 172.17.0.2'));
  t.is(
    saved,
    'tcpdump: listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes\n2 packets captured\n2 packets received by filter\n0 packets dropped by kernel\n',
  );
  t.deepEqual(shape(w.in('tcpdump -n -r /tmp/f.pcap')), [
    'IP 172.17.0.3 > 172.17.0.2: ICMP echo request, id N, seq 1, length 64',
    'IP 172.17.0.2 > 172.17.0.3: ICMP echo reply, id N, seq 1, length 64',
    'reading from file /tmp/f.pcap, link-type EN10MB (Ethernet), snapshot length 262144',
    '',
  ]);
  t.regex(
    w.watch('tcpdump -n -i any icmp', () => w.in('ping -c1 172.17.0.2')),
    / eth0 {2}Out IP 172.17.0.3 > 172.17.0.2: ICMP/,
  );
});

test('interfaces, and those that are not there', t => {
  const w = world();
  t.is(
    w.in('tcpdump -D'),
    '1.eth0 [Up, Running, Connected]\n2.any (Pseudo-device that captures on all interfaces) [Up, Running]\n3.lo [Up, Running, Loopback]\n',
  );
  t.is(w.in('tcpdump -i eth9'), 'tcpdump: eth9: No such device exists\n(No such device exists)\n[1]\n');
});

import test from 'ava';
import { commands } from '../../engine/docker/commands.js';
import type { Flag } from '../../engine/docker/flags/flag.js';
import { world } from '../../engine/testing.js';

/** Values to try: what a flag of the type takes, and for some flags what they take in particular. */
const byType: Readonly<Record<string, string>> = {
  bool: '',
  int: '1',
  uint16: '100',
  bytes: '64m',
  duration: '9s',
  decimal: '0.5',
  map: 'a=b',
  list: 'x',
  string: 'x',
};
const samples: Readonly<Record<string, string>> = {
  'add-host': 'there:1.2.3.4',
  attach: 'stdout',
  'blkio-weight-device': '/dev/sda:100',
  'cap-add': 'NET_ADMIN',
  'cap-drop': 'CHOWN',
  cgroupns: 'host',
  cidfile: '/tmp/cid',
  'cpuset-cpus': '0',
  'cpuset-mems': '0',
  'detach-keys': 'ctrl-x',
  device: '/dev/null',
  'device-cgroup-rule': 'c 1:3 rwm',
  'device-read-bps': '/dev/sda:1mb',
  'device-read-iops': '/dev/sda:100',
  'device-write-bps': '/dev/sda:1mb',
  'device-write-iops': '/dev/sda:100',
  'disable-content-trust': '=false',
  dns: '1.1.1.1',
  'dns-opt': 'ndots:3',
  'dns-option': 'ndots:3',
  'dns-search': 'example.com',
  'env-file': '/tmp/variables',
  expose: '90',
  'group-add': '5',
  gpus: 'all',
  ip: '172.30.0.9 --network front',
  ip6: 'fd00::9 --network front',
  ipc: 'host',
  isolation: 'hyperv',
  label: 'a=b',
  'label-file': '/tmp/variables',
  link: 'other',
  'link-local-ip': '169.254.0.9 --network front',
  'log-driver': 'none',
  'log-opt': 'max-size=1m',
  'memory-swap': '200m -m 64m',
  'memory-swappiness': '10',
  mount: 'type=tmpfs,target=/x',
  net: 'front',
  network: 'front',
  'net-alias': 'also --network front',
  'network-alias': 'also --network front',
  'oom-score-adj': '100',
  pid: 'host',
  platform: 'linux/arm64',
  publish: '80',
  pull: 'always',
  restart: 'always',
  runtime: 'nope',
  'security-opt': 'no-new-privileges',
  'shm-size': '1m',
  'sig-proxy': '=false',
  'stop-signal': 'SIGINT',
  'storage-opt': 'size=1g',
  sysctl: 'net.ipv4.ip_forward=1',
  tmpfs: '/x',
  ulimit: 'nofile=10:20',
  user: '1000',
  userns: 'host',
  uts: 'host',
  volume: 'data:/x',
  'volume-driver': 'nope -v data:/x',
  'volumes-from': 'other',
  workdir: '/srv',
};

/** What `run` and `create` do with these shows elsewhere than in the container: each has its own test. */
const elsewhere: ReadonlyMap<string, string> = new Map([
  ['cidfile', 'the file is written'],
  ['detach', 'tested in commands.test.ts'],
  ['detach-keys', 'tested in test/daemon/detach-keys.test.ts and by conformance/interactive'],
  ['help', 'prints help'],
  ['mac-address', 'shows once the container runs: see below'],
  ['name', 'is not compared here'],
  ['pull', 'tested in commands.test.ts'],
  ['quiet', 'says less while it pulls'],
  ['sig-proxy', 'tested by conformance/interactive'],
  ['disable-content-trust', 'there is nothing to trust: the client asks a notary only when it is told to'],
]);

/** Everything about a container but what is another each time. */
function facts(text: string): string {
  return text.replace(/[0-9a-f]{12,64}/g, '…').replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '…');
}

// `run` has the flags of `create` and those that are listed above.
const flagsOf = (name: string): readonly Flag[] => commands.find(command => command.names.includes(name))?.flags ?? [];
for (const flag of flagsOf('create')) {
  if (elsewhere.has(flag.name)) continue;
  test(`docker create --${flag.name} has an effect or is refused`, t => {
    const { sh } = world({ images: ['alpine'], networks: ['front'], containers: [{ name: 'other' }] });
    sh('docker network create --subnet 172.30.0.0/16 back; printf "Z=9\\n" > /tmp/variables');
    const sample = (samples[flag.name] ?? byType[flag.type.name] ?? 'x').replace('--network front', '--network back');
    const rest = sample.includes(' --network back')
      ? '--network back'
      : sample.includes('-m 64m')
        ? '-m 64m'
        : sample.includes('-v data')
          ? '-v data:/x'
          : '';
    const inspect = (options: string): string => {
      const { code, stderr } = sh(`docker create --name box ${options} alpine sleep 1000`);
      const text = facts(sh('docker inspect box').stdout);
      sh('docker rm -f box');
      return code === 0 ? text : `${code} ${stderr}`;
    };
    const given = sample.startsWith('=') || sample === '' ? `--${flag.name}${sample}` : `--${flag.name} ${sample}`;
    t.not(inspect(given), inspect(rest), given);
  });
}

test('run has the flags of create and a few that are about its session', t => {
  const shared = new Set(flagsOf('create').map(flag => flag.name));
  const own = flagsOf('run').map(flag => flag.name);
  t.deepEqual(
    [...shared].filter(name => !own.includes(name)),
    [],
  );
  t.deepEqual(
    own.filter(name => !shared.has(name)).filter(name => !elsewhere.has(name)),
    [],
  );
});

test('--mac-address is the address of the interface', t => {
  const { sh } = world({ images: ['alpine'] });
  sh('docker run -d --name box --mac-address 02:42:ac:11:00:99 alpine sleep 1000');
  t.is(
    sh('docker exec box cat /sys/class/net/eth0/address || docker inspect -f "{{.NetworkSettings.MacAddress}}" box').stdout.trim(),
    '02:42:ac:11:00:99',
  );
});

test('--cidfile, --quiet and --help show where they say', t => {
  const { sh } = world();
  t.regex(sh('docker create -q --cidfile /tmp/cid alpine >/dev/null; cat /tmp/cid').stdout, /^[0-9a-f]{64}$/);
  t.is(sh('docker create -q busybox').stderr.includes('Pulling'), false);
  t.is(sh('docker create busybox:1.36').stderr.includes('Pulling'), true);
});

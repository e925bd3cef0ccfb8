import { proof, type Proof, type Proofs } from './proof.js';

/** `RUN` makes and runs the container `box`: `docker run`, or `docker create` and a start. */
const seen = proof;

/** A flag that changes what is known of the container. */
function kept(given: string, field: string, shows: string | RegExp, rest = 'alpine true'): Proof {
  return proof(given, `RUN {} ${rest}\ndocker inspect -f '{{json ${field}}}' box`, shows);
}

function refused(given: string): Proof {
  return proof(given, 'RUN {} alpine true', 'is not simulated');
}

/** How often the health check ran in the first eleven seconds. */
function checks(given: string, more: string, command: string, count: number): Proof {
  const script = `RUN {} ${more} --health-cmd ${command} alpine sleep 100 &\nsleep 11\ndocker inspect -f 'checks: {{len .State.Health.Log}}' box`;
  return proof(given, script, `checks: ${String(count)}\n`);
}

const identity: Proofs = {
  annotation: kept('--annotation a=b', '.HostConfig.Annotations', '{"a":"b"}'),
  cidfile: seen('--cidfile cid', 'RUN {} alpine true\ncat cid', /^[0-9a-f]{64}$/),
  'disable-content-trust': refused('--disable-content-trust=false'),
  domainname: seen('--domainname example.com', 'RUN {} alpine hostname -d', 'example.com\n'),
  entrypoint: seen('--entrypoint echo', 'RUN {} alpine hostname', 'hostname\n'),
  env: seen('-e COLOR=blue', 'RUN {} alpine env', 'COLOR=blue\n'),
  'env-file': seen('--env-file vars', 'echo COLOR=blue > vars\nRUN {} alpine env', 'COLOR=blue\n'),
  'group-add': seen('--group-add 99', 'RUN {} alpine id -G', ' 99\n'),
  help: seen('--help', 'RUN {} alpine true', /^Usage: {2}docker (run|create) /),
  hostname: seen('-h here', 'RUN {} alpine hostname', 'here\n'),
  init: seen('--init', 'RUN {} alpine ps -o pid,args', '1 /sbin/docker-init -- ps'),
  interactive: seen('-i', 'echo typed > words\nexec < words\nRUN {} alpine cat', 'typed\n'),
  label: kept('-l a=b', '.Config.Labels', '{"a":"b"}'),
  'label-file': seen('--label-file l', "echo a=b > l\nRUN {} alpine true\ndocker inspect -f '{{json .Config.Labels}}' box", '{"a":"b"}'),
  name: seen('--name boxer', "RUN {} alpine true\ndocker ps -a --format '{{.Names}}'", 'boxer\n'),
  platform: seen('--platform linux/arm64', 'RUN {} alpine true', 'does not match the specified platform'),
  pull: seen('--pull always', 'RUN {} alpine true', 'latest: Pulling from library/alpine'),
  quiet: seen('-q', 'RUN {} busybox echo end of pull', /^end of pull\n$/),
  restart: seen('--restart on-failure:2', "RUN {} alpine false\nsleep 9\ndocker inspect -f 'again: {{.RestartCount}}' box", 'again: 2\n'),
  rm: seen('--rm', 'RUN {} alpine true\nsleep 1\ndocker inspect box', 'No such object: box'),
  'stop-signal': seen(
    '--stop-signal QUIT',
    `RUN {} alpine sh -c 'trap "echo asked to quit; exit" QUIT; while :; do sleep 1; done' &\nsleep 1\ndocker stop -t 2 box`,
    'asked to quit\n',
  ),
  'stop-timeout': seen(
    '--stop-timeout 3',
    'RUN {} alpine sleep 100 &\nsleep 1\nA=$(date +%s)\ndocker stop box\necho $(($(date +%s) - A)) seconds',
    '3 seconds\n',
  ),
  tty: seen('-t', 'RUN {} alpine tty', '/dev/pts/0'),
  user: seen('-u nobody', 'RUN {} alpine id -un', 'nobody\n'),
  workdir: seen('-w /srv/here', 'RUN {} alpine pwd', '/srv/here\n'),
};

const networking: Proofs = {
  'add-host': seen('--add-host db:10.1.2.3', 'RUN {} alpine cat /etc/hosts', '10.1.2.3\tdb\n'),
  dns: seen('--dns 9.9.9.9', 'RUN {} alpine cat /etc/resolv.conf', 'nameserver 9.9.9.9\n'),
  'dns-opt': seen('--dns-opt ndots:3', 'RUN {} alpine cat /etc/resolv.conf', 'options ndots:3\n'),
  'dns-option': seen('--dns-option ndots:3', 'RUN {} alpine cat /etc/resolv.conf', 'options ndots:3\n'),
  'dns-search': seen('--dns-search a.example', 'RUN {} alpine cat /etc/resolv.conf', 'search a.example\n'),
  expose: kept('--expose 90', '.Config.ExposedPorts', '{"90/tcp":{}}'),
  ip: seen('--ip 172.30.0.9', 'RUN {} --network back alpine hostname -i', '172.30.0.9'),
  ip6: seen('--ip6 fd00::9', 'RUN {} --network back alpine true', 'only when connecting to networks with user configured subnets'),
  link: seen('--link other:pal', 'RUN {} alpine cat /etc/hosts', '\tpal '),
  'link-local-ip': refused('--link-local-ip 169.254.0.9'),
  'mac-address': seen('--mac-address 02:42:ac:11:00:99', 'RUN {} alpine cat /sys/class/net/eth0/address', '02:42:ac:11:00:99\n'),
  net: seen('--net none', 'RUN {} alpine ls /sys/class/net', /^lo\n$/),
  'net-alias': seen('--net-alias also', 'RUN {} --network back alpine nslookup also', '172.30.0.2'),
  network: seen('--network none', 'RUN {} alpine ls /sys/class/net', /^lo\n$/),
  'network-alias': seen('--network-alias also', 'RUN {} --network back alpine nslookup also', '172.30.0.2'),
  publish: seen('-p 8080:80', 'RUN {} nginx &\nsleep 2\ncurl -s localhost:8080', 'Welcome to nginx!'),
  'publish-all': seen('-P', 'RUN {} nginx &\nsleep 2\ndocker port box', '80/tcp -> 0.0.0.0:'),
};

const storage: Proofs = {
  mount: seen('--mount type=volume,src=data,dst=/data', 'RUN {} alpine touch /data/f\ndocker volume ls -q', 'data\n'),
  'read-only': seen('--read-only', 'RUN {} alpine touch /f', 'Read-only file system'),
  'shm-size': seen('--shm-size 1m', 'RUN {} alpine df -k /dev/shm', ' 1024 '),
  'storage-opt': seen('--storage-opt size=1g', 'RUN {} alpine true', "supported only for overlay over xfs with 'pquota' mount option"),
  tmpfs: seen('--tmpfs /data:size=1m', 'RUN {} alpine df -k /data', 'tmpfs '),
  volume: seen('-v data:/data', 'RUN {} alpine touch /data/f\ndocker volume ls -q', 'data\n'),
  'volume-driver': seen('--volume-driver nope', 'RUN {} -v data:/data alpine true', 'plugin "nope" not found'),
  'volumes-from': seen('--volumes-from giver', 'docker create --name giver -v data:/data alpine\nRUN {} alpine ls -d /data', '/data\n'),
};

const resources: Proofs = {
  'blkio-weight': seen('--blkio-weight 300', 'RUN {} alpine true', 'does not support Block I/O weight or'),
  'blkio-weight-device': seen('--blkio-weight-device /dev/sda:200', 'RUN {} alpine true', 'does not support Block I/O weight_device or'),
  'cpu-count': refused('--cpu-count 1'),
  'cpu-percent': refused('--cpu-percent 10'),
  'cpu-period': seen('--cpu-period 50000', 'RUN {} alpine cat /sys/fs/cgroup/cpu.max', ' 50000\n'),
  'cpu-quota': seen('--cpu-quota 20000', 'RUN {} alpine cat /sys/fs/cgroup/cpu.max', '20000 100000\n'),
  'cpu-rt-period': refused('--cpu-rt-period 1000'),
  'cpu-rt-runtime': refused('--cpu-rt-runtime 1000'),
  'cpu-shares': seen('-c 512', 'RUN {} alpine cat /sys/fs/cgroup/cpu.weight', /^20\n$/),
  cpus: seen('--cpus 0.5', 'RUN {} alpine cat /sys/fs/cgroup/cpu.max', '50000 100000\n'),
  'cpuset-cpus': seen('--cpuset-cpus 0', 'RUN {} alpine nproc', /^1\n$/),
  'cpuset-mems': seen('--cpuset-mems 7', 'RUN {} alpine true', 'Requested memory nodes are not available - requested 7, available: 0'),
  'device-read-bps': refused('--device-read-bps /dev/sda:1mb'),
  'device-read-iops': refused('--device-read-iops /dev/sda:100'),
  'device-write-bps': refused('--device-write-bps /dev/sda:1mb'),
  'device-write-iops': refused('--device-write-iops /dev/sda:100'),
  'io-maxbandwidth': refused('--io-maxbandwidth 1m'),
  'io-maxiops': refused('--io-maxiops 10'),
  'kernel-memory': refused('--kernel-memory 50m'),
  memory: seen('-m 32m', 'RUN {} alpine cat /sys/fs/cgroup/memory.max', '33554432\n'),
  'memory-reservation': seen('--memory-reservation 32m', 'RUN {} alpine cat /sys/fs/cgroup/memory.low', '33554432\n'),
  'memory-swap': kept('--memory-swap 100m', '.HostConfig.MemorySwap', '104857600', '-m 64m alpine true'),
  'memory-swappiness': kept('--memory-swappiness 10', '.HostConfig.MemorySwappiness', '10'),
  'oom-kill-disable': seen('--oom-kill-disable', 'RUN {} alpine true', 'OOM killer is disabled for the container'),
  'oom-score-adj': seen('--oom-score-adj 500', 'RUN {} alpine cat /proc/self/oom_score_adj', '500\n'),
  'pids-limit': seen('--pids-limit 2', "RUN {} alpine sh -c 'sleep 1 & sleep 1 & sleep 1'", "can't fork"),
  ulimit: seen('--ulimit nofile=77', "RUN {} alpine sh -c 'ulimit -n'", '77\n'),
};

const health: Proofs = {
  'health-cmd': seen('--health-cmd true', "RUN {} alpine sleep 100 &\nsleep 40\ndocker ps --format '{{.Status}}'", '(healthy)'),
  'health-interval': checks('--health-interval 4s', '', 'true', 2),
  'health-retries': seen(
    '--health-retries 1',
    "RUN {} --health-interval 2s --health-cmd false alpine sleep 100 &\nsleep 3\ndocker ps --format '{{.Status}}'",
    '(unhealthy)',
  ),
  'health-start-interval': checks('--health-start-interval 3s', '--health-start-period 60s', 'false', 3),
  'health-start-period': seen(
    '--health-start-period 60s',
    "RUN {} --health-interval 2s --health-cmd false alpine sleep 100 &\nsleep 20\ndocker ps --format '{{.Status}}'",
    '(health: starting)',
  ),
  'health-timeout': seen(
    '--health-timeout 1s',
    "RUN {} --health-interval 2s --health-cmd 'sleep 5' alpine sleep 100 &\nsleep 6\ndocker inspect -f '{{json .State.Health.Log}}' box",
    'exceeded timeout (1s)',
  ),
  'no-healthcheck': kept('--no-healthcheck', '.Config.Healthcheck', '{"Test":["NONE"]}'),
};

const isolation: Proofs = {
  'cap-add': seen('--cap-add NET_ADMIN', 'RUN {} alpine grep CapEff /proc/self/status', '00000000a80435fb'),
  'cap-drop': seen('--cap-drop CHOWN', 'RUN {} alpine chown 1000 /etc/passwd', 'Operation not permitted'),
  'cgroup-parent': refused('--cgroup-parent /elsewhere'),
  cgroupns: refused('--cgroupns host'),
  device: seen('--device /dev/zero:/dev/nought', 'RUN {} alpine ls /dev', 'nought\n'),
  'device-cgroup-rule': refused("--device-cgroup-rule 'c 1:3 rwm'"),
  gpus: seen('--gpus all', 'RUN {} alpine true', 'could not select device driver "" with capabilities: [[gpu]]'),
  ipc: seen('--ipc none', 'RUN {} alpine grep shm /proc/mounts', /^$/),
  isolation: seen('--isolation hyperv', 'RUN {} alpine true', "invalid isolation (hyperv): linux only supports 'default'"),
  'log-driver': seen('--log-driver none', 'RUN {} alpine true\ndocker logs box', 'configured logging driver does not support reading'),
  'log-opt': seen('--log-opt labels=a', 'RUN {} -l a=b alpine echo hi\ndocker logs --details box', 'a=b hi\n'),
  pid: seen('--pid host', 'RUN {} alpine ps -o args', 'dockerd'),
  privileged: seen('--privileged', 'RUN {} alpine grep CapEff /proc/self/status', '000001ffffffffff'),
  runtime: seen('--runtime nope', 'RUN {} alpine true', 'unknown or invalid runtime name: nope'),
  'security-opt': seen('--security-opt no-new-privileges', 'RUN {} alpine grep NoNewPrivs /proc/self/status', 'NoNewPrivs:\t1\n'),
  sysctl: seen('--sysctl net.ipv4.ip_forward=0', 'RUN {} alpine cat /proc/sys/net/ipv4/ip_forward', '0\n'),
  'use-api-socket': refused('--use-api-socket'),
  userns: kept('--userns host', '.HostConfig.UsernsMode', '"host"'),
  uts: seen('--uts host', 'RUN {} alpine hostname', 'docker\n'),
};

/** The flags that `run` and `create` share. */
const createProofs: Proofs = { ...identity, ...networking, ...storage, ...resources, ...health, ...isolation };

/** What `attach` means shows when the container runs, and in `create` nothing runs. */
const attached = proof('-a stderr', "docker create --name box {} alpine true\ndocker inspect -f '{{.Config.AttachStdout}}' box", 'false\n');

const help = proof('--help', 'docker create {} alpine true', /^Usage: {2}docker create /);

export const create: Proofs = { ...scripts('docker create --name box REST > /dev/null && docker start -ai box'), attach: attached, help };

const detaching = "docker run -it --name box {} alpine sh\ndocker ps --format '{{.Names}} {{.State}}'";
const waiting = `docker run --name box {} alpine sh -c 'trap "exit 3" TERM; while :; do sleep 1; done' &`;
export const run: Proofs = {
  ...scripts('docker run --name box REST'),
  attach: proof('-a stderr', "docker run {} alpine sh -c 'echo out; echo err >&2'", /^err\n$/),
  detach: proof('-d', 'docker run {} alpine echo hi', /^[0-9a-f]{64}\n$/),
  'detach-keys': proof('--detach-keys ctrl-x', detaching, 'box running', ['\x18', 'exit\r']),
  'sig-proxy': proof('--sig-proxy=false', `${waiting}\nsleep 1\nkill -TERM $!\nsleep 2\ndocker ps --format '{{.Names}}'`, 'box\n'),
};

/** The proofs with `RUN` spelled out. */
function scripts(how: string): Proofs {
  const spell = (line: string): string => {
    const [, rest = '', ampersand = ''] = /^RUN (.*?)( &)?$/.exec(line) ?? [];
    return rest === '' ? line : how.replace('REST', () => rest) + ampersand;
  };
  const spelled = Object.entries(createProofs).map(([flag, { given, script, shows }]): [string, Proof] => [
    flag,
    proof(given, script.split('\n').map(spell).join('\n'), shows),
  ]);
  return Object.fromEntries(spelled);
}

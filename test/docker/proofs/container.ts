import { proof, refused, type Proofs } from './proof.js';

/** The world of every proof has `other`, which sleeps. */
const talker =
  "docker run -d --name box -l color=blue --log-opt labels=color alpine sh -c 'echo one; sleep 2; echo two; echo err >&2; sleep 1000' > /dev/null";
const trapper = `docker run -d --name box alpine sh -c 'trap "echo asked; exit 4" USR1; while :; do sleep 1; done' > /dev/null`;
const echoer = `docker run -di --name box alpine sh -c 'while read x; do echo got $x; done' > /dev/null`;
const waiter = `docker run -d --name box alpine sh -c 'trap "exit 3" TERM; while :; do sleep 1; done' > /dev/null`;
const states = "docker ps -a --filter name=box --format '{{.Names}} {{.State}}'";
const elapsed = (line: string): string => `A=$(date +%s)\n${line}\necho $(($(date +%s) - A)) seconds`;

const attach: Proofs = {
  'detach-keys': proof('--detach-keys ctrl-x', `docker run -dit --name box alpine sh\ndocker attach {} box\n${states}`, 'box running', [
    '\x18',
    'exit\r',
  ]),
  'no-stdin': proof(
    '--no-stdin',
    `${echoer}\necho hi | timeout 3 docker attach --sig-proxy=false {} box\ndocker logs box; echo end of log`,
    /^end of log\n$/,
  ),
  'sig-proxy': proof('--sig-proxy=false', `${waiter}\ndocker attach {} box &\nsleep 1\nkill -TERM $!\nsleep 2\n${states}`, 'box running'),
};

const commit: Proofs = {
  author: proof('-a Me', "docker commit {} other made > /dev/null\ndocker inspect -f '{{.Author}}' made", 'Me\n'),
  change: proof("-c 'EXPOSE 80'", "docker commit {} other made > /dev/null\ndocker inspect -f '{{.Config.ExposedPorts}}' made", '80/tcp'),
  message: proof('-m note', "docker commit {} other made > /dev/null\ndocker inspect -f '{{.Comment}}' made", 'note\n'),
  pause: proof(
    '-p=false',
    "docker commit {} other made > /dev/null\nsleep 2\ndocker events --since 1m --until 1s --format '{{.Action}}' | grep -c pause",
    /^0\n$/,
  ),
};

const cp: Proofs = {
  archive: proof('-a', "touch f\ndocker cp {} f other:/\ndocker exec other stat -c '%u' /f", '1000\n'),
  'follow-link': proof('-L', 'echo text > f\nln -s f l\ndocker cp {} l other:/l\ndocker exec other cat /l', 'text\n'),
  quiet: proof('-q', 'echo text > f\ndocker cp {} f other:/f && echo "copied"', /^copied\r\n$/, []),
};

const exec: Proofs = {
  detach: proof('-d', elapsed('docker exec {} other sleep 3'), '0 seconds'),
  'detach-keys': proof('--detach-keys ctrl-x', 'docker exec -it {} other sh\ndocker top other -o pid,args', 'sh\r\n', ['\x18', 'exit\r']),
  env: proof('-e COLOR=blue', 'docker exec {} other env', 'COLOR=blue\n'),
  'env-file': proof('--env-file vars', 'echo COLOR=blue > vars\ndocker exec {} other env', 'COLOR=blue\n'),
  interactive: proof('-i', 'echo typed | docker exec {} other cat', 'typed\n'),
  privileged: proof('--privileged', 'docker exec {} other grep CapEff /proc/self/status', '000001ffffffffff'),
  tty: proof('-t', 'docker exec {} other tty', '/dev/pts/0'),
  user: proof('-u nobody', 'docker exec {} other id -un', 'nobody\n'),
  workdir: proof('-w /srv', 'docker exec {} other pwd', '/srv\n'),
};

const exportContainer: Proofs = {
  output: proof('-o out.tar', 'docker export {} other > /dev/null\ntar tf out.tar etc/passwd', 'etc/passwd\n'),
};

const inspect: Proofs = {
  format: proof("-f '{{.Name}}'", 'docker container inspect {} other', /^\/other\n$/),
  size: proof('-s', 'docker container inspect {} other', '"SizeRootFs": '),
};

const kill: Proofs = { signal: proof('-s USR1', `${trapper}\nsleep 1\ndocker kill {} box\nsleep 2\ndocker logs box`, 'asked\n') };

const logs: Proofs = {
  details: proof('--details', `${talker}\nsleep 3\ndocker logs {} box`, 'color=blue one\n'),
  follow: proof('-f', `${talker}\nsleep 1\ntimeout 3 docker logs {} box`, 'two\n'),
  since: proof('--since 1s', `${talker}\nsleep 5\ndocker logs {} box`, /^$/),
  tail: proof('-n 1', `${talker}\nsleep 3\ndocker logs {} box 2> /dev/null`, /^(two\n)?$/),
  timestamps: proof('-t', `${talker}\nsleep 3\ndocker logs {} box`, /^\d{4}-\d\d-\d\dT[\d:.]+Z one\n/),
  until: proof('--until 2s', `${talker}\nsleep 3\ndocker logs {} box`, /^one\n$/),
};

const two = 'docker create --name late alpine > /dev/null\n';
const ls: Proofs = {
  all: proof('-a', `${two}docker ps {}`, 'late\n'),
  filter: proof('-f name=nobody', 'docker ps -q {}', /^$/),
  format: proof("--format '{{.Names}}'", 'docker ps {}', /^other\n$/),
  last: proof('-n 1', `${two}docker ps {}`, 'late\n'),
  latest: proof('-l', `${two}docker ps {}`, 'late\n'),
  'no-trunc': proof('--no-trunc', 'docker ps {}', /\n[0-9a-f]{64} /),
  quiet: proof('-q', 'docker ps {}', /^[0-9a-f]{12}\n$/),
  size: proof('-s', 'docker ps {}', '(virtual '),
};

const prune: Proofs = {
  filter: proof('--filter label=a', `${two}docker container prune -f {}\ndocker ps -a`, 'late\n'),
  force: proof('-f', `${two}docker container prune {} < /dev/null`, 'Deleted Containers:'),
};

const restart: Proofs = {
  time: proof('--time 2', elapsed('docker restart {} other'), '2 seconds'),
  signal: proof('-s USR1', `${trapper}\nsleep 1\ndocker restart -t 5 {} box\ndocker logs box`, 'asked\n'),
  timeout: proof('-t 2', elapsed('docker restart {} other'), '2 seconds'),
};

const rm: Proofs = {
  force: proof('-f', 'docker rm {} other\ndocker ps -aq | wc -l', '0\n'),
  link: proof('-l', `docker run -d --name box --link other:pal alpine sleep 100 > /dev/null\ndocker rm {} box/pal`, /^box\/pal\n$/),
  volumes: proof('-v', 'docker create --name box -v /data alpine > /dev/null\ndocker rm {} box\ndocker volume ls -q | wc -l', '0\n'),
};

const start: Proofs = {
  attach: proof('-a', 'docker create --name box alpine echo hi > /dev/null\ndocker start {} box', 'hi\n'),
  checkpoint: refused('--checkpoint x', 'docker create --name box alpine > /dev/null\ndocker start {} box'),
  'checkpoint-dir': refused('--checkpoint-dir x', 'docker create --name box alpine > /dev/null\ndocker start {} box'),
  'detach-keys': proof(
    '--detach-keys ctrl-x',
    `docker create -it --name box alpine sh\ndocker start -ai {} box\n${states}`,
    'box running',
    ['\x18', 'exit\r'],
  ),
  interactive: proof(
    '-i',
    'docker create -i --name box alpine cat > /dev/null\necho typed | timeout -s KILL 3 docker start -a {} box',
    'typed\n',
  ),
};

const stats: Proofs = {
  all: proof('-a', `${two}docker stats --no-stream {}`, 'late '),
  format: proof("--format '{{.Name}}'", 'docker stats --no-stream {}', /^other\n$/),
  'no-stream': proof('--no-stream', `timeout 5 docker stats {}\necho code $?`, 'code 0\n'),
  'no-trunc': proof('--no-trunc', 'docker stats --no-stream {}', /\n[0-9a-f]{64} /),
};

const stop: Proofs = {
  time: proof('--time 2', elapsed('docker stop {} other'), '2 seconds'),
  signal: proof('-s USR1', `${trapper}\nsleep 1\ndocker stop -t 5 {} box\ndocker logs box`, 'asked\n'),
  timeout: proof('-t 2', elapsed('docker stop {} other'), '2 seconds'),
};

const limit = (file: string): string => `docker update --pids-limit 50 {} other\ndocker exec other cat /sys/fs/cgroup/${file}`;
const known = (field: string): string => `docker update --pids-limit 50 {} other\ndocker inspect -f '{{json .HostConfig.${field}}}' other`;
const update: Proofs = {
  'blkio-weight': proof('--blkio-weight 300', limit('pids.max'), 'does not support Block I/O weight or'),
  'cpu-period': proof('--cpu-period 50000', limit('cpu.max'), ' 50000\n'),
  'cpu-quota': proof('--cpu-quota 20000', limit('cpu.max'), '20000 100000\n'),
  'cpu-rt-period': refused('--cpu-rt-period 1000', limit('cpu.max')),
  'cpu-rt-runtime': refused('--cpu-rt-runtime 1000', limit('cpu.max')),
  'cpu-shares': proof('-c 512', limit('cpu.weight'), '\n20\n'),
  cpus: proof('--cpus 0.5', limit('cpu.max'), '50000 100000\n'),
  'cpuset-cpus': proof('--cpuset-cpus 0', limit('cpuset.cpus.effective'), '\n0\n'),
  'cpuset-mems': proof('--cpuset-mems 7', limit('pids.max'), 'Requested memory nodes are not available'),
  'kernel-memory': refused('--kernel-memory 50m', limit('memory.max')),
  memory: proof('-m 32m --memory-swap 64m', limit('memory.max'), '33554432\n'),
  'memory-reservation': proof('--memory-reservation 32m', limit('memory.low'), '33554432\n'),
  'memory-swap': proof(
    '--memory-swap 100m',
    `docker update -m 64m --memory-swap 128m other > /dev/null\n${known('MemorySwap')}`,
    '104857600\n',
  ),
  'pids-limit': proof('--pids-limit 7', limit('pids.max'), '\n7\n'),
  restart: proof('--restart always', known('RestartPolicy'), '"always"'),
};

/** By the first name of each command. */
export const containerProofs: Readonly<Record<string, Proofs>> = {
  'container attach': attach,
  'container commit': commit,
  'container cp': cp,
  'container diff': {},
  'container exec': exec,
  'container export': exportContainer,
  'container inspect': inspect,
  'container kill': kill,
  'container logs': logs,
  'container ls': ls,
  'container pause': {},
  'container port': {},
  'container prune': prune,
  'container rename': {},
  'container restart': restart,
  'container rm': rm,
  'container start': start,
  'container stats': stats,
  'container stop': stop,
  'container top': {},
  'container unpause': {},
  'container update': update,
  'container wait': {},
};

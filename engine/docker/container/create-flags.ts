import { flag, type Flag } from '../flags/flag.js';
import { bool, bytes, checkedList, duration, int, list, map, repeated, swapBytes, text, uint16 } from '../flags/flag-type.js';
import {
  checkAttach,
  checkDeviceRule,
  checkEnvironment,
  checkExtraHost,
  checkIp,
  checkLabel,
  checkLink,
  checkSysctl,
  checkThrottle,
  checkUlimit,
  checkWeight,
  dnsSearch,
} from './option-checks.js';
import { checkGpus } from './gpu-request.js';
import { checkMount } from './mount-option.js';
import { checkNetwork } from './network-option.js';
import { cpus } from './cpus.js';

const throttle = repeated('list', '', checkThrottle);
const labels = checkedList(checkLabel);
const nothing = { initial: '[]' };
const noTime = { initial: '0s' };
const unsimulated = { simulated: false };

/** What a container is and how it looks from inside: flags of `docker run` and `docker create`. */
const identity: readonly Flag[] = [
  flag('annotation', '', map, { en: 'Add a note for the OCI runtime', ko: 'OCI 런타임에 넘길 주석을 추가합니다' }, { initial: 'map[]' }),
  flag('attach', 'a', checkedList(checkAttach), { en: 'Attach to STDIN, STDOUT or STDERR', ko: 'STDIN, STDOUT, STDERR 중 연결할 것' }),
  flag('cidfile', '', text, { en: 'Write the ID of the new container to this file', ko: '새 컨테이너의 ID를 이 파일에 씁니다' }),
  flag(
    'disable-content-trust',
    '',
    bool,
    { en: 'Do not verify the signature of the image', ko: '이미지 서명을 검증하지 않습니다' },
    { initial: 'true' },
  ),
  flag('domainname', '', text, { en: 'NIS domain name of the container', ko: '컨테이너의 NIS 도메인 이름' }),
  flag('entrypoint', '', text, {
    en: 'Program to start instead of the ENTRYPOINT of the image',
    ko: '이미지의 ENTRYPOINT 대신 실행할 프로그램',
  }),
  flag('env', 'e', checkedList(checkEnvironment), { en: 'Set an environment variable', ko: '환경 변수를 정합니다' }),
  flag('env-file', '', list, { en: 'Take environment variables from a file', ko: '파일에서 환경 변수를 읽습니다' }),
  flag('group-add', '', list, { en: 'Further group for the user of the container', ko: '컨테이너 사용자가 추가로 속할 그룹' }),
  flag('help', '', bool, { en: 'Print this text', ko: '이 설명을 출력합니다' }),
  flag('hostname', 'h', text, { en: 'Host name inside the container', ko: '컨테이너 안의 호스트 이름' }),
  flag('init', '', bool, {
    en: 'Start an init as process 1, which passes signals on and reaps orphans',
    ko: '시그널을 전달하고 고아 프로세스를 거두는 init을 1번 프로세스로 실행합니다',
  }),
  flag('interactive', 'i', bool, { en: 'Leave STDIN open although nothing is attached', ko: '연결된 것이 없어도 STDIN을 열어 둡니다' }),
  flag('label', 'l', labels, { en: 'Set a label of the container', ko: '컨테이너에 레이블을 붙입니다' }),
  flag('label-file', '', list, { en: 'Take labels from a file, one a line', ko: '파일에서 레이블을 한 줄에 하나씩 읽습니다' }),
  flag('name', '', text, { en: 'Name of the container', ko: '컨테이너 이름' }),
  flag('platform', '', text, {
    en: 'Platform of the image to use, for images with several',
    ko: '여러 플랫폼을 지원하는 이미지에서 쓸 플랫폼',
  }),
  flag('quiet', 'q', bool, { en: 'Do not show how the pull goes on', ko: '내려받는 과정을 출력하지 않습니다' }),
  flag('rm', '', bool, { en: 'Remove the container and its anonymous volumes when it ends', ko: '끝나면 컨테이너와 익명 볼륨을 지웁니다' }),
  flag(
    'restart',
    '',
    text,
    { en: 'When to start the container again after it ended', ko: '종료 뒤 다시 시작하는 정책' },
    { initial: 'no' },
  ),
  flag('stop-signal', '', text, { en: 'Signal that asks the container to stop', ko: '컨테이너를 멈출 때 보낼 시그널' }),
  flag('stop-timeout', '', int, { en: 'Seconds between that signal and the kill', ko: '그 시그널 뒤 강제 종료까지 기다릴 초' }),
  flag('tty', 't', bool, { en: 'Give the container a terminal', ko: '컨테이너에 터미널을 할당합니다' }),
  flag('user', 'u', text, {
    en: 'User name or number, and group (form: <name|uid>[:<group|gid>])',
    ko: '사용자와 그룹 (형식: <이름|uid>[:<그룹|gid>])',
  }),
  flag('workdir', 'w', text, { en: 'Directory in which the program starts', ko: '프로그램을 실행할 디렉터리' }),
];

const networking: readonly Flag[] = [
  flag('add-host', '', checkedList(checkExtraHost), {
    en: 'Add a line to /etc/hosts (host:ip)',
    ko: '/etc/hosts에 줄을 추가합니다 (host:ip)',
  }),
  flag('dns', '', checkedList(checkIp), { en: 'DNS server of the container', ko: '컨테이너가 쓸 DNS 서버' }),
  flag('dns-opt', '', list, { en: 'Option for the DNS client', ko: 'DNS 클라이언트 옵션' }, { hidden: true }),
  flag('dns-option', '', list, { en: 'Option for the DNS client', ko: 'DNS 클라이언트 옵션' }),
  flag('dns-search', '', checkedList(dnsSearch), { en: 'Domain to search host names in', ko: '호스트 이름을 찾을 검색 도메인' }),
  flag('expose', '', list, { en: 'Declare a port, or a range of them', ko: '포트 또는 포트 범위를 선언합니다' }),
  flag('ip', '', text, { en: 'IPv4 address (as in 172.30.100.104)', ko: 'IPv4 주소 (예: 172.30.100.104)' }),
  flag('ip6', '', text, { en: 'IPv6 address (as in 2001:db8::33)', ko: 'IPv6 주소 (예: 2001:db8::33)' }),
  flag('link', '', checkedList(checkLink), { en: 'Make another container known by a name', ko: '다른 컨테이너를 이름으로 연결합니다' }),
  flag(
    'link-local-ip',
    '',
    checkedList(checkIp),
    { en: 'Link-local address of the container', ko: '컨테이너의 링크 로컬 주소' },
    unsimulated,
  ),
  flag('mac-address', '', text, {
    en: 'MAC address of the container (as in 92:d0:c6:0a:29:33)',
    ko: '컨테이너의 MAC 주소 (예: 92:d0:c6:0a:29:33)',
  }),
  flag('net', '', repeated('network', '', checkNetwork), { en: 'Network to join', ko: '연결할 네트워크' }, { hidden: true }),
  flag('net-alias', '', list, { en: 'Further name in the network', ko: '네트워크에서 쓸 별칭' }, { hidden: true }),
  flag('network', '', repeated('network', '', checkNetwork), { en: 'Network to join', ko: '연결할 네트워크' }),
  flag('network-alias', '', list, { en: 'Further name in the network', ko: '네트워크에서 쓸 별칭' }),
  flag('publish', 'p', list, { en: 'Publish a port of the container on the host', ko: '컨테이너 포트를 호스트에 공개합니다' }),
  flag('publish-all', 'P', bool, {
    en: 'Publish every exposed port on a free port of the host',
    ko: '선언된 포트를 모두 호스트의 빈 포트에 공개합니다',
  }),
];

const storage: readonly Flag[] = [
  flag('mount', '', repeated('mount', '', checkMount), {
    en: 'Attach a directory, volume or tmpfs',
    ko: '디렉터리, 볼륨, tmpfs를 마운트합니다',
  }),
  flag('read-only', '', bool, {
    en: 'Make the root file system of the container read-only',
    ko: '컨테이너의 루트 파일 시스템을 읽기 전용으로 만듭니다',
  }),
  flag('shm-size', '', bytes, { en: 'Size of /dev/shm', ko: '/dev/shm의 크기' }),
  flag('storage-opt', '', list, { en: 'Option for the storage driver', ko: '저장소 드라이버 옵션' }),
  flag('tmpfs', '', list, { en: 'Mount a directory that lives in memory', ko: '메모리에 있는 디렉터리를 마운트합니다' }),
  flag('volume', 'v', list, { en: 'Mount a directory of the host or a volume', ko: '호스트 디렉터리나 볼륨을 마운트합니다' }),
  flag('volume-driver', '', text, { en: 'Driver of volumes that are made', ko: '만들어지는 볼륨의 드라이버' }),
  flag('volumes-from', '', list, { en: 'Take over the mounts of another container', ko: '다른 컨테이너의 마운트를 그대로 씁니다' }),
];

const resources: readonly Flag[] = [
  flag('blkio-weight', '', uint16, { en: 'Share of block I/O, 10 to 1000, 0 for none', ko: '블록 I/O 비중 (10~1000, 0이면 끔)' }),
  flag(
    'blkio-weight-device',
    '',
    repeated('list', '', checkWeight),
    { en: 'Share of block I/O of one device', ko: '장치별 블록 I/O 비중' },
    nothing,
  ),
  flag('cpu-count', '', int, { en: 'Number of CPUs (Windows only)', ko: 'CPU 수 (Windows 전용)' }, { hidden: true, simulated: false }),
  flag(
    'cpu-percent',
    '',
    int,
    { en: 'Percent of the CPUs (Windows only)', ko: 'CPU 퍼센트 (Windows 전용)' },
    { hidden: true, simulated: false },
  ),
  flag('cpu-period', '', int, { en: 'Period of the CFS scheduler', ko: 'CFS 스케줄러의 주기' }),
  flag('cpu-quota', '', int, { en: 'Quota of the CFS scheduler', ko: 'CFS 스케줄러의 할당량' }),
  flag(
    'cpu-rt-period',
    '',
    int,
    { en: 'Period of the real-time scheduler in microseconds', ko: '실시간 스케줄러의 주기 (마이크로초)' },
    unsimulated,
  ),
  flag(
    'cpu-rt-runtime',
    '',
    int,
    { en: 'Runtime of the real-time scheduler in microseconds', ko: '실시간 스케줄러의 실행 시간 (마이크로초)' },
    unsimulated,
  ),
  flag('cpu-shares', 'c', int, { en: 'Share of CPU time against other containers', ko: '다른 컨테이너와 비교한 CPU 시간 비중' }),
  flag('cpus', '', cpus, { en: 'Number of CPUs', ko: 'CPU 수' }),
  flag('cpuset-cpus', '', text, { en: 'CPUs that may be used (0-3, 0,1)', ko: '쓸 수 있는 CPU (0-3, 0,1)' }),
  flag('cpuset-mems', '', text, { en: 'Memory nodes that may be used (0-3, 0,1)', ko: '쓸 수 있는 메모리 노드 (0-3, 0,1)' }),
  flag(
    'device-read-bps',
    '',
    throttle,
    { en: 'Bytes a second that may be read from a device', ko: '장치에서 초당 읽을 수 있는 바이트' },
    nothing,
  ),
  flag('device-read-iops', '', throttle, { en: 'Reads a second from a device', ko: '장치에서 초당 읽기 횟수' }, nothing),
  flag(
    'device-write-bps',
    '',
    throttle,
    { en: 'Bytes a second that may be written to a device', ko: '장치에 초당 쓸 수 있는 바이트' },
    nothing,
  ),
  flag('device-write-iops', '', throttle, { en: 'Writes a second to a device', ko: '장치에 초당 쓰기 횟수' }, nothing),
  flag(
    'io-maxbandwidth',
    '',
    bytes,
    { en: 'I/O bandwidth (Windows only)', ko: 'I/O 대역폭 (Windows 전용)' },
    { hidden: true, simulated: false },
  ),
  flag('io-maxiops', '', int, { en: 'I/O operations (Windows only)', ko: 'I/O 횟수 (Windows 전용)' }, { hidden: true, simulated: false }),
  flag('kernel-memory', '', bytes, { en: 'Limit of kernel memory', ko: '커널 메모리 제한' }, unsimulated),
  flag('memory', 'm', bytes, { en: 'Limit of memory', ko: '메모리 제한' }),
  flag('memory-reservation', '', bytes, { en: 'Soft limit of memory', ko: '메모리 연성 제한' }),
  flag('memory-swap', '', swapBytes, {
    en: "Limit of memory and swap together, '-1' for unlimited swap",
    ko: "메모리와 스왑을 합한 제한, '-1'이면 스왑 무제한",
  }),
  flag(
    'memory-swappiness',
    '',
    int,
    { en: 'How readily memory is swapped out (0 to 100)', ko: '메모리를 스왑하는 정도 (0~100)' },
    { initial: '-1' },
  ),
  flag('oom-kill-disable', '', bool, {
    en: 'Do not kill processes that run out of memory',
    ko: '메모리가 부족해도 프로세스를 종료하지 않습니다',
  }),
  flag('oom-score-adj', '', int, {
    en: 'How readily the host kills it for memory (-1000 to 1000)',
    ko: '메모리 부족 때 호스트가 종료할 우선순위 (-1000~1000)',
  }),
  flag('pids-limit', '', int, { en: 'Limit of processes, -1 for none', ko: '프로세스 수 제한 (-1이면 무제한)' }),
  flag('ulimit', '', repeated('ulimit', '', checkUlimit), { en: 'Set a ulimit', ko: 'ulimit을 정합니다' }, nothing),
];

const health: readonly Flag[] = [
  flag('health-cmd', '', text, { en: 'Command that tells whether the container is well', ko: '컨테이너 상태를 확인할 명령' }),
  flag('health-interval', '', duration, { en: 'Time between two checks (ms|s|m|h)', ko: '확인 간격 (ms|s|m|h)' }, noTime),
  flag('health-retries', '', int, { en: 'Failures in a row that mean unhealthy', ko: 'unhealthy로 판단할 연속 실패 횟수' }),
  flag(
    'health-start-interval',
    '',
    duration,
    { en: 'Time between two checks while it starts (ms|s|m|h)', ko: '시작 기간의 확인 간격 (ms|s|m|h)' },
    noTime,
  ),
  flag(
    'health-start-period',
    '',
    duration,
    { en: 'Time to start before failures count (ms|s|m|h)', ko: '실패를 세지 않는 시작 기간 (ms|s|m|h)' },
    noTime,
  ),
  flag('health-timeout', '', duration, { en: 'Longest time for one check (ms|s|m|h)', ko: '확인 한 번의 최대 시간 (ms|s|m|h)' }, noTime),
  flag('no-healthcheck', '', bool, { en: 'Switch off the HEALTHCHECK of the image', ko: '이미지의 HEALTHCHECK를 끕니다' }),
];

const isolation: readonly Flag[] = [
  flag('cap-add', '', list, { en: 'Add a Linux capability', ko: 'Linux capability를 추가합니다' }),
  flag('cap-drop', '', list, { en: 'Take a Linux capability away', ko: 'Linux capability를 뺍니다' }),
  flag('cgroup-parent', '', text, { en: 'Cgroup to put the container into', ko: '컨테이너를 넣을 상위 cgroup' }, unsimulated),
  flag('cgroupns', '', text, {
    en: "Cgroup namespace (host|private)\n'host':    that of the host\n'private': one of its own\n'':        what the daemon is set to (default)",
    ko: "cgroup 네임스페이스 (host|private)\n'host':    호스트의 것\n'private': 자기만의 것\n'':        데몬 설정을 따름 (기본값)",
  }),
  flag('device', '', list, { en: 'Give the container a device of the host', ko: '호스트 장치를 컨테이너에 줍니다' }),
  flag(
    'device-cgroup-rule',
    '',
    checkedList(checkDeviceRule),
    { en: 'Add a rule about devices', ko: '장치 규칙을 추가합니다' },
    unsimulated,
  ),
  flag('gpus', '', repeated('gpu-request', '', checkGpus), {
    en: "GPUs to give to the container ('all' for all of them)",
    ko: "컨테이너에 줄 GPU ('all'이면 전부)",
  }),
  flag('ipc', '', text, { en: 'IPC namespace', ko: 'IPC 네임스페이스' }),
  flag('isolation', '', text, { en: 'Way of isolating the container', ko: '컨테이너 격리 방식' }),
  flag('log-driver', '', text, { en: 'Where the output of the container is logged', ko: '컨테이너 출력을 기록할 로깅 드라이버' }),
  flag('log-opt', '', list, { en: 'Option for the logging driver', ko: '로깅 드라이버 옵션' }),
  flag('pid', '', text, { en: 'PID namespace', ko: 'PID 네임스페이스' }),
  flag('privileged', '', bool, { en: 'Give the container all rights on the host', ko: '컨테이너에 호스트의 모든 권한을 줍니다' }),
  flag('runtime', '', text, { en: 'OCI runtime to use', ko: '사용할 OCI 런타임' }),
  flag('security-opt', '', list, { en: 'Security option', ko: '보안 옵션' }),
  flag('sysctl', '', repeated('map', '', checkSysctl), { en: 'Kernel setting', ko: '커널 설정' }, { initial: 'map[]' }),
  flag(
    'use-api-socket',
    '',
    bool,
    { en: 'Give the container the Docker API socket and the logins', ko: 'Docker API 소켓과 로그인 정보를 컨테이너에 줍니다' },
    unsimulated,
  ),
  flag('userns', '', text, { en: 'User namespace', ko: '사용자 네임스페이스' }),
  flag('uts', '', text, { en: 'UTS namespace', ko: 'UTS 네임스페이스' }),
];

/** Every flag that `docker run` and `docker create` share. */
export const createFlags: readonly Flag[] = [...identity, ...networking, ...storage, ...resources, ...health, ...isolation];

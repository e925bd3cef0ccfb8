/** os */
export const os = String.raw`
const signals = {
  SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGTRAP: 5, SIGABRT: 6, SIGIOT: 6, SIGBUS: 7, SIGFPE: 8, SIGKILL: 9, SIGUSR1: 10, SIGSEGV: 11,
  SIGUSR2: 12, SIGPIPE: 13, SIGALRM: 14, SIGTERM: 15, SIGCHLD: 17, SIGSTKFLT: 16, SIGCONT: 18, SIGSTOP: 19, SIGTSTP: 20, SIGTTIN: 21, SIGTTOU: 22,
  SIGURG: 23, SIGXCPU: 24, SIGXFSZ: 25, SIGVTALRM: 26, SIGPROF: 27, SIGWINCH: 28, SIGIO: 29, SIGPOLL: 29, SIGPWR: 30, SIGSYS: 31,
};
const { errnos } = require('internal/errors');
const read = file => { try { return host.decode(host.readFile(file)); } catch { return ''; } };
const meminfo = key => { const match = new RegExp(key + ':\\s+(\\d+) kB').exec(read('/proc/meminfo')); return match ? Number(match[1]) * 1024 : 0; };
const kernel = key => read('/proc/sys/kernel/' + key).trim();

Object.assign(exports, {
  EOL: '\n',
  devNull: '/dev/null',
  constants: { signals, errno: Object.fromEntries(Object.keys(errnos).map(code => [code, errnos[code][0]])), priority: { PRIORITY_LOW: 19, PRIORITY_NORMAL: 0, PRIORITY_HIGH: -14 } },
  arch: () => 'x64',
  platform: () => 'linux',
  type: () => 'Linux',
  machine: () => 'x86_64',
  release: () => kernel('osrelease') || '6.1.0-28-amd64',
  version: () => kernel('version') || '#1 SMP PREEMPT_DYNAMIC Debian 6.1.119-1 (2024-11-22)',
  hostname: () => host.hostname(),
  homedir: () => process.env.HOME || exports.userInfo().homedir,
  tmpdir: () => (process.env.TMPDIR || '/tmp').replace(/(.)\/$/, '$1'),
  endianness: () => 'LE',
  uptime: () => Number(read('/proc/uptime').split(' ')[0]) || host.now() / 1000,
  loadavg: () => read('/proc/loadavg').split(' ').slice(0, 3).map(Number),
  totalmem: () => meminfo('MemTotal') || JSON.parse(host.facts()).memory,
  freemem: () => meminfo('MemAvailable') || meminfo('MemFree'),
  availableParallelism: () => JSON.parse(host.facts()).cpus,
  cpus: () => Array.from({ length: JSON.parse(host.facts()).cpus }, () => ({ model: 'Intel(R) Xeon(R) CPU @ 2.20GHz', speed: 2200, times: { user: 0, nice: 0, sys: 0, idle: Math.round(host.now()), irq: 0 } })),
  userInfo() {
    const { uid, gid } = JSON.parse(host.facts());
    const row = read('/etc/passwd').split('\n').map(line => line.split(':')).find(fields => Number(fields[2]) === uid && fields.length >= 7);
    if (!row) throw require('internal/errors').system('ENOENT', 'uv_os_get_passwd');
    return { uid, gid, username: row[0], homedir: row[5], shell: row[6] };
  },
  networkInterfaces() {
    const found = {};
    for (const { name, mac, cidr } of JSON.parse(host.addresses())) {
      const [address, bits] = cidr.split('/');
      const isV6 = address.includes(':');
      const mask = Number(bits);
      const netmask = isV6 ? 'ffff:ffff:ffff:ffff::' : [0, 8, 16, 24].map(shift => 256 - 2 ** (8 - Math.max(0, Math.min(8, mask - shift)))).join('.');
      (found[name] = found[name] || []).push({ address, netmask, family: isV6 ? 'IPv6' : 'IPv4', mac: mac || '00:00:00:00:00:00', internal: name === 'lo', cidr });
    }
    return found;
  },
  getPriority: () => 0,
  setPriority: () => { throw require('internal/errors').notSimulated('os.setPriority'); },
});
`;

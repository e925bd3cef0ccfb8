import { STEP_COST } from '../core/scheduler.js';
import type { ProcDescriptor, ProcProcess } from '../fs/proc-file-system.js';
import type { VirtualFile } from '../fs/virtual-node.js';
import { DuplexFile } from './duplex-file.js';
import { machine } from './machine.js';
import type { OpenDescription } from './open-description.js';
import type { PidNamespace } from './pid-namespace.js';
import { networkFiles } from './proc-net.js';
import { processInfo } from './process-info.js';
import type { ProcessRecord } from './process-record.js';
import { namespaceLinks } from './proc-namespaces.js';
import { formatLimits, formatMountInfo, formatMounts, formatStatus } from './proc-texts.js';
import type { ProcessInfo } from './sys.js';

/** One process as the /proc of a namespace shows it. */
export function procProcess(process: ProcessRecord, namespace: PidNamespace): ProcProcess {
  const { credentials, startedAt } = process;
  return {
    uid: credentials.uid,
    gid: credentials.gid,
    startedAt,
    cwd: () => process.cwd,
    exe: () => (process.exit || process.executable === '' ? undefined : process.executable),
    root: () => '/',
    files: () => filesOf(process, namespace),
    descriptors: () => descriptorsOf(process),
    namespaces: () => namespaceLinks(process),
  };
}

function filesOf(process: ProcessRecord, namespace: PidNamespace): ReadonlyMap<string, VirtualFile> {
  const info = (): ProcessInfo => processInfo(process, namespace);
  const { mounts } = process.namespaces;
  const file = (read: () => string): VirtualFile => ({ kind: 'file', read });
  const secret = (read: () => string): VirtualFile => ({ kind: 'file', mode: 0o400, read });
  return new Map<string, VirtualFile>([
    ['cgroup', file(() => `0::${namespace.level > 0 ? '/' : process.cgroup.path}\n`)],
    [
      'cmdline',
      file(() =>
        info()
          .argv.map(argument => `${argument}\0`)
          .join(''),
      ),
    ],
    ['comm', file(() => `${process.command}\n`)],
    ['environ', secret(() => (process.exit ? '' : [...process.env].map(([name, value]) => `${name}=${value}\0`).join('')))],
    ['io', secret(() => formatIo(process))],
    ['limits', file(() => formatLimits(process.limits))],
    ['loginuid', file(() => '4294967295')],
    ['mountinfo', file(() => formatMountInfo(mounts.mountDetails()))],
    ['mounts', file(() => formatMounts(mounts.mounts()))],
    ['oom_score', file(() => `${Math.floor((process.memoryBytes / machine.memoryBytes) * 1000)}\n`)],
    ['oom_score_adj', file(() => `${process.cgroup.limits.oomScoreAdjustment ?? 0}\n`)],
    ['sessionid', file(() => '4294967295')],
    ['stat', file(() => formatStat(info(), process))],
    ['statm', file(() => formatStatm(process.memoryBytes))],
    ['status', file(() => formatStatus(process, namespace, info()))],
    ['wchan', file(() => '0')],
    ...networkFiles(process.namespaces.net),
  ]);
}

function formatIo(process: ProcessRecord): string {
  const { readBytes, writtenBytes } = process.cgroup;
  return `rchar: ${readBytes}\nwchar: ${writtenBytes}\nread_bytes: 0\nwrite_bytes: 0\ncancelled_write_bytes: 0\n`;
}

/** The fields of /proc/<pid>/stat, in their order (proc_pid_stat(5)); those that nobody reads are 0. */
function formatStat(info: ProcessInfo, process: ProcessRecord): string {
  const ticks = Math.floor(((process.cpuSteps * STEP_COST) / 1000) * machine.ticksPerSecond);
  const started = Math.max(0, Math.floor((info.startedAt / 1000) * machine.ticksPerSecond));
  const tty = info.tty?.startsWith('pts/') ? PTS_DEVICE + Number(info.tty.slice(4)) : 0;
  const { terminal } = process.group.session;
  const foreground = terminal?.foreground?.pids[process.namespaces.pid.level] ?? -1;
  const identity = [info.pid, `(${info.command})`, info.state, info.ppid, info.processGroup, info.session, tty, terminal ? foreground : -1];
  const times = [ticks, 0, 0, 0, 20, 0, 1, 0, started];
  const pages = Math.ceil(info.memoryBytes / machine.pageBytes);
  const rest = [info.memoryBytes, pages, '18446744073709551615', ...new Array<number>(12).fill(0), 17, ...new Array<number>(14).fill(0)];
  return `${[...identity, 4_194_304, 0, 0, 0, 0, ...times, ...rest].join(' ')}\n`;
}

/** Device number of pts/0, as tty_nr shows it. */
const PTS_DEVICE = 136 << 8;

function formatStatm(memoryBytes: number): string {
  const pages = Math.ceil(memoryBytes / machine.pageBytes);
  return `${pages} ${pages} ${Math.floor(pages / 2)} 0 0 ${Math.floor(pages / 4)} 0\n`;
}

function descriptorsOf(process: ProcessRecord): ReadonlyMap<number, ProcDescriptor> {
  const found = new Map<number, ProcDescriptor>();
  for (const fd of process.descriptors.numbers()) {
    const file = process.descriptors.get(fd);
    found.set(fd, { target: file.description, ...file.mode, ...(needsObject(file) ? { object: file } : {}) });
  }
  return found;
}

/** Pipes and sockets have no path; a terminal is the one that is held, whoever may open its file. */
function needsObject(file: OpenDescription): boolean {
  return file instanceof DuplexFile || file.terminal !== undefined;
}

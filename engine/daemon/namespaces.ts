import { tmpfs } from '../fs/dev-file-system.js';
import type { FileSystem } from '../fs/file-system.js';
import type { Namespaces } from '../process/launch.js';
import { isRunning, type ContainerRecord } from './container.js';
import type { Daemon } from './daemon.js';
import { createContainerFailed, createTaskFailed, joinIpcFailed, joinPidFailed } from './errors.js';

/** `--uts`: the host's names, or those that were given; a domain cannot be set for the whole host. */
export function utsOf(daemon: Daemon, { config, hostConfig }: ContainerRecord): Namespaces['uts'] {
  const { Hostname: hostname, Domainname: domainname } = config;
  const isHost = hostConfig.UTSMode === 'host';
  if (isHost && domainname !== '') throw createContainerFailed('sysctl "kernel.domainname" is not in a separate kernel namespace');
  if (hostname.length > LONGEST_HOSTNAME) throw createTaskFailed('error during container init: sethostname: invalid argument');
  return isHost ? daemon.hostNamespaces.uts : { hostname, domainname };
}

/** What sethostname(2) takes. */
const LONGEST_HOSTNAME = 64;

/** `--pid`: the host's, that of another container as long as it runs, or one of its own. */
export function pidNamespaceOf(daemon: Daemon, { hostConfig }: ContainerRecord): Namespaces['pid'] {
  const { PidMode: mode } = hostConfig;
  if (mode === 'host') return daemon.hostNamespaces.pid;
  if (!mode.startsWith('container:')) return daemon.kernel.createPidNamespace(daemon.hostNamespaces.pid);
  const owner = daemon.containers.find(mode.slice('container:'.length));
  const theirs = daemon.live.get(owner.id)?.run;
  if (!theirs) throw joinPidFailed(owner.id);
  return theirs.namespaces.pid;
}

/** What stands behind /dev/shm: a file system of its own, another container's, the host's, or nothing. */
export type SharedMemory = FileSystem | 'host' | undefined;

/** `--ipc`. Another container shares its memory when it was told to (`shareable`) and as long as it runs. */
export function sharedMemoryOf(daemon: Daemon, { hostConfig }: ContainerRecord): SharedMemory {
  const { IpcMode: mode, ShmSize: sizeBytes } = hostConfig;
  if (mode === 'none') return undefined;
  if (mode === 'host') return 'host';
  if (!mode.startsWith('container:')) return tmpfs(daemon.clock, { sizeBytes });
  const owner = daemon.containers.find(mode.slice('container:'.length));
  const theirs = daemon.live.get(owner.id)?.run;
  if (!isRunning(owner) || !theirs) throw joinIpcFailed(owner.id, ' is not running');
  const isShared = owner.hostConfig.IpcMode !== 'private' && owner.hostConfig.IpcMode !== 'none';
  if (!isShared) throw joinIpcFailed(owner.id, ': non-shareable IPC (hint: use IpcMode:shareable for the donor container)');
  return theirs.sharedMemory;
}

import type { Duplex } from '../core/duplex.js';
import { isErrno } from '../core/errno.js';
import { LaunchError } from '../process/launch-error.js';
import type { Process } from '../process/launch.js';
import type { ContainerRecord } from './container.js';
import type { Daemon } from './daemon.js';
import { emptyInput } from './output-hub.js';

/** What `ps` on the host shows beside a container's own processes: its shim, and a proxy for each published port. */
export interface HostProcesses {
  readonly shim: Process | undefined;
  readonly stop: () => void;
}

export function startHostProcesses(daemon: Daemon, container: ContainerRecord): HostProcesses {
  const shim = spawnOnHost(daemon, [
    '/usr/bin/containerd-shim-runc-v2',
    '-namespace',
    'moby',
    '-id',
    container.id,
    '-address',
    '/run/containerd/containerd.sock',
  ]);
  const proxies = proxyCommands(daemon, container).map(argv => spawnOnHost(daemon, argv, daemon.process ? { parent: daemon.process } : {}));
  return {
    shim,
    stop: () => {
      for (const process of [shim, ...proxies]) process?.kill('SIGKILL');
    },
  };
}

function proxyCommands(daemon: Daemon, container: ContainerRecord): readonly (readonly string[])[] {
  const publications = daemon.live.get(container.id)?.sandbox?.publications ?? [];
  return publications.map(({ protocol, host, target }) => [
    '/usr/bin/docker-proxy',
    '-proto',
    protocol,
    '-host-ip',
    host.ip,
    '-host-port',
    String(host.port),
    '-container-ip',
    target.ip,
    '-container-port',
    String(target.port),
    '-use-listen-fd',
  ]);
}

export interface HostProcessOptions {
  readonly parent?: Process;
  readonly stdout?: Duplex;
  readonly stderr?: Duplex;
}

const environment = new Map([['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin']]);

/** A process of the host's own, run by root; undefined on a host that has no such program. */
export function spawnOnHost(
  daemon: Daemon,
  argv: readonly string[],
  { parent, stdout = discard, stderr = discard }: HostProcessOptions = {},
): Process | undefined {
  try {
    return daemon.kernel.launch({
      argv,
      env: environment,
      cwd: '/',
      credentials: { uid: 0, gid: 0, groups: [0] },
      namespaces: daemon.hostNamespaces,
      cgroup: daemon.cgroup,
      stdio: { stdin: 'null', stdout, stderr },
      ...(parent ? { parent } : {}),
    });
  } catch (error) {
    if (error instanceof LaunchError || isErrno(error)) return undefined;
    throw error;
  }
}

/** The daemons' own output, which nobody reads here. */
const discard: Duplex = { ...emptyInput, write: data => data.length };

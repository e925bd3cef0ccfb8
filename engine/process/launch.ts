import type { Instant } from '../core/clock.js';
import type { Duplex } from '../core/duplex.js';
import type { WaitQueue } from '../core/wait-queue.js';
import type { MountNamespace } from '../fs/mount-namespace.js';
import type { NetNamespace } from '../net/namespace.js';
import type { Signal } from './signals.js';
import type { Credentials, Pid, WaitStatus } from './sys.js';
import type { Cgroup } from './cgroup.js';
import type { PidNamespace } from './pid-namespace.js';
import type { Terminal } from './terminal.js';

/** What a process sees of the machine; containers get their own, the processes inside share them. */
export interface Namespaces {
  readonly pid: PidNamespace;
  readonly mounts: MountNamespace;
  readonly net: NetNamespace;
  readonly uts: { hostname: string; domainname: string };
  /** What stands for its shared memory and queues; the host's when left out. */
  readonly ipc?: object | undefined;
  /** Kernel settings that differ from the machine's (`--sysctl`): `net.core.somaxconn` → `99`. */
  readonly sysctls?: ReadonlyMap<string, string>;
}

/** How the daemon (or the host's login) starts a process that no other process forked. */
export interface LaunchSpec {
  readonly argv: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  readonly credentials: Credentials;
  readonly namespaces: Namespaces;
  readonly cgroup: Cgroup;
  /** What 0, 1 and 2 are; with a terminal all three are the terminal, which becomes the controlling one. `null`: /dev/null. */
  readonly stdio: { readonly stdin: Duplex | 'null'; readonly stdout: Duplex; readonly stderr: Duplex } | { readonly terminal: Terminal };
  /** The parent that `ps` shows (a containerd-shim, login); process 1 of the host when left out. */
  readonly parent?: Process;
  readonly limits?: Partial<Record<'nofile' | 'nproc' | 'fsize' | 'cpu', number>>;
}

/** A running or ended process, as the daemon holds it. */
export interface Process {
  /** In the host's pid namespace. */
  readonly pid: Pid;
  readonly startedAt: Instant;
  /** Undefined while it runs. */
  readonly exit: { readonly status: WaitStatus; readonly at: Instant } | undefined;
  /** Notified when it ends. */
  readonly ended: WaitQueue;
  kill(signal: Signal): void;
}

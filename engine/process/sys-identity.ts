import type { CowMap } from '../core/cow.js';
import type { Clock } from '../core/clock.js';
import { Errno } from '../core/errno.js';
import type { Random } from '../core/random.js';
import type { NetNamespace } from '../net/namespace.js';
import { isCapable } from './capabilities.js';
import type { OpenDescription } from './open-description.js';
import { processInfo } from './process-info.js';
import { processorsOf } from './processors.js';
import type { ProcessRecord } from './process-record.js';
import type { Credentials, Fd, Pid, ProcessInfo } from './sys.js';

/**
 * First layer of the system calls: who the caller is. The layers are one class in several files; a process has one object.
 * Methods of their own are `private`, not `#`: V8 would put a mark for each layer into each of the objects, which makes starting a
 * process a third slower.
 */
export class IdentityCalls {
  protected readonly process: ProcessRecord;

  constructor(process: ProcessRecord) {
    this.process = process;
  }

  get pid(): Pid {
    return this.process.ownPid;
  }

  get ppid(): Pid {
    return this.process.parentPid(this.process.namespaces.pid);
  }

  get env(): CowMap<string, string> {
    return this.process.env;
  }

  get clock(): Clock {
    return this.process.kernel.clock;
  }

  get random(): Random {
    return this.process.random;
  }

  get net(): NetNamespace {
    return this.process.namespaces.net;
  }

  credentials(): Credentials {
    return this.process.credentials;
  }

  setCredentials(credentials: Credentials): void {
    const { uid, gid } = this.process.credentials;
    const isSame = credentials.uid === uid && credentials.gid === gid;
    if (!isSame && !isCapable(this.process.credentials, 'CAP_SETUID')) throw new Errno('EPERM');
    // What a container may not do, its programs do not win back by becoming somebody else.
    this.process.credentials = {
      ...this.process.credentials,
      uid: credentials.uid,
      gid: credentials.gid,
      groups: credentials.groups,
      realUid: undefined,
    };
  }

  processors(): number {
    return processorsOf(this.process.cgroup).length;
  }

  cwd(): string {
    return this.process.cwd;
  }

  umask(mask?: number): number {
    const before = this.process.umask;
    if (mask !== undefined) this.process.umask = mask & 0o777;
    return before;
  }

  hostname(): string {
    return this.process.namespaces.uts.hostname;
  }

  setHostname(name: string): void {
    if (!isCapable(this.process.credentials, 'CAP_SYS_ADMIN')) throw new Errno('EPERM');
    if (name.length > 64) throw new Errno('EINVAL');
    this.process.namespaces.uts.hostname = name;
  }

  setTitle(argv: readonly string[]): void {
    this.process.argv = [...argv];
  }

  processes(): readonly ProcessInfo[] {
    const namespace = this.process.namespaces.pid;
    return Array.from(namespace.members(), process => processInfo(process, namespace)).sort((a, b) => a.pid - b.pid);
  }

  /** An open file by its number. */
  protected file(fd: Fd): OpenDescription {
    return this.process.descriptors.get(fd);
  }

  /** Takes a file's reference over under the lowest free number. */
  protected install(file: OpenDescription, atLeast: Fd = 0): Fd {
    return this.process.descriptors.add(file, this.process.limits.nofile, atLeast);
  }
}

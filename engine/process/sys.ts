import type { CowMap } from '../core/cow.js';
import type { Clock, Instant, Ms } from '../core/clock.js';
import type { Duplex, Readiness } from '../core/duplex.js';
import type { Random } from '../core/random.js';
import type { Task } from '../core/task.js';
import type { DirectoryEntry, Stat } from '../fs/stat.js';
import type { Device } from '../fs/tree-node.js';
import type { FrameSource } from '../net/capture.js';
import type { DatagramSocket, SocketAddress } from '../net/socket.js';
import type { ListenOptions, NetNamespace } from '../net/namespace.js';
import type { NamespaceKind } from './namespaces.js';
import type { Signal } from './signals.js';

/**
 * What a program sees of the machine: the system calls. A program is a generator function; a call that may have to wait is
 * a generator too and is made with `yield*`, all others are plain calls. Every failure is a thrown `Errno`.
 *
 *     const cat: Main = function* (sys, argv) {
 *       const fd = sys.open(argv[1] ?? '/dev/stdin', { read: true });
 *       for (;;) {
 *         const bytes = yield* sys.read(fd, 65536);
 *         if (bytes.length === 0) return 0;
 *         yield* sys.write(1, bytes);
 *       }
 *     };
 *
 * `release` is which version of its package the file says to be, where it does.
 */
export type Main = (sys: Sys, argv: readonly string[], release?: string) => Task<number>;

export type Fd = number;
export type Pid = number;

/** How a process ended or stopped, as wait(2) tells it. */
export type WaitStatus =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signaled'; readonly signal: Signal }
  | { readonly kind: 'stopped'; readonly signal: Signal }
  | { readonly kind: 'continued' };

export interface OpenOptions {
  readonly read?: boolean;
  readonly write?: boolean;
  readonly append?: boolean;
  readonly create?: boolean;
  readonly exclusive?: boolean;
  readonly truncate?: boolean;
  /** Permission bits of a file that is created, before the umask; 0o666 when left out. */
  readonly mode?: number;
}

export interface Credentials {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  /** Who called a program that has its owner's rights (sudo, su); left out, `uid`. */
  readonly realUid?: number | undefined;
  /** Names such as CAP_CHOWN that root is limited to in a container; left out, root has all. Nobody else has any. */
  readonly capabilities?: ReadonlySet<string> | undefined;
  /** For ever, children too: `--security-opt no-new-privileges`, and a filter of system calls. /proc tells. */
  readonly noNewPrivileges?: boolean | undefined;
  readonly seccomp?: boolean | undefined;
}

/** Which descriptors of the parent a child gets, by the child's number. Left out: 0, 1 and 2 as they are. */
export type FdMap = ReadonlyMap<Fd, Fd>;

export interface SpawnOptions {
  /** Which file to run; no slash means: look in PATH of `env`. Left out: argv[0]. */
  readonly path?: string;
  readonly argv: readonly string[];
  readonly env?: ReadonlyMap<string, string>;
  readonly cwd?: string;
  readonly fds?: FdMap;
  /** 0 makes the child the leader of a new process group; a number puts it into that one; left out, it stays in the parent's. */
  readonly processGroup?: Pid;
  /** Signals that the child ignores or takes by default, whatever the parent does. */
  readonly ignoreSignals?: readonly Signal[];
  readonly defaultSignals?: readonly Signal[];
}

export interface ForkOptions {
  readonly fds?: FdMap;
  readonly processGroup?: Pid;
  /** What `ps` shows; the parent's when left out. */
  readonly argv?: readonly string[];
  /** Signals that the child takes by default from its first moment on, whatever the parent does. */
  readonly defaultSignals?: readonly Signal[];
}

/** Terminal modes, the part of termios(3) that programs here change. */
export interface TerminalModes {
  /** Lines, with erase and ^D, rather than single keys (ICANON). */
  readonly canonical: boolean;
  readonly echo: boolean;
  /** ^C, ^\ and ^Z send signals (ISIG). */
  readonly signals: boolean;
  /** Carriage return becomes newline on input (ICRNL). */
  readonly mapCarriageReturn: boolean;
  /** Newline becomes carriage return and newline on output (OPOST|ONLCR). */
  readonly mapNewline: boolean;
}

export interface WindowSize {
  readonly columns: number;
  readonly rows: number;
}

export interface PollRequest {
  readonly fd: Fd;
  readonly read?: boolean;
  readonly write?: boolean;
}

export type PollResult =
  | { readonly kind: 'ready'; readonly fds: readonly { readonly fd: Fd; readonly readiness: Readiness }[] }
  | { readonly kind: 'timeout' }
  /** A caught signal is waiting in `takeSignal`. */
  | { readonly kind: 'signal' };

/** A row of the process table, as `ps` and /proc show it. Ids are those of the asker's pid namespace. */
export interface ProcessInfo {
  readonly pid: Pid;
  readonly ppid: Pid;
  readonly processGroup: Pid;
  readonly session: Pid;
  readonly uid: number;
  readonly gid: number;
  /** Name of the executable, at most 15 characters (`comm`). */
  readonly command: string;
  readonly argv: readonly string[];
  /** R running, S sleeping, T stopped, Z zombie, D uninterruptible; as in ps. */
  readonly state: 'R' | 'S' | 'T' | 'Z' | 'D';
  readonly startedAt: Instant;
  readonly cpuTime: Ms;
  readonly memoryBytes: number;
  /** 'pts/0', 'tty1', or undefined. */
  readonly tty: string | undefined;
  readonly foreground: boolean;
}

export interface Sys {
  // ── who and where ──────────────────────────────────────────────────────────────────────────────────────────────────
  readonly pid: Pid;
  readonly ppid: Pid;
  /** The environment, a map of the process's own: changes are handed to children that are not given another. */
  readonly env: CowMap<string, string>;
  readonly clock: Clock;
  /** Randomness of this process (/dev/urandom, $RANDOM, shuffles). */
  readonly random: Random;
  credentials(): Credentials;
  setCredentials(credentials: Credentials): void;
  /** Absolute path. */
  cwd(): string;
  chdir(path: string): void;
  umask(mask?: number): number;
  hostname(): string;
  /** How many processors the process may use. */
  processors(): number;
  setHostname(name: string): void;
  /** What `ps` shows as the command line; servers rename their workers. */
  setTitle(argv: readonly string[]): void;
  /** The host's processes that this one can see, by pid. */
  processes(): readonly ProcessInfo[];

  // ── files ──────────────────────────────────────────────────────────────────────────────────────────────────────────
  open(path: string, options: OpenOptions): Fd;
  /** Up to `max` bytes, waiting for some; empty at the end of the file. EINTR when a caught signal ends the wait. */
  read(fd: Fd, max: number): Task<Uint8Array>;
  /** The byte that `read(fd, 1)` would give at once; undefined when that would wait, end, or let others run first. */
  readByte(fd: Fd): number | undefined;
  /** All of `data`, waiting for room, through caught signals too. EPIPE comes after SIGPIPE, as in Linux. */
  write(fd: Fd, data: Uint8Array): Task<void>;
  close(fd: Fd): void;
  /** Makes `to` another name of `from`; without `to`, the lowest free descriptor ≥ `atLeast` (default 0). */
  dup(from: Fd, to?: Fd, atLeast?: Fd): Fd;
  /** Closed when this process executes another program. */
  setCloseOnExec(fd: Fd, on: boolean): void;
  pipe(): { readonly read: Fd; readonly write: Fd };
  seek(fd: Fd, offset: number, from: 'start' | 'current' | 'end'): number;
  truncate(fd: Fd, sizeBytes: number): void;
  isOpen(fd: Fd): boolean;
  /**
   * flock(2): a lock of the open file, shared by all who have the descriptor from each other. Waits until `deadline` (for ever when left
   * out; 0 does not wait) and tells whether it was got. EINTR when a caught signal ends the wait.
   */
  flock(fd: Fd, kind: 'shared' | 'exclusive', deadline?: Instant): Task<boolean>;
  /** Frees the lock of an open file, if it has one. */
  unlock(fd: Fd): void;
  stat(path: string): Stat;
  lstat(path: string): Stat;
  fstat(fd: Fd): Stat;
  /** mmap(2): what is in a file of at most a megabyte. EACCES, EFBIG, ENODEV for what is no file … */
  mapFile(path: string): Uint8Array;
  /** Names in a directory in the order of their names (code units), without `.` and `..`. */
  readdir(path: string): readonly DirectoryEntry[];
  mkdir(path: string, mode?: number): void;
  rmdir(path: string): void;
  unlink(path: string): void;
  rename(from: string, to: string): void;
  symlink(target: string, path: string): void;
  link(existing: string, path: string): void;
  readlink(path: string): string;
  /** The path without links, `.` and `..`. */
  realpath(path: string): string;
  mkfifo(path: string, mode?: number): void;
  /** EPERM without CAP_MKNOD. */
  mknod(path: string, kind: 'character' | 'block', device: Device, mode?: number): void;
  chmod(path: string, mode: number): void;
  /** `follow: false` is lchown(2). */
  chown(path: string, uid: number, gid: number, options?: { readonly follow: boolean }): void;
  /** `follow: false` sets the times of a link itself. */
  utimes(path: string, accessedAt: Instant, modifiedAt: Instant, options?: { readonly follow: boolean }): void;
  /** Whether this process may do all of these. */
  access(path: string, want: { readonly read?: boolean; readonly write?: boolean; readonly execute?: boolean }): boolean;
  /** Size, used and available bytes of the file system that holds the path, and where it is mounted. */
  statfs(path: string): FileSystemUsage;
  mounts(): readonly MountInfo[];

  // ── processes ──────────────────────────────────────────────────────────────────────────────────────────────────────
  /** Starts a program in a child. Throws ENOENT, EACCES, ENOEXEC … when it cannot be run; EAGAIN at the limit. */
  spawn(options: SpawnOptions): Pid;
  /** A child that runs `body` with a copy of this process: a subshell, a worker. */
  fork(body: (sys: Sys) => Task<number>, options?: ForkOptions): Pid;
  /** Becomes another program; throws like `spawn`, otherwise never returns. `argv[0]` may differ from `path`. */
  exec(path: string, argv: readonly string[], env?: ReadonlyMap<string, string>): Task<never>;
  /** Ends this process at once. */
  exit(code: number): Task<never>;
  /**
   * Waits for a child (any, when `pid` is -1) to change state. Undefined with `noHang` when none has; 'interrupted' when a
   * caught signal came first. ECHILD when there is no such child. `untraced` also tells of children that stopped or continued.
   */
  wait(
    pid: Pid,
    options?: { readonly noHang?: boolean; readonly untraced?: boolean },
  ): Task<{ readonly pid: Pid; readonly status: WaitStatus } | 'interrupted' | undefined>;
  /** As kill(2): a negative pid is a process group, -1 is everybody; signal 0 only asks (ESRCH, EPERM). */
  kill(pid: Pid, signal: Signal | 0): void;
  /** What to do on a signal: 'catch' queues it for `takeSignal` and ends waits with 'interrupted'. */
  onSignal(signal: Signal, action: 'default' | 'ignore' | 'catch'): void;
  signalAction(signal: Signal): 'default' | 'ignore' | 'catch';
  /** The next caught signal, if any came. */
  takeSignal(): Signal | undefined;
  /** Waits for the time to pass; false when a caught signal came first. */
  sleep(duration: Ms): Task<boolean>;
  /** Waits until a caught signal comes. */
  pause(): Task<void>;
  poll(requests: readonly PollRequest[], timeout?: Ms): Task<PollResult>;
  /** Counts a step of work and lets others run when the time slice is used up: once per turn of any unbounded loop. */
  tick(): Task<void>;
  /** Runs work that only exists as a promise, with the machine standing still. */
  external<T>(start: () => PromiseLike<T>): Task<T>;
  setProcessGroup(pid: Pid, processGroup: Pid): void;
  readonly processGroup: Pid;
  /** The directory is `/` from now on. Needs CAP_SYS_CHROOT. */
  chroot(path: string): void;
  /** setns(2) with the namespaces of another process; that of pids counts for children only. ENOENT, EPERM. */
  joinNamespaces(pid: Pid, kinds: ReadonlySet<NamespaceKind>): void;
  /** unshare(2). EPERM; EINVAL for a network. */
  unshareNamespaces(kinds: ReadonlySet<NamespaceKind>): void;
  /** Mounts /proc as this process's namespace of pids has it. */
  mountOwnProc(): void;
  /** Becomes the leader of a new session without a terminal. */
  setSession(): Pid;
  /** Grows or shrinks what the process uses, for stats and limits; throws ENOMEM where the limit does not kill it. */
  setMemory(bytes: number): void;
  getLimit(name: 'nofile' | 'nproc' | 'fsize' | 'cpu'): number;
  setLimit(name: 'nofile' | 'nproc' | 'fsize' | 'cpu', value: number): void;

  // ── terminal ───────────────────────────────────────────────────────────────────────────────────────────────────────
  isTerminal(fd: Fd): boolean;
  /** Name such as '/dev/pts/0'. ENOTTY for anything else. */
  terminalName(fd: Fd): string;
  terminalModes(fd: Fd): TerminalModes;
  setTerminalModes(fd: Fd, modes: Partial<TerminalModes>): void;
  windowSize(fd: Fd): WindowSize;
  foregroundGroup(fd: Fd): Pid;
  setForegroundGroup(fd: Fd, processGroup: Pid): void;
  /** A new pseudo-terminal: what `script`, `docker run -t` and the player hold, and the name its programs open. */
  openTerminal(size: WindowSize): { readonly master: Fd; readonly name: string };
  setWindowSize(fd: Fd, size: WindowSize): void;
  /**
   * Tells whoever drives the host where the shell is (the idea of OSC 133): about to read a command, starting one, done.
   * Ignored when nobody listens.
   */
  mark(mark: ShellMark): void;

  // ── network ────────────────────────────────────────────────────────────────────────────────────────────────────────
  readonly net: NetNamespace;
  /** A TCP connection. ECONNREFUSED, ETIMEDOUT (after `timeout`, default 127 s), ENETUNREACH, EHOSTUNREACH. */
  connect(address: SocketAddress, timeout?: Ms): Task<Fd>;
  /** A listening TCP socket. EADDRINUSE, EADDRNOTAVAIL, EACCES. Port 0 takes a free one. */
  listen(address: SocketAddress, options?: ListenOptions): Fd;
  accept(fd: Fd): Task<{ readonly fd: Fd; readonly peer: SocketAddress }>;
  localAddress(fd: Fd): SocketAddress;
  peerAddress(fd: Fd): SocketAddress;
  /** No more writing on a connection. */
  shutdown(fd: Fd): void;
  /** Sockets of the processes that this one may look into: its user's, all for root. What /proc/PID/fd and /proc/net tell together. */
  openSockets(): readonly OpenSocket[];
  udp(address?: SocketAddress): { readonly fd: Fd; readonly socket: DatagramSocket };
  /** Listens in on an interface, or on all. EPERM for those who may not; ENODEV. */
  capture(device: string | undefined, isPromiscuous: boolean): { readonly fd: Fd; readonly source: FrameSource };
  connectUnix(path: string): Fd;
  listenUnix(path: string): Fd;
  /**
   * What a daemon of the host offers under the name of a socket file (the Docker API at /var/run/docker.sock), for programs
   * in the same host that speak to it without going through bytes. ENOENT, EACCES, ECONNREFUSED.
   */
  service(path: string): unknown;
  /** The descriptor's other end as an object, for programs that hand it to a daemon. */
  duplex(fd: Fd): Duplex;
}

/** A TCP or UDP socket of this network, and who has it open. */
export interface OpenSocket {
  readonly pid: Pid;
  readonly fd: Fd;
  /** The number in `socket:[7]`. */
  readonly inode: number;
  readonly protocol: 'tcp' | 'udp';
  readonly local: SocketAddress;
  readonly remote: SocketAddress | undefined;
}

export interface FileSystemUsage {
  readonly source: string;
  readonly type: string;
  readonly target: string;
  readonly totalBytes: number;
  readonly usedBytes: number;
  readonly inodes: number;
  readonly usedInodes: number;
}

export interface MountInfo {
  readonly source: string;
  readonly target: string;
  readonly type: string;
  readonly options: string;
  /** Where in its file system that begins what is seen there; `/` but for bind mounts. */
  readonly rootPath: string;
}

/** Where an interactive shell is. `line` is the command as it was typed. */
export type ShellMark =
  | { readonly kind: 'prompt' }
  | { readonly kind: 'command'; readonly line: string }
  | { readonly kind: 'done'; readonly line: string; readonly code: number };

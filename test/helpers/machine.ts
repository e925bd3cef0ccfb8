import { Clock, type Ms } from '../../engine/core/clock.js';
import type { Duplex } from '../../engine/core/duplex.js';
import { Errno } from '../../engine/core/errno.js';
import { Scheduler } from '../../engine/core/scheduler.js';
import { concatBytes } from '../../engine/core/streams.js';
import { decodeUtf8, encodeUtf8 } from '../../engine/core/utf8.js';
import { WaitQueue } from '../../engine/core/wait-queue.js';
import type { Content } from '../../engine/fs/content.js';
import { executable } from '../../engine/fs/executable.js';
import { MountNamespace } from '../../engine/fs/mount-namespace.js';
import { superuser } from '../../engine/fs/permissions.js';
import { ProcFileSystem } from '../../engine/fs/proc-file-system.js';
import { devptsFileSystem, hostDevFileSystem } from '../../engine/fs/dev-file-system.js';
import { TreeFileSystem } from '../../engine/fs/tree-file-system.js';
import type { NetNamespace } from '../../engine/net/namespace.js';
import { Cgroup } from '../../engine/process/cgroup.js';
import { exitCode, Kernel } from '../../engine/process/kernel.js';
import type { Namespaces } from '../../engine/process/launch.js';
import type { KernelLimits } from '../../engine/process/limits.js';
import { createPipe } from '../../engine/process/pipe.js';
import { procSource } from '../../engine/process/proc-source.js';
import type { ProcessRecord } from '../../engine/process/process-record.js';
import type { Main } from '../../engine/process/sys.js';
import type { Terminal } from '../../engine/process/terminal.js';

export interface MachineOptions {
  /** Text files (or bytes) by absolute path; directories around them are made. A path that ends with `/` is a directory. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Programs by name (installed in /usr/bin) or by absolute path. */
  readonly programs?: Readonly<Record<string, Main>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly net?: NetNamespace;
  /** Of the fabric, where there is one. */
  readonly scheduler?: Scheduler;
  readonly limits?: Partial<KernelLimits>;
  readonly seed?: string;
}

export interface RunOptions {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly uid?: number;
  /** Work allowed before the test fails; a million by default. */
  readonly maxSteps?: number;
  readonly namespaces?: Partial<Namespaces>;
  readonly cgroup?: Cgroup;
}

export interface RunOutput {
  /** 128 + the signal for a death by signal, as shells say it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process that goes on while the test does other things. */
export interface Started {
  readonly process: ProcessRecord;
  stdout(): string;
  stderr(): string;
  /** Types into its standard input; `end` closes that. */
  write(text: string): void;
  end(): void;
}

/** A process on a terminal. */
export interface Interactive {
  readonly process: ProcessRecord;
  readonly terminal: Terminal;
  /** Types keys and lets everything run until nothing happens any more. */
  type(keys: string): void;
  /** Everything shown since the last call. */
  shown(): string;
}

/** 2026-01-01T00:00:00Z */
const EPOCH_MS = 1_767_225_600_000;

/** A kernel with a small root filesystem and without a network, for tests of programs: everything in it runs synchronously. */
export class Machine {
  readonly scheduler: Scheduler;
  readonly clock: Clock;
  readonly kernel: Kernel;
  readonly mounts: MountNamespace;
  readonly namespaces: Namespaces;
  readonly cgroup = new Cgroup('/');
  readonly #programs = new Map<string, Main>();
  readonly #env: ReadonlyMap<string, string>;

  constructor(options: MachineOptions = {}) {
    const { files = {}, programs = {}, env = {}, net = offline, limits = {}, seed = 'test' } = options;
    this.scheduler = options.scheduler ?? new Scheduler(new Clock(EPOCH_MS));
    this.clock = this.scheduler.clock;
    this.mounts = new MountNamespace(this.clock);
    this.kernel = new Kernel({ scheduler: this.scheduler, seed, programs: this.#programs, limits });
    this.namespaces = { pid: this.kernel.root, mounts: this.mounts, net, uts: { hostname: 'machine', domainname: '' } };
    this.#env = new Map(Object.entries({ PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/root', ...env }));
    this.mounts.mount('/', new TreeFileSystem({ clock: this.clock, type: 'ext4' }));
    this.directory('/dev');
    this.mounts.mount('/dev', hostDevFileSystem(this.clock, { sizeBytes: 2 ** 31 }), { source: 'udev' });
    this.mounts.mount('/dev/pts', devptsFileSystem(this.clock), { source: 'devpts' });
    this.directory('/proc');
    const source = procSource(this.kernel, this.namespaces);
    this.mounts.mount('/proc', new ProcFileSystem({ clock: this.clock, source }), { source: 'proc' });
    for (const directory of ['/bin', '/etc', '/root', '/tmp', '/usr/bin', '/var']) this.directory(directory);
    this.mounts.chmod(superuser, '/tmp', 0o1777);
    this.program('/sbin/init', init);
    for (const [path, text] of Object.entries(files)) this.file(path, text);
    for (const [name, main] of Object.entries(programs)) this.program(name, main);
    this.launch(['/sbin/init'], new Input(''), new Output(), new Output());
  }

  /** Adds a file, or a directory for a path that ends with a slash. */
  file(path: string, data: string | Uint8Array | Content, mode = 0o644): void {
    this.directory(path.slice(0, path.lastIndexOf('/')) || '/');
    if (path.endsWith('/')) return;
    const opened = this.mounts.open(anyMode, path, { write: true, create: true, truncate: true, mode });
    if (opened.kind !== 'file') throw new Error(`${path} is no file`);
    const bytes = typeof data === 'string' ? encodeUtf8(data) : data instanceof Uint8Array ? data : data.bytes();
    opened.file.write(bytes);
    opened.file.close();
  }

  directory(path: string): void {
    this.mounts.ensureMountPoint(path, 'directory');
  }

  program(name: string, main: Main): void {
    const path = name.includes('/') ? name : `/usr/bin/${name}`;
    this.#programs.set(path, main);
    this.file(path, executable(path, 512), 0o755);
  }

  /** What a file has in it now. */
  read(path: string): string {
    return this.mounts.readFile(superuser, path).text();
  }

  /** Runs a program (or a generator function as one) to its end. */
  run(program: readonly string[] | Main, options: RunOptions = {}): RunOutput {
    const stdout = new Output();
    const stderr = new Output();
    const process = this.launch(this.#argv(program), new Input(options.stdin ?? ''), stdout, stderr, options);
    this.finish(process, options.maxSteps);
    return { code: process.exit ? exitCode(process.exit.status) : -1, stdout: stdout.text(), stderr: stderr.text() };
  }

  /** Starts a program; it runs in `settle`, `advance` and `finish`. */
  start(program: readonly string[] | Main, options: RunOptions = {}): Started {
    const stdout = new Output();
    const stderr = new Output();
    const { reader, writer } = createPipe();
    const process = this.launch(this.#argv(program), reader, stdout, stderr, options);
    return {
      process,
      stdout: () => stdout.text(),
      stderr: () => stderr.text(),
      write: text => {
        writer.write(encodeUtf8(text));
        this.settle();
      },
      end: () => {
        writer.end();
        this.settle();
      },
    };
  }

  /** Starts a program on a new terminal. */
  interact(
    program: readonly string[] | Main,
    options: RunOptions & { readonly columns?: number; readonly rows?: number } = {},
  ): Interactive {
    const terminal = this.kernel.openTerminal(this.mounts, { columns: options.columns ?? 80, rows: options.rows ?? 24 });
    const process = this.kernel.launch({ ...this.#spec(this.#argv(program), options), stdio: { terminal } });
    this.settle();
    return {
      process,
      terminal,
      type: keys => {
        terminal.master.write(encodeUtf8(keys));
        this.settle();
      },
      shown: () => decodeUtf8(terminal.master.read(1 << 20) ?? new Uint8Array(0)),
    };
  }

  launch(argv: readonly string[], stdin: Duplex, stdout: Duplex, stderr: Duplex, options: RunOptions = {}): ProcessRecord {
    return this.kernel.launch({ ...this.#spec(argv, options), stdio: { stdin, stdout, stderr } });
  }

  /** Lets everything run until a process has ended. */
  finish(process: ProcessRecord, maxSteps = 1_000_000): void {
    const result = this.scheduler.run({ until: Infinity, maxSteps, stop: () => process.exit !== undefined });
    if (result.kind !== 'stopped') throw new Error(`the program did not end: ${result.kind}`);
  }

  /** Lets everything run that can run now, without waiting for timers. */
  settle(maxSteps = 1_000_000): void {
    const limit = this.scheduler.steps + maxSteps;
    while (this.scheduler.hasRunnable) {
      const left = limit - this.scheduler.steps;
      if (left <= 0) throw new Error('the machine does not come to rest');
      this.scheduler.run({ until: this.clock.now() + 1, maxSteps: left, stop: () => !this.scheduler.hasRunnable });
    }
  }

  /** Lets time pass. */
  advance(duration: Ms, maxSteps = 10_000_000): void {
    this.scheduler.run({ until: this.clock.now() + duration, maxSteps });
  }

  #argv(program: readonly string[] | Main): readonly string[] {
    if (typeof program !== 'function') return program;
    this.program('/usr/bin/main', program);
    return ['/usr/bin/main'];
  }

  #spec(argv: readonly string[], { env = {}, cwd = '/', uid = 0, namespaces = {}, cgroup = this.cgroup }: RunOptions) {
    return {
      argv,
      env: new Map([...this.#env, ...Object.entries(env)]),
      cwd,
      credentials: { uid, gid: uid, groups: [] },
      namespaces: { ...this.namespaces, ...namespaces },
      cgroup,
    };
  }
}

/** See `Machine`. */
export function machine(options: MachineOptions = {}): Machine {
  return new Machine(options);
}

const anyMode = { ...superuser, umask: 0 };

/** Process 1: waits for orphans, for ever. */
const init: Main = function* (sys) {
  sys.onSignal('SIGCHLD', 'catch');
  for (;;) {
    try {
      yield* sys.wait(-1);
    } catch (error) {
      if (!(error instanceof Errno)) throw error;
      yield* sys.pause();
    }
    while (sys.takeSignal()) continue;
  }
};

/** Standard input with a fixed text. */
class Input implements Duplex {
  readonly readable = new WaitQueue();
  readonly writable = new WaitQueue();
  #left: Uint8Array;

  constructor(data: string | Uint8Array) {
    this.#left = typeof data === 'string' ? encodeUtf8(data) : data;
  }

  read(max: number): Uint8Array {
    const bytes = this.#left.slice(0, max);
    this.#left = this.#left.subarray(bytes.length);
    return bytes;
  }

  write(): never {
    throw new Errno('EBADF');
  }

  end(): void {}
  close(): void {}

  ready() {
    return { read: true, write: false, hangup: false };
  }
}

/** Standard output that takes everything. */
class Output implements Duplex {
  readonly readable = new WaitQueue();
  readonly writable = new WaitQueue();
  readonly #chunks: Uint8Array[] = [];

  text(): string {
    return decodeUtf8(concatBytes(this.#chunks));
  }

  read(): never {
    throw new Errno('EBADF');
  }

  write(data: Uint8Array): number {
    this.#chunks.push(data.slice());
    return data.length;
  }

  end(): void {}
  close(): void {}

  ready() {
    return { read: false, write: true, hangup: false };
  }
}

/** A network namespace without a network. */
const offline: NetNamespace = {
  id: 0,
  interfaces: () => [],
  routes: () => [],
  sockets: () => [],
  neighbours: () => [],
  learned: () => [],
  forgetNeighbour: () => false,
  forwarding: () => undefined,
  listen: () => {
    throw new Errno('EADDRNOTAVAIL');
  },
  *connect() {
    throw new Errno('ENETUNREACH');
  },
  udp: () => {
    throw new Errno('EADDRNOTAVAIL');
  },
  probe: () => {
    throw new Errno('ENETUNREACH');
  },
  capture: () => {
    throw new Errno('ENODEV');
  },
  *ping() {
    throw new Errno('ENETUNREACH');
  },
};

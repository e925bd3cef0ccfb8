import { createApi } from '../../engine/api/create-api.js';
import type { Api, ApiRequest, ApiResponse, Hijacked } from '../../engine/api/message.js';
import type { Channel } from '../../engine/core/channel.js';
import { Clock, type Ms } from '../../engine/core/clock.js';
import { Random } from '../../engine/core/random.js';
import { Scheduler } from '../../engine/core/scheduler.js';
import type { Task } from '../../engine/core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../engine/core/utf8.js';
import { createDaemon, type Daemon } from '../../engine/daemon/daemon.js';
import { daemonPrograms } from '../../engine/daemon/host-programs.js';
import { HostTree } from '../../engine/daemon/host-tree.js';
import { ImageService } from '../../engine/daemon/images/service.js';
import { devptsFileSystem, hostDevFileSystem } from '../../engine/fs/dev-file-system.js';
import { Disk } from '../../engine/fs/disk.js';
import { MountNamespace } from '../../engine/fs/mount-namespace.js';
import { ProcFileSystem } from '../../engine/fs/proc-file-system.js';
import { emptySnapshot, SnapshotBuilder, type Snapshot } from '../../engine/fs/snapshot.js';
import { TreeFileSystem } from '../../engine/fs/tree-file-system.js';
import { createHub } from '../../engine/image/hub.js';
import { createFabric } from '../../engine/net/create-fabric.js';
import type { Fabric } from '../../engine/net/fabric.js';
import { Cgroup } from '../../engine/process/cgroup.js';
import { Kernel } from '../../engine/process/kernel.js';
import type { Namespaces } from '../../engine/process/launch.js';
import type { KernelLimits } from '../../engine/process/limits.js';
import { createPipe } from '../../engine/process/pipe.js';
import { procSource } from '../../engine/process/proc-source.js';
import type { Main } from '../../engine/process/sys.js';
import { programs } from '../../engine/programs/index.js';

/** 2026-01-01T00:00:00Z */
const EPOCH_MS = 1_767_225_600_000;

export interface DaemonWorldOptions {
  /** Images that are there already. */
  readonly images?: readonly string[];
  /** Programs that stand for those of images, by id. */
  readonly programs?: Readonly<Record<string, Main>>;
  readonly limits?: Partial<KernelLimits>;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A host with a Docker daemon and no shell: tests speak to the API. */
export class DaemonWorld {
  readonly scheduler = new Scheduler(new Clock(EPOCH_MS));
  readonly kernel: Kernel;
  readonly fabric: Fabric;
  readonly daemon: Daemon;
  readonly api: Api;
  readonly mounts: MountNamespace;

  constructor({ images = ['alpine'], programs: own = {}, limits = {} }: DaemonWorldOptions = {}) {
    const { scheduler } = this;
    const table = new Map<string, Main>([...programs, ['init', idle], ...daemonPrograms, ...Object.entries(own)]);
    this.kernel = new Kernel({ scheduler, seed: 'test', programs: table, limits });
    const { clock } = this.kernel;
    this.fabric = createFabric({ scheduler, seed: 'test' });
    const disk = new Disk({ sizeBytes: 40 * 1024 ** 3, inodes: 10_000_000, storedBytes: 512 * 1024 ** 2 });
    this.mounts = new MountNamespace(clock);
    this.mounts.mount('/', new TreeFileSystem({ clock, type: 'ext4', base: hostTree(), disk }));
    this.mounts.mount('/dev', hostDevFileSystem(clock, { sizeBytes: 2 ** 31 }));
    this.mounts.mount('/dev/pts', devptsFileSystem(clock));
    const namespaces: Namespaces = {
      pid: this.kernel.root,
      mounts: this.mounts,
      net: this.fabric.host,
      uts: { hostname: 'host', domainname: '' },
    };
    this.mounts.mount('/proc', new ProcFileSystem({ clock, source: procSource(this.kernel, namespaces) }));
    const { reader, writer } = createPipe();
    this.kernel.launch({
      argv: ['/sbin/init'],
      env: new Map(),
      cwd: '/',
      credentials: { uid: 0, gid: 0, groups: [] },
      namespaces,
      cgroup: new Cgroup('/'),
      stdio: { stdin: reader, stdout: writer, stderr: writer },
    });
    const service = new ImageService({ clock, random: new Random('images'), registries: [createHub()] });
    service.preload(images);
    this.daemon = createDaemon({
      kernel: this.kernel,
      fabric: this.fabric,
      images: service,
      random: new Random('docker'),
      hostNamespaces: namespaces,
      tree: new HostTree(this.mounts, disk),
    });
    this.api = createApi(this.daemon);
  }

  /** Sends a request and runs the host until it is answered. */
  send(request: ApiRequest): ApiResponse {
    const result = this.#task(this.api.request(request));
    if (!result) throw new Error(`${request.method} ${request.path} was not answered`);
    return result;
  }

  /** A request whose answer is a document or an error. */
  call(method: ApiRequest['method'], path: string, json?: unknown): Answer {
    const [bare = '', parameters = ''] = path.split('?');
    const query: Record<string, string[]> = {};
    for (const pair of parameters === '' ? [] : parameters.split('&')) {
      const at = pair.indexOf('=');
      (query[pair.slice(0, at)] ??= []).push(decodeURIComponent(pair.slice(at + 1)));
    }
    const { status, body } = this.send({ method, path: bare, query, ...(json === undefined ? {} : { json }) });
    switch (body.kind) {
      case 'none':
        return { status, body: undefined };
      case 'json':
        return { status, body: JSON.parse(JSON.stringify(body.value ?? null)) };
      case 'text':
        return { status, body: body.text };
      case 'objects':
        return { status, body: this.#drain(body.channel) };
      case 'frames':
        return { status, body: textOf(this.#drain(body.channel)) };
      case 'bytes':
        return { status, body: this.#drain(body.channel) };
      case 'hijack':
        return { status, body: textOf(this.#drain(body.stream.output)) };
    }
  }

  /** Makes and starts a container; its id. */
  run(image: string, options: Readonly<Record<string, unknown>> & { readonly name?: string } = {}): string {
    const { name = '', ...config } = options;
    const created = this.call('POST', `/containers/create?name=${name}`, { Image: image, ...config });
    if (created.status !== 201) throw new Error(JSON.stringify(created));
    const { Id } = created.body as { Id: string };
    const started = this.call('POST', `/containers/${Id}/start`);
    if (started.status !== 204) throw new Error(JSON.stringify(started));
    return Id;
  }

  attach(path: string): Hijacked {
    const { body } = this.send({ method: 'POST', path, query: { stream: ['1'], stdin: ['1'], stdout: ['1'], stderr: ['1'] } });
    if (body.kind !== 'hijack') throw new Error(`not upgraded: ${JSON.stringify(body)}`);
    return body.stream;
  }

  /** What an attached client has been shown so far. */
  shown(stream: Hijacked): string {
    this.settle();
    const frames = [];
    for (let frame = stream.output.take(); frame; frame = stream.output.take()) frames.push(frame);
    return textOf(frames);
  }

  type(stream: Hijacked, text: string): void {
    stream.writeInput(encodeUtf8(text));
    this.settle();
  }

  /** Lets time pass. */
  advance(duration: Ms): void {
    this.scheduler.run({ until: this.scheduler.clock.now() + duration, maxSteps: 10_000_000 });
    this.#checkCrashes();
  }

  /** Does what can be done now. */
  settle(): void {
    this.scheduler.run({ until: Infinity, maxSteps: 1_000_000, stop: () => !this.scheduler.hasRunnable });
    this.#checkCrashes();
  }

  #drain<T>(channel: Channel<T>): T[] {
    const all: T[] = [];
    const collect = function* (): Task<undefined> {
      for (let item = yield* channel.receive(); item !== undefined; item = yield* channel.receive()) all.push(item);
      return undefined;
    };
    this.#task(collect());
    return all;
  }

  #task<T>(task: Task<T>): T | undefined {
    let result: { value: T } | undefined;
    this.scheduler.spawn(
      (function* (): Task<void> {
        result = { value: yield* task };
      })(),
    );
    this.scheduler.run({ until: Infinity, maxSteps: 10_000_000, stop: () => result !== undefined });
    this.#checkCrashes();
    return result?.value;
  }

  #checkCrashes(): void {
    const [crash] = this.kernel.crashes;
    if (crash) throw crash.error;
  }
}

export function daemonWorld(options: DaemonWorldOptions = {}): DaemonWorld {
  return new DaemonWorld(options);
}

function textOf(frames: readonly { readonly stream: string; readonly data: Uint8Array }[]): string {
  return frames.map(({ stream, data }) => `${stream === 'stderr' ? '!' : ''}${decodeUtf8(data)}`).join('');
}

const idle: Main = function* (sys) {
  for (;;) yield* sys.pause();
};

let tree: Snapshot | undefined;

function hostTree(): Snapshot {
  return (tree ??= new SnapshotBuilder(emptySnapshot())
    .directory('/dev')
    .directory('/proc')
    .directory('/tmp', { mode: 0o1777 })
    .file('/etc/hosts', '127.0.0.1\tlocalhost\n')
    .file('/etc/resolv.conf', 'nameserver 127.0.0.53\n')
    .executable('/sbin/init', 'init', 1000)
    .executable('/usr/bin/containerd-shim-runc-v2', 'containerd-shim-runc-v2', 1000)
    .executable('/usr/bin/docker-proxy', 'docker-proxy', 1000)
    .executable('/usr/bin/dockerd', 'dockerd', 1000)
    .executable('/usr/bin/containerd', 'containerd', 1000)
    .executable('/usr/bin/docker-init', 'docker-init', 1000)
    .executable('/usr/bin/ps', 'ps', 1000)
    .build());
}

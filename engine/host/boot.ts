import { createApi } from '../api/create-api.js';
import type { Api } from '../api/message.js';
import { Clock } from '../core/clock.js';
import { Random } from '../core/random.js';
import { Scheduler } from '../core/scheduler.js';
import type { Task } from '../core/task.js';
import type { Chronicle } from '../daemon/chronicle.js';
import { createDaemon } from '../daemon/daemon.js';
import { daemonPrograms } from '../daemon/host-programs.js';
import { HostTree } from '../daemon/host-tree.js';
import { ImageService } from '../daemon/images/service.js';
import { completeDocker } from '../docker/completions.js';
import { docker } from '../docker/main.js';
import { Disk } from '../fs/disk.js';
import { superuser } from '../fs/permissions.js';
import { createHub } from '../image/hub.js';
import { Registry } from '../image/registry.js';
import { registryProgram } from './registry/program.js';
import { createFabric } from '../net/create-fabric.js';
import type { Fabric } from '../net/fabric.js';
import { Cgroup } from '../process/cgroup.js';
import { Kernel, type Programs } from '../process/kernel.js';
import type { Namespaces } from '../process/launch.js';
import type { KernelLimits } from '../process/limits.js';
import { createPipe } from '../process/pipe.js';
import type { Main } from '../process/sys.js';
import { findProgram } from '../programs/index.js';
import { resolveHost } from '../programs/net/resolver.js';
import { bashWith } from '../shell/index.js';
import { serveSocketClient } from './daemon-socket.js';
import { sites } from './internet/sites.js';
import { hubSite } from './internet/hub.js';
import { openSite } from './internet/site.js';
import { hostName } from './host-files.js';
import { mountHost } from './host-mounts.js';
import { init } from './init.js';
import type { Account, HostSetup } from './journal.js';
import { readReply, type OutsideRegistries, type RecordedReply } from './outside/registries.js';
import { lessonProgram, lessonSocket, type Tutor } from './tutor.js';

export interface MachineOptions {
  readonly limits?: Partial<KernelLimits>;
  /** Daemons of the real machine by their sockets in this one (`outsideSocket`); without a service nobody answers there. */
  readonly daemons?: ReadonlyMap<string, { readonly service: unknown; readonly isOpen: boolean }>;
}

/** Those outside of the machine that it speaks to. */
export interface MachineGuests {
  readonly tutor: Tutor;
  readonly registries: OutsideRegistries;
}

/** The parts of a host, put together. */
export interface Machine {
  readonly scheduler: Scheduler;
  readonly kernel: Kernel;
  readonly namespaces: Namespaces;
  readonly api: Api;
  /** What became of containers that Docker has forgotten. */
  readonly chronicle: Chronicle;
  /** Waits for the promise that a task needs and hands it the outcome; gives one that has to be recorded back instead. */
  settleExternal(): Promise<RecordedReply | undefined>;
}

/** The learner's bash completes docker's command lines too. */
const completers = new Map([['docker', completeDocker]]);
const ownPrograms: ReadonlyMap<string, Main> = new Map([
  ...daemonPrograms,
  ['bash', bashWith(resolveHost, completers)],
  ['docker', docker],
  ['init', init],
  ['lesson', lessonProgram],
  ['registry', registryProgram([])],
]);

/** The host's own programs, one of which serves the registries of the setup, and those of images. */
function programsFor(registries: readonly Registry[]): Programs {
  const registry = registries.length === 1 ? undefined : registryProgram(registries);
  return { get: id => (id === 'registry' && registry ? registry : (ownPrograms.get(id) ?? findProgram(id))) };
}

/** A disk of 40 GB; files that are no holes may take half a gigabyte of Drydock's own memory. */
const hostDisk = { sizeBytes: 40 * 1024 ** 3, inodes: 2_621_440, storedBytes: 512 * 1024 ** 2 };

/** Where the daemon listens on the host. */
const dockerSocket = '/run/docker.sock';

/** Starts a machine with Docker on it. */
export function bootMachine(
  setup: HostSetup,
  { limits = {}, daemons = new Map() }: MachineOptions,
  { tutor, registries: outside }: MachineGuests,
): Machine {
  const scheduler = new Scheduler(new Clock(setup.epochMs));
  const registries = registriesOf(setup);
  const kernel = new Kernel({ scheduler, seed: setup.seed, programs: programsFor(registries), limits });
  const fabric = createFabric({ scheduler, seed: setup.seed });
  openSites(fabric, kernel, registries);
  const disk = new Disk(hostDisk);
  const uts = { hostname: hostName, domainname: '' };
  const mounts = mountHost(kernel, { uts, net: fabric.host }, setup, disk);
  const namespaces: Namespaces = { pid: kernel.root, mounts, net: fabric.host, uts };
  startService(kernel, namespaces, '/init.scope', ['/usr/sbin/init']);
  for (const { address } of setup.registries)
    startService(kernel, namespaces, '/system.slice/registry.service', ['/usr/bin/registry', 'serve', address]);
  const images = new ImageService({
    clock: kernel.clock,
    random: Random.fork(setup.seed, 'images'),
    registries,
    outside: outside.transport,
  });
  images.preload(setup.images);
  const random = Random.fork(setup.seed, 'docker');
  const daemon = createDaemon({ kernel, fabric, images, random, hostNamespaces: namespaces, tree: new HostTree(mounts, disk) });
  const api = createApi(daemon);
  const thread = (name: string, task: Task<void>): void => void kernel.thread(name, task);
  kernel.publishService(mounts, dockerSocket, api, 0o660, client => {
    thread('client of the socket', serveSocketClient({ api, client, thread, clock: kernel.clock }));
  });
  mounts.chown(superuser, dockerSocket, 0, 999);
  for (const [path, { service, isOpen }] of daemons) {
    mounts.ensureMountPoint(path.slice(0, path.lastIndexOf('/')), 'directory');
    kernel.publishService(mounts, path, service, isOpen ? 0o666 : 0o600);
  }
  if (setup.lesson === true) kernel.publishService(mounts, lessonSocket, tutor, 0o666);
  return { scheduler, kernel, namespaces, api, chronicle: daemon.chronicle, settleExternal: () => settleExternal(scheduler) };
}

/** The pretend internet: its machines come up when somebody speaks to them. */
function openSites(fabric: Fabric, kernel: Kernel, registries: readonly Registry[]): void {
  const host = { clock: kernel.clock, thread: (name: string, task: Task<void>) => void kernel.thread(name, task) };
  const hubs = registries.filter(({ access }) => access === 'hub').map(hubSite);
  for (const site of [...sites, ...hubs]) fabric.addSite(site.names, site.ip, net => openSite(site, net, host));
}

function registriesOf(setup: HostSetup): readonly Registry[] {
  const others = setup.registries.map(({ address, accounts }) => {
    return new Registry({ domain: address, access: accounts.length > 0 ? 'basic' : 'open', accounts: credentialsOf(accounts) });
  });
  return [createHub(credentialsOf(setup.accounts)), ...others];
}

function credentialsOf(accounts: readonly Account[]): readonly { username: string; password: string }[] {
  return accounts.map(({ name, password }) => ({ username: name, password }));
}

function startService(kernel: Kernel, namespaces: Namespaces, cgroup: string, argv: readonly string[]): void {
  const { reader, writer } = createPipe();
  const stdio = { stdin: reader, stdout: writer, stderr: writer };
  kernel.launch({
    argv,
    env: new Map(),
    cwd: '/',
    credentials: { uid: 0, gid: 0, groups: [] },
    namespaces,
    cgroup: new Cgroup(cgroup),
    stdio,
  });
}

async function settleExternal(scheduler: Scheduler): Promise<RecordedReply | undefined> {
  const result = scheduler.run({ until: -Infinity, maxSteps: 0 });
  if (result.kind !== 'external') return undefined;
  if (result.external.isRecorded === true) return readReply(await result.external.start());
  try {
    scheduler.resolveExternal({ value: await result.external.start() });
  } catch (error) {
    scheduler.resolveExternal({ error });
  }
  return undefined;
}

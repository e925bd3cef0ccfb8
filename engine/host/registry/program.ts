import { isErrno } from '../../core/errno.js';
import { invariant } from '../../core/invariant.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Registry } from '../../image/registry.js';
import { MemoryStorage } from '../../image/registry/memory-storage.js';
import type { Fd, Main, Sys } from '../../process/sys.js';
import { stampOf } from '../../programs/net/http-date.js';
import { FileStorage } from './file-storage.js';
import { FileTree } from './file-tree.js';
import { serveRegistry, type RegistryServer } from './server.js';
import { readSettings, type RegistrySettings } from './settings.js';

const VERSION = '2.8.3';

const usage = `\`registry\`

Usage:
  registry [flags]
  registry [command]

Available Commands:
  serve           Stores and distributes Docker images
  garbage-collect Deletes layers not referenced by any manifests
  help            Help about any command

Flags:
  -h, --help      help for registry
  -v, --version   show the version and exit

Use "registry [command] --help" for more information about a command.
`;

/**
 * `registry serve CONFIG`: a registry that keeps what it has in files, as the image registry:2 runs it. `registry serve localhost:5000` serves
 * one of the registries that were set up with the host.
 */
export function registryProgram(registries: readonly Registry[]): Main {
  return function* (sys, argv) {
    const [, command = '', operand] = argv;
    if (command === '-v' || command === '--version') return yield* say(sys, 1, `registry github.com/docker/distribution ${VERSION}\n`, 0);
    if (command === '' || command === 'help' || command === '-h' || command === '--help') return yield* say(sys, 1, usage, 0);
    if (command !== 'serve') return yield* say(sys, 2, `drydock: registry ${command} is not simulated\n`, 1);
    const registry = registries.find(({ domain }) => domain === operand);
    return registry ? yield* serveHost(sys, registry) : yield* serveFiles(sys, operand);
  };
}

/** A registry of the setup: open, or with accounts. */
function* serveHost(sys: Sys, registry: Registry): Task<number> {
  const port = Number(registry.domain.split(':')[1] ?? '80');
  const storage = new MemoryStorage(registry, () => uuid(sys));
  const rules = { storage, deletes: false, authorize: registry.authorize };
  yield* serveRegistry(sys, { listener: sys.listen({ ip: '::', port }), rules });
  return 0;
}

function* serveFiles(sys: Sys, path: string | undefined): Task<number> {
  const files = new FileTree(sys);
  const text = path === undefined ? undefined : yield* files.text(path);
  if (text === undefined) {
    const reason = path === undefined ? 'configuration path unspecified' : `open ${path}: no such file or directory`;
    return yield* say(sys, 2, `configuration error: ${reason}\n${usage}`, 1);
  }
  const settings = readSettings(text, sys.env);
  if (typeof settings === 'string') return yield* say(sys, 2, `${settings}\n`, 1);
  const instance = uuid(sys);
  const log = (level: string, message: string): Task<void> => logLine(sys, level, message, instance);
  yield* log('info', 'redis not configured');
  yield* log('info', 'using inmemory blob descriptor cache');
  const listener = listen(sys, settings);
  if (typeof listener === 'string') {
    yield* log('fatal', listener);
    return 1;
  }
  yield* log('info', `listening on [::]:${String(settings.address.port)}`);
  const storage = new FileStorage({ files, root: settings.root, now: () => isoTime(sys), newId: () => uuid(sys) });
  yield* serveRegistry(sys, { listener, rules: { storage, deletes: settings.deletes }, onAnswer: accessLog(sys) });
  // It handles no signal: Go's runtime raises it again, and gives up where that does nothing, as in process 1.
  return sys.pid === 1 ? 2 : 143;
}

function listen(sys: Sys, { address }: RegistrySettings): Fd | string {
  try {
    return sys.listen(address);
  } catch (error) {
    invariant(isErrno(error), 'a socket fails with an errno');
    return `listen tcp ${address.ip === '::' ? '' : address.ip}:${String(address.port)}: bind: ${error.message.toLowerCase()}`;
  }
}

/** A line of logrus' text format. */
function* logLine(sys: Sys, level: string, message: string, instance: string): Task<void> {
  const text = /[^\w.:/[\]-]/.test(message) ? JSON.stringify(message) : message;
  const fields = `go.version=go1.20.8 instance.id=${instance} service=registry version=${VERSION}`;
  yield* sys.write(2, encodeUtf8(`time="${isoTime(sys)}" level=${level} msg=${text} ${fields} \n`));
}

/** A line for each request, as Apache's combined log has it. */
function accessLog(sys: Sys): NonNullable<RegistryServer['onAnswer']> {
  return function* (request, { status, lengthBytes }, peer) {
    const { day, monthName, year, time } = stampOf(sys.clock.epochMsOf(sys.clock.now()));
    const agent = request.headers.get('User-Agent') ?? '';
    const line = `${peer.ip.replace('::ffff:', '')} - - [${day}/${monthName}/${year}:${time} +0000] "${request.line}" ${String(status)} ${String(lengthBytes)} "" ${JSON.stringify(agent)}\n`;
    yield* sys.write(1, encodeUtf8(line));
  };
}

function isoTime(sys: Sys): string {
  const { year, month, day, time } = stampOf(sys.clock.epochMsOf(sys.clock.now()));
  return `${year}-${month}-${day}T${time}Z`;
}

function uuid(sys: Sys): string {
  const hex = sys.random.hex(32);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)].join('-');
}

function* say(sys: Sys, fd: 1 | 2, text: string, code: number): Task<number> {
  yield* sys.write(fd, encodeUtf8(text));
  return code;
}

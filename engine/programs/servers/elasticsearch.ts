import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { isErrno } from '../../core/errno.js';
import type { Random } from '../../core/random.js';
import type { Main, Sys } from '../../process/sys.js';
import { readText } from '../input.js';
import { stampOf } from '../net/http-date.js';
import type { HttpRequest } from './http.js';
import { answer } from './elasticsearch/api.js';
import { Cluster } from './elasticsearch/cluster.js';
import { EsError } from './elasticsearch/errors.js';
import { formatJson } from './elasticsearch/json.js';
import { parseRequest } from './elasticsearch/request.js';
import { runHttpService, tryListen, type ServiceResponse } from './http-service.js';

const MAIN_CLASS = 'org.elasticsearch.bootstrap.Elasticsearch';
const VERSION = '2.4.6';
/** The exit status of a Java machine that SIGTERM ended. */
const TERMINATED = 143;
const START_STEP_MS = 60;

/** java: knows one class, Elasticsearch 2. */
export const java: Main = function* (sys, argv) {
  const words = argv.slice(1);
  if (words.includes('-version')) {
    return yield* print(
      sys,
      2,
      'openjdk version "1.8.0_171"\nOpenJDK Runtime Environment (build 1.8.0_171-8u171-b11-1~deb9u1-b11)\nOpenJDK 64-Bit Server VM (build 25.171-b11, mixed mode)\n',
      0,
    );
  }
  const className = words.find(word => !word.startsWith('-'));
  if (className === undefined) return yield* print(sys, 2, 'Usage: java [-options] class [args...]\n           (to execute a class)\n', 1);
  if (className !== MAIN_CLASS) return yield* print(sys, 2, `Error: Could not find or load main class ${className}\n`, 1);
  if (words.some(word => word === '--version' || word === '-V'))
    return yield* print(sys, 1, `Version: ${VERSION}, Build: 5376dca/2017-07-18T12:17:44Z, JVM: 1.8.0_171\n`, 0);
  const settings = yield* readSettings(sys, words.slice(words.indexOf(className) + 1));
  if (settings.has('discovery.zen.ping.unicast.hosts'))
    return yield* print(
      sys,
      2,
      'drydock: a cluster of several nodes (discovery.zen.ping.unicast.hosts) of Elasticsearch is not simulated\n',
      1,
    );
  return yield* new Node(sys, settings).run();
};

/** elasticsearch.yml and `--name=value` or `-Des.name=value`. */
function* readSettings(sys: Sys, words: readonly string[]): Task<ReadonlyMap<string, string>> {
  const settings = new Map<string, string>();
  try {
    for (const line of (yield* readText(sys, '/usr/share/elasticsearch/config/elasticsearch.yml')).split('\n')) {
      const match = /^([\w.]+):\s*(.*?)\s*$/.exec(line);
      if (match) settings.set(match[1] ?? '', match[2] ?? '');
    }
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
  for (const word of words) {
    const match = /^(?:-Des\.|--)([\w.]+)=(.*)$/.exec(word);
    if (match) settings.set(match[1] ?? '', match[2] ?? '');
  }
  return settings;
}

class Node {
  readonly #sys: Sys;
  readonly #name: string;
  readonly #clusterName: string;
  readonly #uuid: string;
  readonly #port: number;
  readonly #data: string;
  #cluster: Cluster;

  constructor(sys: Sys, settings: ReadonlyMap<string, string>) {
    this.#sys = sys;
    this.#name = settings.get('node.name') ?? heroName(sys.random);
    this.#clusterName = settings.get('cluster.name') ?? 'elasticsearch';
    this.#uuid = base64Id(sys.random);
    this.#port = Number(settings.get('http.port') ?? 9200);
    this.#data = settings.get('path.data') ?? '/usr/share/elasticsearch/data';
    this.#cluster = this.#clusterAt('127.0.0.1', '');
  }

  #clusterAt(address: string, id: string): Cluster {
    const startedMs = this.#sys.clock.epochMsOf(this.#sys.clock.now());
    return new Cluster(
      this.#sys,
      { name: this.#name, id, cluster: this.#clusterName, address, httpPort: this.#port, startedMs },
      this.#data,
    );
  }

  *run(): Task<number> {
    const sys = this.#sys;
    sys.setMemory(380 * 1024 * 1024);
    const address =
      sys.net
        .interfaces()
        .find(device => device.kind !== 'loopback')
        ?.addresses[0]?.replace(/\/.*/, '') ?? '127.0.0.1';
    const nodeId = base64Id(sys.random);
    this.#cluster = this.#clusterAt(address, nodeId);
    yield* this.#log('node', `version[${VERSION}], pid[${String(sys.pid)}], build[5376dca/2017-07-18T12:17:44Z]`);
    yield* this.#log('node', 'initializing ...');
    yield* this.#log('plugins', 'modules [reindex, lang-expression, lang-groovy], plugins [], sites []');
    yield* this.#log('env', 'heap size [1007.3mb], compressed ordinary object pointers [true]');
    yield* this.#log('node', 'initialized');
    yield* this.#log('node', 'starting ...');
    const transport = tryListen(sys, { ip: '::', port: 9300 });
    const http = tryListen(sys, { ip: '::', port: this.#port });
    if (transport === undefined || http === undefined) {
      return yield* print(
        sys,
        2,
        `Exception in thread "main" BindTransportException[Failed to bind to [${transport === undefined ? '9300-9400' : String(this.#port)}]]\nRefer to the log for complete error details.\n`,
        1,
      );
    }
    yield* this.#log('transport', `publish_address {${address}:9300}, bound_addresses {[::]:9300}`);
    yield* this.#log('discovery', `${this.#clusterName}/${nodeId}`);
    yield* this.#log(
      'cluster.service',
      `new_master {${this.#name}}{${nodeId}}{${address}}{${address}:9300}, reason: zen-disco-join(elected_as_master, [0] joins received)`,
    );
    yield* this.#log('http', `publish_address {${address}:${String(this.#port)}}, bound_addresses {[::]:${String(this.#port)}}`);
    yield* this.#log('node', 'started');
    yield* this.#cluster.open();
    const stop = (): Task<void> => this.#stop();
    yield* runHttpService(sys, {
      listeners: [http],
      keepAliveMs: 60_000,
      onSignal: stop,
      handle: (request, body) => this.#handle(request, body),
    });
    return TERMINATED;
  }

  *#stop(): Task<void> {
    for (const word of ['stopping ...', 'stopped', 'closing ...', 'closed']) yield* this.#write('node', word);
  }

  *#handle({ method, target }: HttpRequest, body: Uint8Array): Task<ServiceResponse> {
    yield* this.#sys.tick();
    const cluster = this.#cluster;
    const isRead = method === 'GET' || method === 'HEAD';
    const [path, query = ''] = target.split('?');
    if (isRead && path === '/') return json(200, this.#banner());
    const pretty = /(^|&)pretty(=true)?(&|$)/.test(query);
    try {
      const answered = yield* answer(cluster, parseRequest(method, target, body));
      if (typeof answered.body === 'string') return { ...text(answered.body), status: answered.status };
      return json(answered.status, `${formatJson(answered.body, pretty)}${pretty ? '\n' : ''}`);
    } catch (error) {
      if (!(error instanceof EsError)) throw error;
      if (error.kind === 'no_handler') return text(error.message, 400);
      return json(error.status, `${formatJson(error.body(), pretty)}${pretty ? '\n' : ''}`);
    }
  }

  #banner(): string {
    return `{\n  "name" : "${this.#name}",\n  "cluster_name" : "${this.#clusterName}",\n  "cluster_uuid" : "${this.#uuid}",\n  "version" : {\n    "number" : "${VERSION}",\n    "build_hash" : "5376dca9f70f3abef96a77f4bb22720ace8240fd",\n    "build_timestamp" : "2017-07-18T12:17:44Z",\n    "build_snapshot" : false,\n    "lucene_version" : "5.5.4"\n  },\n  "tagline" : "You Know, for Search"\n}\n`;
  }

  /** A line of the start, and the time that the step behind it takes. */
  *#log(component: string, message: string): Task<void> {
    yield* this.#sys.sleep(START_STEP_MS);
    yield* this.#write(component, message);
  }

  *#write(component: string, message: string): Task<void> {
    const { year, month, day, time, millisecond } = stampOf(this.#sys.clock.epochMsOf(this.#sys.clock.now()));
    yield* print(
      this.#sys,
      1,
      `[${year}-${month}-${day} ${time},${millisecond}][INFO ][${component.padEnd(25)}] [${this.#name}] ${message}\n`,
      0,
    );
  }
}

function json(status: number, body: string): ServiceResponse {
  return { status, fields: [['Content-Type', 'application/json; charset=UTF-8']], body: encodeUtf8(body) };
}

function text(body: string, status = 200): ServiceResponse {
  return { status, fields: [['Content-Type', 'text/plain; charset=UTF-8']], body: encodeUtf8(body) };
}

const firstNames = [
  'Amber',
  'Captain',
  'Cobalt',
  'Crimson',
  'Doctor',
  'Electric',
  'Ghost',
  'Golden',
  'Iron',
  'Jade',
  'Lady',
  'Madame',
  'Midnight',
  'Mister',
  'Night',
  'Quantum',
  'Scarlet',
  'Shadow',
  'Silver',
  'Storm',
  'Thunder',
  'Velvet',
] as const;
const lastNames = [
  'Arrow',
  'Badger',
  'Blade',
  'Comet',
  'Dragon',
  'Falcon',
  'Fox',
  'Hammer',
  'Hawk',
  'Lantern',
  'Lynx',
  'Mantis',
  'Mirage',
  'Phantom',
  'Raven',
  'Rider',
  'Sentinel',
  'Spark',
  'Titan',
  'Viper',
  'Wasp',
  'Wolf',
] as const;

/** Nodes without a name call themselves after a hero of comics. */
function heroName(random: Random): string {
  return `${random.pick(firstNames)} ${random.pick(lastNames)}`;
}

function base64Id(random: Random): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return Array.from(random.bytes(22), byte => alphabet[byte % 64] ?? 'A').join('');
}

function* print(sys: Sys, fd: number, line: string, code: number): Task<number> {
  yield* sys.write(fd, encodeUtf8(line));
  return code;
}

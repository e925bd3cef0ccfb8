import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import { formatSocketAddress, parseIpv4 } from '../../../net/ip.js';
import type { Signal } from '../../../process/signals.js';
import type { Fd, Main, Pid, Sys } from '../../../process/sys.js';
import { findUser, loadAccounts } from '../../accounts.js';
import { readText } from '../../input.js';
import { resolveHost } from '../../net/resolver.js';
import { errnoNumber } from '../errno-number.js';
import type { HttpdBuild } from './builds.js';
import { dumpModules, dumpSites } from './dumps.js';
import { ConfigError, loadConfig, type HttpdConfig } from './config.js';
import { errorLine, HttpdWorker, type HttpdFiles } from './worker.js';

const CHILDREN = 3;
const usage = (name: string): string => `Usage: ${name} [-D name] [-d directory] [-f file]
             [-C "directive"] [-c "directive"]
             [-k start|restart|graceful|graceful-stop|stop]
             [-v] [-V] [-h] [-l] [-L] [-t] [-T] [-S] [-X]
`;

interface Options {
  readonly config: string;
  readonly defines: readonly string[];
  readonly action: 'serve' | 'version' | 'test' | 'modules' | 'sites' | 'help' | Signal;
}

/** Apache's httpd, as somebody has built it. */
export function httpd(build: HttpdBuild): Main {
  return function* (sys, argv) {
    const options = parseOptions(argv.slice(1), build);
    if (typeof options === 'string') return yield* say(sys, options, 1);
    if (options.action === 'version') return yield* print(sys, `Server version: ${build.server}\nServer built:   Jan 22 2025 00:21:37\n`);
    if (options.action === 'help') return yield* say(sys, usage(build.name), 1);
    try {
      const config = yield* loadConfig(sys, build, options.config);
      yield* warnAboutName(sys, config);
      if (options.action === 'modules') return yield* print(sys, dumpModules(config));
      if (options.action === 'sites') return yield* print(sys, yield* dumpSites(sys, config));
      if (options.action === 'test') return yield* say(sys, 'Syntax OK\n', 0);
      if (options.action !== 'serve') return yield* signalServer(sys, config, options.action);
      // The configuration is read twice; what the second reading says is lost when the server leaves its terminal.
      if (isForeground(options)) yield* warnAboutName(sys, config);
      return yield* serve(sys, options, config);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      return yield* say(sys, `${error.message}\n`, 1);
    }
  };
}

function parseOptions(words: readonly string[], { name, configFile }: HttpdBuild): Options | string {
  let config = configFile;
  const defines: string[] = [];
  let action: Options['action'] = 'serve';
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const letter = word[1] ?? '';
    const value = (): string | undefined => (word.length > 2 ? word.slice(2) : words[++i]);
    if (letter === 'D') defines.push(value() ?? '');
    else if (letter === 'f') config = value() ?? '';
    else if (letter === 'k') {
      const found = killActions.get(value() ?? '');
      if (found === undefined) return `${name}: invalid -k argument\n${usage(name)}`;
      action = found;
    } else if (word === '-t') action = 'test';
    else if (word === '-S') action = 'sites';
    else if (word === '-M') action = 'modules';
    else if (word === '-v' || word === '-V') action = 'version';
    else if (word === '-h') action = 'help';
    else if (word === '-X') defines.push('ONE_PROCESS');
    else if (/^-[dCceElLTRw]/.test(word)) return `drydock: ${name} ${word.slice(0, 2)} is not simulated\n`;
    else return word.startsWith('-') ? `${name}: illegal option -- ${letter}\n${usage(name)}` : usage(name);
  }
  return { config, defines, action };
}

const killActions: ReadonlyMap<string, Options['action']> = new Map<string, Options['action']>([
  ['start', 'serve'],
  ['restart', 'SIGHUP'],
  ['graceful', 'SIGUSR1'],
  ['graceful-stop', 'SIGWINCH'],
  ['stop', 'SIGTERM'],
]);

/** AH00558: the host's own name has no domain, so the address that it stands for is used. */
function* warnAboutName(sys: Sys, { build, serverName }: HttpdConfig): Task<void> {
  if (serverName !== undefined) return;
  const name = sys.hostname();
  const found = yield* resolveHost(sys, name);
  if (name.includes('.') && found.kind === 'found') return;
  const address = found.kind === 'found' ? (found.addresses.find(ip => parseIpv4(ip) !== undefined) ?? '127.0.0.1') : '127.0.0.1';
  if (found.kind !== 'found') yield* say(sys, `AH00557: ${build.name}: apr_sockaddr_info_get() failed for ${name}\n`, 0);
  yield* say(
    sys,
    `AH00558: ${build.name}: Could not reliably determine the server's fully qualified domain name, using ${address}. Set the 'ServerName' directive globally to suppress this message\n`,
    0,
  );
}

function* serve(sys: Sys, options: Options, config: HttpdConfig): Task<number> {
  if (config.listens.length === 0)
    return yield* say(sys, 'no listening sockets available, shutting down\nAH00015: Unable to open logs\n', 1);
  const listeners: Fd[] = [];
  for (const address of config.listens) {
    try {
      listeners.push(sys.listen(address));
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* say(
        sys,
        `(${errnoNumber(error.code)})${error.message}: AH00072: make_sock: could not bind to address ${formatSocketAddress(address)}\n`,
        0,
      );
    }
  }
  if (listeners.length < config.listens.length)
    return yield* say(sys, 'no listening sockets available, shutting down\nAH00015: Unable to open logs\n', 1);
  const files = openLogs(sys, config);
  const start = (self: Sys): Task<number> => new Parent(self, options, config, files, listeners).run();
  if (isForeground(options)) return yield* start(sys);
  sys.fork(
    function* (child) {
      child.setSession();
      child.dup(files.errorLog, 2);
      return yield* start(child);
    },
    { fds: inherited(sys, files, listeners) },
  );
  return 0;
}

function openLogs(sys: Sys, config: HttpdConfig): HttpdFiles {
  const open = (path: string): Fd => {
    try {
      return sys.open(path, { write: true, append: true, create: true, mode: 0o644 });
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new ConfigError(
        `(${errnoNumber(error.code)})${error.message}: AH00091: ${config.build.name}: could not open error log file ${path}.\nAH00015: Unable to open logs`,
      );
    }
  };
  return { errorLog: open(config.errorLog), accessLogs: config.accessLogs.map(({ path, format }) => ({ fd: open(path), format })) };
}

function isForeground({ defines }: Options): boolean {
  return defines.includes('FOREGROUND') || defines.includes('ONE_PROCESS');
}

function inherited(sys: Sys, files: HttpdFiles, listeners: readonly Fd[]): ReadonlyMap<Fd, Fd> {
  const fds = [0, 1, ...listeners, files.errorLog, ...files.accessLogs.map(({ fd }) => fd)];
  return new Map(fds.filter(fd => sys.isOpen(fd)).map(fd => [fd, fd]));
}

/** The parent process: keeps children running and acts on signals. */
class Parent {
  readonly #sys: Sys;
  readonly #options: Options;
  #config: HttpdConfig;
  readonly #files: HttpdFiles;
  readonly #listeners: readonly Fd[];
  readonly #children = new Set<Pid>();

  constructor(sys: Sys, options: Options, config: HttpdConfig, files: HttpdFiles, listeners: readonly Fd[]) {
    this.#sys = sys;
    this.#options = options;
    this.#config = config;
    this.#files = files;
    this.#listeners = listeners;
  }

  *run(): Task<number> {
    const sys = this.#sys;
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR1', 'SIGWINCH', 'SIGCHLD'] as const) sys.onSignal(signal, 'catch');
    sys.onSignal('SIGPIPE', 'ignore');
    yield* this.#writePid();
    yield* this.#resume();
    for (;;) {
      const signal = sys.takeSignal();
      if (!signal) {
        yield* sys.pause();
        continue;
      }
      if (yield* this.#handle(signal)) break;
    }
    try {
      sys.unlink(this.#config.pidFile);
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
    return 0;
  }

  /** Starts the children and says so. */
  *#resume(): Task<void> {
    yield* this.#startChildren();
    const { main, build } = this.#config;
    const loaded = (id: string): boolean => main.directives.some(({ name, args }) => name.toLowerCase() === 'loadmodule' && args[0] === id);
    const [level, number] = loaded('mpm_prefork_module') ? ['mpm_prefork:notice', 'AH00163'] : ['mpm_event:notice', 'AH00489'];
    const php = loaded('php_module') ? ' PHP/8.3.3' : '';
    yield* this.#log(level, `${number}: ${build.server}${php} configured -- resuming normal operations`);
    const defines = this.#options.defines.map(name => ` -D ${name}`).join('');
    yield* this.#log('core:notice', `AH00094: Command line: '${commandName(this.#config.build)}${defines}'`);
  }

  *#startChildren(): Task<void> {
    const sys = this.#sys;
    const account = sys.credentials().uid === 0 ? findUser(yield* loadAccounts(sys), this.#config.user) : undefined;
    const config = this.#config;
    const files = this.#files;
    const listeners = this.#listeners;
    while (this.#children.size < CHILDREN) {
      const pid = sys.fork(
        function* (child) {
          if (account) child.setCredentials({ uid: account.uid, gid: account.gid, groups: [account.gid] });
          return yield* new HttpdWorker(child, config, files, listeners).run();
        },
        { fds: inherited(sys, files, listeners) },
      );
      this.#children.add(pid);
    }
  }

  /** True when the server is to end. */
  *#handle(signal: Signal): Task<boolean> {
    switch (signal) {
      case 'SIGTERM':
      case 'SIGINT':
        yield* this.#endChildren('SIGTERM');
        yield* this.#log('mpm_event:notice', `AH00491: caught ${signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM'}, shutting down`);
        return true;
      case 'SIGWINCH':
        yield* this.#log('mpm_event:notice', 'AH00492: caught SIGWINCH, shutting down gracefully');
        yield* this.#endChildren('SIGUSR1');
        return true;
      case 'SIGHUP':
        yield* this.#endChildren('SIGTERM');
        yield* this.#log('mpm_event:notice', 'AH00494: SIGHUP received.  Attempting to restart');
        yield* this.#restart();
        return false;
      case 'SIGUSR1':
        yield* this.#log('mpm_event:notice', 'AH00493: SIGUSR1 received.  Doing graceful restart');
        yield* this.#endChildren('SIGUSR1');
        yield* this.#restart();
        return false;
      default:
        yield* this.#reap();
        return false;
    }
  }

  *#restart(): Task<void> {
    this.#config = yield* loadConfig(this.#sys, this.#config.build, this.#options.config);
    yield* warnAboutName(this.#sys, this.#config);
    yield* this.#resume();
  }

  *#endChildren(signal: Signal): Task<void> {
    const ending = [...this.#children];
    this.#children.clear();
    for (const pid of ending) this.#sys.kill(pid, signal);
    for (const pid of ending) while ((yield* this.#sys.wait(pid)) === 'interrupted') this.#sys.takeSignal();
  }

  /** A child that ended by itself is replaced. */
  *#reap(): Task<void> {
    while (this.#children.size > 0) {
      const waited = yield* this.#sys.wait(-1, { noHang: true });
      if (!waited || waited === 'interrupted') break;
      this.#children.delete(waited.pid);
    }
    yield* this.#startChildren();
  }

  *#writePid(): Task<void> {
    const path = this.#config.pidFile;
    const fd = this.#sys.open(path, { write: true, create: true, truncate: true, mode: 0o644 });
    yield* this.#sys.write(fd, encodeUtf8(`${String(this.#sys.pid)}\n`));
    this.#sys.close(fd);
  }

  *#log(level: string, message: string): Task<void> {
    yield* this.#sys.write(this.#files.errorLog, encodeUtf8(errorLine(this.#sys, level, message)));
  }
}

function* signalServer(sys: Sys, config: HttpdConfig, signal: Signal): Task<number> {
  let pid = '';
  try {
    pid = (yield* readText(sys, config.pidFile)).trim();
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
  if (!/^\d+$/.test(pid)) return yield* say(sys, `${config.build.name} (no pid file) not running\n`, 1);
  sys.kill(Number(pid), signal);
  return 0;
}

/** Debian's build tells its own path. */
function commandName({ name }: HttpdBuild): string {
  return name === 'apache2' ? '/usr/sbin/apache2' : name;
}

function* print(sys: Sys, text: string): Task<number> {
  yield* sys.write(1, encodeUtf8(text));
  return 0;
}

function* say(sys: Sys, text: string, code: number): Task<number> {
  yield* sys.write(2, encodeUtf8(text));
  return code;
}

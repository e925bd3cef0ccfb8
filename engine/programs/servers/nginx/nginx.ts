import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Signal } from '../../../process/signals.js';
import type { Main, Sys } from '../../../process/sys.js';
import { readText } from '../../input.js';
import { errnoNumber } from '../errno-number.js';
import { ConfigError } from './config-parser.js';
import { loadConfig, type NginxConfig } from './config.js';
import { NotSimulated } from './directives.js';
import { DEFAULT_ERROR_LOG, errorStamp, LogFiles } from './logs.js';
import { announce, Master, openListeners, pidPath } from './master.js';
import { NGINX_VERSION } from './reply.js';

const DEFAULT_CONFIG = '/etc/nginx/nginx.conf';

const VERSION_LINE = `nginx version: nginx/${NGINX_VERSION}\n`;
const BUILD_LINES =
  'built by gcc 12.2.0 (Debian 12.2.0-14) \nbuilt with OpenSSL 3.0.8 7 Feb 2023\nTLS SNI support enabled\n' +
  'configure arguments: --prefix=/etc/nginx --sbin-path=/usr/sbin/nginx --modules-path=/usr/lib/nginx/modules --conf-path=/etc/nginx/nginx.conf ' +
  '--error-log-path=/var/log/nginx/error.log --http-log-path=/var/log/nginx/access.log --pid-path=/var/run/nginx.pid --lock-path=/var/run/nginx.lock ' +
  '--user=nginx --group=nginx --with-threads --with-http_realip_module --with-http_stub_status_module\n';

const HELP = `Usage: nginx [-?hvVtTq] [-s signal] [-p prefix]
             [-e filename] [-c filename] [-g directives]

Options:
  -?,-h         : this help
  -v            : show version and exit
  -V            : show version and configure options then exit
  -t            : test configuration and exit
  -T            : test configuration, dump it and exit
  -q            : suppress non-error messages during configuration testing
  -s signal     : send signal to a master process: stop, quit, reopen, reload
  -p prefix     : set prefix path (default: /etc/nginx/)
  -e filename   : set error log file (default: ${DEFAULT_ERROR_LOG})
  -c filename   : set configuration file (default: ${DEFAULT_CONFIG.slice('/etc/nginx/'.length)})
  -g directives : set global directives out of configuration file

`;

interface Options {
  config: string;
  globals: string;
  signal: string | undefined;
  test: boolean;
  dump: boolean;
  quiet: boolean;
  show: 'nothing' | 'version' | 'build' | 'help';
}

const signals: Readonly<Record<string, Signal>> = { stop: 'SIGTERM', quit: 'SIGQUIT', reopen: 'SIGUSR1', reload: 'SIGHUP' };

/** nginx: the server, and the command that tests its configuration and signals it. */
export const nginx: Main = function* (sys, argv) {
  const options = parseOptions(argv.slice(1));
  if (typeof options === 'string') return yield* complain(sys, `nginx: ${options}\n`, 1);
  if (options.show !== 'nothing') {
    return yield* complain(sys, VERSION_LINE + (options.show === 'build' ? BUILD_LINES : options.show === 'help' ? HELP : ''), 0);
  }
  let config: NginxConfig;
  try {
    config = yield* loadConfig(sys, options.config, options.globals);
    yield* warnAboutUser(sys, config);
    if (options.signal !== undefined) return yield* signalMaster(sys, config, options.signal);
    if (options.test) return yield* testResult(sys, options, config);
    return yield* serve(sys, argv, options, config);
  } catch (error) {
    if (error instanceof NotSimulated) return yield* complain(sys, `${error.message}\n`, 1);
    if (!(error instanceof ConfigError)) throw error;
    yield* reportEarly(sys, error.message);
    return options.test ? yield* complain(sys, `nginx: configuration file ${options.config} test failed\n`, 1) : 1;
  }
};

function* serve(sys: Sys, argv: readonly string[], options: Options, config: NginxConfig): Task<number> {
  const logs = LogFiles.open(sys, config);
  let listeners: Map<string, number>;
  try {
    listeners = yield* openListeners(sys, config, logs);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    yield* announce(sys, logs, error.message);
    return 1;
  }
  const start = (self: Sys): Task<number> =>
    runMaster(self, new Master(self, { configPath: options.config, globals: options.globals, config, logs }, listeners), config, argv);
  if (config.main.value('daemon') === 'off') return yield* start(sys);
  const fds = [0, 1, 2, ...listeners.values(), ...logs.fds.values()].filter(fd => sys.isOpen(fd));
  sys.fork(child => inOwnSession(child, start), { fds: new Map(fds.map(fd => [fd, fd])) });
  return 0;
}

function* inOwnSession(sys: Sys, start: (self: Sys) => Task<number>): Task<number> {
  sys.setSession();
  return yield* start(sys);
}

function* runMaster(sys: Sys, master: Master, config: NginxConfig, argv: readonly string[]): Task<number> {
  yield* writePid(sys, config);
  return yield* master.run(argv);
}

function parseOptions(words: readonly string[]): Options | string {
  const options: Options = {
    config: DEFAULT_CONFIG,
    globals: '',
    signal: undefined,
    test: false,
    dump: false,
    quiet: false,
    show: 'nothing',
  };
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (!word.startsWith('-') || word === '-') return `invalid option: "${word}"`;
    for (let k = 1; k < word.length; k++) {
      const letter = word[k] ?? '';
      if ('cgspe'.includes(letter)) {
        const rest = word.slice(k + 1);
        const value = rest === '' ? words[++i] : rest;
        if (value === undefined) return valueMissing[letter] ?? `invalid option: "${letter}"`;
        if (letter === 's' && !Object.hasOwn(signals, value)) return `invalid option: "-s ${value}"`;
        if (letter === 'c') options.config = value.startsWith('/') ? value : `/etc/nginx/${value}`;
        if (letter === 'g') options.globals = value;
        if (letter === 's') options.signal = value;
        if (letter === 'p' || letter === 'e') return `drydock: nginx -${letter} is not simulated`;
        break;
      }
      if (letter === 't') options.test = true;
      else if (letter === 'T') options.test = options.dump = true;
      else if (letter === 'q') options.quiet = true;
      else if (letter === 'v') options.show = 'version';
      else if (letter === 'V') options.show = 'build';
      else if (letter === 'h' || letter === '?') options.show = 'help';
      else return `invalid option: "${letter}"`;
    }
  }
  return options;
}

const valueMissing: Readonly<Record<string, string>> = {
  c: 'option "-c" requires file name',
  g: 'option "-g" requires parameter',
  s: 'option "-s" requires parameter',
  p: 'option "-p" requires directory name',
  e: 'option "-e" requires file name',
};

function* testResult(sys: Sys, { config: path, quiet, dump }: Options, config: NginxConfig): Task<number> {
  const logs = LogFiles.open(sys, config);
  logs.close(sys);
  if (!quiet)
    yield* complain(sys, `nginx: the configuration file ${path} syntax is ok\nnginx: configuration file ${path} test is successful\n`, 0);
  if (!dump) return 0;
  for (const file of config.parsed.files) yield* sys.write(1, encodeUtf8(`# configuration file ${file.path}:\n${file.text}\n`));
  return 0;
}

function* signalMaster(sys: Sys, config: NginxConfig, name: string): Task<number> {
  const logs = LogFiles.open(sys, config);
  yield* logs.error(sys, 'notice', 'signal process started');
  const path = pidPath(config);
  let text: string;
  try {
    text = (yield* readText(sys, path)).trim();
  } catch (error) {
    if (!isErrno(error)) throw error;
    return yield* failSignal(sys, logs, `open() "${path}" failed (${errnoNumber(error.code)}: ${error.message})`);
  }
  if (!/^\d+$/.test(text)) return yield* failSignal(sys, logs, `invalid PID number "${text}" in "${path}"`);
  try {
    sys.kill(Number(text), signals[name] ?? 'SIGTERM');
    return 0;
  } catch (error) {
    if (!isErrno(error)) throw error;
    return yield* failSignal(sys, logs, `kill(${text}, ${name === 'reload' ? '1' : '15'}) failed (3: ${error.message})`);
  }
}

function* failSignal(sys: Sys, logs: LogFiles, message: string): Task<number> {
  yield* logs.error(sys, 'error', message);
  return yield* complain(sys, `nginx: [error] ${message}\n`, 1);
}

function* writePid(sys: Sys, config: NginxConfig): Task<void> {
  const path = pidPath(config);
  try {
    const fd = sys.open(path, { write: true, create: true, truncate: true, mode: 0o644 });
    yield* sys.write(fd, encodeUtf8(`${String(sys.pid)}\n`));
    sys.close(fd);
  } catch (error) {
    if (isErrno(error)) throw new ConfigError(`open() "${path}" failed (${errnoNumber(error.code)}: ${error.message})`);
    throw error;
  }
}

function* warnAboutUser(sys: Sys, config: NginxConfig): Task<void> {
  const user = config.main.directives.find(({ name }) => name === 'user');
  if (!user || sys.credentials().uid === 0) return;
  const message = `the "user" directive makes sense only if the master process runs with super-user privileges, ignored in ${user.file}:${String(user.line)}`;
  yield* reportEarly(sys, message, 'warn');
}

/** Before a configuration names other logs, problems go to the log of the build, and to standard error. */
function* reportEarly(sys: Sys, message: string, level: 'emerg' | 'warn' = 'emerg'): Task<void> {
  try {
    const fd = sys.open(DEFAULT_ERROR_LOG, { write: true, append: true, create: true, mode: 0o644 });
    yield* sys.write(fd, encodeUtf8(`${errorStamp(sys)} [${level}] ${String(sys.pid)}#${String(sys.pid)}: ${message}\n`));
    sys.close(fd);
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* complain(
      sys,
      `nginx: [alert] could not open error log file: open() "${DEFAULT_ERROR_LOG}" failed (${errnoNumber(error.code)}: ${error.message})\n`,
      0,
    );
  }
  yield* complain(sys, `nginx: [${level}] ${message}\n`, 0);
}

function* complain(sys: Sys, text: string, code: number): Task<number> {
  yield* sys.write(2, encodeUtf8(text));
  return code;
}

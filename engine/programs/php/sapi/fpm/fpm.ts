import { encodeUtf8 } from '../../../../core/utf8.js';
import type { Task } from '../../../../core/task.js';
import type { Main, Sys } from '../../../../process/sys.js';
import { formatModules } from '../modules.js';
import { readSettings } from '../settings.js';
import { versionText } from '../texts.js';
import { FpmConfigError, readFpmConfig, type FpmConfig } from './config.js';
import { logLine, Master, openLog } from './master.js';

const DEFAULT_CONFIG = '/usr/local/etc/php-fpm.conf';
const USAGE_CODE = 64;
const CONFIG_CODE = 78;

const USAGE = `Usage: php-fpm [options]
  -c <path>|<file> Where php.ini is
  -n               Without php.ini
  -d foo[=bar]     Set foo to 'bar'
  -h               This help
  -m               List modules
  -v               Version
  -y, --fpm-config <file>
                   The configuration file of php-fpm
  -t, --test       Test the configuration and exit
  -D, --daemonize  Run in the background
  -F, --nodaemonize
                   Stay in the foreground
  -O, --force-stderr
                   Log to standard error
  -R, --allow-to-run-as-root
                   Let a pool run as root
`;

interface Options {
  config: string;
  mode: 'run' | 'test' | 'version' | 'modules' | 'help';
  daemonize: boolean | undefined;
  allowRoot: boolean;
  toStderr: boolean;
  noIni: boolean;
  iniFile: string | undefined;
  readonly ini: (readonly [string, string])[];
}

const longNames: Readonly<Record<string, string>> = {
  '--fpm-config': '-y',
  '--test': '-t',
  '--daemonize': '-D',
  '--nodaemonize': '-F',
  '--force-stderr': '-O',
  '--allow-to-run-as-root': '-R',
  '--version': '-v',
  '--help': '-h',
  '--modules': '-m',
  '--info': '-i',
  '--prefix': '-p',
  '--pid': '-g',
};

/** `php-fpm`: runs PHP for web servers that speak FastCGI. */
export const phpFpm: Main = function* (sys, argv) {
  const options = parseOptions(argv.slice(1));
  if (typeof options === 'string') {
    yield* sys.write(2, encodeUtf8(options));
    return USAGE_CODE;
  }
  if (options.mode === 'help') return yield* say(sys, USAGE);
  if (options.mode === 'version' || options.mode === 'modules') {
    const { extensions } = yield* readSettings(sys, { defaults: [], noIni: options.noIni, iniFile: options.iniFile });
    return yield* say(sys, options.mode === 'version' ? versionText('fpm-fcgi', extensions) : formatModules(extensions));
  }
  try {
    const config = yield* readFpmConfig(sys, options.config);
    if (options.mode === 'test') {
      yield* logLine(sys, 2, `NOTICE: configuration file ${options.config} test is successful\n`);
      return 0;
    }
    return yield* start(sys, options, config);
  } catch (error) {
    if (!(error instanceof FpmConfigError)) throw error;
    for (const line of error.lines) {
      if (line.startsWith('drydock:')) yield* sys.write(2, encodeUtf8(`${line}\n`));
      else yield* logLine(sys, 2, line);
    }
    return CONFIG_CODE;
  }
};

function* say(sys: Sys, text: string): Task<number> {
  yield* sys.write(1, encodeUtf8(text));
  return 0;
}

function* start(sys: Sys, options: Options, config: FpmConfig): Task<number> {
  const errorLog = options.toStderr ? 2 : (openLog(sys, config.global.get('error_log') ?? '/usr/local/var/log/php-fpm.log') ?? 2);
  const of = { config, configPath: options.config, errorLog, ini: options.ini, allowRoot: options.allowRoot };
  const inBackground = options.daemonize ?? !['no', 'off', '0', 'false'].includes((config.global.get('daemonize') ?? 'yes').toLowerCase());
  if (!inBackground) return yield* new Master(sys, of).run();
  const fds = new Map([0, 1, 2, errorLog].filter(fd => sys.isOpen(fd)).map(fd => [fd, fd]));
  sys.fork(
    function* (child) {
      child.setSession();
      return yield* new Master(child, of).run();
    },
    { fds },
  );
  return 0;
}

function parseOptions(words: readonly string[]): Options | string {
  const options: Options = {
    config: DEFAULT_CONFIG,
    mode: 'run',
    daemonize: undefined,
    allowRoot: false,
    toStderr: false,
    noIni: false,
    iniFile: undefined,
    ini: [],
  };
  for (let i = 0; i < words.length; i++) {
    const [given = '', joined] = (words[i] ?? '').startsWith('--') ? (words[i] ?? '').split('=', 2) : [words[i] ?? ''];
    const word = longNames[given] ?? given;
    const letter = word.slice(0, 2);
    if (['-y', '-c', '-d', '-p', '-g'].includes(letter)) {
      const value = word.length > 2 ? word.slice(2) : (joined ?? words[++i]);
      if (value === undefined) return USAGE;
      if (letter === '-y') options.config = value;
      else if (letter === '-c') options.iniFile = value;
      else if (letter === '-d') options.ini.push(define(value));
      else return `drydock: php-fpm ${letter} is not simulated\n`;
    } else if (word === '-i') return 'drydock: php-fpm -i (phpinfo) is not simulated\n';
    else if (!applyFlag(options, word)) return USAGE;
  }
  return options;
}

function applyFlag(options: Options, word: string): boolean {
  const modes: Readonly<Record<string, Options['mode']>> = { '-t': 'test', '-tt': 'test', '-v': 'version', '-m': 'modules', '-h': 'help' };
  const mode = Object.hasOwn(modes, word) ? modes[word] : undefined;
  if (mode) options.mode = mode;
  else if (word === '-D' || word === '-F') options.daemonize = word === '-D';
  else if (word === '-R') options.allowRoot = true;
  else if (word === '-O') options.toStderr = true;
  else if (word === '-n') options.noIni = true;
  else return word === '-e';
  return true;
}

function define(text: string): readonly [string, string] {
  const cut = text.indexOf('=');
  return cut < 0 ? [text, '1'] : [text.slice(0, cut), text.slice(cut + 1)];
}

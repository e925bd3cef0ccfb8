import { Errno, isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';
import { minorOf, type Installation } from '../python/installation.js';
import { parseCommandLine } from './command-line.js';
import { helpText, usageOf } from './help.js';
import { IndexClient, released } from './index-client.js';
import { install } from './install.js';
import { installedPackages } from './installed.js';
import { check, freeze, indexVersions, list, show } from './list.js';
import { complain, PipError, print, quietness, type Session, warn } from './session.js';
import { uninstall } from './uninstall.js';
import { compareVersions, parseVersion } from './version.js';
import { exists } from '../files/presence.js';

const commands: Readonly<Record<string, (session: Session) => Task<number>>> = {
  install,
  uninstall,
  freeze,
  list,
  show,
  check,
  index: indexVersions,
};
const notSimulated = new Set(['download', 'wheel', 'config', 'search', 'cache', 'hash', 'completion', 'debug', 'inspect', 'lock']);

/** Whose pip it is. */
export interface Caller {
  readonly python: Installation;
  readonly executable: string;
  /** `pip`, as usages name it. */
  readonly program: string;
}

/** `pip WORDS`, for a Python. */
export function* pip(sys: Sys, words: readonly string[], { python, executable, program }: Caller): Task<number> {
  const parsed = parseCommandLine(words);
  const version = (yield* installedPackages({ sys, python })).get('pip')?.version ?? '24.0';
  if ('problem' in parsed) {
    const isOurs = parsed.problem.startsWith('drydock: ');
    yield* sys.write(2, encodeUtf8(isOurs ? `${parsed.problem}\n` : `${usageOf(program, parsed.command)}\n${parsed.problem}\n`));
    return 2;
  }
  const { command = '', options } = parsed;
  const session: Session = { sys, python, executable, version, program, command, words: parsed.words, options };
  if (options.has('version')) return yield* sayVersion(session);
  if (command === '' || command === 'help' || options.has('help')) return yield* sayHelp(session);
  const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (run) return yield* guarded(session, run);
  const message = notSimulated.has(command) ? `drydock: pip ${command} is not simulated` : `ERROR: unknown command "${command}"`;
  yield* complain(session, message);
  return 1;
}

function* sayVersion(session: Session): Task<number> {
  const { python, version } = session;
  const place = python.packages.find(folder => exists(session.sys, `${folder}/pip/__init__.py`)) ?? python.target;
  yield* print(session, `pip ${version} from ${place}/pip (python ${minorOf(python.number)})`);
  return 0;
}

function* sayHelp(session: Session): Task<number> {
  const { program, command, words } = session;
  const about = command === 'help' ? words[0] : command === '' ? undefined : command;
  yield* session.sys.write(1, encodeUtf8(about === undefined ? helpText(program) : usageOf(program, about)));
  return 0;
}

function* guarded(session: Session, run: (session: Session) => Task<number>): Task<number> {
  let status: number;
  try {
    status = yield* run(session);
  } catch (error) {
    status = yield* failed(session, error);
  }
  if (session.command === 'install' || session.command === 'uninstall') yield* warnRoot(session, status);
  if (session.command === 'install') yield* tellOfNewer(session);
  return status;
}

function* failed(session: Session, error: unknown): Task<number> {
  if (error instanceof PipError) {
    yield* complain(session, ...error.lines);
    return error.status;
  }
  if (!(error instanceof Errno) || !isErrno(error)) throw error;
  const numbers: Readonly<Record<string, number>> = { EACCES: 13, ENOSPC: 28, EROFS: 30, EDQUOT: 122 };
  const number = numbers[error.code] ?? 5;
  yield* complain(session, `ERROR: Could not install packages due to an OSError: [Errno ${number.toString()}] ${error.message}`, '');
  return 1;
}

/** Packages of root get into the way of those of the distribution. */
function* warnRoot(session: Session, status: number): Task<void> {
  const { sys, python, options } = session;
  const action = options.get('root-user-action')?.at(-1) ?? sys.env.get('PIP_ROOT_USER_ACTION') ?? 'warn';
  const isOwn = python.prefix !== python.basePrefix;
  if (status !== 0 || sys.credentials().uid !== 0 || isOwn || action === 'ignore' || options.has('target')) return;
  const isLong = isAtLeast(session.version, '24.2');
  const more = isLong ? ', possibly rendering your system unusable' : '';
  const end = isLong ? '. Use the --root-user-action option if you know what you are doing and want to suppress this warning.' : '';
  yield* warn(
    session,
    `Running pip as the 'root' user can result in broken permissions and conflicting behaviour with the system package manager${more}. It is recommended to use a virtual environment instead: https://pip.pypa.io/warnings/venv${end}`,
  );
}

function isAtLeast(version: string, wanted: string): boolean {
  const [a, b] = [parseVersion(version), parseVersion(wanted)];
  return a !== undefined && b !== undefined && compareVersions(a, b) >= 0;
}

/** Says once a run that there is a newer pip. */
function* tellOfNewer(session: Session): Task<void> {
  const { sys, options, version } = session;
  const isOff =
    options.has('disable-pip-version-check') ||
    options.has('no-index') ||
    /^(1|true|yes|on)$/i.test(sys.env.get('PIP_DISABLE_PIP_VERSION_CHECK') ?? '');
  const own = (yield* installedPackages(session)).get('pip')?.version ?? version;
  if (isOff || quietness(session) > 0) return;
  const isDebian = session.python.packages.includes('/usr/lib/python3/dist-packages') && session.python.prefix === '/usr';
  const [newest] = isDebian
    ? []
    : released(yield* new IndexClient({ ...session, options: new Map([...options, ['quiet', ['', '', '']]]) }).offers('pip'), false);
  if (!newest || isAtLeast(own, newest.version.text)) return;
  const program = session.program === 'pip' || session.program === 'pip3' ? 'pip' : `${session.executable} -m pip`;
  const mark = notice(sys.isTerminal(2));
  yield* complain(
    session,
    '',
    `${mark('')} A new release of pip is available: ${mark(own)} -> ${mark(newest.version.text)}`,
    `${mark('')} To update, run: ${mark(`${program} install --upgrade pip`)}`,
  );
}

function notice(hasColour: boolean): (text: string) => string {
  return text => {
    if (text === '') return hasColour ? '\u001b[1m[\u001b[0m\u001b[34;49mnotice\u001b[0m\u001b[1;39;49m]\u001b[0m' : '[notice]';
    return hasColour ? `\u001b[32;49m${text}\u001b[0m` : text;
  };
}

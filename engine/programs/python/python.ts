import { encodeUtf8 } from '../../core/utf8.js';
import type { Task } from '../../core/task.js';
import { isErrno } from '../../core/errno.js';
import type { Main, Sys } from '../../process/sys.js';
import { helpText } from './help.js';
import { httpServer } from './http-server.js';
import { installationOf, type Installation } from './installation.js';
import { RESIDENT_BYTES } from './limits.js';
import { nativeModules } from './modules/index.js';
import { parseCommandLine, type CommandLine } from './options.js';
import { runMain } from './run-main.js';
import { Vm, type Options } from './vm/vm.js';

/** `python3`: runs a file, -c, -m, standard input, or a prompt. */
export const python: Main = function* (sys, argv) {
  const asked = parseCommandLine(argv.slice(1));
  const program = argv[0] ?? 'python3';
  if ('problem' in asked) return yield* refuse(sys, program, asked.problem);
  const executable = executableOf(sys, program);
  const version = yield* installationOf(sys, executable);
  if (asked.print === 'help') return yield* say(sys, helpText(program));
  if (asked.print === 'version') return yield* say(sys, `Python ${version.number}\n`);
  if (asked.print === 'longVersion') return yield* say(sys, `Python ${version.number} ${version.build}\n`);
  if (asked.unlike !== undefined) {
    yield* sys.write(2, encodeUtf8(`drydock: python ${asked.unlike} is not simulated\n`));
    return 2;
  }
  const options = optionsOf(sys, asked, executable, version);
  if (asked.main.kind === 'module' && asked.main.name === 'http.server')
    return yield* httpServer(sys, asked.rest, { version: version.number, program: 'server.py', unbuffered: options.isUnbuffered });
  sys.setMemory(RESIDENT_BYTES);
  sys.onSignal('SIGINT', 'catch');
  sys.onSignal('SIGPIPE', 'ignore');
  const vm = new Vm(sys, options, nativeModules);
  return yield* runMain(vm, asked);
};

function optionsOf(sys: Sys, asked: CommandLine, executable: string, version: Installation): Options {
  const count = (letter: string): number => asked.flags.get(letter) ?? 0;
  const isIsolated = count('I') > 0;
  const ignoresEnvironment = isIsolated || count('E') > 0;
  const variable = (name: string): string => (ignoresEnvironment ? '' : (sys.env.get(name) ?? ''));
  return {
    executable,
    version,
    argv: argvOf(asked),
    optimize: Math.max(count('O'), variable('PYTHONOPTIMIZE') === '' ? 0 : 1),
    isUnbuffered: count('u') > 0 || variable('PYTHONUNBUFFERED') !== '',
    isInteractive: count('i') > 0 || variable('PYTHONINSPECT') !== '',
    isIsolated,
    ignoresEnvironment,
    hasNoSite: count('S') > 0,
    isVerbose: count('v') > 0,
    isQuiet: count('q') > 0,
    writesNoBytecode: count('B') > 0 || variable('PYTHONDONTWRITEBYTECODE') !== '',
    isSafePath: isIsolated || count('P') > 0 || variable('PYTHONSAFEPATH') !== '',
    bytesWarning: count('b'),
    warnings: asked.warnings,
    extensions: asked.extensions,
  };
}

function argvOf({ main, rest }: CommandLine): readonly string[] {
  switch (main.kind) {
    case 'command':
      return ['-c', ...rest];
    case 'module':
      return ['-m', ...rest];
    case 'file':
      return [main.path, ...rest];
    case 'stdin':
      return [rest.length > 0 ? '-' : '', ...rest];
  }
}

/** The full path of the running program. */
function executableOf(sys: Sys, name: string): string {
  const candidates = name.includes('/') ? [name] : (sys.env.get('PATH') ?? '').split(':').map(folder => `${folder}/${name}`);
  for (const candidate of candidates) {
    try {
      if (sys.access(candidate, { execute: true })) return candidate;
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }
  return '';
}

function* refuse(sys: Sys, program: string, problem: string): Task<number> {
  const usage = `usage: ${program} [option] ... [-c cmd | -m mod | file | -] [arg] ...\nTry \`python -h' for more information.\n`;
  yield* sys.write(2, encodeUtf8(`${problem}\n${usage}`));
  return 2;
}

function* say(sys: Sys, text: string): Task<number> {
  yield* sys.write(1, encodeUtf8(text));
  return 0;
}

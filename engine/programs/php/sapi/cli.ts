import { refusalOf } from '../../unsimulated.js';
import { bytesOfLatin1 } from '../../../core/latin1.js';
import { isErrno } from '../../../core/errno.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Task } from '../../../core/task.js';
import type { Main, Sys } from '../../../process/sys.js';
import { compilePhp } from '../compiler/compile.js';
import { PhpArray } from '../runtime/array.js';
import { fromHost } from '../runtime/bytes.js';
import { Stream } from '../functions/streams.js';
import { Ini } from '../runtime/ini.js';
import { readDescriptor, readWhole } from '../runtime/read-file.js';
import { runProgram } from '../runtime/run-script.js';
import { ExitRequest } from '../runtime/signals.js';
import { Ref } from '../runtime/value.js';
import type { Vm } from '../runtime/vm.js';
import { CompileError } from '../syntax/ast.js';
import { interactive } from './interactive.js';
import { makeVm } from './make-vm.js';
import { builtInServer } from './server.js';
import { formatModules } from './modules.js';
import { readSettings, type Settings } from './settings.js';
import { iniText, usage, versionText } from './texts.js';
import { parseOptions, type CliOptions } from './options.js';

/** `php` */
export const php: Main = function* (sys, argv) {
  const options = parseOptions(argv);
  return yield* run(sys, options);
};

function* run(sys: Sys, options: CliOptions): Task<number> {
  if (options.unknown !== undefined) {
    const refusal = refusalOf('php', options.unknown);
    if (refusal !== undefined) {
      yield* say(sys, `${refusal}\n`);
      return 1;
    }
    yield* say(
      sys,
      `Error in argument 1, char ${options.unknown.length}: option not found ${options.unknown.replace(/^-+/, '')}\n${usage}`,
    );
    return 1;
  }
  const defaults: readonly (readonly [string, string])[] = [
    ['display_errors', '1'],
    ['html_errors', '0'],
    ['implicit_flush', '1'],
    ['max_execution_time', '0'],
    ['max_input_time', '-1'],
  ];
  const settings = yield* readSettings(sys, { defaults, noIni: options.noIni, iniFile: options.iniFile });
  for (const [name, value] of options.defines) settings.ini.set(name, value);
  // What the command line program always has, whatever php.ini says.
  for (const [name, value] of defaults.slice(1, 5)) if (!options.defines.some(([given]) => given === name)) settings.ini.set(name, value);
  for (const warning of settings.warnings) yield* say(sys, `\nWarning: ${warning}\n`);
  switch (options.mode) {
    case 'version':
      yield* say(sys, versionText('cli', settings.extensions));
      return 0;
    case 'help':
      yield* say(sys, usage);
      return 0;
    case 'modules':
      yield* say(sys, formatModules(settings.extensions));
      return 0;
    case 'ini':
      yield* say(sys, iniText(settings));
      return 0;
    case 'lint':
      return yield* lint(sys, options.script);
    case 'source':
    case 'strip':
      yield* sys.write(2, encodeUtf8('drydock: php -s and -w are not simulated\n'));
      return 1;
    default:
      return yield* execute(sys, options, settings);
  }
}

function* say(sys: Sys, text: string): Task<void> {
  yield* sys.write(1, encodeUtf8(text));
}

function* lint(sys: Sys, script: string | undefined): Task<number> {
  const path = script ?? '-';
  try {
    const vm = newVm(sys, new Ini());
    const source = script === undefined ? yield* readDescriptor(vm, 0) : yield* readWhole(vm, script);
    compilePhp(source, fromHost(path), 'file');
    yield* say(sys, `No syntax errors detected in ${path}\n`);
    return 0;
  } catch (error) {
    if (isErrno(error)) {
      yield* say(sys, `Could not open input file: ${path}\n`);
      return 1;
    }
    if (!(error instanceof CompileError)) throw error;
    const label = error.isParseError ? 'Parse error' : 'Fatal error';
    yield* say(sys, `\n${label}: ${error.message} in ${path} on line ${error.line}\n\nErrors parsing ${path}\n`);
    return 255;
  }
}

function newVm(sys: Sys, ini: Ini): Vm {
  return makeVm({ sys, ini, sapi: 'cli', write: text => writeOut(sys, text), log: line => sys.write(2, bytesOfLatin1(line)) });
}

/** When nobody reads any more, the program ends. */
function* writeOut(sys: Sys, text: string): Task<void> {
  try {
    yield* sys.write(1, bytesOfLatin1(text));
  } catch (error) {
    if (isErrno(error, 'EPIPE')) throw new ExitRequest(255);
    throw error;
  }
}

function* execute(sys: Sys, options: CliOptions, { ini, extensions }: Settings): Task<number> {
  const vm = newVm(sys, ini);
  vm.extensions = extensions;
  for (const [i, name] of (['STDIN', 'STDOUT', 'STDERR'] as const).entries())
    vm.constants.own.set(name, new Stream(vm, { fd: i, path: `php://${name.toLowerCase()}`, mode: i === 0 ? 'r' : 'w' }));
  if (options.code !== undefined) return yield* runCode(vm, fromHost(options.code), options.args);
  if (options.mode === 'info') return yield* runCode(vm, 'phpinfo();', []);
  if (options.mode === 'server') {
    return yield* builtInServer(sys, { address: options.address ?? '', root: options.root, router: options.script });
  }
  if (options.mode === 'interactive') return yield* interactive(vm);
  return yield* runFile(vm, options.script, options.args);
}

function* runCode(vm: Vm, code: string, args: readonly string[]): Task<number> {
  vm.scriptFile = 'Command line code';
  setServer(vm, '', ['Standard input code', ...args]);
  return yield* runProgram(vm, () => compilePhp(code, 'Command line code', 'code'));
}

function* runFile(vm: Vm, script: string | undefined, args: readonly string[]): Task<number> {
  const { sys } = vm;
  if (script === undefined || script === '-') {
    const source = yield* readDescriptor(vm, 0);
    vm.scriptFile = 'Standard input code';
    setServer(vm, '', ['Standard input code', ...args]);
    return yield* runProgram(vm, () => compilePhp(source, 'Standard input code', 'file'));
  }
  try {
    const source = yield* readWhole(vm, script);
    const path = fromHost(sys.realpath(script));
    vm.scriptFile = path;
    setServer(vm, fromHost(script), [fromHost(script), ...args.map(fromHost)]);
    return yield* runProgram(vm, () => compilePhp(source, path, 'file'));
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* sys.write(1, encodeUtf8(`Could not open input file: ${script}\n`));
    return 1;
  }
}

function setServer(vm: Vm, script: string, argv: readonly string[]): void {
  const values = PhpArray.of(argv);
  const server = new PhpArray();
  for (const [name, value] of vm.sys.env) server.set(vm.key(fromHost(name)), fromHost(value));
  const now = vm.sys.clock.epochMsOf(vm.sys.clock.now()) / 1000;
  const entries: readonly (readonly [string, string | number | PhpArray])[] = [
    ['PHP_SELF', script],
    ['SCRIPT_NAME', script],
    ['SCRIPT_FILENAME', script],
    ['PATH_TRANSLATED', script],
    ['DOCUMENT_ROOT', ''],
    ['REQUEST_TIME', Math.floor(now)],
    ['argv', values],
    ['argc', argv.length],
  ];
  for (const [name, value] of entries) server.set(name, value);
  vm.globals.set('_SERVER', new Ref(server));
  for (const name of ['_GET', '_POST', '_COOKIE', '_FILES', '_REQUEST', '_ENV']) vm.globals.set(name, new Ref(new PhpArray()));
  vm.globals.set('argv', new Ref(values.share()));
  vm.globals.set('argc', new Ref(argv.length));
}

import { Errno, isErrno, type ErrnoCode } from '../core/errno.js';
import type { Task } from '../core/task.js';
import { decodeUtf8 } from '../core/utf8.js';
import type { Content } from '../fs/content.js';
import { programOf } from '../fs/executable.js';
import type { MountNamespace } from '../fs/mount-namespace.js';
import type { Caller } from '../fs/permissions.js';
import { effectiveCapabilities } from './capabilities.js';
import { actionsAfterExec } from './exec-signals.js';
import type { Kernel } from './kernel.js';
import { ARGUMENT_BYTES, ARGUMENT_STRING_BYTES, INTERPRETERS, PROCESS_MEMORY_BYTES, SHEBANG_BYTES } from './limits.js';
import { setMemory } from './memory.js';
import type { ProcessRecord } from './process-record.js';
import type { Main } from './sys.js';

/** A program that was found and can be run. */
export interface Program {
  readonly main: Main;
  /** With what a `#!` line puts before the arguments. */
  readonly argv: readonly string[];
  /** Path of the binary, for /proc/<pid>/exe. */
  readonly executable: string;
  /** Name that `ps` shows: that of the script, for a script. */
  readonly command: string;
  /** Whose rights it has whoever runs it (its file's set-user-ID bit). */
  readonly setUserId?: number | undefined;
}

/** Who executes, and where. */
export interface Executor extends Caller {
  readonly kernel: Kernel;
  readonly mounts: MountNamespace;
}

/** Finds what `path` (looked up in PATH of `env` when it has no slash) would run. Throws ENOENT, EACCES, ENOEXEC, E2BIG, ELOOP. */
export function loadProgram(executor: Executor, path: string, argv: readonly string[], env: ReadonlyMap<string, string>): Program {
  checkArguments(argv, env);
  const found = path.includes('/') ? path : searchPath(executor, path, env.get('PATH'));
  return loadFile(executor, found, argv);
}

/** execve(2) with a search in PATH: see `Sys.exec`. */
export function* executeProgram(
  process: ProcessRecord,
  path: string,
  argv: readonly string[],
  env?: ReadonlyMap<string, string>,
): Task<never> {
  const newEnv = env ?? process.env;
  const program = loadProgram(executorOf(process), path, argv, newEnv);
  process.descriptors.closeForExec();
  process.replaceEnvironment(newEnv);
  process.actions = actionsAfterExec(process.actions);
  process.caught = undefined;
  startProgram(process, program);
  return yield* process.stay();
}

/** Lets a process execute a program, and notes that it was run. */
export function startProgram(process: ProcessRecord, program: Program): void {
  process.argv = program.argv;
  process.executable = program.executable;
  process.command = program.command;
  takeRights(process, program.setUserId);
  setMemory(process, PROCESS_MEMORY_BYTES);
  process.kernel.recordExecution(process);
  process.kernel.run(process, sys => program.main(sys, program.argv));
}

/** What a set-user-ID program may do; `no_new_privs` keeps it from more than its caller may. */
function takeRights(process: ProcessRecord, userId: number | undefined): void {
  const { credentials } = process;
  if (userId === undefined || userId === credentials.uid || credentials.noNewPrivileges === true) return;
  process.credentials = { ...credentials, uid: userId, realUid: credentials.realUid ?? credentials.uid };
}

const SET_USER_ID = 0o4000;

export function executorOf(process: ProcessRecord, cwd = process.cwd): Executor {
  const { kernel, namespaces, credentials, umask } = process;
  return { kernel, mounts: namespaces.mounts, credentials, capabilities: effectiveCapabilities(credentials), cwd, umask };
}

/** The first file in PATH that may be executed. EACCES when there are only others, ENOENT when there is none. */
export function searchPath(
  executor: Executor,
  name: string,
  path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
): string {
  let failure: ErrnoCode = 'ENOENT';
  if (name === '') throw new Errno(failure);
  for (const directory of path.split(':')) {
    const candidate = directory === '' ? `./${name}` : `${directory}/${name}`;
    try {
      const kind = executor.mounts.kindOf(executor, candidate);
      if (kind === undefined || kind === 'directory') continue;
      if (executor.mounts.access(executor, candidate, { execute: true })) return candidate;
      failure = 'EACCES';
    } catch (error) {
      if (!isErrno(error)) throw error;
      if (error.code === 'EACCES') failure = error.code;
    }
  }
  throw new Errno(failure);
}

function loadFile(executor: Executor, path: string, argv: readonly string[], depth = 0): Program {
  const { path: executable, content, stat, honoursSetId } = executor.mounts.executable(executor, path);
  const id = programOf(content);
  const main = id === undefined ? undefined : executor.kernel.programs.get(id);
  const command = baseName(path);
  const setUserId = honoursSetId && (stat.mode & SET_USER_ID) !== 0 ? stat.uid : undefined;
  if (main) return { main, argv, executable, command, setUserId };
  const script = content.derive(parseShebang);
  if (!script) throw new Errno('ENOEXEC');
  if (depth >= INTERPRETERS) throw new Errno('ELOOP');
  const { interpreter, argument } = script;
  const newArgv = [interpreter, ...(argument === undefined ? [] : [argument]), path, ...argv.slice(1)];
  return { ...loadFile(executor, interpreter, newArgv, depth + 1), command, setUserId: undefined };
}

/** `#! interpreter [one argument]`, as execve(2) reads it. */
function parseShebang(content: Content): { readonly interpreter: string; readonly argument: string | undefined } | undefined {
  const bytes = content.read(0, SHEBANG_BYTES);
  if (bytes[0] !== 0x23 || bytes[1] !== 0x21) return undefined;
  const newline = bytes.indexOf(10);
  const line = decodeUtf8(bytes.subarray(2, newline < 0 ? bytes.length : newline)).replace(/^[ \t]+|[ \t]+$/g, '');
  const match = /^([^ \t]+)(?:[ \t]+(.*))?$/.exec(line);
  const interpreter = match?.[1];
  return interpreter === undefined ? undefined : { interpreter, argument: match?.[2] };
}

function checkArguments(argv: readonly string[], env: ReadonlyMap<string, string>): void {
  let total = 0;
  for (const argument of argv) total += argumentSize(argument);
  for (const [name, value] of env) total += argumentSize(name) + argumentSize(value);
  if (total > ARGUMENT_BYTES) throw new Errno('E2BIG');
}

/** An upper bound would refuse too early, so long texts are measured. */
function argumentSize(text: string): number {
  if (text.length > ARGUMENT_STRING_BYTES) throw new Errno('E2BIG');
  return text.length + 1;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

import { Errno } from '../core/errno.js';
import { encodeUtf8 } from '../core/utf8.js';
import { WaitQueue } from '../core/wait-queue.js';
import { superuser } from '../fs/permissions.js';
import type { LaunchError } from '../process/launch-error.js';
import type { LaunchSpec, Process } from '../process/launch.js';
import type { Daemon } from './daemon.js';
import type { Stdio } from './stdio.js';

/** Why runc could not start a program: its words, and the exit code that Docker puts on record. */
export interface LaunchFailureReport {
  readonly message: string;
  readonly exitCode: number;
}

/** What runc says; `isDirectory` tells whether the program is one. */
export function reportFailure(error: LaunchError, isDirectory: boolean): LaunchFailureReport {
  const { path, code } = error;
  const quoted = JSON.stringify(path);
  const words = goText(code);
  if (error.failure === 'chdir') {
    return { message: `chdir to cwd (${quoted}) set in config.json failed: ${words}`, exitCode: code === 'ENOENT' ? 127 : 126 };
  }
  if (error.failure === 'fork') return { message: `can't fork: ${words}`, exitCode: 128 };
  if (error.failure === 'not-in-path') return { message: `exec: ${quoted}: executable file not found in $PATH`, exitCode: 127 };
  if (isDirectory) return { message: `exec: ${quoted}: is a directory: permission denied`, exitCode: 126 };
  if (code === 'ENOENT' || code === 'ENOTDIR') return { message: `exec: ${quoted}: stat ${path}: ${words}`, exitCode: 127 };
  return { message: `exec: ${quoted}: ${words}`, exitCode: 126 };
}

/** Go prints the C library's sentences without the capital. */
export function goText(code: Errno['code']): string {
  const { message } = new Errno(code);
  return message.charAt(0).toLowerCase() + message.slice(1);
}

/** runc notices these only in the container, when it is too late to refuse: the file is there but the kernel cannot run it. */
export function isLate(spec: LaunchSpec, { failure, code, path }: LaunchError): boolean {
  if (failure !== 'exec') return false;
  if (code === 'ENOEXEC') return true;
  return code === 'ENOENT' && path.includes('/') && spec.namespaces.mounts.exists({ ...superuser, cwd: spec.cwd }, path);
}

export function isDirectory(spec: LaunchSpec, path: string): boolean {
  const { mounts } = spec.namespaces;
  const caller = { ...superuser, cwd: spec.cwd };
  return mounts.exists(caller, path) && mounts.stat(caller, path).kind === 'directory';
}

/** A process that wrote one line and exited with 255. */
export function endedAtOnce(daemon: Daemon, error: LaunchError, stdio: Stdio): Process {
  const reason = error.message.slice(error.message.lastIndexOf(': ') + 2).toLowerCase();
  stdio.hub.write('stderr', encodeUtf8(`exec ${error.path}: ${reason}\n`));
  const at = daemon.clock.now();
  return { pid: 0, startedAt: at, exit: { status: { kind: 'exited', code: 255 }, at }, ended: new WaitQueue(), kill: () => undefined };
}

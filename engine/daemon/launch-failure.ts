import { Errno } from '../core/errno.js';
import type { LaunchError } from '../process/launch-error.js';

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

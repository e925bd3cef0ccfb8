import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Sys } from '../../process/sys.js';
import { readAllText } from '../config-file.js';
import { Failure } from '../failure.js';

/** What `--security-opt` becomes: options of the daemon, and paths of /proc and /sys that are open to the container. */
export interface SecurityOptions {
  readonly SecurityOpt: readonly string[] | null;
  readonly MaskedPaths: readonly string[] | null;
  readonly ReadonlyPaths: readonly string[] | null;
}

/** Checks the options as the client does; a seccomp profile is read here and sent along. Throws Failure. */
export function* securityOptions(sys: Sys, values: readonly string[]): Task<SecurityOptions> {
  const sent: string[] = [];
  for (const value of values) sent.push(yield* checked(sys, value));
  const open = sent.includes('systempaths=unconfined');
  const others = sent.filter(option => option !== 'systempaths=unconfined');
  const paths = open ? [] : null;
  return { SecurityOpt: others.length > 0 ? others : null, MaskedPaths: paths, ReadonlyPaths: paths };
}

function* checked(sys: Sys, option: string): Task<string> {
  const at = option.includes('=') ? option.indexOf('=') : option.indexOf(':');
  const key = at < 0 ? option : option.slice(0, at);
  const value = at < 0 ? '' : option.slice(at + 1);
  if (key === 'no-new-privileges') return option;
  if (value === '') throw new Failure(`Invalid --security-opt: ${JSON.stringify(option)}`);
  if (key !== 'seccomp' || value === 'builtin' || value === 'unconfined') return option;
  return `seccomp=${yield* readProfile(sys, value)}`;
}

function* readProfile(sys: Sys, path: string): Task<string> {
  let text: string;
  try {
    text = yield* readAllText(sys, sys.open(path, { read: true }));
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new Failure(`opening seccomp profile (${path}) failed: open ${path}: ${error.message.toLowerCase()}`);
  }
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    throw new Failure(
      `compressing json for seccomp profile (${path}) failed: ${text.trim() === '' ? 'unexpected end of JSON input' : 'invalid character'}`,
    );
  }
}

import { Errno, isErrno } from '../../core/errno.js';
import { concatBytes } from '../../core/streams.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';
import { checkLength } from '../expand/sinks.js';
import type { List, WordPart } from '../syntax/ast.js';
import { relined } from '../syntax/relined.js';
import type { Execution } from './execution.js';
import { statusCode } from './jobs.js';
import { cannotFork, runAlone, withoutBraces } from './pipelines.js';

/** `$( … )` or `` `…` `` */
export type CommandSubstitution = Extract<WordPart, { readonly kind: 'command' }>;

/** What `$( … )` gives: the output without the newlines at its end. */
export function* substitute(execution: Execution, { body, backquoted }: CommandSubstitution): Task<string> {
  const { sys, shell } = execution;
  const file = yield* substituteFile(execution, body);
  if (file !== undefined) return file;
  const written = !backquoted && shell.dialect.name === 'bash' ? relined(body, shell.line) : body;
  const pipe = sys.pipe();
  let pid: number;
  try {
    pid = execution.fork(
      child => {
        // bash switches `set -e` off in substitutions unless it plays POSIX, and ash always does.
        if (shell.dialect.name === 'bash' && !shell.options.posix && !shell.shopt.has('inherit_errexit'))
          child.shell.options.errexit = false;
        if (shell.dialect.name === 'ash') child.shell.options.errexit = false;
        if (shell.dialect.name !== 'bash') child.shell.conditions = 0;
        child.shell.textDepth++;
        return runAlone(child, written, { inLoops: true });
      },
      { fds: new Map([[1, pipe.write]]), listsTraps: shell.dialect.name === 'bash' || (shell.dialect.name === 'ash' && isTrapAlone(body)) },
    );
  } catch (error) {
    sys.close(pipe.read);
    if (!(error instanceof Errno)) throw error;
    throw cannotFork(execution, error);
  } finally {
    sys.close(pipe.write);
  }
  const output = yield* readOutput(sys, pipe.read);
  sys.close(pipe.read);
  shell.substitutionStatus = yield* waitForChild(execution, pid);
  // `$?` is told of it at once by bash alone; the others wait for the end of the command.
  if (shell.dialect.name === 'bash') shell.status = shell.substitutionStatus;
  return output;
}

/** ash keeps the traps of the shell for `$(trap)` (forkchild in ash.c), and for nothing longer. */
function isTrapAlone(body: List): boolean {
  const [only] = body.items;
  const command = only && body.items.length === 1 && !only.background ? withoutBraces(only.command) : undefined;
  if (command?.kind !== 'simple' || command.words.length !== 1) return false;
  const [word] = command.words;
  return word !== undefined && !('kind' in word) && word.literal === 'trap';
}

function* readOutput(sys: Sys, fd: number): Task<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const bytes = yield* readThrough(sys, fd);
    if (bytes.length === 0) break;
    length += bytes.length;
    checkLength(length);
    chunks.push(bytes);
  }
  const text = decodeUtf8(concatBytes(chunks));
  return (text.includes('\0') ? text.replaceAll('\0', '') : text).replace(/\n+$/, '');
}

/** A signal with a trap does not end the reading. */
function* readThrough(sys: Sys, fd: number): Task<Uint8Array> {
  for (;;) {
    try {
      return yield* sys.read(fd, 65536);
    } catch (error) {
      if (!isErrno(error, 'EINTR')) throw error;
    }
  }
}

function* waitForChild({ sys, jobs }: Execution, pid: number): Task<number> {
  for (;;) {
    try {
      const change = yield* sys.wait(pid);
      if (change === 'interrupted' || change === undefined) continue;
      if (change.pid === pid) return statusCode(change.status);
      jobs.record(change.pid, change.status);
    } catch (error) {
      if (isErrno(error, 'ECHILD')) return 127;
      throw error;
    }
  }
}

/** bash's `$(< file)` reads the file itself. */
function* substituteFile(execution: Execution, body: List): Task<string | undefined> {
  const { shell, sys, expander } = execution;
  const [item] = body.items;
  const command = item?.command;
  if (shell.dialect.name !== 'bash' || body.items.length !== 1 || item?.background || command?.kind !== 'simple') return undefined;
  const [redirect] = command.redirects;
  if (
    command.words.length + command.assignments.length > 0 ||
    command.redirects.length !== 1 ||
    redirect?.operator !== '<' ||
    redirect.fd !== undefined
  )
    return undefined;
  const path = yield* expander.string(redirect.target);
  try {
    const fd = sys.open(path, { read: true });
    const text = yield* readOutput(sys, fd);
    sys.close(fd);
    shell.substitutionStatus = 0;
    return text;
  } catch (error) {
    if (!(error instanceof Errno)) throw error;
    shell.substitutionStatus = yield* execution.complain(`${path}: ${error.message}`);
    return '';
  }
}

/** `<( … )`: a name under which the command's output can be opened. */
export function* processSubstitution(execution: Execution, direction: '<' | '>', body: List): Task<string> {
  const { sys, shell, jobs } = execution;
  const written = shell.dialect.name === 'bash' ? relined(body, shell.line) : body;
  const pipe = sys.pipe();
  const ours = direction === '<' ? pipe.read : pipe.write;
  const theirs = direction === '<' ? pipe.write : pipe.read;
  shell.lastBackground = execution.fork(
    child => {
      child.shell.textDepth++;
      return runAlone(child, written, { inLoops: true });
    },
    { fds: new Map([[direction === '<' ? 1 : 0, theirs]]), listsTraps: false },
  );
  jobs.addHidden(shell.lastBackground);
  sys.close(theirs);
  const fd = sys.dup(ours, freeDescriptor(sys));
  sys.close(ours);
  shell.extraFds.add(fd);
  shell.processFiles.push(fd);
  yield* sys.tick();
  return `/dev/fd/${String(fd)}`;
}

/** bash takes 63 and those below it; only when all are taken, one above. */
function freeDescriptor(sys: Sys): number {
  for (let fd = 63; fd > 9; fd--) if (!sys.isOpen(fd)) return fd;
  let fd = 256;
  while (sys.isOpen(fd)) fd++;
  return fd;
}

/** Lines of /etc/passwd, for `~user`. A shell that cannot read it knows no users. */
export function linesOfFile(sys: Sys, path: string): readonly string[] {
  let fd: number;
  try {
    fd = sys.open(path, { read: true });
  } catch (error) {
    if (isErrno(error)) return [];
    throw error;
  }
  // Regular files are always ready, so this never waits.
  const bytes = sys.duplex(fd).read(65536) ?? new Uint8Array(0);
  sys.close(fd);
  return decodeUtf8(bytes).split('\n');
}

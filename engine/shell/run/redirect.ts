import { Errno, isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { openMessage, toShellError } from '../dialect-messages.js';
import { assignElement } from '../expand/assign.js';
import { elementOf } from '../expand/parameters.js';
import { OutOfMemory, ShellError } from '../state/shell-error.js';
import { elementName } from '../state/variable-names.js';
import type { Redirect } from '../syntax/ast.js';
import { wordText } from '../syntax/command-text.js';
import { SavedDescriptors } from './descriptors.js';
import type { Execution } from './execution.js';
import { prefixOf } from './messages.js';
import { isNetworkPath, openNetworkPath } from './network-path.js';

/** Texts up to this size fit into a pipe; longer ones need somebody who writes them. */
const pipeCapacity = 4096;

/** Applies redirections in order. When one fails, those before it are undone and a ShellError says why. */
export function* applyRedirects(execution: Execution, redirects: readonly Redirect[]): Task<SavedDescriptors> {
  const saved = new SavedDescriptors(execution);
  try {
    for (const redirect of redirects) yield* applyRedirect(execution, redirect, saved);
  } catch (error) {
    saved.restore();
    throw error;
  }
  return saved;
}

function* applyRedirect(execution: Execution, redirect: Redirect, saved: SavedDescriptors): Task<void> {
  const { operator } = redirect;
  if (operator === '<<' || operator === '<<<') {
    const text = yield* expandText(execution, redirect);
    place(execution, yield* openText(execution, operator === '<<<' ? `${text}\n` : text), redirect, saved, 0);
    return;
  }
  const target = yield* expandTarget(execution, redirect);
  const both = operator === '&>' || operator === '&>>' || (operator === '>&' && isFileForBoth(execution, redirect, target));
  if (both) {
    refuseRestricted(execution, target);
    place(execution, openFile(execution, target, operator === '&>>' ? '>>' : '>'), { ...redirect, fd: undefined }, saved, 1);
    duplicate(execution, 2, 1, saved);
    return;
  }
  if (operator === '<&' || operator === '>&') {
    duplicateTarget(execution, redirect, target, saved);
    return;
  }
  if (operator !== '<') refuseRestricted(execution, target);
  const opened = isNetworkPath(execution, target) ? yield* openNetworkPath(execution, target) : openFile(execution, target, operator);
  place(execution, opened, redirect, saved, operator.startsWith('<') ? 0 : 1);
}

/** A restricted shell writes into no file. */
function refuseRestricted({ shell }: Execution, target: string): void {
  if (shell.restricted) throw new ShellError(`${target}: restricted: cannot redirect output`, { status: 1, scope: 'command' });
}

/** A text that cannot be expanded ends the shell, but dash and ash take it for a failed redirection (dash's redir.c: redirectsafe). */
function* expandText(execution: Execution, { operator, target }: Redirect): Task<string> {
  const { expander } = execution;
  const { dialect } = execution.shell;
  try {
    return yield* operator === '<<' ? expander.hereDocument(target) : expander.string(target);
  } catch (thrown) {
    const error = dialect.name === 'bash' ? undefined : toShellError(thrown, dialect);
    if (!error) throw thrown;
    throw withScope(error, { status: dialect.name === 'dash' ? 2 : 1, scope: 'command' });
  }
}

/** Tells of a failure while the redirections that it happened in still hold; what goes on from there has nothing more to say. */
export function* tellInPlace(execution: Execution, thrown: unknown): Task<unknown> {
  const error = thrown instanceof OutOfMemory ? undefined : toShellError(thrown, execution.shell.dialect);
  if (!error || error.message === '') return thrown;
  yield* execution.complainRaw(`${error.prefix ?? prefixOf(execution.shell)}${error.message}\n`);
  return new ShellError('', { status: error.status, scope: error.scope });
}

/** The same failure with other consequences. */
export function withScope(error: ShellError, consequence: Pick<ShellError, 'status' | 'scope'>): ShellError {
  const other = new ShellError(error.message, { ...consequence, builtin: error.builtin });
  other.prefix = error.prefix;
  return other;
}

/** One word; bash splits it and refuses more than one, the others take it as it is. */
function* expandTarget(execution: Execution, redirect: Redirect): Task<string> {
  if (execution.shell.dialect.name !== 'bash') return yield* execution.expander.string(redirect.target);
  const fields: string[] = [];
  yield* execution.expander.fields(redirect.target, fields);
  const [only] = fields;
  if (only === undefined || fields.length > 1) {
    throw new ShellError(`${wordText(redirect.target)}: ambiguous redirect`, { status: 1, scope: 'command' });
  }
  return only;
}

/** `>&file` without a number is `&>file`. */
function isFileForBoth(execution: Execution, redirect: Redirect, target: string): boolean {
  return (
    execution.shell.dialect.ampersandRedirects &&
    redirect.fd === undefined &&
    target !== '-' &&
    !(execution.shell.dialect.name === 'bash' ? /^[0-9]+-?$/ : /^[0-9]+$/).test(target)
  );
}

function openFile(execution: Execution, path: string, operator: string): number {
  const { sys, shell } = execution;
  try {
    if (operator === '<') return sys.open(path, { read: true });
    if (operator === '<>') return sys.open(path, { read: true, write: true, create: true });
    if (operator === '>>') return sys.open(path, { write: true, append: true, create: true });
    if (operator === '>' && shell.options.noclobber && isRegularFile(execution, path)) throw new Errno('EEXIST');
    return sys.open(path, { write: true, create: true, truncate: true });
  } catch (error) {
    if (!(error instanceof Errno)) throw error;
    throw redirectError(execution, openMessage(shell.dialect.name, path, error, operator !== '<'));
  }
}

function isRegularFile({ sys }: Execution, path: string): boolean {
  try {
    return sys.stat(path).kind === 'file';
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}

/** Moves a freshly opened descriptor to where the redirection wants it. */
function place(execution: Execution, opened: number, redirect: Redirect, saved: SavedDescriptors, byDefault: number): void {
  const { sys, shell } = execution;
  if (typeof redirect.fd === 'object') {
    const fd = sys.dup(opened, undefined, 10);
    sys.close(opened);
    shell.extraFds.add(fd);
    setDescriptor(execution, redirect.fd.variable, fd);
    return;
  }
  const fd = redirect.fd ?? byDefault;
  if (opened === fd) {
    // The number was free, so there is nothing to bring back but its absence.
    sys.close(saveAndMove(execution, opened, fd, saved));
    return;
  }
  saved.save(fd);
  sys.dup(opened, fd);
  sys.close(opened);
  if (fd > 2) shell.extraFds.add(fd);
}

/** The opened file took the wanted number by chance: note that it was free before. */
function saveAndMove(execution: Execution, opened: number, fd: number, saved: SavedDescriptors): number {
  const { sys, shell } = execution;
  const moved = sys.dup(opened, undefined, 64);
  sys.close(opened);
  saved.save(fd);
  sys.dup(moved, fd);
  if (fd > 2) shell.extraFds.add(fd);
  return moved;
}

function duplicateTarget(execution: Execution, redirect: Redirect, target: string, saved: SavedDescriptors): void {
  const { sys, shell } = execution;
  const byDefault = redirect.operator === '<&' ? 0 : 1;
  if (typeof redirect.fd === 'object') {
    duplicateToVariable(execution, redirect.fd.variable, target);
    return;
  }
  const fd = redirect.fd ?? byDefault;
  if (target === '-') {
    saved.save(fd);
    if (sys.isOpen(fd)) sys.close(fd);
    shell.extraFds.delete(fd);
    return;
  }
  const moves = shell.dialect.name === 'bash' && target.endsWith('-');
  const digits = moves ? target.slice(0, -1) : target;
  if (!(shell.dialect.name === 'dash' ? /^[0-9]$/ : /^[0-9]+$/).test(digits)) throw notADescriptor(execution, redirect, target);
  duplicate(execution, fd, Number(digits), saved);
  if (!moves || Number(digits) === fd) return;
  saved.save(Number(digits));
  sys.close(Number(digits));
  shell.extraFds.delete(Number(digits));
}

function duplicateToVariable(execution: Execution, variable: string, target: string): void {
  const { sys, shell } = execution;
  if (target === '-') {
    const element = elementName(variable);
    const known = element ? elementOf(shell, element.name, element.key) : shell.variables.get(variable);
    if (known === undefined || known === '') throw new ShellError(`${variable}: ambiguous redirect`, { status: 1, scope: 'command' });
    const fd = Number(known);
    if (sys.isOpen(fd)) sys.close(fd);
    shell.extraFds.delete(fd);
    return;
  }
  const fd = sys.dup(Number(target), undefined, 10);
  shell.extraFds.add(fd);
  setDescriptor(execution, variable, fd);
}

function setDescriptor({ shell }: Execution, variable: string, fd: number): void {
  const element = elementName(variable);
  assignElement(shell, element?.name ?? variable, element?.key, String(fd));
}

function duplicate(execution: Execution, to: number, from: number, saved: SavedDescriptors): void {
  const { sys, shell } = execution;
  if (!sys.isOpen(from)) throw redirectError(execution, `${String(from)}: Bad file descriptor`);
  saved.save(to);
  if (to !== from) sys.dup(from, to);
  if (to > 2) shell.extraFds.add(to);
}

function notADescriptor(execution: Execution, redirect: Redirect, target: string): ShellError {
  if (execution.shell.dialect.name === 'bash')
    return new ShellError(`${wordText(redirect.target)}: ambiguous redirect`, { status: 1, scope: 'command' });
  if (execution.shell.dialect.name === 'dash') return new ShellError('Syntax error: Bad fd number', { status: 2, scope: 'exit' });
  return redirectError(execution, `${target}: Bad file descriptor`);
}

function redirectError({ shell }: Execution, message: string): ShellError {
  return new ShellError(message, { status: shell.dialect.name === 'dash' ? 2 : 1, scope: 'command' });
}

/** A descriptor that reads the text. */
function* openText(execution: Execution, text: string): Task<number> {
  const { sys } = execution;
  const bytes = encodeUtf8(text);
  const { read, write } = sys.pipe();
  if (bytes.length <= pipeCapacity) yield* sys.write(write, bytes);
  else {
    sys.fork(
      function* (child) {
        child.onSignal('SIGINT', 'ignore');
        yield* child.write(1, bytes);
        return 0;
      },
      { fds: new Map([[1, write]]) },
    );
  }
  sys.close(write);
  return read;
}

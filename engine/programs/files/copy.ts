import { isErrno, type Errno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Stat } from '../../fs/stat.js';
import type { Fd, Sys } from '../../process/sys.js';
import { CHUNK_BYTES, MAX_DEPTH } from '../limits.js';
import { quoteAlways } from '../quoting.js';
import { attempt, Fatal, type Tool } from '../tool.js';
import { ask } from './ask.js';
import { backupName, type Backups } from './backups.js';
import { joinPath } from './paths.js';
import { lexists } from './presence.js';

export interface CopyRules {
  readonly recursive: boolean;
  /** Which symlinks are followed: none, those on the command line, all. */
  readonly follow: 'never' | 'arguments' | 'always';
  readonly keepMode: boolean;
  readonly keepTimes: boolean;
  readonly keepOwner: boolean;
  readonly force: boolean;
  readonly ask: boolean;
  /** Never overwrite. */
  readonly noClobber: boolean;
  /** Only when the source is newer. */
  readonly update: boolean;
  readonly verbose: boolean;
  readonly backups?: Backups | undefined;
  /** Remove each target before it is opened. */
  readonly removeFirst?: boolean;
  readonly attributesOnly?: boolean;
  readonly oneSystem?: boolean;
  /** Directories on other file systems are made, but left empty. */
  readonly device?: number | undefined;
  /** Make links instead of copies. */
  readonly link: 'none' | 'hard' | 'symbolic';
}

/** Copies one file or tree onto a path; failures are reported and counted, never thrown. Whether all went well. */
export function* copyTree(tool: Tool, from: string, to: string, rules: CopyRules, depth = 0): Task<boolean> {
  yield* tool.sys.tick();
  if (depth > MAX_DEPTH) throw new Fatal(`${from}: too many levels of directories`);
  try {
    const follow = rules.follow === 'always' || (rules.follow === 'arguments' && depth === 0);
    const source = follow ? tool.sys.stat(from) : tool.sys.lstat(from);
    const target = statOrNothing(tool.sys, to);
    const within: CopyRules = rules.oneSystem === true && rules.device === undefined ? { ...rules, device: source.dev } : rules;
    if (source.kind === 'directory') return yield* copyDirectory(tool, from, to, source, target, within, depth);
    if (target && !(yield* mayReplace(tool, from, to, source, target, rules))) return tool.status === 0;
    const backup = keepBackup(tool.sys, to, rules);
    if (!(yield* copyOne(tool, from, to, source, backup === undefined ? target : undefined, rules))) return false;
    const kept = backup === undefined ? '' : ` (backup: ${quoted(tool, backup)})`;
    if (rules.verbose) yield* tool.out.line(`${quoted(tool, from)} -> ${quoted(tool, to)}${kept}`);
    return true;
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* tool.fail(tool.isGnu ? `cannot stat ${quoteAlways(from)}: ${error.message}` : `can't stat '${from}': ${error.message}`);
    return false;
  }
}

/** Renames what is to be replaced; undefined when nothing is there, or nothing is kept. */
function keepBackup(sys: Sys, path: string, { backups }: CopyRules): string | undefined {
  if (backups === undefined || !lexists(sys, path)) return undefined;
  const name = backupName(sys, path, backups);
  sys.rename(path, name);
  return name;
}

function quoted(tool: Tool, path: string): string {
  return tool.isGnu ? quoteAlways(path) : `'${path}'`;
}

function statOrNothing(sys: Sys, path: string): Stat | undefined {
  try {
    return sys.stat(path);
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
}

function* mayReplace(tool: Tool, from: string, to: string, source: Stat, target: Stat, rules: CopyRules): Task<boolean> {
  if (source.ino === target.ino && source.dev === target.dev && rules.link === 'none') {
    yield* tool.fail(`${quoted(tool, from)} and ${quoted(tool, to)} are the same file`);
    return false;
  }
  if (target.kind === 'directory') {
    yield* tool.fail(
      tool.isGnu ? `cannot overwrite directory ${quoteAlways(to)} with non-directory` : `can't create '${to}': Is a directory`,
    );
    return false;
  }
  if (rules.noClobber || (rules.update && source.modifiedAt <= target.modifiedAt)) return false;
  return !rules.ask || (yield* ask(tool, `overwrite ${quoted(tool, to)}?`));
}

function* copyDirectory(
  tool: Tool,
  from: string,
  to: string,
  source: Stat,
  target: Stat | undefined,
  rules: CopyRules,
  depth: number,
): Task<boolean> {
  const { sys } = tool;
  if (!rules.recursive) {
    yield* tool.fail(tool.isGnu ? `-r not specified; omitting directory ${quoteAlways(from)}` : `omitting directory '${from}'`);
    return false;
  }
  if (target && target.kind !== 'directory') {
    yield* tool.fail(
      tool.isGnu
        ? `cannot overwrite non-directory ${quoteAlways(to)} with directory ${quoteAlways(from)}`
        : `target '${to}' is not a directory`,
    );
    return false;
  }
  if (depth === 0 && isInside(sys, to, from)) {
    yield* tool.fail(
      tool.isGnu
        ? `cannot copy a directory, ${quoteAlways(from)}, into itself, ${quoteAlways(to)}`
        : `recursion detected, omitting directory '${from}'`,
    );
    return false;
  }
  if (!target) {
    try {
      sys.mkdir(to, (source.mode & 0o777) | 0o700);
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* tool.fail(
        tool.isGnu ? `cannot create directory ${quoteAlways(to)}: ${error.message}` : `can't create directory '${to}': ${error.message}`,
      );
      return false;
    }
    if (rules.verbose && tool.isGnu) yield* tool.out.line(`${quoted(tool, from)} -> ${quoted(tool, to)}`);
  }
  let well = true;
  const isElsewhere = rules.device !== undefined && rules.device !== source.dev;
  for (const entry of isElsewhere ? [] : sys.readdir(from))
    if (!(yield* copyTree(tool, joinPath(from, entry.name), joinPath(to, entry.name), rules, depth + 1))) well = false;
  if (!target) yield* keepAttributes(tool, to, source, rules);
  if (!tool.isGnu && rules.verbose) yield* tool.out.line(`${quoted(tool, from)} -> ${quoted(tool, to)}`);
  return well;
}

/** Whether `path` would be inside of `directory`. */
function isInside(sys: Sys, path: string, directory: string): boolean {
  const real = sys.realpath(directory);
  let at = path;
  for (;;) {
    try {
      const own = sys.realpath(at);
      return own === real || own.startsWith(real === '/' ? '/' : `${real}/`);
    } catch (error) {
      if (!isErrno(error)) throw error;
      const slash = at.replace(/\/+$/, '').lastIndexOf('/');
      if (at === '.' || at === '/') return false;
      at = slash < 0 ? '.' : at.slice(0, slash) || '/';
    }
  }
}

function* copyOne(tool: Tool, from: string, to: string, source: Stat, target: Stat | undefined, rules: CopyRules): Task<boolean> {
  const { sys } = tool;
  try {
    if (target && rules.removeFirst === true) sys.unlink(to);
    if (rules.link !== 'none') {
      if (target && rules.force && rules.removeFirst !== true) sys.unlink(to);
      if (rules.link === 'hard') sys.link(from, to);
      else sys.symlink(from, to);
    } else if (source.kind === 'symlink') {
      removeOld(sys, to);
      sys.symlink(sys.readlink(from), to);
    } else if (source.kind === 'fifo' && rules.recursive) sys.mkfifo(to, source.mode & 0o777);
    else if (!(yield* copyBytes(tool, from, to, source, rules))) return false;
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* tool.fail(describe(tool, from, to, error, source, rules));
    return false;
  }
  if (rules.link === 'none') yield* keepAttributes(tool, to, source, rules);
  return true;
}

function describe(tool: Tool, from: string, to: string, error: Errno, source: Stat, rules: CopyRules): string {
  if (!tool.isGnu) return `can't ${error.code === 'ENOTDIR' ? 'stat' : 'create'} '${to}': ${error.message}`;
  const message = error.code === 'ENOENT' && to.endsWith('/') ? 'Not a directory' : error.message;
  if (rules.link === 'hard') return `cannot create hard link ${quoteAlways(to)} to ${quoteAlways(from)}: ${error.message}`;
  if (rules.link === 'symbolic') return `cannot create symbolic link ${quoteAlways(to)} to ${quoteAlways(from)}: ${error.message}`;
  if (source.kind === 'symlink') return `cannot create symbolic link ${quoteAlways(to)}: ${error.message}`;
  return `cannot create regular file ${quoteAlways(to)}: ${message}`;
}

function removeOld(sys: Sys, path: string): void {
  try {
    sys.unlink(path);
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
  }
}

/** False when the source could not be opened, which was reported; what goes wrong with the target is thrown. */
function* copyBytes(tool: Tool, from: string, to: string, source: Stat, rules: CopyRules): Task<boolean> {
  const { sys } = tool;
  const input = yield* attempt(
    tool,
    () => sys.open(from, { read: true }),
    error => (tool.isGnu ? `cannot open ${quoteAlways(from)} for reading: ${error.message}` : `can't open '${from}': ${error.message}`),
  );
  if (input === undefined) return false;
  try {
    const output = openTarget(sys, to, source.mode & 0o777, rules);
    try {
      for (; rules.attributesOnly !== true; ) {
        const bytes = yield* sys.read(input, CHUNK_BYTES);
        if (bytes.length === 0) return true;
        yield* sys.write(output, bytes);
      }
      return true;
    } finally {
      sys.close(output);
    }
  } finally {
    sys.close(input);
  }
}

function openTarget(sys: Sys, path: string, mode: number, { force, attributesOnly = false }: CopyRules): Fd {
  const options = { write: true, create: true, truncate: !attributesOnly, mode };
  try {
    return sys.open(path, options);
  } catch (error) {
    if (!force || !isErrno(error, 'EACCES', 'ETXTBSY')) throw error;
    sys.unlink(path);
    return sys.open(path, options);
  }
}

/** Gives a copy the owner, mode and times of its source. */
function* keepAttributes(tool: Tool, path: string, source: Stat, rules: CopyRules): Task<void> {
  const { sys } = tool;
  try {
    if (rules.keepOwner) tryChown(sys, path, source);
    if (rules.keepTimes) sys.utimes(path, source.accessedAt, source.modifiedAt, { follow: source.kind !== 'symlink' });
    if (source.kind === 'symlink') return;
    if (rules.keepMode) sys.chmod(path, source.mode);
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* tool.fail(`preserving attributes of ${quoted(tool, path)}: ${error.message}`);
  }
}

/** Only root can give files away; everybody else's copies stay their own without a word, as with cp -p. */
function tryChown(sys: Sys, path: string, source: Stat): void {
  try {
    sys.chown(path, source.uid, source.gid, { follow: false });
  } catch (error) {
    if (!isErrno(error, 'EPERM')) throw error;
  }
}

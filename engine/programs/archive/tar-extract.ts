import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { TarEntry } from '../../fs/tar.js';
import { groupIdOf, userIdOf, type Accounts } from '../accounts.js';
import { directoryName, joinPath, normalizePath } from '../files/paths.js';
import { CHUNK_BYTES } from '../limits.js';
import type { Tool } from '../tool.js';

export interface ExtractRules {
  readonly directory: string;
  readonly strip: number;
  readonly toOutput: boolean;
  readonly keepOld: boolean;
  /** Restore owners, which only root can. */
  readonly owners: boolean;
  readonly numericOwner: boolean;
  readonly touch: boolean;
  /** Trust names with a leading slash or `..` (-P). */
  readonly absolute: boolean;
  readonly keepMode: boolean;
  readonly accounts: Accounts;
  extracted(entry: TarEntry): Task<void>;
}

/** Unpacks members one after another; times of directories are set at the end, for what is put into them changes them. */
export class Extractor {
  readonly #tool: Tool;
  readonly #rules: ExtractRules;
  readonly #directories: (readonly [string, TarEntry])[] = [];

  constructor(tool: Tool, rules: ExtractRules) {
    this.#tool = tool;
    this.#rules = rules;
  }

  *add(entry: TarEntry): Task<void> {
    const rules = this.#rules;
    const tool = this.#tool;
    const name = stripped(entry.path, rules.strip);
    if (name === undefined) return;
    yield* rules.extracted(entry);
    if (rules.toOutput) {
      if (entry.kind === 'file') yield* copyContent(entry, bytes => tool.out.bytes(bytes));
      return;
    }
    if (!rules.absolute && name.split('/').includes('..')) {
      yield* tool.fail(
        tool.isGnu ? `${name}: Member name contains '..', skipping` : `name with '..' skipped: '${name}'`,
        tool.isGnu ? 2 : 1,
      );
      return;
    }
    const path = normalizePath(rules.absolute ? name : name.replace(/^\/+/, ''), rules.directory);
    try {
      yield* create(tool, entry, path, rules);
      if (entry.kind === 'directory') this.#directories.push([path, entry]);
      else settle(tool, path, entry, rules);
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* tool.fail(
        tool.isGnu
          ? `${name}: Cannot ${entry.kind === 'directory' ? 'mkdir' : entry.kind === 'symlink' ? 'create symlink' : 'open'}: ${error.message}`
          : `can't create ${entry.kind === 'directory' ? 'directory' : 'file'} '${name}': ${error.message}`,
        tool.isGnu ? 2 : 1,
      );
    }
  }

  finish(): void {
    for (const [path, entry] of this.#directories.reverse()) settle(this.#tool, path, entry, this.#rules);
  }
}

function stripped(path: string, count: number): string | undefined {
  const parts = path.split('/');
  return parts.length > count ? parts.slice(count).join('/') : undefined;
}

function* copyContent(entry: TarEntry, write: (bytes: Uint8Array) => Task<void>): Task<void> {
  for (let at = 0; at < entry.sizeBytes; at += CHUNK_BYTES)
    yield* write(entry.content?.read(at, Math.min(CHUNK_BYTES, entry.sizeBytes - at)) ?? new Uint8Array(0));
}

function* create(tool: Tool, entry: TarEntry, path: string, rules: ExtractRules): Task<void> {
  const { sys } = tool;
  if (path === '/') return;
  makeParents(tool, directoryName(path));
  if (entry.kind === 'directory') {
    try {
      sys.mkdir(path, 0o755);
    } catch (error) {
      if (!isErrno(error, 'EEXIST') || sys.stat(path).kind !== 'directory') throw error;
    }
    return;
  }
  if (!rules.keepOld) removeOld(tool, path);
  switch (entry.kind) {
    case 'symlink':
      sys.symlink(entry.linkTarget, path);
      return;
    case 'hardlink':
      sys.link(joinPath(rules.directory, entry.linkTarget), path);
      return;
    case 'fifo':
      sys.mkfifo(path, entry.mode & 0o777);
      return;
    case 'file': {
      const fd = sys.open(path, { write: true, create: true, exclusive: rules.keepOld, truncate: true, mode: entry.mode & 0o777 });
      try {
        yield* copyContent(entry, bytes => sys.write(fd, bytes));
      } finally {
        sys.close(fd);
      }
      return;
    }
    default:
      yield* tool.fail(`drydock: ${entry.path}: making a ${entry.kind} is not simulated`, 2);
  }
}

function removeOld(tool: Tool, path: string): void {
  try {
    tool.sys.unlink(path);
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
  }
}

function makeParents(tool: Tool, path: string): void {
  try {
    tool.sys.stat(path);
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
    makeParents(tool, directoryName(path));
    tool.sys.mkdir(path, 0o755);
  }
}

/** Owner, mode and time of what was unpacked. */
function settle(tool: Tool, path: string, entry: TarEntry, rules: ExtractRules): void {
  const { sys } = tool;
  if (entry.kind === 'hardlink') return;
  if (rules.owners) {
    const uid = rules.numericOwner || !entry.uname ? entry.uid : (userIdOf(rules.accounts, entry.uname) ?? entry.uid);
    const gid = rules.numericOwner || !entry.gname ? entry.gid : (groupIdOf(rules.accounts, entry.gname) ?? entry.gid);
    sys.chown(path, uid, gid, { follow: false });
  }
  if (entry.kind === 'symlink') return;
  sys.chmod(path, rules.keepMode ? entry.mode & 0o7777 : entry.mode & 0o777 & ~sys.umask());
  const at = sys.clock.instantOf(entry.mtime * 1000);
  if (!rules.touch) sys.utimes(path, sys.clock.now(), at);
}

/** A member's name as tar prints it: as it stands in the archive, directories with a slash. */
export function memberLabel({ name, path, kind }: TarEntry): string {
  const label = name ?? path;
  return kind === 'directory' && !label.endsWith('/') ? `${label}/` : label;
}

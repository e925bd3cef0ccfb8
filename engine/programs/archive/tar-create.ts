import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { BLOCK_BYTES, headersOf, paddedBytes, type TarEntry } from '../../fs/tar.js';
import type { Stat } from '../../fs/stat.js';
import type { Fd } from '../../process/sys.js';
import { groupName, userName, type Accounts } from '../accounts.js';
import { normalizePath } from '../files/paths.js';
import { matchGlob } from '../find/glob.js';
import { CHUNK_BYTES, MAX_DEPTH } from '../limits.js';
import { compareBytes } from '../text/compare.js';
import type { Tool } from '../tool.js';

export interface CreateRules {
  /** Where relative names are looked for (-C). */
  readonly directory: string;
  readonly exclude: readonly string[];
  readonly follow: boolean;
  /** Keep leading slashes (-P). */
  readonly absolute: boolean;
  /** Members of directories by name, not as they are found. */
  readonly sorted: boolean;
  readonly accounts: Accounts;
  /** Whether the archive is a whole number of records. */
  readonly records: boolean;
  /** Hears of every member. */
  added(name: string): Task<void>;
  write(bytes: Uint8Array): Task<void>;
}

/** Writes the archive of some names; failures are reported and counted. How many bytes that were. */
export function* createArchive(tool: Tool, names: readonly string[], rules: CreateRules): Task<number> {
  const builder = new Builder(tool, rules, names.length);
  for (const name of names) yield* builder.add(name, 0);
  yield* builder.end();
  return builder.sizeBytes;
}

/** Archives are written in records of twenty blocks. */
export const RECORD_BYTES = 20 * BLOCK_BYTES;

class Builder {
  readonly #tool: Tool;
  readonly #rules: CreateRules;
  readonly #operands: number;
  sizeBytes = 0;
  /** Names of files with several links, by device and inode. */
  readonly #links = new Map<string, string>();
  #warned = false;
  #warnedOfLinks = false;

  constructor(tool: Tool, rules: CreateRules, operands: number) {
    this.#tool = tool;
    this.#rules = rules;
    this.#operands = operands;
  }

  *add(name: string, depth: number): Task<void> {
    const { sys } = this.#tool;
    yield* sys.tick();
    if (depth > MAX_DEPTH || this.#excluded(name)) return;
    const path = normalizePath(name, this.#rules.directory);
    try {
      const status = this.#rules.follow ? sys.stat(path) : sys.lstat(path);
      if (status.kind === 'socket') return yield* this.#tool.warn(`${name}: socket ignored`);
      const member = yield* this.#memberName(name);
      const shared =
        this.#isTracked(status) && status.kind === 'file' ? this.#links.get(`${String(status.dev)}:${String(status.ino)}`) : undefined;
      const isData = status.kind === 'file' && shared === undefined;
      const fd = isData ? sys.open(path, { read: true }) : undefined;
      yield* this.#rules.added(status.kind === 'directory' ? `${name.replace(/\/$/, '')}/` : name);
      yield* this.#header({
        path: member,
        kind: shared === undefined ? status.kind : 'hardlink',
        mode: status.mode,
        uid: status.uid,
        gid: status.gid,
        uname: nameOrNothing(userName(this.#rules.accounts, status.uid)),
        gname: nameOrNothing(groupName(this.#rules.accounts, status.gid)),
        sizeBytes: isData ? status.sizeBytes : 0,
        mtime: Math.floor(sys.clock.epochMsOf(status.modifiedAt) / 1000),
        linkTarget: shared ?? (status.kind === 'symlink' ? sys.readlink(path) : ''),
        device: status.device,
      });
      if (fd !== undefined) yield* this.#data(fd, status.sizeBytes);
      if (status.kind !== 'directory' && shared === undefined) yield* this.#noteLink(name, member, status);
      if (status.kind === 'directory')
        for (const each of this.#namesIn(path)) yield* this.add(`${name.replace(/\/$/, '')}/${each}`, depth + 1);
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* this.#tool.fail(
        this.#tool.isGnu ? `${name}: Cannot ${error.code === 'EACCES' ? 'open' : 'stat'}: ${error.message}` : `${name}: ${error.message}`,
        this.#tool.isGnu ? 2 : 1,
      );
    }
  }

  /** The blocks of zeros at the end, and a last record full of them. */
  *end(): Task<void> {
    const whole = this.#rules.records ? Math.ceil((this.sizeBytes + 2 * BLOCK_BYTES) / RECORD_BYTES) * RECORD_BYTES : 0;
    yield* this.#write(new Uint8Array(Math.max(2 * BLOCK_BYTES, whole - this.sizeBytes)));
  }

  *#header(entry: TarEntry): Task<void> {
    for (const block of headersOf(entry)) yield* this.#write(block);
  }

  /** As many bytes as the header says, in whole blocks, even if the file has changed since. */
  *#data(fd: Fd, sizeBytes: number): Task<void> {
    let left = sizeBytes;
    while (left > 0) {
      const bytes = yield* this.#tool.sys.read(fd, Math.min(CHUNK_BYTES, left));
      if (bytes.length === 0) break;
      yield* this.#write(bytes);
      left -= bytes.length;
    }
    this.#tool.sys.close(fd);
    yield* this.#write(new Uint8Array(left + paddedBytes(sizeBytes) - sizeBytes));
  }

  *#write(bytes: Uint8Array): Task<void> {
    this.sizeBytes += bytes.length;
    if (bytes.length > 0) yield* this.#rules.write(bytes);
  }

  #namesIn(path: string): string[] {
    const names = this.#tool.sys.readdir(path).map(entry => entry.name);
    return this.#rules.sorted ? names.sort(compareBytes) : names;
  }

  #excluded(name: string): boolean {
    return this.#rules.exclude.some(
      pattern => matchGlob(pattern, name) || matchGlob(pattern, name.slice(name.lastIndexOf('/') + 1)) || matchGlob(`*/${pattern}`, name),
    );
  }

  /** Whether another name may lead to a file again: of several operands GNU's cannot know, whatever the count of links says (trivial_link_count). */
  #isTracked({ kind, nlink }: Stat): boolean {
    return (this.#tool.isGnu && this.#operands > 1) || (nlink > 1 && kind === 'file');
  }

  /** Remembers a file as the target of links to come. */
  *#noteLink(path: string, member: string, status: Stat): Task<void> {
    if (!this.#isTracked(status)) return;
    this.#links.set(`${String(status.dev)}:${String(status.ino)}`, member);
    if (!this.#tool.isGnu || this.#warnedOfLinks || !path.startsWith('/') || this.#rules.absolute) return;
    this.#warnedOfLinks = true;
    yield* this.#tool.warn("Removing leading `/' from hard link targets");
  }

  /** Without a leading slash, and without `../`, as tar stores names. */
  *#memberName(name: string): Task<string> {
    const found = /^(?:\/|(?:\.\.\/)+)+/.exec(name);
    if (!found || this.#rules.absolute) return name;
    if (!this.#warned)
      yield* this.#tool.warn(
        this.#tool.isGnu ? `Removing leading \`${found[0]}' from member names` : `removing leading '${found[0]}' from member names`,
      );
    this.#warned = true;
    return name.slice(found[0].length) || '.';
  }
}

function nameOrNothing(name: string): string {
  return /^\d+$/.test(name) ? '' : name;
}

import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { Content } from '../../fs/content.js';
import { encodeTar, type TarEntry } from '../../fs/tar.js';
import { groupName, userName, type Accounts } from '../accounts.js';
import { normalizePath } from '../files/paths.js';
import { matchGlob } from '../find/glob.js';
import { readFile } from '../input.js';
import { MAX_DEPTH, MAX_INPUT_BYTES } from '../limits.js';
import { compareBytes } from '../text/compare.js';
import { Fatal, type Tool } from '../tool.js';

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
  /** Hears of every member. */
  added(name: string): Task<void>;
}

/** The archive of some names; failures are reported and counted. */
export function* createArchive(tool: Tool, names: readonly string[], rules: CreateRules): Task<Uint8Array> {
  const builder = new Builder(tool, rules);
  for (const name of names) yield* builder.add(name, 0);
  return encodeTar(builder.entries);
}

class Builder {
  readonly #tool: Tool;
  readonly #rules: CreateRules;
  readonly entries: TarEntry[] = [];
  /** Names of files with several links, by device and inode. */
  readonly #links = new Map<string, string>();
  #size = 0;
  #warned = false;

  constructor(tool: Tool, rules: CreateRules) {
    this.#tool = tool;
    this.#rules = rules;
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
        status.nlink > 1 && status.kind === 'file' ? this.#links.get(`${String(status.dev)}:${String(status.ino)}`) : undefined;
      const content = status.kind === 'file' && shared === undefined ? new Content(yield* readFile(sys, path)) : undefined;
      this.#size += content?.sizeBytes ?? 0;
      if (this.#size > MAX_INPUT_BYTES) throw new Fatal('drydock: archives of more than 64 MiB are not simulated', 2);
      this.entries.push({
        path: member,
        kind: shared === undefined ? status.kind : 'hardlink',
        mode: status.mode,
        uid: status.uid,
        gid: status.gid,
        uname: nameOrNothing(userName(this.#rules.accounts, status.uid)),
        gname: nameOrNothing(groupName(this.#rules.accounts, status.gid)),
        sizeBytes: content?.sizeBytes ?? 0,
        mtime: Math.floor(sys.clock.epochMsOf(status.modifiedAt) / 1000),
        linkTarget: shared ?? (status.kind === 'symlink' ? sys.readlink(path) : ''),
        ...(content ? { content } : {}),
        device: status.device,
      });
      if (status.nlink > 1 && status.kind === 'file' && shared === undefined)
        this.#links.set(`${String(status.dev)}:${String(status.ino)}`, member);
      yield* this.#rules.added(status.kind === 'directory' ? `${name.replace(/\/$/, '')}/` : name);
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

  #namesIn(path: string): string[] {
    const names = this.#tool.sys.readdir(path).map(entry => entry.name);
    return this.#rules.sorted ? names.sort(compareBytes) : names;
  }

  #excluded(name: string): boolean {
    return this.#rules.exclude.some(
      pattern => matchGlob(pattern, name) || matchGlob(pattern, name.slice(name.lastIndexOf('/') + 1)) || matchGlob(`*/${pattern}`, name),
    );
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

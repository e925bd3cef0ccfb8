import type { Task } from '../../core/task.js';
import type { Sys } from '../../process/sys.js';
import { directoryName } from '../files/paths.js';
import { normalKey, readSettings, type Settings } from './config.js';
import { fatal } from './git-error.js';
import { Objects, type Commit } from './objects.js';
import { kindOf, readText, writeFile } from './store.js';

/** A repository: its folder, its objects, and the names of its commits. */
export class Repository {
  readonly sys: Sys;
  readonly folder: string;
  /** Undefined: a bare one. */
  readonly workTree: string | undefined;
  readonly objects: Objects;

  constructor(sys: Sys, folder: string, workTree: string | undefined) {
    this.sys = sys;
    this.folder = folder;
    this.workTree = workTree;
    this.objects = new Objects(sys, `${folder}/objects`);
  }

  /** The repository that a folder is in. */
  static find(sys: Sys, from: string): Repository {
    for (let folder = from; ; folder = directoryName(folder)) {
      const found = Repository.at(sys, folder);
      if (found) return found;
      if (folder === '/' || folder === '.') throw fatal('not a git repository (or any of the parent directories): .git');
    }
  }

  /** The repository that a folder is; undefined when it is none. */
  static at(sys: Sys, folder: string): Repository | undefined {
    const inner = folder === '/' ? '/.git' : `${folder}/.git`;
    if (kindOf(sys, `${inner}/HEAD`) === 'file') return new Repository(sys, inner, folder);
    const isBare = kindOf(sys, `${folder}/HEAD`) === 'file' && kindOf(sys, `${folder}/objects`) === 'directory';
    return isBare ? new Repository(sys, folder, undefined) : undefined;
  }

  get root(): string {
    if (this.workTree === undefined) throw fatal('this operation must be run in a work tree');
    return this.workTree;
  }

  /** `refs/heads/main`, or undefined when HEAD names a commit itself. */
  *headRef(): Task<string | undefined> {
    const text = (yield* readText(this.sys, `${this.folder}/HEAD`)) ?? '';
    return /^ref: (.*)/.exec(text)?.[1]?.trim();
  }

  *branch(): Task<string | undefined> {
    return (yield* this.headRef())?.replace(/^refs\/heads\//, '');
  }

  /** The commit of HEAD; undefined before the first one. */
  *head(): Task<string | undefined> {
    const ref = yield* this.headRef();
    if (ref !== undefined) return yield* this.ref(ref);
    return ((yield* readText(this.sys, `${this.folder}/HEAD`)) ?? '').trim();
  }

  *ref(name: string): Task<string | undefined> {
    return (yield* readText(this.sys, `${this.folder}/${name}`))?.trim();
  }

  *setRef(name: string, id: string): Task<void> {
    yield* writeFile(this.sys, `${this.folder}/${name}`, `${id}\n`);
  }

  *setHead(target: { readonly ref: string } | { readonly id: string }): Task<void> {
    yield* writeFile(this.sys, `${this.folder}/HEAD`, 'ref' in target ? `ref: ${target.ref}\n` : `${target.id}\n`);
  }

  /** HEAD, or the branch that it names, moves to a commit. */
  *moveHead(id: string): Task<void> {
    const ref = yield* this.headRef();
    if (ref === undefined) yield* this.setHead({ id });
    else yield* this.setRef(ref, id);
  }

  /** Names below `refs/heads` and so on, sorted. */
  refs(below: string, prefix = ''): readonly string[] {
    const folder = `${this.folder}/${below}`;
    if (kindOf(this.sys, folder) !== 'directory') return [];
    return this.sys
      .readdir(folder)
      .flatMap(({ name, kind }) => (kind === 'directory' ? this.refs(`${below}/${name}`, `${prefix}${name}/`) : [prefix + name]))
      .sort();
  }

  *settings(): Task<Settings> {
    const home = this.sys.env.get('HOME');
    const global = home === undefined ? [] : yield* readSettings(this.sys, `${home}/.gitconfig`);
    const { env } = this.sys;
    const given = Array.from({ length: Math.min(Number(env.get('GIT_CONFIG_COUNT') ?? '0') || 0, 100) }, (_, index) => {
      const number = String(index);
      return [normalKey(env.get(`GIT_CONFIG_KEY_${number}`) ?? ''), env.get(`GIT_CONFIG_VALUE_${number}`) ?? ''] as const;
    });
    return [...global, ...(yield* readSettings(this.sys, `${this.folder}/config`)), ...given];
  }

  /** The last value of a setting. */
  *setting(key: string): Task<string | undefined> {
    return (yield* this.settings()).findLast(([name]) => name === key)?.[1];
  }

  /** The commit that a name means: HEAD, HEAD~2, a branch, a tag, a remote branch, the beginning of an id. */
  *resolve(name: string): Task<string | undefined> {
    const match = /^(.*?)((?:~\d*|\^\d?|\^\{\w*\})*)$/.exec(name);
    let id = yield* this.#named(match?.[1] === '' || match?.[1] === '@' ? 'HEAD' : (match?.[1] ?? name));
    for (const [step] of (match?.[2] ?? '').matchAll(/~\d*|\^\d?(?!\{)/g)) {
      const count = step.startsWith('~') ? Number(step.slice(1) || 1) : 1;
      const parent = step.startsWith('^') ? Number(step.slice(1) || 1) - 1 : 0;
      for (let done = 0; done < count && id !== undefined; done++) {
        const commit: Commit = yield* this.objects.commit(id);
        id = commit.parents[parent];
      }
    }
    return id;
  }

  *#named(name: string): Task<string | undefined> {
    if (name === 'HEAD') return yield* this.head();
    for (const prefix of ['', 'refs/', 'refs/tags/', 'refs/heads/', 'refs/remotes/']) {
      if (prefix === '' && !name.startsWith('refs/') && !/^[A-Z_]+$/.test(name)) continue;
      const id = yield* this.ref(prefix + name);
      if (id !== undefined && /^[0-9a-f]{40}$/.test(id)) return id;
    }
    const found = this.objects.startingWith(name);
    return found.length === 1 ? found[0] : undefined;
  }

  *commitOf(name: string): Task<Commit> {
    const id = yield* this.resolve(name);
    if (id === undefined)
      throw fatal(
        `ambiguous argument '${name}': unknown revision or path not in the working tree.\nUse '--' to separate paths from revisions, like this:\n'git <command> [<revision>...] -- [<file>...]'`,
      );
    return yield* this.objects.commit(id);
  }

  /** Writes down that HEAD was moved by a checkout; git names a detached HEAD by it. */
  *noteMove(from: string, to: string, old: string | undefined, id: string): Task<void> {
    const path = `${this.folder}/logs/HEAD`;
    const before = (yield* readText(this.sys, path)) ?? '';
    const seconds = Math.floor(this.sys.clock.epochMsOf(this.sys.clock.now()) / 1000);
    yield* writeFile(
      this.sys,
      path,
      `${before}${old ?? '0'.repeat(40)} ${id} git <> ${String(seconds)} +0000\tcheckout: moving from ${from} to ${to}\n`,
    );
  }

  /** `HEAD detached at v1` */
  *detachedAt(): Task<string> {
    const head = (yield* this.head()) ?? '';
    const last = /checkout: moving from \S+ to (\S+)\n$/.exec((yield* readText(this.sys, `${this.folder}/logs/HEAD`)) ?? '')?.[1];
    const named = last === undefined ? undefined : yield* this.resolve(last);
    if (last === undefined || named === undefined) return `HEAD detached at ${head.slice(0, 7)}`;
    const commit = yield* this.objects.commit(named);
    return `HEAD detached ${commit.id === head ? 'at' : 'from'} ${/^[0-9a-f]{8,40}$/.test(last) ? last.slice(0, 7) : last}`;
  }
}

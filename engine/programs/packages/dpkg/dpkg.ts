import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';
import type { Main, Sys } from '../../../process/sys.js';
import { readAll, splitLines } from '../../input.js';
import { Output, WriteError } from '../../output.js';
import { isLocked } from '../lock.js';
import { removeFiles } from '../put-files.js';
import { compareVersions } from '../version.js';
import { DpkgError, formatDpkgHelp, readDpkgCommand, toDpkgDeb, usageError, type DpkgCommand, type DpkgName } from './command-line.js';
import { configureAll, pendingOrder } from './configure.js';
import { PackageDatabase } from './database.js';
import { DpkgQuery } from './query.js';
import { removeAll } from './remove.js';
import { DpkgSession } from './session.js';
import { unpack } from './unpack.js';

/** dpkg: asks its database, and installs and removes without looking for what is needed elsewhere. */
export const dpkg: Main = (sys, argv) => new Dpkg(sys, 'dpkg').run(argv.slice(1));

/** dpkg-query: the asking half of dpkg. */
export const dpkgQuery: Main = (sys, argv) => new Dpkg(sys, 'dpkg-query').run(argv.slice(1));

type Action = (words: readonly string[]) => Task<number>;

class Dpkg {
  readonly #sys: Sys;
  readonly #out: Output;
  readonly #name: DpkgName;
  #command: DpkgCommand = { action: '', words: [], force: new Set(), format: undefined, isDry: false };

  constructor(sys: Sys, name: DpkgName) {
    this.#sys = sys;
    this.#out = new Output(sys, 1);
    this.#name = name;
  }

  *run(argv: readonly string[]): Task<number> {
    try {
      const actions = new Set(Object.keys(this.#actions()));
      this.#command = readDpkgCommand(this.#name, argv, actions);
      const code = yield* this.#start(this.#command, actions);
      yield* this.#out.flush();
      return code;
    } catch (error) {
      if (error instanceof WriteError) return 2;
      if (!(error instanceof DpkgError) && !isErrno(error)) throw error;
      yield* this.#out.flush();
      const isOurs = error.message.startsWith('drydock: ');
      yield* this.#sys.write(2, encodeUtf8(isOurs ? `${error.message}\n` : `${this.#name}: error: ${error.message}\n`));
      return 2;
    }
  }

  *#start({ action, words, isDry }: DpkgCommand, actions: ReadonlySet<string>): Task<number> {
    if (toDpkgDeb.has(action)) return yield* this.#sys.exec('dpkg-deb', ['dpkg-deb', action, ...words]);
    if (action === '--help') {
      yield* this.#out.write(formatDpkgHelp(this.#name, actions));
      return 0;
    }
    if (isDry && isChange.test(action)) throw new DpkgError(`drydock: dpkg --no-act ${action} is not simulated`);
    return yield* this.#actions()[action]?.(words) ?? this.#print('');
  }

  #usage(text: string): DpkgError {
    return usageError(this.#name, text);
  }

  #actions(): Readonly<Partial<Record<string, Action>>> {
    const query = new DpkgQuery(this.#sys, this.#out, this.#command.format);
    const asking = {
      '--help': () => this.#print(''),
      '--list': (words: readonly string[]) => query.list(words),
      '--listfiles': (words: readonly string[]) => query.listFiles(words),
      '--status': (words: readonly string[]) => query.status(words),
      '--search': (words: readonly string[]) => query.search(words),
    };
    if (this.#name === 'dpkg-query') {
      const version = "Debian 'dpkg-query' package management program query tool version 1.21.23 (amd64).";
      return { ...asking, '--show': words => query.show(words), '--version': () => this.#print(version) };
    }
    return {
      ...asking,
      '--install': words => this.#install('--install', words, true),
      '--unpack': words => this.#install('--unpack', words, false),
      '--remove': words => this.#remove('--remove', words),
      '--purge': words => this.#remove('--purge', words),
      '--configure': words => this.#configure(words),
      '--audit': () => query.audit(),
      '--print-architecture': () => this.#print('amd64'),
      '--print-foreign-architectures': () => this.#print(''),
      '--version': () => this.#print("Debian 'dpkg' package management program version 1.21.23 (amd64)."),
      '--get-selections': words => query.selections(words),
      '--set-selections': () => this.#setSelections(),
      '--compare-versions': words => this.#compare(words),
      ...Object.fromEntries(supported.map(name => [`--assert-${name}`, () => this.#print('')])),
    };
  }

  *#print(text: string): Task<number> {
    if (text !== '') yield* this.#out.line(text);
    return 0;
  }

  /** Reads the database to change it. Throws DpkgError. */
  *#begin(action: string): Task<DpkgSession> {
    if (this.#sys.credentials().uid !== 0) throw new DpkgError('requested operation requires superuser privilege');
    const holder = isLocked(this.#sys, ['dpkg', 'apt-get', 'apt', 'apt-mark']);
    if (holder && this.#sys.env.get('DPKG_FRONTEND_LOCKED') === undefined)
      throw new DpkgError(
        `dpkg frontend lock was locked by another process with pid ${String(holder.pid)}\nNote: removing the lock file is always wrong, can damage the locked area\nand the entire system. See <https://wiki.debian.org/Teams/Dpkg/FAQ#db-lock>.`,
      );
    const has = (name: string): boolean => this.#command.force.has(name) || this.#command.force.has('all');
    return new DpkgSession(this.#sys, this.#out, yield* PackageDatabase.read(this.#sys), {
      action,
      hasProgress: this.#out.isTerminal,
      errorFd: 2,
      conffiles: has('confnew') ? 'new' : has('confold') ? 'old' : has('confdef') ? 'default' : 'ask',
      force: this.#command.force.has('all') ? new Set(['depends', 'conflicts', 'overwrite', ...this.#command.force]) : this.#command.force,
    });
  }

  *#install(action: string, words: readonly string[], configures: boolean): Task<number> {
    if (words.length === 0) throw this.#usage(`${action} needs at least one package archive file argument`);
    const session = yield* this.#begin(action);
    const names: string[] = [];
    for (const word of words) {
      try {
        const name = yield* unpack(session, word, shownName(word));
        if (name !== undefined) names.push(name);
      } catch (error) {
        if (!isErrno(error, 'ENOENT', 'EACCES', 'ENOTDIR') || names.length > 0) throw error;
        throw new DpkgError(`cannot access archive '${word}': ${error.message}`);
      }
    }
    yield* session.database.save();
    if (configures) yield* configureAll(session, names);
    yield* session.database.save();
    return yield* session.finish();
  }

  *#configure(words: readonly string[]): Task<number> {
    if (words.length === 0) throw this.#usage('--configure needs at least one package name argument');
    const session = yield* this.#begin('--configure');
    const { database } = session;
    if (words.includes('-a') || words.includes('--pending')) {
      const waiting = database.all().filter(({ state }) => state === 'unpacked' || state === 'half-configured');
      removeFiles(this.#sys, interruptedFiles(this.#sys));
      yield* configureAll(session, pendingOrder(waiting.map(({ name }) => name)));
    } else {
      const names: string[] = [];
      for (const word of words) {
        const found = database.find(word);
        if (!found) yield* session.fail('package', word, `no package named '${word}' is installed, cannot configure`);
        else if (found.state === 'installed') yield* session.fail('package', word, `package ${word} is already installed and configured`);
        else names.push(word);
      }
      yield* configureAll(session, names);
    }
    yield* database.save();
    return yield* session.finish();
  }

  *#remove(action: '--remove' | '--purge', words: readonly string[]): Task<number> {
    if (words.length === 0) throw this.#usage(`${action} needs at least one package name argument`);
    const session = yield* this.#begin(action);
    const { isDry } = this.#command;
    const names: string[] = [];
    for (const word of words) {
      const name = word.replace(/:(amd64|all)$/, '');
      const known = session.database.known(name);
      if (!known || known.state === 'not-installed') {
        yield* session.complain(`dpkg: warning: ignoring request to remove ${name} which isn't installed\n`);
        if (!isDry) session.database.delete(name);
      } else if (known.state === 'config-files' && action === '--remove')
        yield* session.complain(
          `dpkg: warning: ignoring request to remove ${name}, only the config\n files of which are on the system; use --purge to remove them too\n`,
        );
      else names.push(name);
    }
    yield* removeAll(session, names, { purge: action === '--purge', isDry });
    if (!isDry) yield* session.database.save();
    return yield* session.finish();
  }

  /** `NAME hold` and the like on standard input. */
  *#setSelections(): Task<number> {
    const session = yield* this.#begin('--set-selections');
    const { database } = session;
    let unknown = false;
    for (const [index, line] of splitLines(decodeUtf8(yield* readAll(this.#sys, 0))).entries()) {
      const [word = '', wanted] = line.trim().split(/\s+/);
      if (word === '') continue;
      const found = database.known(word.replace(/:(amd64|all)$/, ''));
      const want = (['install', 'hold', 'deinstall', 'purge'] as const).find(each => each === wanted);
      if (!want) throw new DpkgError(`unexpected end of line after package name at line ${String(index + 1)}`);
      if (found) database.set(found.stanza, found.state, want);
      else yield* session.complain(`dpkg: warning: package not in status nor available database at line ${String(index + 1)}: ${word}\n`);
      unknown ||= !found;
    }
    if (unknown)
      yield* session.complain(
        'dpkg: warning: found unknown packages; this might mean the available database\nis outdated, and needs to be updated through a frontend method;\nplease see the FAQ <https://wiki.debian.org/Teams/Dpkg/FAQ#set-selections>\n',
      );
    yield* database.save();
    return 0;
  }

  *#compare([a = '', relation = '', b = '']: readonly string[]): Task<number> {
    yield* this.#sys.tick();
    const order = compareVersions(a, b);
    const holds = Object.hasOwn(relations, relation) ? relations[relation]?.(order) : undefined;
    if (holds === undefined) throw this.#usage('--compare-versions bad relation');
    return holds ? 0 : 1;
  }
}

/** What dpkg is asked whether it can do, and can. */
const supported = [
  'support-predepends',
  'working-epoch',
  'long-filenames',
  'multi-conrep',
  'multi-arch',
  'versioned-provides',
  'protected-field',
];

/** Work that is always done for real. */
const isChange = /^--(install|unpack|configure|set-selections)$/;

const relations: Readonly<Record<string, (order: number) => boolean>> = {
  lt: order => order < 0,
  le: order => order <= 0,
  eq: order => order === 0,
  ne: order => order !== 0,
  ge: order => order >= 0,
  gt: order => order > 0,
  '<<': order => order < 0,
  '<=': order => order <= 0,
  '=': order => order === 0,
  '>=': order => order >= 0,
  '>>': order => order > 0,
};

/** dpkg shows long paths by their end. */
function shownName(path: string): string {
  const parts = path.split('/');
  return path.length > 50 && parts.length > 1 ? `.../${parts.at(-1) ?? ''}` : path;
}

/** What an interrupted dpkg has left. */
function interruptedFiles(sys: Sys): readonly string[] {
  try {
    return sys.readdir('/var/lib/dpkg/updates').map(({ name }) => `/var/lib/dpkg/updates/${name}`);
  } catch (error) {
    if (isErrno(error)) return [];
    throw error;
  }
}

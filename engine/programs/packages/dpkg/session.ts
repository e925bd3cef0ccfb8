import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Sys } from '../../../process/sys.js';
import type { Output } from '../../output.js';
import type { ConffileRule } from './conffiles.js';
import { fullName, type Installed, type PackageDatabase, type PackageState } from './database.js';
import { appendLog, logTime } from './log.js';

export interface DpkgOptions {
  /** What messages say was asked for: `--install`, `--configure` … */
  readonly action: string;
  /** Whether `(Reading database ...` counts up: on a terminal, and below apt, which gives dpkg one. */
  readonly hasProgress: boolean;
  /** Where complaints go: apt's dpkg has one terminal for everything. */
  readonly errorFd: 1 | 2;
  readonly conffiles: ConffileRule;
  readonly force: ReadonlySet<string>;
}

/** One run of dpkg: what it works on, how it speaks, and what went wrong. */
export class DpkgSession {
  readonly sys: Sys;
  readonly out: Output;
  readonly database: PackageDatabase;
  readonly options: DpkgOptions;
  /** Packages and archives that could not be worked on. */
  readonly failed: string[] = [];
  haveNewLibraries = false;
  #haveReadDatabase = false;

  constructor(sys: Sys, out: Output, database: PackageDatabase, options: DpkgOptions) {
    this.sys = sys;
    this.out = out;
    this.database = database;
    this.options = options;
  }

  /** The same work, asked for in another way. */
  as(action: string): DpkgSession {
    const other = new DpkgSession(this.sys, this.out, this.database, { ...this.options, action });
    other.haveNewLibraries = this.haveNewLibraries;
    return other;
  }

  *complain(text: string): Task<void> {
    if (this.options.errorFd === 1) return yield* this.out.write(text);
    yield* this.out.flush();
    yield* this.sys.write(2, encodeUtf8(text));
  }

  /** `dpkg: error processing package aa (--install):` */
  *fail(what: 'package' | 'archive', name: string, why: string): Task<void> {
    this.failed.push(name);
    yield* this.complain(`dpkg: error processing ${what} ${name} (${this.options.action}):\n ${why}\n`);
  }

  /** Moves a package into a state, and says so in the log. */
  *mark(stanza: Installed['stanza'], state: PackageState, want?: Installed['want']): Task<void> {
    const name = stanza.get('Package') ?? '';
    this.database.set(stanza, state, want);
    const installed = this.database.known(name);
    if (installed) yield* this.log(`status ${state} ${fullName(installed)} ${installed.version}`);
  }

  *log(text: string): Task<void> {
    yield* appendLog(this.sys, '/var/log/dpkg.log', `${logTime(this.sys)} ${text}\n`);
  }

  *readDatabase(): Task<void> {
    if (this.#haveReadDatabase) return;
    this.#haveReadDatabase = true;
    const count = yield* this.database.countFiles();
    const head = '(Reading database ... ';
    const steps = Array.from({ length: 20 }, (_, index) => `${head}${String((index + 1) * 5)}%`);
    const shown = this.options.hasProgress ? [head, ...steps, ''].join('\r') : '';
    yield* this.out.line(`${shown}${head}${String(count)} files and directories currently installed.)`);
  }

  /** What happens at the end, once for all packages; the exit status. */
  *finish(): Task<number> {
    const libc = this.database.find('libc-bin');
    if (this.haveNewLibraries && libc) yield* this.out.line(`Processing triggers for libc-bin (${libc.version}) ...`);
    this.haveNewLibraries = false;
    yield* this.tellFailures();
    return this.failed.length > 0 ? 1 : 0;
  }

  *tellFailures(): Task<void> {
    yield* this.out.flush();
    if (this.failed.length === 0) return;
    yield* this.complain(`Errors were encountered while processing:\n${[...new Set(this.failed)].map(name => ` ${name}\n`).join('')}`);
    yield* this.out.flush();
  }

  /** Where a package's own files in /var/lib/dpkg/info are, without what comes after the dot. */
  infoBase(installed: Pick<Installed, 'name' | 'architecture' | 'stanza'>): string {
    return this.database.infoPath(installed, '').slice(0, -1);
  }
}

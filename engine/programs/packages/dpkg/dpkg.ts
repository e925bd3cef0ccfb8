import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Main, Sys } from '../../../process/sys.js';
import { Output } from '../../output.js';
import { formatStanza } from '../control.js';
import { globRegExp } from '../glob.js';
import { nameForDpkg, PackageDatabase, type Installed } from './database.js';
import { Installer } from './installer.js';

/** dpkg: asks its database, and installs and removes without looking for what is needed elsewhere. */
export const dpkg: Main = (sys, argv) => new Dpkg(sys, 'dpkg').run(argv.slice(1));

/** dpkg-query: the asking half of dpkg. */
export const dpkgQuery: Main = (sys, argv) => new Dpkg(sys, 'dpkg-query').run(argv.slice(1));

type Action = (words: readonly string[]) => Task<number>;

class Dpkg {
  readonly #sys: Sys;
  readonly #out: Output;
  readonly #name: string;
  #format: string | undefined;

  constructor(sys: Sys, name: string) {
    this.#sys = sys;
    this.#out = new Output(sys, 1);
    this.#name = name;
  }

  *run(argv: readonly string[]): Task<number> {
    const words = argv.filter(word => {
      const format = /^(?:-f|--showformat=)(.+)$/.exec(word)?.[1];
      this.#format = format ?? this.#format;
      return format === undefined && !word.startsWith('--force-') && word !== '--no-pager';
    });
    const [option = '', ...rest] = words;
    const action = this.#actions()[option];
    if (!action) {
      yield* this.#complain(
        option === '' ? `${this.#name}: error: need an action option\n` : `${this.#name}: error: unknown option ${option}\n`,
      );
      return 2;
    }
    const code = yield* action(rest);
    yield* this.#out.flush();
    return code;
  }

  #actions(): Readonly<Partial<Record<string, Action>>> {
    const list: Action = words => this.#list(words);
    const listFiles: Action = words => this.#listFiles(words);
    const status: Action = words => this.#status(words);
    const search: Action = words => this.#search(words);
    const install: Action = words => this.#install(words);
    const remove: Action = words => this.#remove(words, false);
    const purge: Action = words => this.#remove(words, true);
    const query = {
      '-l': list,
      '--list': list,
      '-L': listFiles,
      '--listfiles': listFiles,
      '-s': status,
      '--status': status,
      '-S': search,
      '--search': search,
    };
    if (this.#name === 'dpkg-query') return { ...query, '-W': words => this.#show(words), '--show': words => this.#show(words) };
    return {
      ...query,
      '-i': install,
      '--install': install,
      '-r': remove,
      '--remove': remove,
      '-P': purge,
      '--purge': purge,
      '--print-architecture': () => this.#print('amd64'),
      '--version': () => this.#print("Debian 'dpkg' package management program version 1.21.22 (amd64)."),
      '--configure': () => this.#configure(),
      '--get-selections': () => this.#selections(),
    };
  }

  *#print(text: string): Task<number> {
    yield* this.#out.line(text);
    return 0;
  }

  *#complain(text: string): Task<void> {
    yield* this.#out.flush();
    yield* this.#sys.write(2, encodeUtf8(text));
  }

  *#find(words: readonly string[]): Task<{ readonly found: readonly Installed[]; readonly missing: readonly string[] }> {
    const all = (yield* PackageDatabase.read(this.#sys)).all();
    if (words.length === 0) return { found: all.filter(({ state }) => state !== 'config-files'), missing: [] };
    const matching = (word: string): readonly Installed[] => {
      const pattern = globRegExp(word.replace(/:amd64$/, ''));
      return all.filter(({ name }) => pattern.test(name));
    };
    return {
      found: all.filter(each => words.some(word => matching(word).includes(each))),
      missing: words.filter(word => matching(word).length === 0),
    };
  }

  *#list(words: readonly string[]): Task<number> {
    const { found, missing } = yield* this.#find(words);
    if (found.length > 0) yield* this.#out.write(listTable(found));
    for (const word of missing) yield* this.#complain(`dpkg-query: no packages found matching ${word}\n`);
    return missing.length > 0 ? 1 : 0;
  }

  *#show(words: readonly string[]): Task<number> {
    const { found, missing } = yield* this.#find(words);
    for (const each of found) yield* this.#out.write(expand(this.#format ?? '${binary:Package}\\t${Version}\\n', each));
    for (const word of missing) yield* this.#complain(`dpkg-query: no packages found matching ${word}\n`);
    return missing.length > 0 ? 1 : 0;
  }

  *#selections(): Task<number> {
    const { found } = yield* this.#find([]);
    for (const each of found) yield* this.#out.line(`${nameForDpkg(each).padEnd(48)}install`);
    return 0;
  }

  *#listFiles(words: readonly string[]): Task<number> {
    const database = yield* PackageDatabase.read(this.#sys);
    let code = 0;
    for (const word of words) {
      const found = database.known(word);
      if (found) yield* this.#out.line((yield* database.filesOf(found)).join('\n'));
      else {
        code = 1;
        yield* this.#complain(
          `dpkg-query: package '${word}' is not installed\nUse dpkg --contents (= dpkg-deb --contents) to list archive files contents.\n`,
        );
      }
    }
    return code;
  }

  *#status(words: readonly string[]): Task<number> {
    const database = yield* PackageDatabase.read(this.#sys);
    let code = 0;
    for (const word of words) {
      const found = database.known(word);
      if (found) yield* this.#out.write(`${formatStanza(found.stanza)}\n`);
      else {
        code = 1;
        yield* this.#complain(
          `dpkg-query: package '${word}' is not installed and no information is available\nUse dpkg --info (= dpkg-deb --info) to examine archive files.\n`,
        );
      }
    }
    return code;
  }

  *#search(words: readonly string[]): Task<number> {
    const database = yield* PackageDatabase.read(this.#sys);
    let code = 0;
    for (const word of words) {
      const pattern = /[*?[]/.test(word) ? globRegExp(word) : undefined;
      let count = 0;
      for (const each of database.all()) {
        for (const path of yield* database.filesOf(each)) {
          if (!(pattern ? pattern.test(path) : word.startsWith('/') ? path === word : path.includes(word))) continue;
          count++;
          yield* this.#out.line(`${nameForDpkg(each)}: ${path}`);
        }
      }
      if (count > 0) continue;
      code = 1;
      yield* this.#complain(`dpkg-query: no path found matching pattern ${word}\n`);
    }
    return code;
  }

  *#requireRoot(): Task<boolean> {
    if (this.#sys.credentials().uid === 0) return true;
    yield* this.#complain('dpkg: error: requested operation requires superuser privilege\n');
    return false;
  }

  *#install(words: readonly string[]): Task<number> {
    if (!(yield* this.#requireRoot())) return 2;
    const database = yield* PackageDatabase.read(this.#sys);
    const installer = new Installer(this.#sys, this.#out, database);
    const names: string[] = [];
    for (const word of words) {
      try {
        const name = yield* installer.unpack(word, word.replace(/^.*\//, ''));
        if (name !== undefined) names.push(name);
        else yield* this.#complain(`dpkg-deb: error: '${word}' is not a Debian format archive\n`);
      } catch (error) {
        if (!isErrno(error)) throw error;
        yield* this.#complain(`dpkg: error: cannot access archive '${word}': ${error.message}\n`);
        return 2;
      }
    }
    yield* database.save();
    let code = names.length === words.length ? 0 : 1;
    for (const name of names) if (!(yield* installer.configure(name))) code = 1;
    yield* database.save();
    yield* installer.processTriggers();
    return code;
  }

  *#configure(): Task<number> {
    if (!(yield* this.#requireRoot())) return 2;
    const database = yield* PackageDatabase.read(this.#sys);
    const installer = new Installer(this.#sys, this.#out, database);
    for (const { name } of database.all()) yield* installer.configure(name);
    yield* database.save();
    return 0;
  }

  *#remove(words: readonly string[], purge: boolean): Task<number> {
    if (!(yield* this.#requireRoot())) return 2;
    const database = yield* PackageDatabase.read(this.#sys);
    const installer = new Installer(this.#sys, this.#out, database);
    for (const word of words) {
      const found = purge ? database.known(word) : database.find(word);
      if (found) yield* installer.remove(found, { purge });
      else yield* this.#complain(`dpkg: warning: ignoring request to remove ${word} which isn't installed\n`);
    }
    yield* database.save();
    yield* installer.processTriggers();
    return 0;
  }
}

/** Widths follow what is in the columns, as dpkg does it without a terminal. */
function listTable(found: readonly Installed[]): string {
  const rows = found.map(each => [
    each.state === 'config-files' ? 'rc' : each.state === 'unpacked' ? 'iU' : 'ii',
    nameForDpkg(each),
    each.version,
    each.architecture,
    each.stanza.get('Description')?.split('\n')[0] ?? '',
  ]);
  const width = (index: number, least: number): number => Math.max(least, ...rows.map(row => (row[index] ?? '').length));
  const [name, version, arch, description] = [width(1, 14), width(2, 12), width(3, 12), width(4, 33)];
  const line = (cells: readonly string[], gap: string): string =>
    [
      cells[0] ?? '',
      (cells[1] ?? '').padEnd(name, gap),
      (cells[2] ?? '').padEnd(version, gap),
      (cells[3] ?? '').padEnd(arch, gap),
      cells[4] ?? '',
    ].join(gap === '=' ? '-' : ' ');
  return [
    'Desired=Unknown/Install/Remove/Purge/Hold',
    '| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend',
    '|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)',
    `||/ ${'Name'.padEnd(name)} ${'Version'.padEnd(version)} ${'Architecture'.padEnd(arch)} Description`,
    line(['+++', '', '', '', '='.repeat(description)], '='),
    ...rows.map(([state = '', ...cells]) => line([state.padEnd(3), ...cells], ' ')),
  ]
    .map(text => `${text}\n`)
    .join('');
}

function expand(format: string, each: Installed): string {
  return format
    .replace(/\$\{([\w:-]+)(?:;(-?\d+))?\}/g, (_, field: string, width: string | undefined) => {
      const value = field === 'binary:Package' ? nameForDpkg(each) : (each.stanza.get(field) ?? '');
      const room = Math.abs(Number(width ?? 0));
      return width?.startsWith('-') ? value.padEnd(room) : value.padStart(room);
    })
    .replaceAll('\\n', '\n')
    .replaceAll('\\t', '\t');
}

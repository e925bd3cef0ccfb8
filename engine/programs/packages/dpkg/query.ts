import { largestOf } from '../../../core/extremes.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Sys } from '../../../process/sys.js';
import { matchGlob } from '../../find/glob.js';
import type { Output } from '../../output.js';
import { formatStanza } from '../control.js';
import { parseDependencies } from '../dependency.js';
import { isPresent, nameForDpkg, PackageDatabase, type Installed } from './database.js';

/** What dpkg-query can tell; also the asking half of dpkg. Every method gives the exit status. */
export class DpkgQuery {
  readonly #sys: Sys;
  readonly #out: Output;
  readonly #format: string;

  constructor(sys: Sys, out: Output, format = '${binary:Package}\\t${Version}\\n') {
    this.#sys = sys;
    this.#out = out;
    this.#format = format;
  }

  *#complain(text: string): Task<void> {
    yield* this.#out.flush();
    yield* this.#sys.write(2, encodeUtf8(text));
  }

  *#find(words: readonly string[]): Task<{ readonly found: readonly Installed[]; readonly missing: readonly string[] }> {
    const all = (yield* PackageDatabase.read(this.#sys)).all();
    if (words.length === 0) return { found: all.filter(({ state }) => state !== 'not-installed'), missing: [] };
    const matches = (word: string, { name }: Installed): boolean => matchGlob(word.replace(/:(amd64|all)$/, ''), name);
    return {
      found: all.filter(each => words.some(word => matches(word, each))),
      missing: words.filter(word => !all.some(each => matches(word, each))),
    };
  }

  /** `dpkg -l`: also names that others only speak of. */
  *list(words: readonly string[]): Task<number> {
    const { found, missing } = yield* this.#find(words);
    const mentioned = missing.length === 0 ? [] : yield* this.#mentioned();
    const rows = [...found.map(rowOf)];
    const unknown: string[] = [];
    for (const word of missing) {
      const names = mentioned.filter(name => matchGlob(word, name));
      rows.push(...names.map(name => ['un', name, '<none>', '<none>', '(no description available)']));
      if (names.length === 0) unknown.push(word);
    }
    if (rows.length > 0) yield* this.#out.write(listTable(rows.sort(([, a = ''], [, b = '']) => (a < b ? -1 : 1))));
    for (const word of unknown) yield* this.#complain(`dpkg-query: no packages found matching ${word}\n`);
    return unknown.length > 0 ? 1 : 0;
  }

  *#mentioned(): Task<readonly string[]> {
    const all = (yield* PackageDatabase.read(this.#sys)).all();
    const fields = ['Pre-Depends', 'Depends', 'Recommends', 'Suggests', 'Conflicts', 'Breaks', 'Replaces', 'Provides', 'Enhances'];
    const names = all.flatMap(({ stanza }) => fields.flatMap(field => parseDependencies(stanza.get(field) ?? '').flat()));
    return [...new Set(names.map(({ name }) => name))];
  }

  *show(words: readonly string[]): Task<number> {
    const { found, missing } = yield* this.#find(words);
    for (const each of found) yield* this.#out.write(expand(this.#format, each));
    for (const word of missing) yield* this.#complain(`dpkg-query: no packages found matching ${word}\n`);
    return missing.length > 0 ? 1 : 0;
  }

  *selections(words: readonly string[]): Task<number> {
    const { found, missing } = yield* this.#find(words);
    for (const each of found) {
      const name = nameForDpkg(each);
      yield* this.#out.line(`${name}${'\t'.repeat(Math.max(1, 6 - Math.floor(name.length / 8)))}${each.want}`);
    }
    const unknown = missing.filter(word => !/^[a-z0-9]/.test(word));
    for (const word of unknown) yield* this.#complain(`dpkg: no packages found matching ${word}\n`);
    return 0;
  }

  *listFiles(words: readonly string[]): Task<number> {
    const database = yield* PackageDatabase.read(this.#sys);
    let code = 0;
    for (const [index, word] of words.entries()) {
      const found = database.known(word.replace(/:(amd64|all)$/, ''));
      if (index > 0) yield* this.#out.line('');
      if (found && found.state !== 'not-installed') {
        yield* this.#out.line((yield* database.filesOf(found)).join('\n'));
        continue;
      }
      code = 1;
      yield* this.#complain(
        `dpkg-query: package '${word}' is not installed\nUse dpkg --contents (= dpkg-deb --contents) to list archive files contents.\n`,
      );
    }
    return code;
  }

  *status(words: readonly string[]): Task<number> {
    const database = yield* PackageDatabase.read(this.#sys);
    let code = 0;
    const chosen = words.length > 0 ? words : database.all().map(({ name }) => name);
    for (const [index, word] of chosen.entries()) {
      const found = database.known(word.replace(/:(amd64|all)$/, ''));
      if (index > 0) yield* this.#out.line('');
      if (found && found.state !== 'not-installed') {
        yield* this.#out.write(formatStanza(found.stanza));
        continue;
      }
      code = 1;
      yield* this.#complain(
        `dpkg-query: package '${word}' is not installed and no information is available\nUse dpkg --info (= dpkg-deb --info) to examine archive files.\n`,
      );
    }
    return code;
  }

  *search(words: readonly string[]): Task<number> {
    const database = yield* PackageDatabase.read(this.#sys);
    let code = 0;
    for (const word of words) {
      const pattern = /[*?[\\]/.test(word) ? word : word.startsWith('/') ? undefined : `*${word}*`;
      const owners = new Map<string, string[]>();
      for (const each of database.all()) {
        for (const path of yield* database.filesOf(each)) {
          if (pattern === undefined ? path === word : matchGlob(pattern, path))
            owners.set(path, [...(owners.get(path) ?? []), nameForDpkg(each)]);
        }
      }
      const order = [...owners].map(([path, names]) => ({ path, owner: names.join(', ') }));
      for (const { path, owner } of order.sort((a, b) => (a.owner < b.owner ? -1 : a.owner > b.owner ? 1 : 0)))
        yield* this.#out.line(`${owner}: ${path}`);
      if (owners.size > 0) continue;
      code = 1;
      yield* this.#complain(`dpkg-query: no path found matching pattern ${pattern ?? word}\n`);
    }
    return code;
  }

  /** `dpkg --audit`: what is only half done. */
  *audit(): Task<number> {
    const all = (yield* PackageDatabase.read(this.#sys)).all();
    for (const [state, text] of Object.entries(auditTexts)) {
      const found = all.filter(each => each.state === state);
      if (found.length === 0) continue;
      const rows = found.map(({ name, stanza }) => ` ${name.padEnd(20)} ${stanza.get('Description')?.split('\n')[0] ?? ''}\n`);
      yield* this.#out.write(`${text}\n${rows.join('')}\n`);
    }
    return 0;
  }
}

const auditTexts: Readonly<Record<string, string>> = {
  'half-installed':
    'The following packages are only half installed, due to problems during\ninstallation.  The installation can probably be completed by retrying it;\nthe packages can be removed using dselect or dpkg --remove:',
  unpacked:
    'The following packages have been unpacked but not yet configured.\nThey must be configured using dpkg --configure or the configure\nmenu option in dselect for them to work:',
  'half-configured':
    'The following packages are only half configured, probably due to problems\nconfiguring them the first time.  The configuration should be retried using\ndpkg --configure <package> or the configure menu option in dselect:',
};

const wantLetters = { install: 'i', hold: 'h', deinstall: 'r', purge: 'p' } as const;
const stateLetters = {
  'not-installed': 'n',
  'config-files': 'c',
  'half-installed': 'H',
  unpacked: 'U',
  'half-configured': 'F',
  installed: 'i',
} as const;

function rowOf(each: Installed): string[] {
  const letters = `${wantLetters[each.want]}${stateLetters[each.state]}`;
  const isKnown = each.state !== 'not-installed';
  return [
    letters,
    nameForDpkg(each),
    isKnown ? each.version : '<none>',
    isKnown ? each.architecture : '<none>',
    isKnown ? (each.stanza.get('Description')?.split('\n')[0] ?? '') : '(no description available)',
  ];
}

/** Widths follow what is in the columns, as dpkg does it without a terminal. */
function listTable(rows: readonly (readonly string[])[]): string {
  const width = (index: number, least: number): number =>
    largestOf(
      rows.map(row => (row[index] ?? '').length),
      least,
    );
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
      const value = fieldOf(field, each);
      const room = Math.abs(Number(width ?? 0));
      return width?.startsWith('-') ? value.padEnd(room) : value.padStart(room);
    })
    .replaceAll('\\n', '\n')
    .replaceAll('\\t', '\t');
}

function fieldOf(field: string, each: Installed): string {
  switch (field) {
    case 'binary:Package':
      return nameForDpkg(each);
    case 'binary:Summary':
      return each.stanza.get('Description')?.split('\n')[0] ?? '';
    case 'db:Status-Abbrev':
      return `${wantLetters[each.want]}${stateLetters[each.state]} `;
    case 'db:Status-Status':
      return each.state;
    case 'db:Status-Want':
      return each.want;
    case 'source:Package':
      return each.stanza.get('Source') ?? each.name;
    default:
      return isPresent(each) || field !== 'Version' ? (each.stanza.get(field) ?? '') : each.version;
  }
}

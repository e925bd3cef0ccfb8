import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { rpmOrigin } from '../../origins.js';
import { define, Fatal, type Tool } from '../../tool.js';
import { nameGlob } from '../glob.js';
import { removeFiles } from '../put-files.js';
import { evr, filesOf, nevra, RpmDatabase, type RpmPackage } from './database.js';
import { parseDependencies } from '../dependency.js';
import { lexists } from '../../files/presence.js';

type Key =
  | 'query'
  | 'all'
  | 'list'
  | 'file'
  | 'info'
  | 'requires'
  | 'erase'
  | 'install'
  | 'verbose'
  | 'hash'
  | 'noDeps'
  | 'verify'
  | 'format'
  | 'import';

/** rpm: asks the database, and removes. */
export const rpm = define<Key>({
  name: 'rpm',
  options: {
    query: ['-q, --query', 'query the database'],
    all: ['-a, --all', 'all packages'],
    list: ['-l, --list', 'list files of a package'],
    file: ['-f, --file', 'the package that owns a file'],
    info: ['-i, --info', 'tell about a package'],
    requires: ['-R, --requires', 'what a package needs'],
    format: ['--queryformat=FORMAT, --qf=FORMAT', 'how to print'],
    erase: ['-e, --erase', 'remove packages'],
    noDeps: ['--nodeps', 'do not look at dependencies'],
    install: ['-U, --upgrade', undefined, undefined, { refused: true }],
    verify: ['-V, --verify', undefined, undefined, { refused: true }],
    import: ['--import', undefined, undefined, { refused: true }],
    verbose: ['-v, --verbose', undefined, undefined, { because: 'nothing more to say' }],
    hash: ['-h, --hash', undefined, undefined, { because: 'progress of what is refused' }],
  },
  gnu: { usage: ['[OPTION...]'], about: '' },
  origin: rpmOrigin,
  *run(tool) {
    const { args } = tool;
    const database = yield* RpmDatabase.read(tool.sys);
    if (args.has('erase')) return yield* erase(tool, database);
    if (!args.has('query')) throw new Fatal('no arguments given for query');
    if (args.has('all')) {
      const patterns = args.operands.map(word => nameGlob(word));
      for (const found of database.all())
        if (patterns.length === 0 || patterns.some(pattern => pattern.test(found.name) || pattern.test(nevra(found))))
          yield* show(tool, found);
      return 0;
    }
    if (args.operands.length === 0) throw new Fatal('no arguments given for query');
    for (const word of args.operands) yield* queryOne(tool, database, word);
    return tool.status;
  },
});

function* queryOne(tool: Tool<Key>, database: RpmDatabase, word: string): Task<void> {
  if (tool.args.has('file')) {
    const path = word.startsWith('/') ? word : `${tool.sys.cwd()}/${word}`;
    const owner = database.ownerOf(path) ?? database.ownerOf(realPath(tool, path));
    if (owner) {
      yield* show(tool, owner);
      return;
    }
    tool.status++;
    if (lexists(tool.sys, path)) yield* tool.out.line(`file ${path} is not owned by any package`);
    else yield* tool.complain(`error: file ${path}: No such file or directory\n`);
    return;
  }
  const found = database
    .all()
    .filter(each =>
      [
        each.name,
        `${each.name}.${each.arch}`,
        `${each.name}-${each.version}`,
        `${each.name}-${each.version}-${each.release}`,
        nevra(each),
      ].includes(word),
    );
  if (found.length === 0) {
    tool.status++;
    return yield* tool.out.line(`package ${word} is not installed`);
  }
  for (const each of found) yield* show(tool, each);
}

function* show(tool: Tool<Key>, found: RpmPackage): Task<void> {
  const { args, out } = tool;
  const format = args.value('format');
  if (format !== undefined) return yield* out.write(expand(format, found));
  if (args.has('info')) return yield* out.write(infoText(found));
  if (args.has('list')) {
    const files = filesOf(found);
    return yield* out.line(files.length === 0 ? '(contains no files)' : files.join('\n'));
  }
  if (args.has('requires')) {
    for (const [requirement] of parseDependencies(found.stanza.get('Requires') ?? ''))
      if (requirement)
        yield* out.line(`${requirement.name}${requirement.relation ? ` ${requirement.relation} ${requirement.version}` : ''}`);
    return;
  }
  yield* out.line(found.name === 'gpg-pubkey' ? `${found.name}-${found.version}-${found.release}` : nevra(found));
}

function expand(format: string, found: RpmPackage): string {
  const fields: Readonly<Record<string, string>> = {
    NAME: found.name,
    VERSION: found.version,
    RELEASE: found.release,
    ARCH: found.arch,
    EPOCH: found.epoch === '0' ? '(none)' : found.epoch,
    EVR: evr(found),
    SIZE: found.stanza.get('Size') ?? '0',
    SUMMARY: found.stanza.get('Summary') ?? '',
  };
  return format
    .replace(/%(-?\d*)\{(\w+)\}/g, (_, width: string, name: string) => {
      const value = fields[name.toUpperCase()] ?? '(none)';
      const room = Math.abs(Number(width));
      return width.startsWith('-') ? value.padEnd(room) : value.padStart(room);
    })
    .replaceAll('\\n', '\n')
    .replaceAll('\\t', '\t');
}

function infoText({ name, version, release, arch, stanza }: RpmPackage): string {
  const rows = [
    ['Name', name],
    ['Version', version],
    ['Release', release],
    ['Architecture', arch],
    ['Size', stanza.get('Size') ?? '0'],
    ['License', stanza.get('License') ?? ''],
    ['Summary', stanza.get('Summary') ?? ''],
  ] as const;
  return rows.map(([label, value]) => `${label.padEnd(12)}: ${value}\n`).join('');
}

function* erase(tool: Tool<Key>, database: RpmDatabase): Task<number> {
  if (tool.sys.credentials().uid !== 0) throw new Fatal("can't create transaction lock on /var/lib/rpm/.rpm.lock (Permission denied)");
  const gone: RpmPackage[] = [];
  for (const word of tool.args.operands) {
    const found = database.find(word);
    if (!found) {
      yield* tool.complain(`error: package ${word} is not installed\n`);
      return 1;
    }
    gone.push(found);
  }
  const needed = tool.args.has('noDeps') ? [] : dependents(database, gone);
  if (needed.length > 0) {
    yield* tool.complain(
      `error: Failed dependencies:\n${needed.map(([what, who]) => `\t${what} is needed by (installed) ${nevra(who)}\n`).join('')}`,
    );
    return needed.length;
  }
  for (const found of gone) {
    removeFiles(tool.sys, filesOf(found));
    database.delete(found.name);
  }
  yield* database.save();
  return 0;
}

function dependents(database: RpmDatabase, gone: readonly RpmPackage[]): readonly (readonly [string, RpmPackage])[] {
  const names = new Set(gone.map(({ name }) => name));
  return database
    .all()
    .flatMap(installed =>
      names.has(installed.name)
        ? []
        : parseDependencies(installed.stanza.get('Requires') ?? '').flatMap(([first]) =>
            first && names.has(first.name) ? [[first.name, installed] as const] : [],
          ),
    );
}

function realPath({ sys }: Tool<Key>, path: string): string {
  try {
    return sys.realpath(path);
  } catch (error) {
    if (isErrno(error)) return path;
    throw error;
  }
}

import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { ArchiveError, decodeTar, type TarEntry } from '../../fs/tar.js';
import { loadAccounts } from '../accounts.js';
import { baseName, normalizePath } from '../files/paths.js';
import { matchGlob } from '../find/glob.js';
import { readAll, readText, splitLines } from '../input.js';
import { humanSize } from '../human-size.js';
import { OptionRefused, refused } from '../options.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { gunzipBytes, gzipBytes, isGzip } from './gzip-format.js';
import { InflateError } from './inflate.js';
import { createArchive } from './tar-create.js';
import { extractEntries, memberLabel } from './tar-extract.js';
import { longLine } from './tar-listing.js';

type Key =
  | 'create'
  | 'extract'
  | 'list'
  | 'append'
  | 'update'
  | 'delete'
  | 'file'
  | 'directory'
  | 'verbose'
  | 'gzip'
  | 'bzip2'
  | 'xz'
  | 'auto'
  | 'preserve'
  | 'stdout'
  | 'strip'
  | 'exclude'
  | 'follow'
  | 'keepOld'
  | 'touch'
  | 'owner'
  | 'noOwner'
  | 'numeric'
  | 'wildcards'
  | 'filesFrom'
  | 'totals'
  | 'same'
  | 'absolute'
  | 'oneSystem'
  | 'format'
  | 'sort'
  | 'mtime'
  | 'noRecursion'
  | 'overwrite'
  | 'sparse'
  | 'noPermissions';

export const tar = define<Key>({
  name: 'tar',
  options: {
    create: ['-c, --create', 'create a new archive'],
    extract: ['-x, --extract, --get', 'extract files from an archive'],
    list: ['-t, --list', 'list the contents of an archive'],
    append: refused('-r, --append', 'gnu'),
    update: refused('-u, --update', 'gnu'),
    delete: refused('--delete', 'gnu'),
    file: ['-f, --file=ARCHIVE', 'use archive file ARCHIVE'],
    directory: ['-C, --directory=DIR', 'change to directory DIR'],
    verbose: ['-v, --verbose', 'verbosely list files processed'],
    gzip: ['-z, --gzip, --gunzip', 'filter the archive through gzip'],
    bzip2: refused('-j, --bzip2'),
    xz: refused('-J, --xz'),
    auto: ['-a, --auto-compress', 'use archive suffix to determine the compression program'],
    preserve: ['-p, --preserve-permissions, --same-permissions', 'extract information about file permissions'],
    noPermissions: ['--no-same-permissions', undefined],
    stdout: ['-O, --to-stdout', 'extract files to standard output'],
    strip: ['--strip-components=NUMBER', 'strip NUMBER leading components from file names'],
    exclude: ['--exclude=PATTERN', 'exclude files, given as a PATTERN'],
    follow: ['-h, --dereference', 'follow symlinks; archive the files they point to'],
    keepOld: ['-k, --keep-old-files', "don't replace existing files when extracting"],
    overwrite: ['--overwrite', undefined],
    touch: ['-m, --touch', "don't extract file modified time"],
    same: ['--same-owner', 'try extracting files with the same ownership'],
    noOwner: ['-o, --no-same-owner', 'extract files as yourself'],
    owner: refused('--owner=NAME, --group=NAME', 'gnu'),
    numeric: ['--numeric-owner', 'always use numbers for user/group names'],
    wildcards: ['--wildcards', 'use wildcards', 'gnu'],
    filesFrom: ['-T, --files-from=FILE', 'get names to extract or create from FILE'],
    totals: ['--totals', undefined, 'gnu'],
    absolute: ['-P, --absolute-names', undefined, 'gnu'],
    oneSystem: refused('--one-file-system', 'gnu'),
    format: refused('-H FORMAT, --format=FORMAT', 'gnu'),
    sort: ['--sort=ORDER', undefined, 'gnu'],
    mtime: refused('--mtime=DATE', 'gnu'),
    noRecursion: refused('--no-recursion'),
    sparse: refused('-S, --sparse', 'gnu'),
  },
  // The first word may be a bundle of letters without a dash, whose arguments follow in their order.
  rewrite: argv => oldStyle(argv),
  gnu: {
    usage: ['[OPTION...] [FILE]...'],
    about: "GNU 'tar' saves many files together into a single archive, and can restore them from it.",
  },
  busybox: { usage: ['c|x|t [-ZzJjahmvokO] [-f TARFILE] [-C DIR] [FILE]...'], about: 'Create, extract, or list files from a tar file' },
  version: '(GNU tar) 1.34',
  usageStatus: 2,
  usageHint: name => `Try '${name} --help' or '${name} --usage' for more information.\n`,
  *run(tool) {
    const { args } = tool;
    const mode = args.last('create', 'extract', 'list');
    if (mode === undefined)
      throw new UsageError(tool.isGnu ? "You must specify one of the '-Acdtrux', '--delete' or '--test-label' options" : '');
    if (mode === 'create') yield* create(tool);
    else yield* read(tool, mode);
  },
});

function oldStyle(argv: readonly string[]): readonly string[] {
  const [bundle, ...rest] = argv;
  if (bundle === undefined || bundle.startsWith('-') || bundle === '') return argv;
  const words = [...rest];
  const options = [...bundle].flatMap(letter =>
    letter === 'f' || letter === 'C' || letter === 'T' ? [`-${letter}`, words.shift() ?? ''] : [`-${letter}`],
  );
  return [...options, ...words];
}

function* namesOf(tool: Tool<Key>): Task<string[]> {
  const names = [...tool.args.operands];
  const list = tool.args.value('filesFrom');
  if (list !== undefined) names.push(...splitLines(yield* readText(tool.sys, list === '-' ? '/dev/stdin' : list)));
  return names;
}

function baseDirectory(tool: Tool<Key>): string {
  const directory = tool.args.values('directory').reduce((path, each) => normalizePath(each, path), tool.sys.cwd());
  try {
    if (tool.args.has('directory') && tool.sys.stat(directory).kind !== 'directory')
      throw new Fatal(`${tool.args.value('directory') ?? ''}: Cannot open: Not a directory\ntar: Error is not recoverable: exiting now`, 2);
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw tool.isGnu
      ? new Fatal(`${tool.args.value('directory') ?? ''}: Cannot open: ${error.message}\ntar: Error is not recoverable: exiting now`, 2)
      : new Fatal(`can't change directory to '${tool.args.value('directory') ?? ''}': ${error.message}`);
  }
  return directory;
}

function* create(tool: Tool<Key>): Task<void> {
  const { args, sys, out, isGnu } = tool;
  const names = yield* namesOf(tool);
  if (names.length === 0) throw isGnu ? new UsageError('Cowardly refusing to create an empty archive') : new Fatal('empty archive');
  const path = args.value('file') ?? '-';
  const target = path === '-' ? 1 : openTarget(tool, path);
  if (target === 1 && out.isTerminal)
    throw new Fatal(
      isGnu
        ? 'Refusing to write archive contents to terminal (missing -f option?)\ntar: Error is not recoverable: exiting now'
        : "can't write to terminal",
      2,
    );
  const added = function* (name: string): Task<void> {
    if (!args.has('verbose')) return;
    if (path === '-') yield* tool.complain(`${name}\n`);
    else yield* out.line(name);
  };
  const archive = yield* createArchive(tool, names, {
    directory: baseDirectory(tool),
    exclude: args.values('exclude'),
    follow: args.has('follow'),
    absolute: args.has('absolute'),
    sorted: sortedBy(tool),
    accounts: yield* loadAccounts(sys),
    added,
  });
  const packed = args.has('gzip') || (args.has('auto') && /\.t?gz$/.test(path)) ? gzipBytes(archive, { mtime: 0 }) : padded(archive);
  yield* out.flush();
  yield* sys.write(target, packed);
  if (target !== 1) sys.close(target);
  if (args.has('totals')) yield* printTotal(tool, 'written', archive.length);
  if (tool.status !== 0)
    yield* tool.warn(isGnu ? 'Exiting with failure status due to previous errors' : 'error exit delayed from previous errors');
}

function sortedBy(tool: Tool<Key>): boolean {
  const order = tool.args.value('sort') ?? 'none';
  if (order === 'inode') throw new OptionRefused('--sort=inode');
  if (order === 'none' || order === 'name') return order === 'name';
  throw new Fatal(`invalid argument '${order}' for '--sort'\nValid arguments are:\n  - 'none'\n  - 'name'\n  - 'inode'`, 2);
}

/** No time passes while an archive is made or read, so there is no rate to show. */
function* printTotal(tool: Tool<Key>, verb: 'written' | 'read', sizeBytes: number): Task<void> {
  const whole = Math.ceil(sizeBytes / RECORD_BYTES) * RECORD_BYTES;
  yield* tool.complain(`Total bytes ${verb}: ${String(whole)} (${humanSize(whole)}iB, ?/s)\n`);
}

function openTarget(tool: Tool<Key>, path: string): number {
  try {
    return tool.sys.open(path, { write: true, create: true, truncate: true });
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new Fatal(
      tool.isGnu
        ? `${path}: Cannot open: ${error.message}\ntar: Error is not recoverable: exiting now`
        : `can't open '${path}': ${error.message}`,
      tool.isGnu ? 2 : 1,
    );
  }
}

const RECORD_BYTES = 10240;

/** Archives are written in records of twenty blocks. */
function padded(archive: Uint8Array): Uint8Array {
  const whole = new Uint8Array(Math.ceil(archive.length / RECORD_BYTES) * RECORD_BYTES);
  whole.set(archive);
  return whole;
}

function* load(tool: Tool<Key>): Task<{ readonly entries: TarEntry[]; readonly sizeBytes: number }> {
  const { args, sys, isGnu } = tool;
  const path = args.value('file') ?? '-';
  let bytes: Uint8Array;
  try {
    const fd = path === '-' ? 0 : sys.open(path, { read: true });
    bytes = yield* readAll(sys, fd);
    if (fd !== 0) sys.close(fd);
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new Fatal(
      isGnu
        ? `${path}: Cannot open: ${error.message}\ntar: Error is not recoverable: exiting now`
        : `can't open '${path}': ${error.message}`,
      isGnu ? 2 : 1,
    );
  }
  if (args.has('gzip') && !isGzip(bytes)) {
    if (isGnu) yield* tool.complain('\ngzip: stdin: not in gzip format\n');
    throw new Fatal(
      isGnu ? 'Child returned status 1\ntar: Error is not recoverable: exiting now' : 'invalid magic\ntar: short read',
      isGnu ? 2 : 1,
    );
  }
  try {
    const archive = isGzip(bytes) ? gunzipBytes(bytes).data : bytes;
    return { entries: decodeTar(archive), sizeBytes: archive.length };
  } catch (error) {
    if (!(error instanceof ArchiveError) && !(error instanceof InflateError)) throw error;
    throw new Fatal(
      isGnu
        ? 'This does not look like a tar archive\ntar: Exiting with failure status due to previous errors'
        : bytes.length < 512
          ? 'short read'
          : 'invalid tar magic',
      isGnu ? 2 : 1,
    );
  }
}

function* read(tool: Tool<Key>, mode: 'extract' | 'list'): Task<void> {
  const { args, sys, out, isGnu } = tool;
  const { entries, sizeBytes } = yield* load(tool);
  const names = yield* namesOf(tool);
  const used = new Set<string>();
  const chosen = entries.filter(entry => {
    if (args.values('exclude').some(pattern => matchGlob(pattern, entry.path) || matchGlob(pattern, baseName(entry.path)))) return false;
    if (names.length === 0) return true;
    const name = names.find(each => selects(each.replace(/\/+$/, ''), entry.path, args.has('wildcards')));
    if (name !== undefined) used.add(name);
    return name !== undefined;
  });
  const accounts = yield* loadAccounts(sys);
  const show = (entry: TarEntry): string =>
    args.count('verbose') + (mode === 'list' ? 1 : 0) > 1 ? longLine(tool, entry, args.has('numeric')) : memberLabel(entry);
  if (mode === 'list') for (const entry of chosen) yield* out.line(show(entry));
  else {
    const directory = baseDirectory(tool);
    const keeps = args.last('preserve', 'noPermissions');
    const byName = new Map(chosen.map(entry => [memberLabel(entry), entry]));
    yield* extractEntries(tool, chosen, {
      directory,
      strip: Number(args.value('strip') ?? 0),
      toOutput: args.has('stdout'),
      keepOld: args.last('keepOld', 'overwrite') === 'keepOld',
      absolute: args.has('absolute'),
      owners: args.last('same', 'noOwner') === 'same' || (sys.credentials().uid === 0 && !args.has('noOwner')),
      numericOwner: args.has('numeric'),
      touch: args.has('touch'),
      keepMode: keeps === 'preserve' || (keeps === undefined && sys.credentials().uid === 0),
      accounts,
      *extracted(name) {
        if (!args.has('verbose')) return;
        const entry = byName.get(name);
        const line = args.count('verbose') > 1 && entry ? longLine(tool, entry, args.has('numeric')) : name;
        if (args.has('stdout')) yield* tool.complain(`${line}\n`);
        else yield* out.line(line);
      },
    });
  }
  yield* out.flush();
  if (args.has('totals')) yield* printTotal(tool, 'read', sizeBytes);
  for (const name of names)
    if (!used.has(name)) yield* tool.fail(isGnu ? `${name}: Not found in archive` : `${name}: not found in archive`, isGnu ? 2 : 1);
  if (tool.status !== 0 && isGnu) yield* tool.warn('Exiting with failure status due to previous errors');
}

function selects(name: string, path: string, wildcards: boolean): boolean {
  const wanted = name.replace(/^\.\//, '');
  const own = path.replace(/^\.\//, '');
  return own === wanted || own.startsWith(`${wanted}/`) || (wildcards && matchGlob(wanted, own));
}

import { append } from '../../core/append.js';
import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { ArchiveError, BLOCK_BYTES, type TarEntry } from '../../fs/tar.js';
import { loadAccounts } from '../accounts.js';
import { normalizePath } from '../files/paths.js';
import { readText, splitLines } from '../input.js';
import { humanSize } from '../human-size.js';
import { OptionRefused, refused } from '../options.js';
import { gnuTar } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { PackedDataError } from './packing/filter.js';
import { Choice } from './tar-choice.js';
import { createArchive, RECORD_BYTES } from './tar-create.js';
import { Extractor, memberLabel, type ExtractRules } from './tar-extract.js';
import { longLine } from './tar-listing.js';
import { packingOfName, packings, type Packing } from './tar-packing.js';
import { checkChild, ChildFailure, openSource, type TarSource } from './tar-source.js';
import { openTarget } from './tar-target.js';

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
  | 'lzma'
  | 'zstd'
  | 'compress'
  | 'program'
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
    bzip2: ['-j, --bzip2', 'filter the archive through bzip2'],
    xz: ['-J, --xz', 'filter the archive through xz'],
    lzma: ['--lzma', undefined],
    zstd: ['--zstd', undefined, 'gnu'],
    compress: ['-Z, --compress', undefined],
    program: ['-I PROG, --use-compress-program=PROG', 'filter through PROG', 'gnu'],
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
  origin: gnuTar,
  usageStatus: 2,
  usageHint: name => `Try '${name} --help' or '${name} --usage' for more information.\n`,
  *run(tool) {
    const { args } = tool;
    const mode = args.last('create', 'extract', 'list');
    if (mode === undefined)
      throw new UsageError(tool.isGnu ? "You must specify one of the '-Acdtrux', '--delete' or '--test-label' options" : '');
    try {
      yield* mode === 'create' ? create(tool) : read(tool, mode);
    } catch (error) {
      if (!(error instanceof ChildFailure)) throw error;
      yield* tool.out.flush();
      yield* tool.complain(error.message);
      tool.status = 2;
    }
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
  if (list !== undefined) append(names, splitLines(yield* readText(tool.sys, list === '-' ? '/dev/stdin' : list)));
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

/** How the archive is packed, or is to be: by option, or by its name with -a. */
function packingOf(tool: Tool<Key>, path: string): Packing | undefined {
  const { args, isGnu } = tool;
  const option = args.last('gzip', 'bzip2', 'xz', 'lzma', 'zstd', 'compress', 'program');
  if (option === 'program') {
    const program = args.value('program') ?? '';
    return { option: `-I ${program}`, program, suffixes: /$^/, magic: [256] };
  }
  if (option !== undefined) return packings[option === 'compress' ? 'compress' : option];
  if (args.has('auto') && (args.has('create') || !isGnu)) return packingOfName(path);
  return undefined;
}

function* create(tool: Tool<Key>): Task<void> {
  const { args, sys, out, isGnu } = tool;
  const names = yield* namesOf(tool);
  if (names.length === 0) throw isGnu ? new UsageError('Cowardly refusing to create an empty archive') : new Fatal('empty archive');
  const path = args.value('file') ?? '-';
  if (path === '-' && out.isTerminal)
    throw new Fatal(
      isGnu
        ? 'Refusing to write archive contents to terminal (missing -f option?)\ntar: Error is not recoverable: exiting now'
        : "can't write to terminal",
      2,
    );
  const target = openTarget(tool, path, packingOf(tool, path));
  const sizeBytes = yield* createArchive(tool, names, {
    directory: baseDirectory(tool),
    exclude: args.values('exclude'),
    follow: args.has('follow'),
    absolute: args.has('absolute'),
    sorted: sortedBy(tool),
    accounts: yield* loadAccounts(sys),
    records: isGnu,
    *added(name) {
      if (!args.has('verbose')) return;
      if (path === '-') yield* tool.complain(`${name}\n`);
      else yield* out.line(name);
    },
    write: bytes => target.write(bytes),
  });
  yield* out.flush();
  yield* target.close();
  if (args.has('totals')) yield* printTotal(tool, 'written', sizeBytes);
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

function* read(tool: Tool<Key>, mode: 'extract' | 'list'): Task<void> {
  const { args, isGnu } = tool;
  const path = args.value('file') ?? '-';
  const source = yield* openSource(tool, path, packingOf(tool, path));
  const choice = new Choice(yield* namesOf(tool), args.values('exclude'), args.has('wildcards'));
  const show = (entry: TarEntry): string =>
    args.count('verbose') + (mode === 'list' ? 1 : 0) > 1 ? longLine(tool, entry, args.has('numeric')) : memberLabel(entry);
  const extractor = mode === 'list' ? undefined : new Extractor(tool, yield* extractRules(tool, show));
  yield* eachMember(tool, source, function* (entry) {
    if (!choice.takes(entry)) return;
    if (extractor) yield* extractor.add(entry);
    else yield* tool.out.line(show(entry));
  });
  extractor?.finish();
  yield* tool.out.flush();
  yield* checkChild(tool, source.child);
  if (args.has('totals')) yield* printTotal(tool, 'read', source.sizeBytes);
  for (const name of choice.missing())
    yield* tool.fail(isGnu ? `${name}: Not found in archive` : `${name}: not found in archive`, isGnu ? 2 : 1);
  if (tool.status !== 0 && isGnu) yield* tool.warn('Exiting with failure status due to previous errors');
}

/** Calls `use` with the members; says what is wrong with an archive that cannot be read. */
function* eachMember(tool: Tool<Key>, source: TarSource, use: (entry: TarEntry) => Task<void>): Task<void> {
  let count = 0;
  try {
    for (let entry = yield* source.next(); entry; entry = yield* source.next()) {
      count++;
      yield* use(entry);
    }
    yield* source.drain();
    if (source.sizeBytes >= BLOCK_BYTES) return;
  } catch (error) {
    if (error instanceof PackedDataError)
      throw new Fatal(error.kind === 'format' ? 'invalid magic\ntar: short read' : 'corrupted data\ntar: short read');
    if (!(error instanceof ArchiveError)) throw error;
    yield* tool.out.flush();
    if (error.message === 'unexpected EOF' && (count > 0 || source.sizeBytes >= BLOCK_BYTES) && tool.isGnu) {
      yield* checkChild(tool, source.child);
      throw new Fatal('Unexpected EOF in archive\ntar: Error is not recoverable: exiting now', 2);
    }
    if (!tool.isGnu) throw new Fatal(error.message === 'unexpected EOF' ? 'short read' : 'invalid tar magic');
  }
  yield* source.drain();
  yield* checkChild(tool, source.child);
  if (!tool.isGnu) throw new Fatal('short read');
  if (count === 0) yield* tool.warn('This does not look like a tar archive');
  if (source.sizeBytes > BLOCK_BYTES) yield* tool.warn('Skipping to next header');
  throw new Fatal('Exiting with failure status due to previous errors', 2);
}

function* extractRules(tool: Tool<Key>, show: (entry: TarEntry) => string): Task<ExtractRules> {
  const { args, sys } = tool;
  const isRoot = sys.credentials().uid === 0;
  const keeps = args.last('preserve', 'noPermissions');
  return {
    directory: baseDirectory(tool),
    strip: Number(args.value('strip') ?? 0),
    toOutput: args.has('stdout'),
    keepOld: args.last('keepOld', 'overwrite') === 'keepOld',
    absolute: args.has('absolute'),
    owners: args.last('same', 'noOwner') === 'same' || (isRoot && !args.has('noOwner')),
    numericOwner: args.has('numeric'),
    touch: args.has('touch'),
    keepMode: keeps === 'preserve' || (keeps === undefined && isRoot),
    accounts: yield* loadAccounts(sys),
    *extracted(entry) {
      if (!args.has('verbose')) return;
      if (args.has('stdout')) yield* tool.complain(`${show(entry)}\n`);
      else yield* tool.out.line(show(entry));
    },
  };
}

import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { compilePattern } from '../../shell/pattern/pattern.js';
import { baseName } from '../files/paths.js';
import { readAll, readFile } from '../input.js';
import { MAX_DEPTH } from '../limits.js';
import { noEffect, refused } from '../options.js';
import { zipOrigin } from '../origins.js';
import { define, Fatal, type Tool } from '../tool.js';
import { readZip, savedPercent, writeZip, zipEntry, type ZipEntry } from './zip-format.js';

type Key =
  | 'recurse'
  | 'junk'
  | 'quiet'
  | 'delete'
  | 'move'
  | 'update'
  | 'freshen'
  | 'exclude'
  | 'noDirs'
  | 'level'
  | 'symlinks'
  | 'encrypt'
  | 'show'
  | 'test'
  | 'verbose'
  | 'names';

export const zip = define<Key>({
  name: 'zip',
  options: {
    level: noEffect('-0, -1, -2, -3, -4, -5, -6, -7, -8, -9', 'there is one way to compress', undefined, 'compress faster or better'),
    recurse: ['-r, --recurse-paths', 'go into directories'],
    junk: ['-j, --junk-paths', 'keep the names only, not the directories'],
    noDirs: ['-D, --no-dir-entries', 'add no entries for directories'],
    quiet: ['-q, --quiet', 'say nothing'],
    delete: ['-d, --delete', 'delete members'],
    move: ['-m, --move', 'remove the files when they are in the archive'],
    update: refused('-u, --update'),
    freshen: refused('-f, --freshen'),
    exclude: ['-x LIST, --exclude=LIST', 'leave out names that match'],
    symlinks: refused('-y, --symlinks'),
    encrypt: refused('-e, -P PASSWORD, --encrypt'),
    names: refused('-@, --names-stdin'),
    show: refused('-s, --show-files'),
    test: refused('-T, --test'),
    verbose: refused('-v, --verbose'),
  },
  // Everything after -x is left out, and not one word only.
  rewrite: argv =>
    argv.flatMap((word, i) =>
      i > 0 && argv.slice(0, i).includes('-x') && argv[i - 1] !== '-x' && !word.startsWith('-') ? ['-x', word] : [word],
    ),
  gnu: { usage: ['[-options] [zipfile list]'], about: 'Put files into an archive, or add them to one.' },
  origin: zipOrigin,
  usageStatus: 16,
  *run(tool) {
    const { args, sys } = tool;
    const [given, ...paths] = args.operands;
    if (given === undefined) throw new Fatal('drydock: zip without names is not simulated', 16);
    const target = given === '-' || /\.\w+$/.test(baseName(given)) ? given : `${given}.zip`;
    const entries = new Map((yield* existing(tool, target)).map(entry => [entry.name, entry] as const));
    if (args.has('delete')) yield* removeMembers(tool, entries, paths, target);
    else yield* addFiles(tool, entries, paths, target);
    if (tool.status !== 0) return;
    if (entries.size === 0) {
      yield* tool.out.line('\tzip warning: zip file empty');
      sys.unlink(target);
      return;
    }
    const bytes = writeZip([...entries.values()]);
    if (target === '-') return yield* tool.out.bytes(bytes);
    const fd = sys.open(target, { write: true, create: true, truncate: true });
    yield* sys.write(fd, bytes);
    sys.close(fd);
    if (args.has('move')) for (const path of paths) if (entries.has(path)) sys.unlink(path);
  },
});

function* existing(tool: Tool<Key>, path: string): Task<readonly ZipEntry[]> {
  try {
    const entries = path === '-' ? [] : readZip(yield* readFile(tool.sys, path));
    if (!entries) throw new Fatal(`\nzip error: Zip file structure invalid (${path})`, 3);
    return entries;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return [];
    throw error;
  }
}

function* say({ args, out, sys }: Tool<Key>, target: string, text: string): Task<void> {
  if (args.has('quiet')) return;
  if (target !== '-') return yield* out.line(text);
  yield* sys.tick();
}

function* removeMembers(tool: Tool<Key>, entries: Map<string, ZipEntry>, patterns: readonly string[], target: string): Task<void> {
  const matching = [...entries.keys()].filter(name => patterns.some(pattern => compilePattern(pattern, { extended: false }).matches(name)));
  if (matching.length === 0) return yield* nothingToDo(tool, target);
  for (const name of matching) {
    entries.delete(name);
    yield* say(tool, target, `deleting: ${name}`);
  }
}

function* addFiles(tool: Tool<Key>, entries: Map<string, ZipEntry>, paths: readonly string[], target: string): Task<void> {
  let added = 0;
  for (const path of paths.length === 0 ? ['-'] : paths) added += yield* addFile(tool, entries, path, target, 0);
  if (added === 0) yield* nothingToDo(tool, target === '-' ? 'stdout' : target);
}

function* addFile(tool: Tool<Key>, entries: Map<string, ZipEntry>, path: string, target: string, depth: number): Task<number> {
  const { sys, args } = tool;
  const name = path.replace(/^(?:\.\/|\/)+/, '');
  if (args.values('exclude').some(pattern => compilePattern(pattern, { extended: false }).matches(name))) return 0;
  try {
    if (path === '-')
      return yield* put(
        tool,
        entries,
        target,
        zipEntry('-', yield* readAll(sys, 0), { mode: 0o600, modifiedMs: sys.clock.epochMsOf(sys.clock.now()) }),
      );
    const status = sys.stat(path);
    const modifiedMs = sys.clock.epochMsOf(status.modifiedAt);
    const mode = status.mode & 0o7777;
    if (status.kind !== 'directory') {
      if (path === target) return 0;
      return yield* put(
        tool,
        entries,
        target,
        zipEntry(args.has('junk') ? baseName(name) : name, yield* readFile(sys, path), { mode, modifiedMs }),
      );
    }
    let added = 0;
    const inside = name.replace(/\/$/, '');
    if (inside !== '.' && inside !== '' && !args.has('junk') && !args.has('noDirs'))
      added += yield* put(tool, entries, target, zipEntry(`${inside}/`, new Uint8Array(0), { mode, modifiedMs }));
    if (!args.has('recurse') || depth > MAX_DEPTH) return added;
    for (const child of sys.readdir(path))
      added += yield* addFile(tool, entries, `${path.replace(/\/$/, '')}/${child.name}`, target, depth + 1);
    return added;
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* tool.out.write(`\tzip warning: name not matched: ${path}\n`);
    return 0;
  }
}

/** The real one tells this on standard output too. */
function* nothingToDo(tool: Tool<Key>, target: string): Task<void> {
  yield* tool.out.write(`\nzip error: Nothing to do! (${target})\n`);
  tool.status = 12;
}

function* put(tool: Tool<Key>, entries: Map<string, ZipEntry>, target: string, entry: ZipEntry): Task<number> {
  const verb = entries.has(entry.name) ? 'updating' : '  adding';
  entries.set(entry.name, entry);
  yield* say(tool, target, `${verb}: ${entry.name} (${entry.method === 0 ? 'stored' : 'deflated'} ${String(savedPercent(entry))}%)`);
  return 1;
}

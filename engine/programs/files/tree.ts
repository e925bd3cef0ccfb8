import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Stat } from '../../fs/stat.js';
import type { Sys } from '../../process/sys.js';
import { matchGlob } from '../find/glob.js';
import { humanSize } from '../human-size.js';
import { MAX_DEPTH } from '../limits.js';
import { isUnicode } from '../locale.js';
import { noEffect, refused } from '../options.js';
import { compareBytes } from '../text/compare.js';
import { treeOrigin } from '../origins.js';
import { define, Fatal, type Program, type Tool } from '../tool.js';
import { colourOf } from './ls-colour.js';
import { formatMode } from './mode.js';
import { joinPath } from './paths.js';

type Key =
  | 'all'
  | 'directories'
  | 'fullPaths'
  | 'noLines'
  | 'level'
  | 'human'
  | 'sizes'
  | 'modes'
  | 'colour'
  | 'plain'
  | 'noReport'
  | 'pattern'
  | 'ignored'
  | 'slashes'
  | 'reverse'
  | 'byTime'
  | 'foldersFirst'
  | 'charset'
  | 'links'
  | 'json';

/** What differs between releases: from 2.0 on the directory that one asks for counts too. */
interface Release {
  readonly countsRoot: boolean;
}

function defineTree({ countsRoot }: Release): Program {
  return define<Key>({
    name: 'tree',
    options: {
      all: ['-a', 'All files are listed', 'gnu'],
      directories: ['-d', 'List directories only', 'gnu'],
      links: refused('-l', 'gnu'),
      fullPaths: ['-f', 'Print the full path prefix for each file', 'gnu'],
      level: ['-L LEVEL', 'Descend only LEVEL directories deep', 'gnu'],
      pattern: ['-P PATTERN', 'List only those files that match PATTERN', 'gnu'],
      ignored: ['-I PATTERN', 'Do not list files that match PATTERN', 'gnu'],
      noReport: ['--noreport', 'Turn off the count at the end', 'gnu'],
      charset: ['--charset=X', 'Draw lines with the characters of X', 'gnu'],
      modes: ['-p', 'Print the protections for each file', 'gnu'],
      sizes: ['-s', 'Print the size in bytes of each file', 'gnu'],
      human: ['-h', 'Print the size in a more human readable way', 'gnu'],
      slashes: ['-F', "Append '/' to directories and '*' to programs", 'gnu'],
      byTime: ['-t', 'Sort files by last modification time', 'gnu'],
      reverse: ['-r', 'Reverse the order of the sort', 'gnu'],
      foldersFirst: ['--dirsfirst', 'List directories before files', 'gnu'],
      noLines: ['-i', "Don't print indentation lines", 'gnu'],
      plain: noEffect('-n', 'there is no colour without -C', 'gnu', 'Turn colorization off'),
      colour: ['-C', 'Turn colorization on', 'gnu'],
      json: refused('-J, -X, -H, -o', 'gnu'),
    },
    gnu: { usage: ['[OPTION]... [directory ...]'], about: 'List the contents of directories in a tree-like format.' },
    busybox: { usage: ['[DIR]...'], about: '' },
    origin: treeOrigin,
    run: tool => new Tree(tool, countsRoot).run(),
  });
}

/** BusyBox's, and that of Debian 12. */
export const tree = defineTree({ countsRoot: true });
/** That of the distributions until 2021. */
export const oldTree: Program = { ...defineTree({ countsRoot: false }), name: 'tree-1', busybox: undefined };

interface Entry {
  readonly name: string;
  readonly path: string;
  readonly status: Stat;
  /** What a link leads to. */
  readonly target: Stat | undefined;
}

class Tree {
  readonly #tool: Tool<Key>;
  readonly #countsRoot: boolean;
  readonly #lines: { readonly more: string; readonly last: string; readonly down: string };
  readonly #depth: number;
  #directories = 0;
  #files = 0;

  constructor(tool: Tool<Key>, countsRoot: boolean) {
    this.#tool = tool;
    this.#countsRoot = countsRoot && tool.isGnu;
    const charset = tool.args.value('charset');
    const unicode = charset === undefined ? !tool.isGnu || isUnicode(tool.sys) : /utf-?8/i.test(charset);
    // The real one puts no-break spaces beside its lines where there are any.
    const lines =
      unicode && tool.isGnu ? ['├── ', '└── ', '│\u00a0\u00a0 '] : unicode ? ['├── ', '└── ', '│   '] : ['|-- ', '`-- ', '|   '];
    const [more = '', last = '', down = ''] = lines;
    this.#lines = { more, last, down };
    const level = tool.args.value('level');
    this.#depth = level === undefined ? MAX_DEPTH : Number(level);
    if (!(this.#depth > 0)) throw new Fatal('Invalid level, must be greater than 0.');
  }

  *run(): Task<number> {
    const { args, out, isGnu } = this.#tool;
    for (const path of args.operands.length > 0 ? args.operands : ['.']) yield* this.#root(path);
    const directories = isGnu && this.#directories === 1 ? '1 directory' : `${String(this.#directories)} directories`;
    const files = isGnu && this.#files === 1 ? '1 file' : `${String(this.#files)} files`;
    if (!args.has('noReport')) yield* out.write(`\n${directories}${args.has('directories') ? '' : `, ${files}`}\n`);
    return this.#tool.status;
  }

  *#root(path: string): Task<void> {
    const { sys, out, isGnu } = this.#tool;
    let entries: readonly Entry[];
    try {
      const status = sys.stat(path);
      entries = this.#entriesOf(path);
      const entry = { name: path, path, status, target: undefined };
      yield* out.write(`${this.#countsRoot ? this.#facts(status) : ''}${this.#coloured(entry, path)}\n`);
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* out.write(`${path}${isGnu ? '  [error opening dir]' : ' [error opening dir]'}\n`);
      if (this.#countsRoot) this.#tool.status = 2;
      return;
    }
    if (this.#countsRoot) this.#directories++;
    yield* this.#below(entries, '', 1);
  }

  *#below(entries: readonly Entry[], prefix: string, depth: number): Task<void> {
    const { args, out, sys } = this.#tool;
    for (const [index, entry] of entries.entries()) {
      yield* sys.tick();
      const isLast = index === entries.length - 1;
      const lines = args.has('noLines') ? '' : prefix + (isLast ? this.#lines.last : this.#lines.more);
      const isFolder = (entry.target ?? entry.status).kind === 'directory' && (this.#tool.isGnu || entry.target === undefined);
      if (isFolder) this.#directories++;
      else this.#files++;
      yield* out.write(lines + this.#facts(entry.status) + this.#label(entry));
      if (entry.status.kind !== 'directory' || depth >= this.#depth) yield* out.write('\n');
      else yield* this.#folder(entry, prefix + (isLast ? '    ' : this.#lines.down), depth);
    }
  }

  *#folder(entry: Entry, prefix: string, depth: number): Task<void> {
    let entries: readonly Entry[];
    try {
      entries = this.#entriesOf(entry.path);
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* this.#tool.out.write(`${this.#tool.isGnu ? '  ' : ' '}[error opening dir]\n`);
      return;
    }
    yield* this.#tool.out.write('\n');
    yield* this.#below(entries, prefix, depth + 1);
  }

  #entriesOf(directory: string): readonly Entry[] {
    const { args, sys } = this.#tool;
    const entries = sys
      .readdir(directory)
      .filter(({ name }) => args.has('all') || !name.startsWith('.'))
      .map(({ name }) => {
        const path = joinPath(directory, name);
        const status = sys.lstat(path);
        return { name, path, status, target: status.kind === 'symlink' ? this.#follow(path) : undefined };
      })
      .filter(entry => this.#isListed(entry));
    const sign = args.has('reverse') ? -1 : 1;
    const rank = ({ status }: Entry): number => (args.has('foldersFirst') && status.kind !== 'directory' ? 1 : 0);
    const age = ({ status }: Entry): number => (args.has('byTime') ? status.modifiedAt : 0);
    return entries.sort((a, b) => rank(a) - rank(b) || sign * (age(a) - age(b) || compareBytes(a.name, b.name)));
  }

  #follow(path: string): Stat | undefined {
    try {
      return this.#tool.sys.stat(path);
    } catch (error) {
      if (isErrno(error)) return undefined;
      throw error;
    }
  }

  #isListed({ name, status }: Entry): boolean {
    const { args } = this.#tool;
    const matches = (pattern: string): boolean => pattern.split('|').some(each => matchGlob(each, name));
    if (args.values('ignored').some(matches)) return false;
    if (status.kind === 'directory') return true;
    const patterns = args.values('pattern');
    return !args.has('directories') && (patterns.length === 0 || patterns.some(matches));
  }

  /** `[drwxr-xr-x 4.0K]  ` */
  #facts(status: Stat): string {
    const { args } = this.#tool;
    const size = args.has('human')
      ? humanSize(status.sizeBytes).padStart(4)
      : args.has('sizes')
        ? String(status.sizeBytes).padStart(11)
        : undefined;
    const facts = [...(args.has('modes') ? [formatMode(status)] : []), ...(size === undefined ? [] : [size])];
    return facts.length === 0 ? '' : `[${facts.join(' ')}]  `;
  }

  #label(entry: Entry): string {
    const { args, sys } = this.#tool;
    const { kind, mode } = entry.status;
    const shown = this.#coloured(entry, args.has('fullPaths') ? entry.path : entry.name);
    if (kind === 'symlink') return `${shown} -> ${linkText(sys, entry.path) ?? '[Error reading symbolic link information]'}`;
    if (!args.has('slashes')) return shown;
    return shown + (kind === 'directory' ? '/' : kind === 'file' && (mode & 0o111) !== 0 ? '*' : '');
  }

  #coloured({ name, status, target }: Entry, text: string): string {
    const colour = this.#tool.args.has('colour') ? colourOf(name, status, status.kind === 'symlink' && target === undefined) : undefined;
    return colour === undefined ? text : `\u001b[${colour}m${text}\u001b[0m`;
  }
}

function linkText(sys: Sys, path: string): string | undefined {
  try {
    return sys.readlink(path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    return undefined;
  }
}

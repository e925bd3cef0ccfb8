import { largestOf } from '../../core/extremes.js';
import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Stat } from '../../fs/stat.js';
import { loadAccounts, noAccounts, type Accounts } from '../accounts.js';
import { MAX_DEPTH } from '../limits.js';
import { matchGlob } from '../find/glob.js';
import { quoteAlways, quoteIfNeeded } from '../quoting.js';
import { coreutils } from '../origins.js';
import { busyboxFullTime, timeFormats } from './ls-time-style.js';
import { define, type Tool } from '../tool.js';
import { displayWidth } from '../width.js';
import { blocksOf } from './blocks.js';
import { busyboxColourOf, colourOf } from './ls-colour.js';
import { formatColumns } from './ls-columns.js';
import { formatBlocks, formatLong, formatSize, type LongRules, type Row } from './ls-listing.js';
import { formatOf, indicatorStyleOf, quotingStyleOf, whichTime, type Format, type IndicatorStyle } from './ls-choices.js';
import { indicatorOf, printedName } from './ls-names.js';
import { lsOptions, type LsKey } from './ls-options.js';
import { sortRows } from './ls-order.js';
import { joinPath } from './paths.js';

export const ls = define<LsKey>({
  name: 'ls',
  options: lsOptions,
  gnu: { usage: ['[OPTION]... [FILE]...'], about: 'List information about the FILEs (the working directory by default), sorted by name.' },
  busybox: { usage: ['[-1AaCxdLHRFplinshrSXvctu] [-w WIDTH] [FILE]...'], about: 'List directory contents' },
  origin: coreutils,
  usageStatus: 2,
  *run(tool) {
    yield* new Lister(tool, formatOf(tool.args) === 'long' ? yield* loadAccounts(tool.sys) : noAccounts).run();
  },
});

class Lister {
  readonly #tool: Tool<LsKey>;
  readonly #accounts: Accounts;
  readonly #format: Format;
  readonly #indicators: IndicatorStyle;
  readonly #end: string;
  readonly #coloured: boolean;
  #printed = false;

  constructor(tool: Tool<LsKey>, accounts: Accounts) {
    this.#tool = tool;
    this.#accounts = accounts;
    const { args } = tool;
    this.#format = formatOf(args) ?? (tool.out.isTerminal ? 'columns' : 'one');
    this.#indicators = indicatorStyleOf(args, tool.out.isTerminal);
    this.#end = args.has('zero') ? '\0' : '\n';
    const when = args.has('colour') ? (args.value('colour') ?? 'always') : tool.isGnu ? 'never' : 'auto';
    this.#coloured = !args.has('zero') && (when === 'always' || (when === 'auto' && tool.out.isTerminal));
  }

  get #long(): boolean {
    return this.#format === 'long';
  }

  *run(): Task<void> {
    const { args, sys } = this.#tool;
    const paths = args.operands.length > 0 ? args.operands : ['.'];
    const files: Row[] = [];
    const directories: Row[] = [];
    for (const path of paths) {
      try {
        const row = this.#row(path, path, true);
        if (row.problem !== undefined) yield* this.#tool.fail(row.problem, this.#tool.isGnu ? 2 : 1);
        const listed =
          row.status.kind === 'directory' ||
          (row.status.kind === 'symlink' && !this.#long && this.#indicators !== 'classify' && sys.stat(path).kind === 'directory');
        (listed && !args.has('directory') ? directories : files).push(row);
      } catch (error) {
        if (!isErrno(error)) throw error;
        yield* this.#tool.fail(
          this.#tool.isGnu ? `cannot access ${quoteAlways(path)}: ${error.message}` : `${path}: ${error.message}`,
          this.#tool.isGnu ? 2 : 1,
        );
      }
    }
    if (files.length > 0) yield* this.#print(this.#sorted(files), directories);
    const titled = paths.length > 1 || args.has('recursive');
    for (const { path } of this.#sorted(directories)) yield* this.#directory(path, titled, 0);
  }

  *#directory(path: string, titled: boolean, depth: number): Task<void> {
    const { args, sys, out } = this.#tool;
    yield* sys.tick();
    let entries;
    try {
      entries = sys.readdir(path);
    } catch (error) {
      if (!isErrno(error)) throw error;
      const status = this.#tool.isGnu && depth === 0 ? 2 : 1;
      return yield* this.#tool.fail(
        this.#tool.isGnu ? `cannot open directory ${quoteAlways(path)}: ${error.message}` : `can't open '${path}': ${error.message}`,
        status,
      );
    }
    if (titled) yield* out.write(`${this.#printed ? '\n' : ''}${this.#titleOf(path)}:\n`);
    const dotted = args.last('all', 'almostAll') ?? (args.has('unsortedAll') ? 'all' : undefined);
    const names = entries.map(entry => entry.name);
    const rows: Row[] = [];
    for (const name of (dotted === 'all' ? ['.', '..', ...names] : names).filter(each => this.#listed(each, dotted !== undefined))) {
      try {
        const row = this.#row(joinPath(path, name), name, false);
        if (row.problem !== undefined) yield* this.#tool.fail(row.problem);
        rows.push(row);
      } catch (error) {
        if (!isErrno(error)) throw error;
        yield* this.#tool.fail(
          this.#tool.isGnu
            ? `cannot access ${quoteAlways(joinPath(path, name))}: ${error.message}`
            : `${joinPath(path, name)}: ${error.message}`,
        );
      }
    }
    const sorted = this.#sorted(rows);
    if (this.#long || args.has('blocks')) yield* out.write(`total ${this.#total(rows)}${this.#end}`);
    yield* this.#print(sorted);
    this.#printed = true;
    if (!args.has('recursive') || depth >= MAX_DEPTH) return;
    for (const row of sorted)
      if (row.status.kind === 'directory' && row.name !== '.' && row.name !== '..') yield* this.#directory(row.path, true, depth + 1);
  }

  #listed(name: string, dotted: boolean): boolean {
    const { args } = this.#tool;
    const matches = (pattern: string): boolean => matchGlob(pattern, name) && !(name.startsWith('.') && /^[*?[]/.test(pattern));
    if (args.has('ignoreBackups') && name.endsWith('~')) return false;
    if (args.values('ignore').some(matches)) return false;
    return dotted || (!name.startsWith('.') && !args.values('hide').some(matches));
  }

  #total(rows: readonly Row[]): string {
    const blocks = rows.reduce((sum, row) => sum + blocksOf(row.status), 0);
    const human = this.#human();
    return human === 'none' ? String(Math.ceil(blocks / 2)) : formatSize(blocks * 512, { human, gnu: this.#tool.isGnu });
  }

  #human(): LongRules['human'] {
    const last = this.#tool.args.last('human', 'si');
    return last === 'human' ? 'binary' : last === 'si' ? 'decimal' : 'none';
  }

  #row(path: string, name: string, argument: boolean): Row {
    const { args, sys } = this.#tool;
    const follow = args.has('follow') || (argument && args.has('followArguments'));
    const status = follow ? this.#statOrLink(path) : sys.lstat(path);
    const link = status.kind === 'symlink' ? this.#target(path) : undefined;
    const problem = this.#long ? link?.problem : undefined;
    const quotedName = printedName(this.#tool, name);
    const label =
      this.#paint(quotedName, name, status, link !== undefined && link.status === undefined) +
      indicatorOf(status, this.#indicators, this.#long);
    const target =
      link?.text !== undefined && this.#long
        ? this.#paint(printedName(this.#tool, link.text), link.text, link.status ?? status, link.status === undefined) +
          (link.status ? indicatorOf(link.status, this.#indicators, this.#long) : '')
        : undefined;
    return { label, quoted: quotedName !== name, name, path, status, target, problem };
  }

  #statOrLink(path: string): Stat {
    try {
      return this.#tool.sys.stat(path);
    } catch (error) {
      if (!isErrno(error)) throw error;
      return this.#tool.sys.lstat(path);
    }
  }

  /** What a link says, and the file there, as far as the caller may know. */
  #target(path: string): { readonly text?: string; readonly status?: Stat; readonly problem?: string } {
    let text: string | undefined;
    try {
      text = this.#tool.sys.readlink(path);
      return { text, status: this.#tool.sys.stat(path) };
    } catch (error) {
      if (!isErrno(error)) throw error;
      if (text !== undefined) return { text };
      const named = this.#tool.isGnu ? `cannot read symbolic link ${quoteAlways(path)}` : path;
      return { problem: `${named}: ${error.message}` };
    }
  }

  /** Titles are quoted where names are, and where a shell would need it. */
  #titleOf(path: string): string {
    if (!this.#tool.isGnu) return path;
    return quotingStyleOf(this.#tool.args) === undefined ? quoteIfNeeded(path) : printedName(this.#tool, path);
  }

  #paint(label: string, name: string, status: Stat, dangling: boolean): string {
    if (!this.#coloured) return label;
    if (!this.#tool.isGnu) return `\u001b[${busyboxColourOf(status)}m${label}\u001b[m`;
    const colour = colourOf(name, status, dangling);
    if (colour === undefined) return label;
    return `\u001b[${colour}m${label}\u001b[0m`;
  }

  #time(status: Stat): number {
    const which = whichTime(this.#tool.args);
    return which === 'changed' ? status.changedAt : which === 'accessed' ? status.accessedAt : status.modifiedAt;
  }

  #sorted(rows: readonly Row[]): Row[] {
    return sortRows(rows, this.#tool.args, { long: this.#long, time: status => this.#time(status) });
  }

  /** GNU moves names without quotes by one column when others have some, so that the names line up. */
  #aligned(rows: readonly Row[]): readonly Row[] {
    const { args, out, isGnu } = this.#tool;
    const style = quotingStyleOf(args) ?? (out.isTerminal ? 'shell-escape' : 'literal');
    const isVariable = style === 'shell' || style === 'shell-escape' || style === 'c-maybe';
    if (!isGnu || !isVariable || this.#format === 'one' || this.#format === 'commas' || !rows.some(row => row.quoted)) return rows;
    return rows.map(row => (row.quoted ? row : { ...row, label: ` ${row.label}` }));
  }

  /** `others` only count for the widths of a long listing. */
  *#print(rows: readonly Row[], others: readonly Row[] = []): Task<void> {
    this.#printed = true;
    for (const line of this.#linesOf(this.#aligned(rows), others)) {
      const first = !this.#started && line.includes('\u001b[') && this.#tool.isGnu;
      // The first colour comes behind a reset, in case the terminal was left coloured.
      yield* this.#tool.out.write((first ? line.replace('\u001b[', '\u001b[0m\u001b[') : line) + this.#end);
      if (first) this.#started = true;
    }
  }
  #started = false;

  #linesOf(rows: readonly Row[], others: readonly Row[]): string[] {
    const { args, out, sys, isGnu } = this.#tool;
    if (rows.length === 0) return [];
    if (this.#long) return formatLong(rows, this.#longRules(), this.#accounts, sys, isGnu ? others : []);
    const labels = this.#prefixed(rows);
    if (this.#format === 'one') return labels;
    const given = args.value('width') ?? (out.isTerminal ? sys.windowSize(1).columns : (sys.env.get('COLUMNS') ?? 80));
    const width = Number(given) || Number.MAX_SAFE_INTEGER;
    if (this.#format === 'commas') return fill(labels, width);
    return formatColumns(labels, labels.map(withoutColour), {
      width,
      across: this.#format === 'across',
      tabSize: isGnu && !this.#coloured ? Number(args.value('tabSize') ?? 8) : 0,
    });
  }

  #prefixed(rows: readonly Row[]): string[] {
    const { args, isGnu } = this.#tool;
    const rules = { human: this.#human(), gnu: isGnu };
    const inodes = largestOf(
      rows.map(({ status }) => String(status.ino).length),
      0,
    );
    const blocks = largestOf(
      rows.map(({ status }) => formatBlocks(status, rules).length),
      isGnu ? 0 : 6,
    );
    return rows.map(
      ({ label, status }) =>
        `${args.has('inode') ? `${String(status.ino).padStart(inodes)} ` : ''}${args.has('blocks') ? `${formatBlocks(status, rules).padStart(blocks)} ` : ''}${label}`,
    );
  }

  #timeFormats(): LongRules['timeFormats'] {
    const { args, isGnu, sys } = this.#tool;
    if (!isGnu) return args.has('fullTime') ? busyboxFullTime : timeFormats(undefined);
    if (args.last('fullTime', 'timeStyle') === 'fullTime') return timeFormats('full-iso');
    return timeFormats(args.value('timeStyle') ?? sys.env.get('TIME_STYLE'));
  }

  #longRules(): LongRules {
    const { args, isGnu } = this.#tool;
    return {
      human: this.#human(),
      numeric: args.has('numeric'),
      inode: args.has('inode'),
      blocks: args.has('blocks'),
      showOwner: !args.has('noOwner'),
      showGroup: !args.has('noGroup') && !args.has('longNoGroup'),
      showAuthor: args.has('author'),
      timeFormats: this.#timeFormats(),
      gnu: isGnu,
      time: status => this.#time(status),
    };
  }
}

function withoutColour(label: string): string {
  return label.replace(/\u001b\[[\d;]*m/g, '');
}

function fill(labels: readonly string[], width: number): string[] {
  let text = '';
  let column = 0;
  labels.forEach((label, i) => {
    const piece = displayWidth(withoutColour(label)) + (i < labels.length - 1 ? 1 : 0);
    if (column > 0 && column + 1 + piece > width) {
      text += '\n';
      column = 0;
    }
    text += `${column > 0 ? ' ' : ''}${label}${i < labels.length - 1 ? ',' : ''}`;
    column += piece + (column > 0 ? 1 : 0);
  });
  return text.split('\n');
}

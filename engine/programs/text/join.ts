import { isErrno } from '../../core/errno.js';
import { readText, splitLines } from '../input.js';
import { refused } from '../options.js';
import { quoteAlways, quoteIfNeeded } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import type { Task } from '../../core/task.js';
import { compareBytes } from './compare.js';

type Key =
  | 'unpaired'
  | 'empty'
  | 'ignoreCase'
  | 'field'
  | 'format'
  | 'separator'
  | 'onlyUnpaired'
  | 'one'
  | 'two'
  | 'header'
  | 'noCheck'
  | 'absent';

export const join = define<Key>({
  name: 'join',
  options: {
    absent: refused('-z, --zero-terminated, --check-order'),
    unpaired: ['-a FILENUM', 'also print lines of file FILENUM without a partner'],
    empty: ['-e STRING', 'put STRING for missing fields'],
    header: refused('--header'),
    ignoreCase: ['-i, --ignore-case', 'compare without regard to case'],
    field: ['-j FIELD', 'the same as -1 FIELD -2 FIELD'],
    format: ['-o FORMAT', 'put out these fields: FILENUM.FIELD or 0'],
    separator: ['-t CHAR', 'fields are separated by CHAR'],
    onlyUnpaired: ['-v FILENUM', 'like -a FILENUM, but without joined lines'],
    one: ['-1 FIELD', 'join on this field of file 1'],
    two: ['-2 FIELD', 'join on this field of file 2'],
    noCheck: ['--nocheck-order', 'do not check that the input is sorted'],
  },
  gnu: { usage: ['[OPTION]... FILE1 FILE2'], about: 'Write a line for each pair of lines with equal join fields.' },
  origin: coreutils,
  *run(tool) {
    const { args, out, sys } = tool;
    const [first, second, extra] = args.operands;
    if (first === undefined) throw new UsageError('missing operand');
    if (second === undefined) throw new UsageError(`missing operand after ${quoteAlways(first)}`);
    if (extra !== undefined) throw new UsageError(`extra operand ${quoteAlways(extra)}`);
    checkNumbers(tool);
    const left = yield* rows(tool, first, Number(args.value('one') ?? args.value('field') ?? 1));
    const right = yield* rows(tool, second, Number(args.value('two') ?? args.value('field') ?? 1));
    const only = args.values('onlyUnpaired');
    const also = [...args.values('unpaired'), ...only];
    const order = new OrderCheck(tool, [first, second], [left, right]);
    let i = 0;
    let j = 0;
    for (; i < left.length || j < right.length; ) {
      yield* sys.tick();
      const a = left[i];
      const b = right[j];
      const side = !a ? 1 : !b ? -1 : compareBytes(a.key, b.key);
      if (side < 0 && a) {
        if (also.includes('1')) yield* out.line(format(tool, a, undefined));
        order.unpairable ||= b !== undefined;
        yield* order.reached(0, ++i);
      } else if (side > 0 && b) {
        if (also.includes('2')) yield* out.line(format(tool, undefined, b));
        order.unpairable ||= a !== undefined;
        yield* order.reached(1, ++j);
      } else if (a) {
        const partners = right.slice(j).filter((_, k, all) => all.slice(0, k + 1).every(each => each.key === a.key));
        if (only.length === 0) for (const partner of partners) yield* out.line(format(tool, a, partner));
        yield* order.reached(0, ++i);
        if (left[i]?.key !== a.key) for (let count = partners.length; count > 0; count--) yield* order.reached(1, ++j);
      }
    }
    if (order.isWrong) throw new Fatal('input is not in sorted order');
  },
});

/** Complains once a file of lines out of order, when something found no partner. */
class OrderCheck {
  unpairable = false;
  readonly #tool: Tool<Key>;
  readonly #paths: readonly [string, string];
  readonly #rows: readonly [readonly Row[], readonly Row[]];
  readonly #told = new Set<0 | 1>();

  constructor(tool: Tool<Key>, paths: readonly [string, string], rows: readonly [readonly Row[], readonly Row[]]) {
    this.#tool = tool;
    this.#paths = paths;
    this.#rows = rows;
  }

  get isWrong(): boolean {
    return this.#told.size > 0;
  }

  /** The next line of a file has been read. */
  *reached(file: 0 | 1, index: number): Task<void> {
    const row = this.#rows[file][index];
    const before = this.#rows[file][index - 1];
    if (!row || !before || !this.unpairable || this.#told.has(file) || this.#tool.args.has('noCheck')) return;
    if (compareBytes(before.key, row.key) <= 0) return;
    this.#told.add(file);
    yield* this.#tool.out.flush();
    yield* this.#tool.warn(`${this.#paths[file]}:${String(index + 1)}: is not sorted: ${row.line}`);
  }
}

interface Row {
  readonly line: string;
  readonly key: string;
  readonly fields: readonly string[];
  readonly at: number;
}

function checkNumbers({ args }: Tool<Key>): void {
  const field = [...args.values('one'), ...args.values('two'), ...args.values('field')].find(text => !/^0*[1-9]\d*$/.test(text));
  if (field !== undefined) throw new Fatal(`invalid field number: ${quoteAlways(field)}`);
  const file = [...args.values('unpaired'), ...args.values('onlyUnpaired')].find(text => text !== '1' && text !== '2');
  if (file !== undefined) throw new Fatal(`invalid field number: ${quoteAlways(file)}`);
}

function* rows(tool: Tool<Key>, path: string, field: number): Task<Row[]> {
  const separator = tool.args.value('separator');
  try {
    return splitLines(yield* readText(tool.sys, path === '-' ? '/dev/stdin' : path)).map(line => {
      const fields = separator === undefined ? line.trim().split(/[ \t]+/) : line.split(separator);
      const key = fields[field - 1] ?? '';
      return { line, fields, at: field - 1, key: tool.args.has('ignoreCase') ? key.toLowerCase() : key };
    });
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new Fatal(`${quoteIfNeeded(path)}: ${error.message}`);
  }
}

function format(tool: Tool<Key>, left: Row | undefined, right: Row | undefined): string {
  const between = tool.args.value('separator') ?? ' ';
  const empty = tool.args.value('empty') ?? '';
  const whole = left ?? right;
  const key = whole?.fields[whole.at] ?? '';
  const wanted = tool.args.values('format').flatMap(text => text.split(/[ ,]+/));
  if (wanted.length > 0)
    return wanted
      .map(item => (item === '0' ? key : ((item.startsWith('1') ? left : right)?.fields[Number(item.slice(2)) - 1] ?? '') || empty))
      .join(between);
  const others = (row: Row | undefined): string[] => row?.fields.filter((_, i) => i !== row.at) ?? [];
  return [key, ...others(left), ...others(right)].join(between);
}

import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { LineReader } from '../input.js';
import { quoteAlways, quoteIfNeeded } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { compareBytes } from './compare.js';

type Key = 'one' | 'two' | 'three' | 'delimiter' | 'noCheck' | 'check' | 'total' | 'zero';

export const comm = define<Key>({
  name: 'comm',
  options: {
    one: ['-1', 'leave out lines that only FILE1 has'],
    two: ['-2', 'leave out lines that only FILE2 has'],
    three: ['-3', 'leave out lines that both have'],
    check: ['--check-order', 'check that the files are sorted, even where every line has a partner', 'gnu'],
    noCheck: ['--nocheck-order', 'do not check that the files are sorted', 'gnu'],
    delimiter: ['--output-delimiter=STR', 'separate columns with STR', 'gnu'],
    total: ['--total', 'print a summary', 'gnu'],
    zero: ['-z, --zero-terminated', 'lines end with NUL, not newline', 'gnu'],
  },
  gnu: { usage: ['[OPTION]... FILE1 FILE2'], about: 'Compare sorted files FILE1 and FILE2 line by line.' },
  busybox: { usage: ['[-123] FILE1 FILE2'], about: 'Compare FILE1 with FILE2' },
  origin: coreutils,
  *run(tool) {
    const { args, out, sys } = tool;
    const [first, second, extra] = args.operands;
    if (first === undefined) throw new UsageError(tool.isGnu ? 'missing operand' : '');
    if (second === undefined) throw new UsageError(tool.isGnu ? `missing operand after ${quoteAlways(first)}` : '');
    if (extra !== undefined) throw new UsageError(tool.isGnu ? `extra operand ${quoteAlways(extra)}` : '');
    const delimiter = args.value('delimiter') ?? '\t';
    const end = args.has('zero') ? '\0' : '\n';
    const left = open(tool, first);
    const right = open(tool, second);
    const counts = [0, 0, 0];
    const order = new OrderCheck(tool);
    const columns = (['one', 'two', 'three'] as const).map(key => !args.has(key));
    let a = yield* left.next();
    let b = yield* right.next();
    while (a !== undefined || b !== undefined) {
      yield* sys.tick();
      const sign = a === undefined ? 1 : b === undefined ? -1 : compareBytes(a, b);
      const column = sign < 0 ? 0 : sign > 0 ? 1 : 2;
      if (sign !== 0) order.unpaired = true;
      counts[column] = (counts[column] ?? 0) + 1;
      const text = (sign > 0 ? b : a) ?? '';
      if (columns[column]) yield* out.write(delimiter.repeat(columns.slice(0, column).filter(Boolean).length) + text + end);
      if (sign <= 0) a = yield* order.check(1, a, yield* left.next());
      if (sign >= 0) b = yield* order.check(2, b, yield* right.next());
    }
    if (order.complained.size > 0 && tool.isGnu) yield* tool.fail('input is not in sorted order');
    if (args.has('total')) yield* out.write([...counts, 'total'].join(delimiter) + end);
  },
});

/** GNU complains once for each file that is not sorted, when the files differ at all. */
class OrderCheck {
  readonly #tool: Tool<Key>;
  readonly complained = new Set<number>();
  unpaired = false;

  constructor(tool: Tool<Key>) {
    this.#tool = tool;
  }

  *check(file: 1 | 2, before: string | undefined, next: string | undefined): Task<string | undefined> {
    const disordered = before !== undefined && next !== undefined && compareBytes(before, next) > 0;
    if (!disordered || !this.#tool.isGnu || this.complained.has(file)) return next;
    const wish = this.#tool.args.last('check', 'noCheck');
    if (wish === 'noCheck' || (wish === undefined && !this.unpaired)) return next;
    if (wish === 'check') throw new Fatal(`file ${String(file)} is not in sorted order`);
    this.complained.add(file);
    yield* this.#tool.fail(`file ${String(file)} is not in sorted order`);
    return next;
  }
}

function open(tool: Tool<Key>, path: string): LineReader {
  try {
    return new LineReader(tool.sys, path === '-' ? 0 : tool.sys.open(path, { read: true }), tool.args.has('zero') ? 0 : 10);
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new Fatal(`${quoteIfNeeded(path)}: ${error.message}`);
  }
}

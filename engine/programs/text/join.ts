import { isErrno } from '../../core/errno.js';
import { readText, splitLines } from '../input.js';
import { noEffect, refused } from '../options.js';
import { quoteAlways, quoteIfNeeded } from '../quoting.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import type { Task } from '../../core/task.js';
import { compareBytes } from './compare.js';

type Key = 'unpaired' | 'empty' | 'ignoreCase' | 'field' | 'format' | 'separator' | 'onlyUnpaired' | 'one' | 'two' | 'header' | 'noCheck';

export const join = define<Key>({
  name: 'join',
  options: {
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
    noCheck: noEffect('--nocheck-order', 'the order is never checked'),
  },
  gnu: { usage: ['[OPTION]... FILE1 FILE2'], about: 'Write a line for each pair of lines with equal join fields.' },
  version: '(GNU coreutils) 9.1',
  *run(tool) {
    const { args, out, sys } = tool;
    const [first, second, extra] = args.operands;
    if (first === undefined) throw new UsageError('missing operand');
    if (second === undefined) throw new UsageError(`missing operand after ${quoteAlways(first)}`);
    if (extra !== undefined) throw new UsageError(`extra operand ${quoteAlways(extra)}`);
    const left = yield* rows(tool, first, Number(args.value('one') ?? args.value('field') ?? 1));
    const right = yield* rows(tool, second, Number(args.value('two') ?? args.value('field') ?? 1));
    const only = args.values('onlyUnpaired');
    const also = [...args.values('unpaired'), ...only];
    for (let i = 0, j = 0; i < left.length || j < right.length; ) {
      yield* sys.tick();
      const a = left[i];
      const b = right[j];
      const order = !a ? 1 : !b ? -1 : compareBytes(a.key, b.key);
      if (order < 0 && a) {
        if (also.includes('1')) yield* out.line(format(tool, a, undefined));
        i++;
      } else if (order > 0 && b) {
        if (also.includes('2')) yield* out.line(format(tool, undefined, b));
        j++;
      } else if (a) {
        const partners = right.slice(j).filter((_, k, all) => all.slice(0, k + 1).every(each => each.key === a.key));
        if (only.length === 0) for (const partner of partners) yield* out.line(format(tool, a, partner));
        i++;
        if (left[i]?.key !== a.key) j += partners.length;
      }
    }
  },
});

interface Row {
  readonly key: string;
  readonly fields: readonly string[];
  readonly at: number;
}

function* rows(tool: Tool<Key>, path: string, field: number): Task<Row[]> {
  const separator = tool.args.value('separator');
  try {
    return splitLines(yield* readText(tool.sys, path === '-' ? '/dev/stdin' : path)).map(line => {
      const fields = separator === undefined ? line.trim().split(/[ \t]+/) : line.split(separator);
      const key = fields[field - 1] ?? '';
      return { fields, at: field - 1, key: tool.args.has('ignoreCase') ? key.toLowerCase() : key };
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

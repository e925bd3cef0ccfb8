import { LineReader } from '../input.js';
import { quoteWord, quoteAlways, quoteIfNeeded } from '../quoting.js';
import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool, type ValueCheck } from '../tool.js';
import { fieldsOf, joinedLine, readFormat, type JoinLayout, type JoinRow } from './join-fields.js';
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
  | 'check'
  | 'noCheck'
  | 'zero';

export const join = define<Key>({
  name: 'join',
  options: {
    unpaired: ['-a FILENUM', 'also print lines of file FILENUM without a partner'],
    empty: ['-e STRING', 'put STRING for missing fields'],
    ignoreCase: ['-i, --ignore-case', 'compare without regard to case'],
    field: ['-j FIELD', 'the same as -1 FIELD -2 FIELD'],
    format: ['-o FORMAT', 'put out these fields: FILENUM.FIELD or 0; auto: those of the first lines'],
    separator: ['-t CHAR', 'fields are separated by CHAR'],
    onlyUnpaired: ['-v FILENUM', 'like -a FILENUM, but without joined lines'],
    one: ['-1 FIELD', 'join on this field of file 1'],
    two: ['-2 FIELD', 'join on this field of file 2'],
    check: ['--check-order', 'check that the input is sorted, even where every line has a partner'],
    noCheck: ['--nocheck-order', 'do not check that the input is sorted'],
    header: ['--header', 'the first line of each file has the names of its fields'],
    zero: ['-z, --zero-terminated', 'lines end with NUL, not newline'],
  },
  gnu: { usage: ['[OPTION]... FILE1 FILE2'], about: 'Write a line for each pair of lines with equal join fields.' },
  origin: coreutils,
  check: {
    unpaired: checkFile,
    onlyUnpaired: checkFile,
    one: checkField('one'),
    two: checkField('two'),
    field: checkField('one', 'two'),
    separator: checkSeparator,
    format: value => {
      if (value !== 'auto') readFormat(value);
    },
    empty(value, before) {
      if (before.some(each => each.key === 'empty' && each.value !== value)) throw new Fatal('conflicting empty-field replacement strings');
    },
  },
  *run(tool) {
    const [first, second, extra] = tool.args.operands;
    if (first === undefined) throw new UsageError('missing operand');
    if (second === undefined) throw new UsageError(`missing operand after ${quoteAlways(first)}`);
    if (extra !== undefined) throw new UsageError(`extra operand ${quoteAlways(extra)}`);
    if (first === '-' && second === '-') throw new Fatal('both files cannot be standard input');
    const joiner = new Joiner(tool, new Side(tool, first, 0), new Side(tool, second, 1));
    yield* joiner.run();
  },
});

function checkFile(value: string): void {
  if (value !== '1' && value !== '2') throw new Fatal(`invalid field number: ${quoteWord(value)}`);
}

/** A side may be told its field twice, but not two of them. */
function checkField(...sides: readonly ('one' | 'two')[]): ValueCheck {
  return (value, before) => {
    if (!/^0*[1-9]\d*$/.test(value)) throw new Fatal(`invalid field number: ${quoteWord(value)}`);
    const other = before.find(
      each => (each.key === 'field' || sides.some(side => side === each.key)) && Number(each.value) !== Number(value),
    );
    if (other !== undefined) throw new Fatal(`incompatible join fields ${other.value ?? ''}, ${value}`);
  };
}

function checkSeparator(value: string, before: readonly { readonly key: string; readonly value: string | undefined }[]): void {
  if ([...value].length > 1 && value !== '\\0') throw new Fatal(`multi-character tab ${quoteWord(value)}`);
  if (before.some(each => each.key === 'separator' && each.value !== value)) throw new Fatal('incompatible tabs');
}

/** One of the two files: the lines that wait for partners, and the last one that was read. */
class Side {
  readonly index: 0 | 1;
  readonly path: string;
  readonly field: number;
  /** Lines with the same key, then one with another (or none at the end). */
  rows: JoinRow[] = [];
  previous: JoinRow | undefined;
  isDisordered = false;
  readonly #lines: LineReader;
  readonly #tool: Tool<Key>;
  #count = 0;

  constructor(tool: Tool<Key>, path: string, index: 0 | 1) {
    const { args, sys } = tool;
    this.#tool = tool;
    this.index = index;
    this.path = path;
    this.field = Number(args.value(index === 0 ? 'one' : 'two') ?? args.value('field') ?? 1) - 1;
    try {
      this.#lines = new LineReader(sys, path === '-' ? 0 : sys.open(path, { read: true }), args.has('zero') ? 0 : 10);
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(`${quoteIfNeeded(path)}: ${error.message}`);
    }
  }

  get place(): string {
    return `${this.path}:${String(this.#count)}`;
  }

  *read(): Task<JoinRow | undefined> {
    const { args } = this.#tool;
    let line: string | undefined;
    try {
      line = yield* this.#lines.next();
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(`read error: ${error.message}`);
    }
    if (line === undefined) return undefined;
    this.#count++;
    const fields = fieldsOf(line, args.value('separator'));
    const key = fields[this.field] ?? '';
    return { line, fields, at: this.field, key: args.has('ignoreCase') ? key.toUpperCase() : key };
  }
}

class Joiner {
  readonly #tool: Tool<Key>;
  readonly #left: Side;
  readonly #right: Side;
  readonly #shown: readonly [boolean, boolean];
  #hasUnpaired = false;
  #layout: JoinLayout;

  constructor(tool: Tool<Key>, left: Side, right: Side) {
    const { args } = tool;
    const both = [...args.values('unpaired'), ...args.values('onlyUnpaired')];
    this.#tool = tool;
    this.#left = left;
    this.#right = right;
    this.#shown = [both.includes('1'), both.includes('2')];
    const separator = args.value('separator');
    const formats = args.values('format').filter(text => text !== 'auto');
    this.#layout = {
      between: separator === undefined ? ' ' : separator === '' ? '\n' : separator === '\\0' ? '\0' : separator,
      empty: args.value('empty') ?? '',
      wanted: formats.flatMap(readFormat),
      counts: undefined,
      keys: [left.field, right.field],
    };
  }

  *run(): Task<void> {
    const { args, sys } = this.#tool;
    const [left, right] = [this.#left, this.#right];
    yield* this.#begin();
    while (left.rows.length > 0 && right.rows.length > 0) {
      yield* sys.tick();
      const order = compareBytes(left.rows[0]?.key ?? '', right.rows[0]?.key ?? '');
      if (order !== 0) {
        const side = order < 0 ? left : right;
        yield* this.#alone(side, side.rows[0]);
        yield* this.#next(side);
        this.#hasUnpaired = true;
        continue;
      }
      const [a, b] = [yield* this.#group(left), yield* this.#group(right)];
      if (!args.has('onlyUnpaired')) for (const row of a) for (const partner of b) yield* this.#print(row, partner);
    }
    yield* this.#tail(left, right);
    yield* this.#tail(right, left);
    if (left.isDisordered || right.isDisordered) throw new Fatal('input is not in sorted order');
  }

  *#begin(): Task<void> {
    const { args } = this.#tool;
    for (const side of [this.#left, this.#right]) yield* this.#next(side);
    const [a] = this.#left.rows;
    const [b] = this.#right.rows;
    if (args.values('format').includes('auto')) this.#layout = { ...this.#layout, counts: [a?.fields.length ?? 0, b?.fields.length ?? 0] };
    if (!args.has('header') || (a === undefined && b === undefined)) return;
    const none: JoinRow = { line: '', fields: [], at: 0, key: '' };
    yield* this.#print(a ?? none, b ?? none);
    for (const side of [this.#left, this.#right]) {
      side.previous = undefined;
      if (side.rows.length > 0) yield* this.#next(side);
    }
  }

  /** The next line takes the place of those that waited. */
  *#next(side: Side): Task<void> {
    const row = yield* this.#read(side);
    side.rows = row ? [row] : [];
  }

  /** All lines with the key of the first one; the one behind them waits. */
  *#group(side: Side): Task<readonly JoinRow[]> {
    const group = side.rows;
    const key = group[0]?.key;
    for (;;) {
      const row = yield* this.#read(side);
      side.rows = row ? [row] : [];
      if (row?.key !== key || row === undefined) return group;
      group.push(row);
      yield* this.#tool.sys.tick();
    }
  }

  *#read(side: Side): Task<JoinRow | undefined> {
    const row = yield* side.read();
    if (row && side.previous) yield* this.#checkOrder(side, side.previous, row);
    if (row) side.previous = row;
    return row;
  }

  *#checkOrder(side: Side, before: JoinRow, row: JoinRow): Task<void> {
    const wish = this.#tool.args.last('check', 'noCheck');
    if (wish === 'noCheck' || side.isDisordered || (wish === undefined && !this.#hasUnpaired)) return;
    if (compareBytes(before.key, row.key) <= 0) return;
    const message = `${side.place}: is not sorted: ${row.line}`;
    if (wish === 'check') throw new Fatal(message);
    side.isDisordered = true;
    yield* this.#tool.out.flush();
    yield* this.#tool.warn(message);
  }

  /** What one file has left when the other has ended: to be printed, or only looked at. */
  *#tail(side: Side, other: Side): Task<void> {
    const isShown = this.#shown[side.index];
    const isChecked = !this.#tool.args.has('noCheck') && !(this.#left.isDisordered && this.#right.isDisordered);
    const [first] = side.rows;
    if (first === undefined || !(isShown || isChecked)) return;
    yield* this.#alone(side, first);
    if (other.rows.length > 0) this.#hasUnpaired = true;
    for (let row = yield* this.#read(side); row !== undefined; row = yield* this.#read(side)) {
      yield* this.#alone(side, row);
      if (side.isDisordered && !isShown) return;
    }
  }

  *#alone(side: Side, row: JoinRow | undefined): Task<void> {
    if (!this.#shown[side.index]) return;
    yield* side.index === 0 ? this.#print(row, undefined) : this.#print(undefined, row);
  }

  *#print(left: JoinRow | undefined, right: JoinRow | undefined): Task<void> {
    yield* this.#tool.out.write(joinedLine(left, right, this.#layout) + (this.#tool.args.has('zero') ? '\0' : '\n'));
  }
}

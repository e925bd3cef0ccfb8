import { append } from '../../core/append.js';
import { largestOf } from '../../core/extremes.js';
import type { Task } from '../../core/task.js';
import { LineReader } from '../input.js';
import { MAX_INPUT_BYTES } from '../limits.js';
import { refused } from '../options.js';
import { zoneOf } from '../time/zone.js';
import { strftime } from '../time/strftime.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, type Tool } from '../tool.js';

type Key =
  | 'across'
  | 'columns'
  | 'double'
  | 'dateFormat'
  | 'header'
  | 'length'
  | 'merge'
  | 'number'
  | 'first'
  | 'indent'
  | 'pages'
  | 'separator'
  | 'omitHeader'
  | 'omitPagination'
  | 'width'
  | 'noFileWarnings'
  | 'pageWidth'
  | 'expandTabs'
  | 'controls'
  | 'formFeed'
  | 'join'
  | 'separatorString'
  | 'nonPrinting';

export const pr = define<Key>({
  name: 'pr',
  options: {
    pages: ['--pages=FIRST[:LAST]', 'print pages FIRST to LAST'],
    columns: ['--columns=COLUMN', 'lay the text out in COLUMN columns, also -COLUMN'],
    across: ['-a, --across', 'go across the columns rather than down'],
    controls: refused('-c, --show-control-chars'),
    double: ['-d, --double-space', 'an empty line after each'],
    dateFormat: ['-D FORMAT, --date-format=FORMAT', 'FORMAT of the date in the header'],
    expandTabs: refused('-e[CHAR], --expand-tabs[=CHAR]'),
    formFeed: refused('-f, -F, --form-feed'),
    header: ['-h HEADER, --header=HEADER', 'HEADER instead of the name of the file'],
    join: refused('-J, --join-lines'),
    length: ['-l PAGE_LENGTH, --length=PAGE_LENGTH', 'lines of a page (66)'],
    merge: ['-m, --merge', 'all files beside each other, a column each'],
    number: ['-n[SEP], --number-lines[=SEP]', 'number lines: digits (5), then SEP (a tab)'],
    first: ['-N NUMBER, --first-line-number=NUMBER', 'begin counting with NUMBER'],
    indent: ['-o MARGIN, --indent=MARGIN', 'indent each line by MARGIN'],
    noFileWarnings: ['-r, --no-file-warnings', 'do not warn of files that cannot be opened'],
    separator: ['-s[CHAR], --separator[=CHAR]', 'separate columns by a character (a tab)'],
    separatorString: refused('-S[STRING], --sep-string[=STRING]'),
    omitHeader: ['-t, --omit-header', 'no headers and trailers'],
    omitPagination: ['-T, --omit-pagination', 'the same, and no form feeds'],
    nonPrinting: refused('-v, --show-nonprinting'),
    width: ['-w PAGE_WIDTH, --width=PAGE_WIDTH', 'width of a page with columns (72)'],
    pageWidth: ['-W PAGE_WIDTH, --page-width=PAGE_WIDTH', 'width of every page'],
  },
  rewrite: argv => argv.map(word => word.replace(/^-(\d+)$/, '--columns=$1').replace(/^\+(\d+(?::\d+)?)$/, '--pages=$1')),
  gnu: { usage: ['[OPTION]... [FILE]...'], about: 'Paginate or columnate FILEs for printing.' },
  origin: coreutils,
  *run(tool) {
    const { args } = tool;
    const layout = layoutOf(tool);
    const paths = args.operands.length === 0 ? ['-'] : args.operands;
    if (args.has('merge')) {
      const files: (readonly string[])[] = [];
      for (const path of paths)
        append(
          files,
          (yield* read(tool, path)).map(({ lines }) => lines),
        );
      const most = largestOf(
        files.map(lines => lines.length),
        0,
      );
      const rows = Array.from({ length: most }, (_, i) => files.map(lines => lines[i]));
      yield* print(tool, { ...layout, columns: files.length, isMerged: true }, '', undefined, rows);
      return;
    }
    for (const path of paths) {
      for (const { lines, modifiedMs } of yield* read(tool, path)) {
        const numbered = args.has('number') ? lines.map((line, i) => numberedLine(tool, i, line)) : lines;
        yield* print(tool, layout, path === '-' ? '' : path, modifiedMs, undefined, numbered);
      }
    }
  },
});

interface Layout {
  readonly columns: number;
  readonly width: number;
  readonly cutsAlways: boolean;
  /** Lines of text on a page. */
  readonly body: number;
  readonly hasHeader: boolean;
  readonly isMerged: boolean;
}

function layoutOf(tool: Tool<Key>): Layout {
  const { args } = tool;
  const columns = countOf(tool, 'columns', 1, 'invalid number of columns');
  const length = countOf(tool, 'length', 66, `'-l PAGE_LENGTH' invalid number of lines`);
  const hasHeader = !args.has('omitHeader') && !args.has('omitPagination') && length > 10;
  return {
    columns,
    width: countOf(tool, args.last('width', 'pageWidth') ?? 'width', 72, `'-w PAGE_WIDTH' invalid number of characters`),
    cutsAlways: args.has('pageWidth'),
    body: hasHeader ? length - 10 : length,
    hasHeader,
    isMerged: false,
  };
}

function countOf({ args }: Tool<Key>, key: Key, usual: number, complaint: string): number {
  const text = args.value(key);
  if (text === undefined) return usual;
  if (!/^\d+$/.test(text) || Number(text) === 0) throw new Fatal(`${complaint}: ${quoteAlways(text)}`);
  return Number(text);
}

function* read(tool: Tool<Key>, path: string): Task<{ readonly lines: readonly string[]; readonly modifiedMs: number | undefined }[]> {
  const { sys, args } = tool;
  const files: { lines: readonly string[]; modifiedMs: number | undefined }[] = [];
  if (args.has('noFileWarnings') && path !== '-' && !sys.access(path, { read: true })) {
    tool.status = 1;
    return files;
  }
  yield* tool.eachInput(
    [path],
    function* (fd) {
      const lines: string[] = [];
      const reader = new LineReader(sys, fd);
      let held = 0;
      for (let line = yield* reader.next(); line !== undefined; line = yield* reader.next()) {
        held += line.length;
        if (held > MAX_INPUT_BYTES) throw new Fatal('memory exhausted');
        lines.push(line);
      }
      files.push({ lines, modifiedMs: path === '-' ? undefined : sys.clock.epochMsOf(sys.fstat(fd).modifiedAt) });
    },
    (name, error) => `${name}: ${error.message}`,
  );
  return files;
}

function numberedLine({ args }: Tool<Key>, index: number, line: string): string {
  const [, mark = '', digits = ''] = /^(\D?)(\d*)$/.exec(args.value('number') ?? '') ?? [];
  const width = digits === '' ? 5 : Number(digits);
  const number = String(Number(args.value('first') ?? '1') + index)
    .padStart(width)
    .slice(-width);
  return `${number}${mark === '' ? '\t' : mark}${line}`;
}

/** Prints the pages of one file, or of all files beside each other. */
function* print(
  tool: Tool<Key>,
  layout: Layout,
  name: string,
  modifiedMs: number | undefined,
  merged: readonly (readonly (string | undefined)[])[] | undefined,
  lines: readonly string[] = [],
): Task<void> {
  const { args, out, sys } = tool;
  const [from = 1, to = Infinity] = (args.value('pages') ?? '').split(':').flatMap(text => (text === '' ? [] : [Number(text)]));
  const perColumn = args.has('double') ? Math.ceil(layout.body / 2) : layout.body;
  const perPage = merged ? perColumn : perColumn * layout.columns;
  const total = merged ? merged.length : lines.length;
  for (let page = 1, at = 0; at < total; page++, at += perPage) {
    yield* sys.tick();
    if (page < from || page > to) continue;
    const rows = merged ? merged.slice(at, at + perPage) : arranged(lines.slice(at, at + perPage), layout, perColumn, args.has('across'));
    if (layout.hasHeader) yield* out.write(header(tool, layout, name, modifiedMs, page));
    let printed = 0;
    for (const row of rows) {
      const margin = ' '.repeat(Number(args.value('indent') ?? '0'));
      const number = merged && args.has('number') ? numberedLine(tool, at + printed, '') : '';
      const text = joined(tool, layout, row, number);
      yield* out.write(`${args.has('double') && printed > 0 ? '\n' : ''}${text === '' ? '' : margin}${text}\n`);
      printed++;
    }
    const used = args.has('double') ? Math.max(0, printed * 2 - 1) : printed;
    if (layout.hasHeader) yield* out.write('\n'.repeat(layout.body - used + 5));
  }
}

/** The lines of a page in rows: down the columns, which are made equally long, or across. */
function arranged(lines: readonly string[], { columns }: Layout, perColumn: number, across: boolean): (string | undefined)[][] {
  if (across) return Array.from({ length: Math.ceil(lines.length / columns) }, (_, row) => lines.slice(row * columns, (row + 1) * columns));
  if (columns === 1) return lines.map(line => [line]);
  const isFull = lines.length === perColumn * columns;
  const least = Math.floor(lines.length / columns);
  const longer = isFull ? 0 : lines.length % columns;
  const starts: number[] = [];
  for (let column = 0, at = 0; column < columns; column++) {
    starts.push(at);
    at += isFull ? perColumn : least + (column < longer ? 1 : 0);
  }
  const rows = isFull ? perColumn : least + (longer > 0 ? 1 : 0);
  return Array.from({ length: rows }, (_, row) =>
    starts.flatMap((start, column) => {
      const end = starts[column + 1] ?? lines.length;
      return start + row < end ? [lines[start + row]] : [];
    }),
  );
}

function joined({ args }: Tool<Key>, layout: Layout, row: readonly (string | undefined)[], number: string): string {
  const { columns, width, cutsAlways, isMerged } = layout;
  if (columns === 1 && !isMerged) return cutsAlways ? (row[0] ?? '').slice(0, width) : (row[0] ?? '');
  if (args.has('separator')) {
    const separator = args.value('separator') ?? '\t';
    return number + row.map(cell => cell ?? '').join(separator);
  }
  const room = Math.max(1, Math.floor((width - (columns - 1) - number.length) / columns));
  let text = number;
  let at = number.length;
  row.forEach((cell = '', index) => {
    if (cell === '') return;
    const start = number.length + index * (room + 1);
    if (at < start) text += blanks(at, start);
    at = Math.max(at, start) + Math.min(room, cell.length);
    text += cell.slice(0, room);
  });
  return text;
}

/** Blanks from one place of the line to another, with tabs where they reach it, as pr's output has them. */
function blanks(from: number, to: number): string {
  let result = '';
  for (let at = from; at < to; ) {
    const next = at - (at % 8) + 8;
    const tab = next <= to && to - at > 1;
    result += tab ? '\t' : ' ';
    at = tab ? next : at + 1;
  }
  return result;
}

function header({ args, sys }: Tool<Key>, { width }: Layout, name: string, modifiedMs: number | undefined, page: number): string {
  const time = modifiedMs ?? sys.clock.epochMsOf(sys.clock.now());
  const zone = zoneOf(sys);
  const date = strftime(args.value('dateFormat') ?? '%Y-%m-%d %H:%M', time, zone);
  const middle = args.value('header') ?? name;
  const right = `Page ${String(page)}`;
  const free = Math.max(0, width - date.length - middle.length - right.length);
  const left = Math.floor(free / 2);
  const margin = ' '.repeat(Number(args.value('indent') ?? '0'));
  return `\n\n${margin}${date}${' '.repeat(Math.max(1, left))}${middle}${' '.repeat(Math.max(1, free - left))}${right}\n\n\n`;
}

import { largestOf } from '../../core/extremes.js';
import type { Task } from '../../core/task.js';
import { LineReader } from '../input.js';
import { MAX_INPUT_BYTES } from '../limits.js';
import { refused } from '../options.js';
import { utilLinux } from '../origins.js';
import { define, Fatal, type Tool } from '../tool.js';
import { displayWidth } from '../width.js';

type Key =
  | 'table'
  | 'separator'
  | 'output'
  | 'columns'
  | 'names'
  | 'fillRows'
  | 'right'
  | 'hide'
  | 'limit'
  | 'keepEmpty'
  | 'json'
  | 'tableName'
  | 'order'
  | 'truncate'
  | 'wrap'
  | 'noExtreme'
  | 'noHeadings'
  | 'tree'
  | 'treeId'
  | 'treeParent'
  | 'maxOut'
  | 'headerRepeat';

export const column = define<Key>({
  name: 'column',
  options: {
    table: ['-t, --table', 'make a table'],
    names: ['-N NAMES, --table-columns=NAMES', 'names of the columns, with commas between them'],
    order: refused('-O COLUMNS, --table-order=COLUMNS'),
    noHeadings: ['-d, --table-noheadings', 'print no header'],
    noExtreme: refused('-E COLUMNS, --table-noextreme=COLUMNS'),
    limit: ['-l NUM, --table-columns-limit=NUM', 'most columns of the input'],
    headerRepeat: refused('-e, --table-header-repeat'),
    hide: ['-H COLUMNS, --table-hide=COLUMNS', 'do not print these columns'],
    right: ['-R COLUMNS, --table-right=COLUMNS', 'align the text of these columns to the right'],
    truncate: refused('-T COLUMNS, --table-truncate=COLUMNS'),
    wrap: refused('-W COLUMNS, --table-wrap=COLUMNS'),
    keepEmpty: ['-L, --keep-empty-lines', "don't ignore empty lines"],
    json: ['-J, --json', 'print the table as JSON'],
    tableName: ['-n NAME, --table-name=NAME', 'name of the table in JSON'],
    tree: refused('-r COLUMN, --tree=COLUMN'),
    treeId: refused('-i COLUMN, --tree-id=COLUMN'),
    treeParent: refused('-p COLUMN, --tree-parent=COLUMN'),
    columns: ['-c WIDTH, --output-width=WIDTH', 'width of the output in characters'],
    output: ['-o STRING, --output-separator=STRING', 'what separates columns of the output (two blanks)'],
    separator: ['-s STRING, --separator=STRING', 'characters that separate columns of the input'],
    maxOut: refused('-m, --max-out'),
    fillRows: ['-x, --fillrows', 'fill rows before columns'],
  },
  gnu: { usage: ['[options] [<file>...]'], about: 'Columnate lists.' },
  origin: utilLinux,
  *run(tool) {
    const { args, out } = tool;
    if (args.has('json') && !args.has('names')) throw new Fatal('option --table-columns required for --json');
    const lines = yield* linesOf(tool);
    const unnamed = args.has('json')
      ? lines.findIndex(line => cellsOf(tool, line).length > (args.value('names')?.split(',').length ?? 0))
      : -1;
    if (unnamed >= 0)
      throw new Fatal(
        `line ${String(unnamed + 2)}: for JSON the name of the column ${String((args.value('names')?.split(',').length ?? 0) + 1)} is required`,
      );
    if (lines.length === 0) return;
    if (args.has('table') || args.has('json')) yield* out.write(tableOf(tool, lines));
    else yield* out.write(filled(tool, lines));
  },
});

function* linesOf(tool: Tool<Key>): Task<readonly string[]> {
  const lines: string[] = [];
  let held = 0;
  yield* tool.eachInput(
    tool.args.operands,
    function* (fd) {
      const reader = new LineReader(tool.sys, fd);
      for (let line = yield* reader.next(); line !== undefined; line = yield* reader.next()) {
        held += line.length;
        if (held > MAX_INPUT_BYTES) throw new Fatal('cannot allocate memory');
        if (tool.args.has('keepEmpty') || line.trim() !== '') lines.push(line);
      }
    },
    (path, error) => `${path}: ${error.message}`,
  );
  return lines;
}

/** The words of a line: any run of blanks separates them, or each single separator that was given. */
function cellsOf({ args }: Tool<Key>, line: string): readonly string[] {
  const separators = args.value('separator');
  const most = Number(args.value('limit') ?? Infinity);
  const cells: string[] = [];
  const text = separators === undefined ? trimBlanks(line) : line;
  const isSeparator = (at: number): boolean => (separators ?? ' \t').includes(text[at] ?? '');
  let from = 0;
  for (let at = 0; at < text.length && cells.length + 1 < most; at++) {
    if (!isSeparator(at)) continue;
    cells.push(text.slice(from, at));
    if (separators === undefined) while (isSeparator(at + 1)) at++;
    from = at + 1;
  }
  cells.push(text.slice(from));
  return cells;
}

/** The same as with an expression, which would look at every run of blanks within for the end. */
function trimBlanks(line: string): string {
  const isBlank = (at: number): boolean => line[at] === ' ' || line[at] === '\t';
  let start = 0;
  let end = line.length;
  while (isBlank(start)) start++;
  while (end > start && isBlank(end - 1)) end--;
  return line.slice(start, end);
}

function tableOf(tool: Tool<Key>, lines: readonly string[]): string {
  const { args } = tool;
  const names = args.value('names')?.split(',');
  const rows = lines.map(line => cellsOf(tool, line));
  const count = largestOf(
    rows.map(row => row.length),
    Math.max(names?.length ?? 0, 0),
  );
  if (count === 0) return '';
  const chosen = (key: 'right' | 'hide'): ReadonlySet<number> => columnsNamed(args.value(key), names ?? [], count);
  const right = chosen('right');
  const hidden = chosen('hide');
  const visible = Array.from({ length: count }, (_, index) => index).filter(index => !hidden.has(index));
  if (args.has('json')) return jsonOf(args.value('tableName') ?? 'table', names ?? [], visible, rows);
  const all = names ? [names, ...rows] : rows;
  const shown = args.has('noHeadings') ? rows : all;
  const widths = visible.map(index =>
    largestOf(
      all.map(row => displayWidth(row[index] ?? '')),
      0,
    ),
  );
  const separator = args.value('output') ?? '  ';
  return shown
    .map(row => {
      const cells = visible.map((index, i) => {
        const text = row[index] ?? '';
        const blanks = ' '.repeat((widths[i] ?? 0) - displayWidth(text));
        if (right.has(index)) return blanks + text;
        return i === visible.length - 1 ? text : text + blanks;
      });
      return `${cells.join(separator)}\n`;
    })
    .join('');
}

function columnsNamed(list: string | undefined, names: readonly string[], count: number): ReadonlySet<number> {
  const found = (list ?? '').split(',').flatMap(word => {
    if (word === '') return [];
    if (word === '0' || word === '-') return word === '0' ? Array.from({ length: count }, (_, index) => index) : [count - 1];
    const index = /^\d+$/.test(word) ? Number(word) - 1 : names.indexOf(word);
    if (index < 0) throw new Fatal(`undefined column name '${word}'`);
    return [index];
  });
  return new Set(found);
}

function jsonOf(name: string, names: readonly string[], visible: readonly number[], rows: readonly (readonly string[])[]): string {
  const object = (row: readonly string[]): string =>
    `      {\n${visible
      .map(
        index =>
          `         ${JSON.stringify((names[index] ?? '').toLowerCase())}: ${row[index] === undefined ? 'null' : JSON.stringify(row[index])}`,
      )
      .join(',\n')}\n      }`;
  return `{\n   ${JSON.stringify(name)}: [\n${rows.map(object).join(',')}\n   ]\n}\n`.replaceAll('},      {', '},{');
}

/** Each so manieth line, from one on. */
function every(lines: readonly string[], first: number, step: number): readonly string[] {
  const chosen: string[] = [];
  for (let at = first; at < lines.length; at += step) chosen.push(lines[at] ?? '');
  return chosen;
}

/** Words in columns that fill the width, down or across, with tabs between them. */
function filled(tool: Tool<Key>, lines: readonly string[]): string {
  const { args, sys } = tool;
  if (lines.length === 0) return '';
  const given = args.value('columns') ?? sys.env.get('COLUMNS');
  const width = given === undefined ? (sys.isTerminal(1) ? sys.windowSize(1).columns : 80) : Number(given);
  const longest = largestOf(lines.map(displayWidth));
  const cell = Math.floor((longest + 8) / 8) * 8;
  const columns = Math.max(1, Math.floor(width / cell));
  if (longest >= width) return lines.map(line => `${line}\n`).join('');
  const rows = Math.ceil(lines.length / columns);
  return Array.from({ length: rows }, (_, row) => {
    const words = args.has('fillRows') ? lines.slice(row * columns, (row + 1) * columns) : every(lines, row, rows);
    return `${words.map((word, i) => (i === words.length - 1 ? word : word + '\t'.repeat(Math.ceil((cell - displayWidth(word)) / 8)))).join('')}\n`;
  }).join('');
}

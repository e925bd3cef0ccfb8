import { largestOf } from '../../core/extremes.js';
import type { Task } from '../../core/task.js';
import { print, type Cli } from '../cli.js';
import { Failure } from '../failure.js';
import { shortId } from '../formatter/truncate.js';
import { formatSize } from '../formatter/units.js';
import { numberAt, textAt, textsAt } from '../json-view.js';

/** Columns after the name, with their widths; numbers stand at the right. */
const columns = [
  { title: 'ID', width: 12 },
  { title: 'DISK USAGE', width: 10 },
  { title: 'CONTENT SIZE', width: 12 },
  { title: 'EXTRA', width: 5 },
] as const;
const GAP = '   ';
const WARNING = "WARNING: This is an experimental feature. The output may change and shouldn't be depended on.";

const styled = (...codes: readonly string[]): ((text: string) => string) => {
  return text => (text === '' ? '' : `${codes.map(code => `\u001B[${code}m`).join('')}${text}\u001B[0m`);
};
const plain = (text: string): string => text;

/** Flags that the tree does not go with, and the names that the client has for them. */
const unsupported = [
  ['quiet', '--quiet'],
  ['no-trunc', '--no-trunc'],
  ['digests', '--show-digest'],
  ['format', '--format'],
] as const;

/** Throws what the client says about flags that do not go with `--tree`. */
export function checkTreeFlags(cli: Cli): void {
  const given = unsupported.find(([name]) => cli.flags.isGiven(name));
  if (given) throw new Failure(`${given[1]} is not yet supported with --tree`);
}

/** `docker images --tree`, as docker/cli draws it (cli/command/image/tree.go) for an engine that keeps one platform of each image. */
export function* printTree(cli: Cli, images: readonly unknown[]): Task<void> {
  const onTerminal = cli.sys.isTerminal(1);
  const rows = images.flatMap(image => rowsOf(image, cli.flags.bool('all')));
  const width = largestOf(
    rows.map(({ name }) => name.length),
    'IMAGE'.length,
  );
  const [nameStyle, cellStyle] = onTerminal ? [styled('34', '1'), styled('39')] : [plain, plain];
  const lines = rows.map(({ name, cells }) => {
    if (cells === undefined) return nameStyle(name);
    return [nameStyle(name) + ' '.repeat(width - name.length), ...cells.map((cell, index) => aligned(cell, index, cellStyle))].join(GAP);
  });
  const heading = styled('39', '1');
  const titles = columns.map(({ title, width: wide }, index) =>
    index < 3 ? heading(title) + ' '.repeat(wide - title.length) : heading(title),
  );
  const header = [heading('IMAGE') + ' '.repeat(width - 'IMAGE'.length), ...titles].join(GAP);
  const warning = onTerminal ? styled('93')(WARNING) : WARNING;
  yield* print(cli, [warning, legend(cli, onTerminal), '', header, ...lines].map(line => `${line}\n`).join(''));
}

interface Row {
  readonly name: string;
  /** Undefined for all names of an image but the last. */
  readonly cells: readonly string[] | undefined;
}

function rowsOf(image: unknown, all: boolean): readonly Row[] {
  const tags = [...textsAt(image, 'RepoTags')].sort();
  const names = tags.length > 0 ? tags : all ? ['<untagged>'] : [];
  const cells = [shortId(textAt(image, 'Id')), formatSize(numberAt(image, 'Size'), 3), '0B', ''];
  return names.map((name, index) => ({ name, cells: index === names.length - 1 ? cells : undefined }));
}

function aligned(cell: string, index: number, style: (text: string) => string): string {
  const room = ' '.repeat(Math.max(0, (columns[index]?.width ?? 0) - cell.length));
  return index === 1 || index === 2 ? room + style(cell) : style(cell) + room;
}

/** What the marks of the last column mean, at the right of the screen. */
function legend(cli: Cli, onTerminal: boolean): string {
  if (!onTerminal) return `${' '.repeat(62)}Info ->  U In Use `;
  const text = `${styled('1', '106', '30')('i')}\u001B[0m ${styled('96')('Info → ')}\u001B[0m ${styled('38;5;0', '48;5;14')(' U ')} In Use `;
  return ' '.repeat(Math.max(0, cli.sys.windowSize(1).columns - 21)) + text;
}

import type { ResultColumn } from './connection.js';
import type { Table } from './format.js';

type Rows = readonly (readonly (string | null)[])[];

/** The most columns a table can be turned into. */
const MOST_COLUMNS = 1600;

/** Something that keeps a result from being turned. */
export class CrosstabError extends Error {
  override readonly name = 'CrosstabError';
}

interface Places {
  readonly vertical: number;
  readonly horizontal: number;
  readonly data: number;
  readonly order: number | undefined;
}

/** Where the columns are that the arguments of \crosstabview mean: names, or numbers from 1. */
function placesOf(args: readonly string[], columns: readonly ResultColumn[]): Places {
  if (columns.length < 3) throw new CrosstabError('query must return at least three columns');
  const place = (arg: string): number => {
    if (/^\d+$/.test(arg)) {
      if (Number(arg) < 1 || Number(arg) > columns.length)
        throw new CrosstabError(`column number ${arg} is out of range 1..${String(columns.length)}`);
      return Number(arg) - 1;
    }
    const wanted = arg.startsWith('"') ? arg.slice(1, -1).replaceAll('""', '"') : arg.toLowerCase();
    const found = columns.flatMap(({ name }, i) => (name === wanted ? [i] : []));
    if (found.length > 1) throw new CrosstabError(`ambiguous column name: "${wanted}"`);
    if (found[0] === undefined) throw new CrosstabError(`column name not found: "${wanted}"`);
    return found[0];
  };
  const vertical = args[0] === undefined ? 0 : place(args[0]);
  const horizontal = args[1] === undefined ? 1 : place(args[1]);
  if (vertical === horizontal) throw new CrosstabError('vertical and horizontal headers must be different columns');
  const others = columns.flatMap((_, i) => (i === vertical || i === horizontal ? [] : [i]));
  if (args[2] === undefined && others.length !== 1)
    throw new CrosstabError('data column must be specified when query returns more than three columns');
  const data = args[2] === undefined ? (others[0] ?? 2) : place(args[2]);
  return { vertical, horizontal, data, order: args[3] === undefined ? undefined : place(args[3]) };
}

/** The heads of one side in the order in which they come up, or as the sort column says. */
function headsOf(rows: Rows, place: number, order: number | undefined): readonly (string | null)[] {
  const heads = new Map<string | null, number>();
  for (const row of rows) {
    const head = row[place] ?? null;
    if (!heads.has(head)) heads.set(head, order === undefined ? 0 : Number(row[order] ?? 0));
  }
  return [...heads].sort((a, b) => a[1] - b[1]).map(([head]) => head);
}

/** \crosstabview: a result whose second column stands across. */
export function crosstab(columns: readonly ResultColumn[], rows: Rows, args: readonly string[], nothing: string): Table {
  const { vertical, horizontal, data, order } = placesOf(args, columns);
  const across = headsOf(rows, horizontal, order);
  if (across.length > MOST_COLUMNS) throw new CrosstabError(`maximum number of columns for crosstab (${String(MOST_COLUMNS)}) exceeded`);
  const down = headsOf(rows, vertical, undefined);
  const cells = new Map<string | null, Map<string | null, string | null>>(down.map(head => [head, new Map()]));
  for (const row of rows) {
    const [head, other] = [row[vertical] ?? null, row[horizontal] ?? null];
    const line = cells.get(head);
    if (line?.has(other))
      throw new CrosstabError(`query result contains multiple data values for row "${head ?? '(null)'}", column "${other ?? '(null)'}"`);
    line?.set(other, row[data] ?? nothing);
  }
  const type = columns[data]?.typeOid ?? 25;
  return {
    columns: [columns[vertical] ?? { name: '', typeOid: 25 }, ...across.map(head => ({ name: head ?? nothing, typeOid: type }))],
    rows: down.map(head => [head, ...across.map(other => cells.get(head)?.get(other) ?? '')]),
  };
}

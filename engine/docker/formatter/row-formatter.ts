import { Failure } from '../failure.js';
import { parseFormat, renderFormat, renderHeading } from '../template/format.js';
import type { Template } from '../template/parse.js';
import { TemplateError } from '../template/template-error.js';
import { GoStruct, compareText, type Method, type Value } from '../template/value.js';
import { layOutTabs } from './tab-writer.js';

/** One kind of row that `--format` can show: its columns, and what error texts call it. */
export interface RowKind<T> {
  /** `formatter.ContainerContext` */
  readonly type: string;
  /** Fields in the client's naming, each computed when a template asks for it. */
  readonly fields: Readonly<Record<string, (row: T) => Value>>;
  /** `{{.Label "x"}}` and the like. */
  readonly methods?: Readonly<Record<string, (row: T, argument: string) => Value>>;
  /** Titles of columns; a field without one cannot be in a table's heading. */
  readonly titles: Readonly<Record<string, string>>;
}

/** The rows in the given format: `table …` with a heading, `json`, or a template for each row. */
export function formatRows<T>(kind: RowKind<T>, format: string, rows: readonly T[]): string {
  const isTable = format.startsWith('table');
  const template = parseRowTemplate(format);
  let current: T | undefined;
  const struct = structOver(kind, () => current as T); // set before anything is read
  const body = execute(() =>
    rows
      .map(row => {
        current = row;
        return `${renderFormat(template, struct)}\n`;
      })
      .join(''),
  );
  if (!isTable) return body;
  const heading = headingOf(template, kind);
  return layOutTabs(`${heading}\n${body}`);
}

/** Reads a row format: `table` is cut off, `json` stands for the whole row, `\t` and `\n` may be written out. */
export function parseRowTemplate(format: string): Template {
  const source = format.startsWith('table') ? format.slice('table'.length) : format === 'json' ? '{{json .}}' : format;
  const spaced = source
    .replace(/^ +| +$/g, '')
    .replace(/\\t/g, '\t')
    .replace(/\\n/g, '\n');
  try {
    return parseFormat(spaced);
  } catch (error) {
    if (error instanceof TemplateError) throw new Failure(`template parsing error: ${error.message}`);
    throw error;
  }
}

function execute(render: () => string): string {
  try {
    return render();
  } catch (error) {
    if (error instanceof TemplateError) throw new Failure(`template parsing error: ${error.message}`);
    throw error;
  }
}

/** What the template makes of the titles; of one that fails, what it had written until then. */
function headingOf<T>(template: Template, kind: RowKind<T>): string {
  try {
    return renderHeading(template, kind.titles);
  } catch (error) {
    if (error instanceof TemplateError) return error.output;
    throw error;
  }
}

/** The row as templates see it. */
export function structOf<T>(kind: RowKind<T>, row: T): GoStruct {
  return structOver(kind, () => row);
}

/** The same for one row after another. */
function structOver<T>(kind: RowKind<T>, row: () => T): GoStruct {
  const fields = new Map(Object.entries(kind.fields).map(([name, read]) => [name, (): Value => read(row())]));
  const methods = new Map(
    Object.entries(kind.methods ?? {}).map(([name, call]) => {
      const method: Method = ([argument]) => call(row(), typeof argument === 'string' ? argument : '');
      return [name, { parameters: 1, call: method }];
    }),
  );
  const toJson = (): Value => Object.fromEntries([...fields].sort(([a], [b]) => compareText(a, b)).map(([name, read]) => [name, read()]));
  return new GoStruct(`*${kind.type}`, fields, toJson, methods, { escapesHtml: true });
}

import type { Task } from '../../../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../../../core/utf8.js';
import { readAll, readText } from '../../../input.js';
import { formatPlain } from '../bson/shell-text.js';
import { formatEjson, fromEjson } from '../bson/ejson.js';
import { doc, isDoc, whole, type Doc, type Value } from '../bson/values.js';
import { resolve } from '../query/path.js';
import { eachBatch } from '../client.js';
import { tool, ToolError, type Tool } from './tool.js';

const BATCH = 1000;

function target({ values }: Tool): { readonly database: string; readonly collection: string } {
  const collection = values.get('collection');
  if (collection === undefined) throw new ToolError('must specify a collection');
  return { database: values.get('db') ?? 'test', collection };
}

function parseJson(text: string): Doc {
  try {
    const value = fromEjson(JSON.parse(text));
    if (isDoc(value)) return value;
  } catch (error) {
    throw new ToolError(`error processing document: ${error instanceof Error ? error.message : 'invalid JSON'}`);
  }
  throw new ToolError(`error processing document: ${text.slice(0, 80)} is no document`);
}

/** mongoexport: a collection as lines of Extended JSON, or as CSV. */
export const mongoexport = tool('mongoexport', ['out', 'type', 'fields', 'query', 'sort', 'limit', 'skip'], function* (made) {
  const { values, client, sys } = made;
  const { database, collection } = target(made);
  yield* made.log('connected to: mongodb://localhost/');
  const limit = Number(values.get('limit') ?? 0);
  const command = doc({
    find: collection,
    filter: parseJson(values.get('query') ?? '{}'),
    sort: parseJson(values.get('sort') ?? '{}'),
    skip: whole(Number(values.get('skip') ?? 0)),
    ...(limit > 0 ? { limit: whole(limit) } : {}),
  });
  const documents = yield* eachBatch(client, database, command);
  const bytes = encodeUtf8(values.get('type') === 'csv' ? csvOf(documents, values) : jsonOf(documents, values));
  const out = values.get('out');
  if (out === undefined || out === '-') yield* sys.write(1, bytes);
  else yield* made.write(out, bytes);
  yield* made.log(`exported ${String(documents.length)} record${documents.length === 1 ? '' : 's'}`);
  return 0;
});

function jsonOf(documents: readonly Doc[], values: ReadonlyMap<string, string>): string {
  const names = values.get('fields')?.split(',');
  const lines = documents.map(document =>
    formatEjson(names ? new Map([...document].filter(([name]) => name === '_id' || names.includes(name))) : document, {
      relaxed: true,
      ...(values.has('pretty') ? { indent: 4 } : {}),
    }),
  );
  return values.has('jsonArray') ? `[${lines.join(',')}]\n` : lines.map(line => `${line}\n`).join('');
}

function csvOf(documents: readonly Doc[], values: ReadonlyMap<string, string>): string {
  const names = values.get('fields')?.split(',');
  if (!names) throw new ToolError('CSV mode requires a field list');
  const rows = documents.map(document => names.map(name => cell(resolve(document, name.split('.')))));
  return [...(values.has('noHeaderLine') ? [] : [names]), ...rows].map(row => `${row.join(',')}\n`).join('');
}

function cell(value: Value | undefined): string {
  const text =
    value === undefined || value === null
      ? ''
      : typeof value === 'object' && !('value' in value)
        ? formatEjson(value, { relaxed: true })
        : formatPlain(value).replace(/^(-?\d+)\.0$/, '$1');
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** mongoimport: documents out of JSON, CSV or TSV. */
export const mongoimport = tool('mongoimport', ['file', 'type', 'fields'], function* (made) {
  const { values, client, sys, words } = made;
  const { database, collection } = target(made);
  const file = values.get('file') ?? words[0];
  const text = file === undefined ? decodeUtf8(yield* readAll(sys, 0)) : yield* readText(sys, file);
  yield* made.log('connected to: mongodb://localhost/');
  const documents =
    values.get('type') === 'csv' || values.get('type') === 'tsv' ? fromTable(text, values) : fromJson(text, values.has('jsonArray'));
  if (values.has('drop')) {
    yield* made.log(`dropping: ${database}.${collection}`);
    yield* client.run(database, doc({ drop: collection }));
  }
  const failed = yield* insertAll(made, database, collection, documents);
  yield* made.log(
    `${String(documents.length - failed)} document(s) imported successfully. ${String(failed)} document(s) failed to import.`,
  );
  return 0;
});

/** Inserts in batches; how many could not be. */
export function* insertAll(
  made: Pick<Tool, 'client' | 'log'>,
  database: string,
  collection: string,
  documents: readonly Doc[],
): Task<number> {
  let failed = 0;
  for (let at = 0; at < documents.length; at += BATCH) {
    const reply = yield* made.client.run(database, doc({ insert: collection, documents: documents.slice(at, at + BATCH), ordered: false }));
    const errors = reply.get('writeErrors');
    const message = reply.get('errmsg');
    if (typeof message === 'string') throw new ToolError(message);
    for (const error of Array.isArray(errors) ? errors : []) {
      failed++;
      if (isDoc(error)) yield* made.log(`continuing through error: ${formatPlain(error.get('errmsg') ?? '')}`);
    }
  }
  return failed;
}

function fromJson(text: string, isArray: boolean): readonly Doc[] {
  if (isArray) {
    const inner = readJson(text);
    return Array.isArray(inner) ? inner.map(item => parseJson(JSON.stringify(item))) : [];
  }
  return text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(parseJson);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new ToolError(`error processing document: ${error instanceof Error ? error.message : 'invalid JSON'}`);
  }
}

function fromTable(text: string, values: ReadonlyMap<string, string>): readonly Doc[] {
  const rows = text
    .split(/\r?\n/)
    .filter(line => line !== '')
    .map(line => (values.get('type') === 'tsv' ? line.split('\t') : cells(line)));
  const names = values.has('headerline') ? rows.shift() : values.get('fields')?.split(',');
  if (!names) throw new ToolError('must specify --fields, --fieldFile or --headerline to import this file type');
  return rows.map(row => new Map(names.map((name, index): [string, Value] => [name, valueOf(row[index] ?? '')])));
}

function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain);
}

function valueOf(text: string): Value {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return text;
  const number = Number(text);
  return Number.isInteger(number) && !text.includes('.') ? whole(number) : number;
}

import { concatBytes } from '../../../../core/streams.js';
import { isErrno } from '../../../../core/errno.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import type { Task } from '../../../../core/task.js';
import { readFile, readText } from '../../../input.js';
import { decodeAllBson } from '../bson/decode.js';
import { encodeBson } from '../bson/encode.js';
import { formatEjson, fromEjson } from '../bson/ejson.js';
import { doc, isDoc, isList, type Doc } from '../bson/values.js';
import { eachBatch } from '../client.js';
import { insertAll } from './text-tools.js';
import { tool, type Tool } from './tool.js';

/** mongodump: each collection as BSON, with what it is beside it. */
export const mongodump = tool('mongodump', ['out', 'query'], function* (made) {
  const { values, client } = made;
  const out = values.get('out') ?? 'dump';
  const only = values.get('db');
  const listed = yield* client.ask('admin', doc({ listDatabases: 1, nameOnly: true }));
  const databases = listed.get('databases');
  const names = only === undefined ? (isList(databases) ? databases : []).flatMap(each => (isDoc(each) ? [each.get('name')] : [])) : [only];
  for (const database of names) {
    if (typeof database !== 'string') continue;
    const entries = yield* eachBatch(client, database, doc({ listCollections: 1 }));
    for (const entry of entries) {
      const collection = entry.get('name');
      if (typeof collection === 'string' && (values.get('collection') ?? collection) === collection && entry.get('type') === 'collection')
        yield* dumpCollection(made, { database, collection, entry, folder: `${out}/${database}` });
    }
  }
  return 0;
});

interface Dumped {
  readonly database: string;
  readonly collection: string;
  readonly entry: Doc;
  readonly folder: string;
}

function* dumpCollection(made: Tool, { database, collection, entry, folder }: Dumped): Task<void> {
  makeFolders(made, folder);
  yield* made.log(`writing ${database}.${collection} to ${folder}/${collection}.bson`);
  const documents = yield* eachBatch(made.client, database, doc({ find: collection }));
  const indexes = yield* eachBatch(made.client, database, doc({ listIndexes: collection }));
  yield* made.write(`${folder}/${collection}.bson`, concatBytes(documents.map(encodeBson)));
  const metadata = doc({ indexes, collectionName: collection, type: 'collection', options: entry.get('options') });
  yield* made.write(`${folder}/${collection}.metadata.json`, encodeUtf8(formatEjson(metadata, { relaxed: false })));
  yield* made.log(`done dumping ${database}.${collection} (${String(documents.length)} document${documents.length === 1 ? '' : 's'})`);
}

function makeFolders({ sys }: Tool, path: string): void {
  const parts = path.split('/');
  for (let end = 1; end <= parts.length; end++) {
    const folder = parts.slice(0, end).join('/');
    if (folder === '') continue;
    try {
      sys.mkdir(folder, 0o755);
    } catch (error) {
      if (!isErrno(error, 'EEXIST')) throw error;
    }
  }
}

/** mongorestore: what mongodump wrote, back into a server. */
export const mongorestore = tool('mongorestore', ['dir'], function* (made) {
  const root = made.words[0] ?? made.values.get('dir') ?? 'dump';
  yield* made.log('preparing collections to restore from');
  let restored = 0;
  let failed = 0;
  for (const { database, folder } of foldersOf(made, root)) {
    for (const { name } of made.sys.readdir(folder)) {
      const collection = name.endsWith('.bson') ? name.slice(0, -'.bson'.length) : '';
      if (collection === '' || (made.values.get('collection') ?? collection) !== collection) continue;
      const result = yield* restoreCollection(made, `${folder}/${collection}`, database, collection);
      restored += result.restored;
      failed += result.failed;
    }
  }
  yield* made.log(`${String(restored)} document(s) restored successfully. ${String(failed)} document(s) failed to restore.`);
  return 0;
});

function foldersOf({ sys, values }: Tool, root: string): readonly { readonly database: string; readonly folder: string }[] {
  const only = values.get('db');
  const folders = sys.readdir(root).filter(({ kind }) => kind === 'directory');
  if (folders.length === 0 && only !== undefined) return [{ database: only, folder: root }];
  return folders
    .filter(({ name }) => only === undefined || name === only)
    .map(({ name }) => ({ database: name, folder: `${root}/${name}` }));
}

function* restoreCollection(
  made: Tool,
  path: string,
  database: string,
  collection: string,
): Task<{ readonly restored: number; readonly failed: number }> {
  yield* made.log(`reading metadata for ${database}.${collection} from ${path}.metadata.json`);
  const metadata = yield* metadataOf(made, `${path}.metadata.json`);
  if (made.values.has('drop')) yield* made.client.run(database, doc({ drop: collection }));
  const options = metadata.get('options');
  yield* made.client.run(database, new Map([['create', collection], ...(isDoc(options) ? options : [])]));
  yield* made.log(`restoring ${database}.${collection} from ${path}.bson`);
  const documents = decodeAllBson(yield* readFile(made.sys, `${path}.bson`));
  const log = (message: string): Task<void> => made.log(message);
  const failed = yield* insertAll({ client: made.client, log }, database, collection, documents);
  const indexes = metadata.get('indexes');
  const others = (isList(indexes) ? indexes : []).filter(index => isDoc(index) && index.get('name') !== '_id_');
  if (others.length > 0) yield* made.client.ask(database, doc({ createIndexes: collection, indexes: others }));
  const restored = documents.length - failed;
  yield* made.log(
    `finished restoring ${database}.${collection} (${String(restored)} document${restored === 1 ? '' : 's'}, ${String(failed)} failures)`,
  );
  return { restored, failed };
}

function* metadataOf({ sys }: Tool, path: string): Task<Doc> {
  try {
    const value = fromEjson(JSON.parse(yield* readText(sys, path)));
    return isDoc(value) ? value : new Map();
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return new Map();
    throw error;
  }
}

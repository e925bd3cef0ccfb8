import type { Task } from '../../../core/task.js';
import type { Client } from './client.js';
import { array, failure, OK, type Reply } from './resp.js';
import type { Database } from './store.js';

/** A key that WATCH looks at. */
export interface Watched {
  readonly database: Database;
  readonly key: string;
  /** How often it had changed by then. */
  readonly version: number;
}

type Command = (client: Client, args: readonly string[]) => Task<Reply | undefined>;

const plain = (run: (client: Client, args: readonly string[]) => Reply): Command =>
  function* (client, args) {
    yield* client.server.sys.tick();
    return run(client, args);
  };

function* execute(client: Client): Task<Reply> {
  const { queue, isQueueBroken } = client;
  if (!queue) return failure('ERR EXEC without MULTI');
  const isStale = client.watched.some(({ database, key, version }) => database.version(key) !== version);
  forget(client);
  if (isQueueBroken) return failure('EXECABORT Transaction discarded because of previous errors.');
  if (isStale) return { kind: 'array', items: undefined };
  const replies: Reply[] = [];
  client.isInTransaction = true;
  try {
    for (const words of queue) {
      const reply = yield* client.execute(words);
      if (reply) replies.push(reply);
    }
  } finally {
    client.isInTransaction = false;
  }
  return array(replies);
}

function forget(client: Client): void {
  client.queue = undefined;
  client.isQueueBroken = false;
  client.watched.length = 0;
}

function watch(client: Client, keys: readonly string[]): Reply {
  if (keys.length === 0) return failure("ERR wrong number of arguments for 'watch' command");
  if (client.queue) return failure('ERR WATCH inside MULTI is not allowed');
  for (const key of keys) client.watched.push({ database: client.selected, key, version: client.selected.version(key) });
  return OK;
}

/** MULTI and what belongs to it. */
export const transactionCommands: readonly (readonly [string, Command])[] = [
  [
    'multi',
    plain(client => {
      if (client.queue) return failure('ERR MULTI calls can not be nested');
      client.queue = [];
      return OK;
    }),
  ],
  ['exec', execute],
  [
    'discard',
    plain(client => {
      if (!client.queue) return failure('ERR DISCARD without MULTI');
      forget(client);
      return OK;
    }),
  ],
  ['watch', plain(watch)],
  [
    'unwatch',
    plain(client => {
      client.watched.length = 0;
      return OK;
    }),
  ],
  [
    'reset',
    plain(client => {
      forget(client);
      client.database = 0;
      client.channels.clear();
      client.isMonitor = false;
      client.isAuthenticated = false;
      return { kind: 'status', text: 'RESET' };
    }),
  ],
];

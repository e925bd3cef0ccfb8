import { smallestOf } from '../../../../core/extremes.js';
import type { Task } from '../../../../core/task.js';
import { BsonDate } from '../bson/values.js';
import { keysAt } from '../query/path.js';
import type { Store } from '../storage/store.js';
import type { ServerState } from './request.js';

/** Whether any index lets documents expire. */
export function hasExpiringIndex(store: Store): boolean {
  return store.databases.some(name =>
    store
      .collections(name)
      .some(({ size, indexes }) => size > 0 && indexes.some(({ expireAfterSeconds }) => expireAfterSeconds !== undefined)),
  );
}

/** Removes the documents whose time is over. */
export function* expireDocuments({ sys, store }: ServerState): Task<void> {
  const now = sys.clock.epochMsOf(sys.clock.now());
  for (const collection of store.databases.flatMap(name => store.collections(name))) {
    for (const { key, expireAfterSeconds } of collection.indexes) {
      if (expireAfterSeconds === undefined) continue;
      const path = [...key.keys()][0]?.split('.') ?? [];
      const changes = [];
      for (const { document } of [...collection.documents()]) {
        yield* sys.tick();
        const dates = keysAt(document, path).filter(value => value instanceof BsonDate);
        const first = smallestOf(dates.map(({ ms }) => ms));
        if (first + expireAfterSeconds * 1000 <= now) changes.push(collection.remove(document));
      }
      yield* store.commit(collection, changes);
    }
  }
}

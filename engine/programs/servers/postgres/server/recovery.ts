import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import type { Sys } from '../../../../process/sys.js';
import { readText } from '../../../input.js';
import type { Cluster } from '../storage/cluster.js';
import type { Store } from '../storage/store.js';
import { formatTimestamp } from '../values/datetime.js';
import { log } from './server-log.js';

/** Reads the databases; after a crash what the log says is done again. Undefined: there is nothing to read. */
export function* recover(sys: Sys, store: Store, dataDir: string): Task<Cluster | undefined> {
  const loaded = yield* store.load();
  if (!loaded) {
    yield* log(sys, 'FATAL', `could not open file "global/pg_control": No such file or directory`);
    return undefined;
  }
  const state = yield* readState(sys, dataDir);
  const at = formatTimestamp(Math.floor(state.at / 1000) * 1_000_000);
  if (state.name === 'shut down') yield* log(sys, 'LOG', `database system was shut down at ${at} UTC`);
  else {
    yield* log(sys, 'LOG', `database system was interrupted; last known up at ${at} UTC`);
    yield* log(sys, 'LOG', 'database system was not properly shut down; automatic recovery in progress');
    yield* tellOfRedo(sys, loaded.recovered);
    yield* store.checkpoint(loaded.cluster);
  }
  yield* writeState(sys, store, 'in production');
  return loaded.cluster;
}

function* tellOfRedo(sys: Sys, recovered: number): Task<void> {
  if (recovered === 0) return yield* log(sys, 'LOG', 'redo is not required');
  yield* log(sys, 'LOG', 'redo starts at 0/1914F20');
  yield* log(sys, 'LOG', 'invalid record length at 0/1932E58: expected at least 24, got 0');
  yield* log(sys, 'LOG', 'redo done at 0/1932E20 system usage: CPU: user: 0.00 s, system: 0.00 s, elapsed: 0.00 s');
}

/** What pg_control says of how the server ended, or that it runs, and since when. */
function* readState(sys: Sys, dataDir: string): Task<{ readonly name: string; readonly at: number }> {
  try {
    const [name = '', at = '0'] = (yield* readText(sys, `${dataDir}/global/pg_control`)).split('\n');
    return { name, at: Number(at) };
  } catch (error) {
    if (!isErrno(error)) throw error;
    return { name: 'shut down', at: 0 };
  }
}

export function* writeState(sys: Sys, store: Store, name: 'in production' | 'shut down'): Task<void> {
  yield* store.writeText('global/pg_control', `${name}\n${String(Math.floor(sys.clock.epochMsOf(sys.clock.now())))}\n`);
}

import { waitFor, type Task } from '../../../core/task.js';
import type { Client } from './client.js';
import { findCommand } from './command-table.js';
import { realNumber } from './more-commands.js';
import { bulks, failure, NIL, type Reply } from './resp.js';
import { CommandError } from './store.js';

/** BLPOP and BRPOP: the first of the lists that has something, or waiting until one does. */
export function blockingPop(pop: 'LPOP' | 'RPOP'): (client: Client, args: readonly string[]) => Task<Reply> {
  return function* (client, args) {
    const keys = args.slice(0, -1);
    if (keys.length === 0) return failure(`ERR wrong number of arguments for 'b${pop.toLowerCase()}' command`);
    const deadline = deadlineOf(client, args.at(-1));
    if (typeof deadline !== 'number') return deadline;
    return yield* waitForItem(client, deadline, () => keys.map(key => ({ key, words: [pop, key] })), true);
  };
}

/** BLMOVE and BRPOPLPUSH. */
export function* blockingMove(client: Client, args: readonly string[]): Task<Reply> {
  const [from = '', to = '', takes = '', puts = '', timeout] = args;
  const deadline = deadlineOf(client, timeout);
  if (typeof deadline !== 'number') return deadline;
  return yield* waitForItem(client, deadline, () => [{ key: from, words: ['LMOVE', from, to, takes, puts] }], false);
}

function deadlineOf(client: Client, timeout: string | undefined): number | Reply {
  try {
    const seconds = realNumber(timeout);
    if (seconds < 0) return failure('ERR timeout is negative');
    return seconds === 0 ? Infinity : client.server.sys.clock.now() + seconds * 1000;
  } catch (error) {
    if (error instanceof CommandError) return failure('ERR timeout is not a float or out of range');
    throw error;
  }
}

interface Attempt {
  readonly key: string;
  readonly words: readonly string[];
}

function* waitForItem(client: Client, deadline: number, attempts: () => readonly Attempt[], namesKey: boolean): Task<Reply> {
  for (;;) {
    for (const { key, words } of attempts()) {
      const reply = take(client, key, words);
      if (!reply) continue;
      if (reply.kind !== 'error') yield* client.server.changed(client, words);
      return namesKey && reply.kind === 'bulk' ? bulks([key, reply.text]) : reply;
    }
    // In a transaction nobody waits.
    if (client.isInTransaction || (yield* waitFor([client.server.written], deadline)) === 'timeout')
      return namesKey ? { kind: 'array', items: undefined } : NIL;
  }
}

function take(client: Client, key: string, words: readonly string[]): Reply | undefined {
  const [name = '', ...args] = words;
  try {
    const list = client.selected.find(key, 'list');
    return list ? findCommand(name.toLowerCase())?.run(client.selected, args) : undefined;
  } catch (error) {
    if (error instanceof CommandError) return error.reply;
    throw error;
  }
}

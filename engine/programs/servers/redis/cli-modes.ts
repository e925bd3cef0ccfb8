import { bytesOfLatin1 } from '../../../core/latin1.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Sys } from '../../../process/sys.js';
import { ByteReader } from '../../net/byte-reader.js';
import { toText } from './binary.js';
import { humanMemory } from './memory.js';
import { readCommand, type Reply } from './resp.js';

/** What redis-cli does instead of running a command. */
export type CliMode = '--scan' | '--stat' | '--pipe';

interface ModeOptions {
  readonly pattern: string;
  readonly pauseMs: number;
}

type Ask = (words: readonly string[]) => Task<Reply | undefined>;

export function* runMode(sys: Sys, mode: CliMode, options: ModeOptions, ask: Ask): Task<number> {
  switch (mode) {
    case '--scan':
      return yield* scan(sys, options.pattern, ask);
    case '--stat':
      return yield* watchLoad(sys, options.pauseMs || 1000, ask);
    case '--pipe':
      return yield* feed(sys, ask);
  }
}

function* scan(sys: Sys, pattern: string, ask: Ask): Task<number> {
  let cursor = '0';
  do {
    const reply = yield* ask(['SCAN', cursor, 'MATCH', pattern]);
    if (reply?.kind !== 'array') return yield* complain(sys, reply);
    const [next, keys] = reply.items ?? [];
    cursor = next?.kind === 'bulk' ? (next.text ?? '0') : '0';
    for (const key of keys?.kind === 'array' ? (keys.items ?? []) : [])
      if (key.kind === 'bulk') yield* sys.write(1, bytesOfLatin1(`${key.text ?? ''}\n`));
  } while (cursor !== '0');
  return 0;
}

function* complain(sys: Sys, reply: Reply | undefined): Task<number> {
  if (reply?.kind === 'error') yield* sys.write(2, encodeUtf8(`ERROR: ${toText(reply.text)}\n`));
  return 1;
}

const heads =
  '------- data ------ --------------------- load -------------------- - child -\nkeys       mem      clients blocked requests            connections          \n';
const LINES_UNDER_HEADS = 20;

/** --stat: a line of numbers again and again. */
function* watchLoad(sys: Sys, pauseMs: number, ask: Ask): Task<number> {
  let before = 0;
  for (let line = 0; ; line++) {
    const reply = yield* ask(['INFO']);
    if (reply?.kind !== 'bulk') return yield* complain(sys, reply);
    const facts = new Map((reply.text ?? '').split('\r\n').map(row => [row.replace(/:.*$/, ''), row.replace(/^[^:]*:/, '')]));
    const number = (name: string): number => Number(facts.get(name) ?? 0);
    const keys = [...facts].reduce(
      (sum, [name, value]) => (/^db\d+$/.test(name) ? sum + Number(/keys=(\d+)/.exec(value)?.[1] ?? 0) : sum),
      0,
    );
    const requests = number('total_commands_processed');
    const cells = [
      ...[String(keys).padEnd(11), humanMemory(number('used_memory')).padEnd(9), String(number('connected_clients')).padEnd(8)],
      ...['0'.padEnd(8), `${String(requests)} (+${String(line === 0 ? 0 : requests - before)})`.padEnd(20)],
      String(number('total_connections_received')).padEnd(12),
    ];
    before = requests;
    yield* sys.write(1, encodeUtf8(`${line % LINES_UNDER_HEADS === 0 ? heads : ''}${cells.join('')}\n`));
    yield* sys.sleep(pauseMs);
  }
}

/** --pipe: commands of the protocol from standard input, as fast as they are taken. */
function* feed(sys: Sys, ask: Ask): Task<number> {
  const reader = new ByteReader(sys, 0);
  let [replies, errors]: [number, number] = [0, 0];
  for (let words = yield* readCommand(reader); words; words = yield* readCommand(reader)) {
    if (words.length === 0) continue;
    const reply = yield* ask(words.map(toText));
    if (!reply) return 1;
    replies++;
    if (reply.kind !== 'error') continue;
    errors++;
    yield* sys.write(1, bytesOfLatin1(`${reply.text}\n`));
  }
  yield* sys.write(
    1,
    encodeUtf8(
      `All data transferred. Waiting for the last reply...\nLast reply received from server.\nerrors: ${String(errors)}, replies: ${String(replies)}\n`,
    ),
  );
  return errors > 0 ? 1 : 0;
}

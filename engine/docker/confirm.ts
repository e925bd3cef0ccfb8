import type { Task } from '../core/task.js';
import { decodeUtf8 } from '../core/utf8.js';
import { print, type Cli } from './cli.js';

/** Asks whether to go on; everything but `y` and `yes` means no. */
export function* confirm(cli: Cli, warning: string): Task<boolean> {
  yield* print(cli, `${warning}\nAre you sure you want to continue? [y/N] `);
  const answer = yield* readLine(cli);
  return answer.trim().toLowerCase() === 'y' || answer.trim().toLowerCase() === 'yes';
}

/** A line of standard input, without its end. */
export function* readLine(cli: Cli): Task<string> {
  const bytes: number[] = [];
  // Byte by byte, for what follows the line belongs to somebody else.
  while (bytes.length < MAX_LINE_BYTES) {
    const [byte] = yield* cli.sys.read(0, 1);
    if (byte === undefined || byte === 10) break;
    bytes.push(byte);
  }
  return decodeUtf8(Uint8Array.from(bytes)).replace(/\r$/, '');
}

const MAX_LINE_BYTES = 65536;

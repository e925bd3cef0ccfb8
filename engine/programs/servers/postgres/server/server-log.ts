import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import type { Sys } from '../../../../process/sys.js';
import { strftime } from '../../../time/strftime.js';
import { utc } from '../../../time/calendar.js';
import type { PgError } from '../pg-error.js';

/** A line of the server's log: `2026-11-23 05:34:31.547 UTC [1] LOG:  …`. */
export function* log(sys: Sys, level: string, message: string): Task<void> {
  yield* sys.write(2, encodeUtf8(`${prefix(sys)}${level}:  ${message.replaceAll('\n', '\n\t')}\n`));
}

function prefix(sys: Sys): string {
  const epoch = sys.clock.epochMsOf(sys.clock.now());
  const millis = String(Math.floor(((epoch % 1000) + 1000) % 1000)).padStart(3, '0');
  return `${strftime('%Y-%m-%d %H:%M:%S', epoch, utc)}.${millis} UTC [${String(sys.pid)}] `;
}

/** An error of a statement, with what it was about. */
export function* logError(sys: Sys, error: PgError, level: string, query: string): Task<void> {
  const { detail, hint, context, at } = error.fields;
  const place = at === undefined ? '' : ` at character ${[...query.slice(0, at)].length + 1}`;
  yield* log(sys, level, error.message + place);
  if (detail !== undefined) yield* log(sys, 'DETAIL', detail);
  if (hint !== undefined) yield* log(sys, 'HINT', hint);
  if (context !== undefined) yield* log(sys, 'CONTEXT', context);
  if (query !== '') yield* log(sys, 'STATEMENT', query.trim());
}

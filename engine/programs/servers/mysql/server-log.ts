import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Sys } from '../../../process/sys.js';
import { stampOf } from '../../net/http-date.js';

/** A line of the error log, which goes to standard error. */
export function* log(
  sys: Sys,
  level: 'System' | 'Warning' | 'ERROR' | 'Note',
  code: number,
  message: string,
  thread = 0,
  part = 'Server',
): Task<void> {
  const { year, month, day, time, microsecond } = stampOf(sys.clock.epochMsOf(sys.clock.now()));
  yield* complain(
    sys,
    `${year}-${month}-${day}T${time}.${microsecond}Z ${String(thread)} [${level}] [MY-${String(code).padStart(6, '0')}] [${part}] ${message}\n`,
    0,
  );
}

export function* print(sys: Sys, text: string): Task<number> {
  yield* sys.write(1, encodeUtf8(text));
  return 0;
}

export function* complain(sys: Sys, text: string, code: number): Task<number> {
  yield* sys.write(2, encodeUtf8(text));
  return code;
}

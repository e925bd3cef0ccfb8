import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import type { Fd, Sys } from '../../../../process/sys.js';
import { stampOf } from '../../../net/http-date.js';

/** Where a line of the log comes from, and its number. */
export interface LogSource {
  readonly component: string;
  readonly id: number;
  readonly context: string;
  readonly severity?: 'I' | 'W' | 'E' | 'F';
}

/** The structured log of the server: a line of JSON for each event. */
export class Log {
  readonly #sys: Sys;
  fd: Fd = 1;

  constructor(sys: Sys) {
    this.#sys = sys;
  }

  *write(
    { component, id, context, severity = 'I' }: LogSource,
    message: string,
    attributes?: Readonly<Record<string, unknown>>,
  ): Task<void> {
    const { year, month, day, time, millisecond } = stampOf(this.#sys.clock.epochMsOf(this.#sys.clock.now()));
    const head = `{"t":{"$date":"${year}-${month}-${day}T${time}.${millisecond}+00:00"},"s":"${severity}",  "c":${`"${component}",`.padEnd(11)}"id":${`${String(id)},`.padEnd(10)}"ctx":"${context}","msg":${JSON.stringify(message)}`;
    yield* this.#sys.write(this.fd, encodeUtf8(`${head}${attributes ? `,"attr":${JSON.stringify(attributes)}` : ''}}\n`));
  }
}

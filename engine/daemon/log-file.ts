import type { Clock } from '../core/clock.js';
import { Errno } from '../core/errno.js';
import { decodeUtf8, encodeUtf8 } from '../core/utf8.js';
import { Content } from '../fs/content.js';
import type { ContainerLog } from './container-log.js';
import { formatTime } from './timestamps.js';

/** Of all the logs of a host only the one that was looked at last is kept as text. */
interface Written {
  readonly first: number;
  readonly end: number;
  readonly bytes: Uint8Array;
}

const written = new WeakMap<Clock, { readonly log: ContainerLog; readonly text: Written }>();

/** `<id>-json.log`: the lines of a log as the json-file driver writes them, made when somebody looks. */
export class LogFile extends Content {
  readonly #clock: Clock;
  readonly #log: ContainerLog;

  constructor(clock: Clock, log: ContainerLog) {
    super();
    this.#clock = clock;
    this.#log = log;
  }

  override get sizeBytes(): number {
    return this.#text().length;
  }

  /** Logs are not counted as space of the disk: they grow without anybody writing to the file. */
  override get diskBytes(): number {
    return 0;
  }

  override get storedBytes(): number {
    return 0;
  }

  override read(offset: number, max: number): Uint8Array {
    return this.#text().slice(offset, offset + max);
  }

  override copy(): Content {
    return new Content(this.#text());
  }

  override write(): number {
    throw new Errno('EPERM');
  }

  /** Emptying it is how people make room: `truncate -s 0`, `: >`. */
  override truncate(sizeBytes: number): number {
    if (sizeBytes !== 0) throw new Errno('EPERM');
    this.#log.clear();
    return 0;
  }

  #text(): Uint8Array {
    const log = this.#log;
    const known = written.get(this.#clock);
    if (known?.log === log && known.text.first === log.first && known.text.end === log.end) return known.text.bytes;
    const lines: string[] = [];
    for (let number = log.first; number < log.end; number++) {
      const line = log.line(number);
      if (line)
        lines.push(`{"log":${quote(decodeUtf8(line.data))},"stream":"${line.stream}","time":"${formatTime(this.#clock, line.at)}"}\n`);
    }
    const text = { first: log.first, end: log.end, bytes: encodeUtf8(lines.join('')) };
    written.set(this.#clock, { log, text });
    return text.bytes;
  }
}

/** encoding/json escapes what could be taken for HTML. */
function quote(text: string): string {
  return JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

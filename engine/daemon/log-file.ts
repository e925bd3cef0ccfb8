import type { Clock } from '../core/clock.js';
import { Errno } from '../core/errno.js';
import { decodeUtf8, encodeUtf8 } from '../core/utf8.js';
import { Content } from '../fs/content.js';
import type { ContainerLog } from './container-log.js';
import { formatTime } from './timestamps.js';

interface Written {
  readonly log: ContainerLog;
  readonly first: number;
  readonly end: number;
  readonly bytes: Uint8Array;
}

/** The logs of a host as text, of which only the one that was looked at last is kept. */
export class LogTexts {
  readonly #clock: Clock;
  #latest: Written | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The lines of a log as the json-file driver writes them. */
  of(log: ContainerLog): Uint8Array {
    const known = this.#latest;
    if (known?.log === log && known.first === log.first && known.end === log.end) return known.bytes;
    const lines: string[] = [];
    for (let number = log.first; number < log.end; number++) {
      const line = log.line(number);
      if (line)
        lines.push(`{"log":${quote(decodeUtf8(line.data))},"stream":"${line.stream}","time":"${formatTime(this.#clock, line.at)}"}\n`);
    }
    this.#latest = { log, first: log.first, end: log.end, bytes: encodeUtf8(lines.join('')) };
    return this.#latest.bytes;
  }
}

/** `<id>-json.log`, made when somebody looks. */
export class LogFile extends Content {
  readonly #texts: LogTexts;
  readonly #log: ContainerLog;

  constructor(texts: LogTexts, log: ContainerLog) {
    super();
    this.#texts = texts;
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
    return this.#texts.of(this.#log);
  }
}

/** encoding/json escapes what could be taken for HTML. */
function quote(text: string): string {
  return JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

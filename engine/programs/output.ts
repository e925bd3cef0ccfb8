import { Errno } from '../core/errno.js';
import type { Task } from '../core/task.js';
import { encodeUtf8 } from '../core/utf8.js';
import type { Fd, Sys } from '../process/sys.js';

const BUFFER_LENGTH = 32768;

/** Writing to standard output failed; programs end with `write error`. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
  readonly errno: Errno;

  constructor(errno: Errno) {
    super(`write error: ${errno.message}`);
    this.errno = errno;
  }
}

/** Buffered output, as stdio does it: by line on a terminal, by block otherwise. */
export class Output {
  readonly #sys: Sys;
  readonly fd: Fd;
  readonly isTerminal: boolean;
  #buffer = '';

  constructor(sys: Sys, fd: Fd) {
    this.#sys = sys;
    this.fd = fd;
    this.isTerminal = sys.isOpen(fd) && sys.isTerminal(fd);
  }

  *write(text: string): Task<void> {
    this.#buffer += text;
    if (this.#buffer.length >= BUFFER_LENGTH || (this.isTerminal && text.includes('\n'))) yield* this.flush();
  }

  *line(text: string): Task<void> {
    yield* this.write(`${text}\n`);
  }

  /** Bytes go out at once, after what is buffered. */
  *bytes(data: Uint8Array): Task<void> {
    yield* this.flush();
    yield* this.#send(data);
  }

  *flush(): Task<void> {
    if (this.#buffer === '') return;
    const data = encodeUtf8(this.#buffer);
    this.#buffer = '';
    yield* this.#send(data);
  }

  *#send(data: Uint8Array): Task<void> {
    try {
      yield* this.#sys.write(this.fd, data);
    } catch (error) {
      throw error instanceof Errno ? new WriteError(error) : error;
    }
  }
}

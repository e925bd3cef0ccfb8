import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import type { Fd, Sys } from '../../../../process/sys.js';
import { lockText, removeFile } from './lock-file.js';
import { log } from './server-log.js';
import type { ServerOptions } from './server-options.js';

interface Listener {
  readonly fd: Fd;
  /** Of a unix socket. */
  readonly path?: string;
}

/** Where a server takes connections. */
export class Listeners {
  readonly #sys: Sys;
  readonly #options: ServerOptions;
  #open: Listener[] = [];

  constructor(sys: Sys, options: ServerOptions) {
    this.#sys = sys;
    this.#options = options;
  }

  get all(): readonly Listener[] {
    return this.#open;
  }

  /** Opens all of them; false when that failed, which the log says. */
  *open(): Task<boolean> {
    for (const address of this.#options.listenAddresses) if (!(yield* this.#listenAt(address))) return false;
    return this.#options.socketDir === '' || (yield* this.#listenOnSocket());
  }

  close(): void {
    for (const { fd, path } of this.#open) {
      this.#sys.close(fd);
      if (path === undefined) continue;
      removeFile(this.#sys, path);
      removeFile(this.#sys, `${path}.lock`);
    }
    this.#open = [];
  }

  *#listenAt(address: string): Task<boolean> {
    const sys = this.#sys;
    const { port } = this.#options;
    const ip = address === '*' ? '0.0.0.0' : address === 'localhost' ? '127.0.0.1' : address;
    try {
      this.#open.push({ fd: sys.listen({ ip, port }) });
      yield* log(sys, 'LOG', `listening on IPv4 address "${ip}", port ${port}`);
      if (address === '*') yield* log(sys, 'LOG', `listening on IPv6 address "::", port ${port}`);
      return true;
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* log(sys, 'LOG', `could not bind IPv4 address "${ip}": ${error.message}`);
      yield* log(sys, 'HINT', `Is another postmaster already running on port ${port}? If not, wait a few seconds and retry.`);
      yield* log(sys, 'WARNING', `could not create listen socket for "${address}"`);
      yield* log(sys, 'FATAL', 'could not create any TCP/IP sockets');
      return false;
    }
  }

  *#listenOnSocket(): Task<boolean> {
    const sys = this.#sys;
    const path = `${this.#options.socketDir}/.s.PGSQL.${String(this.#options.port)}`;
    try {
      removeFile(sys, path);
      this.#open.push({ fd: sys.listenUnix(path), path });
      sys.chmod(path, 0o777);
      yield* this.#writeLock(`${path}.lock`);
      yield* log(sys, 'LOG', `listening on Unix socket "${path}"`);
      return true;
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* log(sys, 'FATAL', `could not create lock file "${path}.lock": ${error.message}`);
      return false;
    }
  }

  *#writeLock(path: string): Task<void> {
    const fd = this.#sys.open(path, { write: true, create: true, truncate: true, mode: 0o600 });
    yield* this.#sys.write(fd, encodeUtf8(`${lockText(this.#sys, this.#options, '').trimEnd()}\n`));
    this.#sys.close(fd);
  }
}

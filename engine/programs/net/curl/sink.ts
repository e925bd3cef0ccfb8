import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Fd, Sys } from '../../../process/sys.js';
import type { Url } from '../url.js';
import { CurlFailure } from './failure.js';
import type { CurlOptions, Output } from './options.js';

const BINARY_WARNING =
  'Warning: Binary output can mess up your terminal. Use "--output -" to tell \n' +
  'Warning: curl to output it to your terminal anyway, or consider "--output \n' +
  'Warning: <FILE>" to save to a file.\n';

/** Where the bytes of one transfer go; a file is made when the first of them comes. */
export class Sink {
  readonly path: string | undefined;
  readonly #sys: Sys;
  readonly #options: CurlOptions;
  readonly #guardsTerminal: boolean;
  #fd: Fd | undefined;

  constructor(sys: Sys, options: CurlOptions, output: Output, url: Url) {
    this.#sys = sys;
    this.#options = options;
    this.path = pathOf(output, url, options.values['output-dir']);
    this.#guardsTerminal =
      output.kind === 'stdout' && sys.isOpen(1) && sys.isTerminal(1) && !options.urls.some(entry => entry.output.kind === 'file');
    if (this.path === undefined) this.#fd = 1;
  }

  *write(bytes: Uint8Array): Task<void> {
    if (this.#guardsTerminal && bytes.includes(0)) {
      yield* this.#sys.write(2, encodeUtf8(BINARY_WARNING));
      throw new CurlFailure(23, 'Failure writing output to destination');
    }
    const fd = yield* this.open();
    try {
      yield* this.#sys.write(fd, bytes);
    } catch (error) {
      if (isErrno(error)) throw new CurlFailure(23, 'Failure writing output to destination');
      throw error;
    }
  }

  *open(): Task<Fd> {
    if (this.#fd !== undefined) return this.#fd;
    const path = this.path ?? '';
    try {
      if (this.#options.flags.has('create-dirs')) makeFolders(this.#sys, path);
      this.#fd = this.#sys.open(path, { write: true, create: true, truncate: true });
      return this.#fd;
    } catch (error) {
      if (!isErrno(error)) throw error;
      if (!this.#options.flags.has('silent') || this.#options.flags.has('show-error')) {
        yield* this.#sys.write(2, encodeUtf8(`Warning: Failed to open the file ${path}: ${error.message}\n`));
      }
      throw new CurlFailure(23, 'Failure writing output to destination');
    }
  }

  close(): void {
    if (this.#fd !== undefined && this.#fd !== 1) this.#sys.close(this.#fd);
    this.#fd = undefined;
  }
}

function pathOf(output: Output, url: Url, folder: string | undefined): string | undefined {
  if (output.kind === 'stdout') return undefined;
  const name = output.kind === 'file' ? output.path : url.path.replace(/\?.*$/s, '').replace(/^.*\//s, '');
  return folder === undefined ? name : `${folder}/${name}`;
}

function makeFolders(sys: Sys, path: string): void {
  const parts = path.split('/').slice(0, -1);
  for (let depth = 1; depth <= parts.length; depth++) {
    const folder = parts.slice(0, depth).join('/');
    if (folder === '') continue;
    try {
      sys.mkdir(folder, 0o750);
    } catch (error) {
      if (!isErrno(error, 'EEXIST')) throw error;
    }
  }
}

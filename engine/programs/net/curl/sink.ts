import type { Instant } from '../../../core/clock.js';
import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Fd, Sys } from '../../../process/sys.js';
import type { Url } from '../url.js';
import { CurlFailure } from './failure.js';
import type { CurlOptions, Output } from './options.js';
import { lexists } from '../../files/presence.js';

const BINARY_WARNING =
  'Warning: Binary output can mess up your terminal. Use "--output -" to tell \n' +
  'Warning: curl to output it to your terminal anyway, or consider "--output \n' +
  'Warning: <FILE>" to save to a file.\n';

/** Where the bytes of one transfer go; a file is made when the first of them comes. */
export class Sink {
  path: string | undefined;
  /** Bytes of the file that are there already, with -C. */
  readonly resumeFrom: number;
  readonly #isNamedByServer: boolean;
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
    this.#isNamedByServer = output.kind === 'remote-name' && options.flags.has('remote-header-name');
    this.resumeFrom = resumePoint(sys, this.path, options.values['continue-at']);
    if (this.path === undefined) this.#fd = 1;
  }

  /** With -J a file has the name that the server gives it, and replaces none. */
  takeName(disposition: string | undefined): void {
    const match = /filename=(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/i.exec(disposition ?? '');
    const name = (match?.[1]?.replace(/\\(.)/g, '$1') ?? match?.[2] ?? '').replace(/^.*[/\\]/s, '');
    if (!this.#isNamedByServer || name === '' || this.#fd !== undefined) return;
    this.path = inFolder(name, this.#options.values['output-dir']);
    if (lexists(this.#sys, this.path)) throw new CurlFailure(23, 'Failure writing output to destination');
  }

  /** What --remove-on-error and -R do when a transfer is over. */
  settle(failed: boolean, modifiedAt: Instant | undefined): void {
    if (this.path === undefined || !lexists(this.#sys, this.path)) return;
    if (failed && this.#options.flags.has('remove-on-error')) this.#sys.unlink(this.path);
    else if (!failed && this.#options.flags.has('remote-time') && modifiedAt !== undefined)
      this.#sys.utimes(this.path, modifiedAt, modifiedAt);
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
    if (this.#options.flags.has('no-clobber') && this.resumeFrom === 0) this.path = freeName(this.#sys, this.path ?? '');
    const path = this.path ?? '';
    const mode = this.#options.values['create-file-mode'];
    const isMore = this.resumeFrom > 0;
    try {
      if (this.#options.flags.has('create-dirs')) makeFolders(this.#sys, path);
      this.#fd = this.#sys.open(path, {
        write: true,
        create: true,
        ...(isMore ? { append: true } : { truncate: true }),
        ...(mode === undefined ? {} : { mode: parseInt(mode, 8) & 0o777 }),
      });
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
  return inFolder(name, folder);
}

function inFolder(name: string, folder: string | undefined): string {
  return folder === undefined ? name : `${folder}/${name}`;
}

/** `-C -` goes on where the file ends. */
function resumePoint(sys: Sys, path: string | undefined, given: string | undefined): number {
  if (given === undefined) return 0;
  if (given !== '-') return Number(given) || 0;
  return path !== undefined && lexists(sys, path) ? sys.stat(path).sizeBytes : 0;
}

/** `page`, or the first of `page.1` … `page.100` that is free. */
function freeName(sys: Sys, path: string): string {
  if (!lexists(sys, path)) return path;
  for (let number = 1; number <= 100; number++) if (!lexists(sys, `${path}.${String(number)}`)) return `${path}.${String(number)}`;
  throw new CurlFailure(23, 'Failure writing output to destination');
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

import { bytesOfLatin1, latin1Of } from '../../../core/latin1.js';
import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import type { Fd, Pid } from '../../../process/sys.js';
import { toHost } from '../runtime/bytes.js';
import { readWhole } from '../runtime/read-file.js';
import type { Vm } from '../runtime/vm.js';
import { fetchUrl } from './http-client.js';
import { Resource } from './resource.js';

const CHUNK = 8192;

/** An open file, pipe, socket or piece of memory. */
export class Stream extends Resource {
  /** Undefined: it is in memory. */
  readonly fd: Fd | undefined;
  readonly path: string;
  readonly mode: string;
  readonly #vm: Vm;
  #memory: string;
  #at = 0;
  #buffer = '';
  isAtEnd = false;
  /** Writing goes where the program's output goes. */
  readonly isOutput: boolean;
  readonly isSocket: boolean;
  /** A file or memory, rather than something that flows by. */
  readonly #isSeekable: boolean;
  /** How long reading waits; 0 when it does not. */
  timeoutMs: number;
  isBlocking = true;
  timedOut = false;
  /** The program at the other end (`popen`). */
  readonly pid: Pid | undefined;

  constructor(
    vm: Vm,
    of: {
      readonly fd?: Fd | undefined;
      readonly path: string;
      readonly mode: string;
      readonly content?: string;
      readonly isOutput?: boolean;
      readonly isSocket?: boolean;
      readonly pid?: Pid;
    },
  ) {
    super(vm.nextResourceId(), 'stream');
    this.#vm = vm;
    this.fd = of.fd;
    this.path = of.path;
    this.mode = of.mode;
    this.#memory = of.content ?? '';
    this.isOutput = of.isOutput ?? false;
    this.isSocket = of.isSocket ?? false;
    this.pid = of.pid;
    this.#isSeekable = of.fd === undefined || vm.sys.fstat(of.fd).kind === 'file';
    this.timeoutMs = this.isSocket ? Number(vm.ini.get('default_socket_timeout') ?? 60) * 1000 : Infinity;
  }

  /** Up to `length` bytes; fewer at the end. */
  *read(length: number): Task<string> {
    while (this.#buffer.length < length && (yield* this.#fill(length)));
    const text = this.#buffer.slice(0, length);
    this.#buffer = this.#buffer.slice(length);
    return text;
  }

  /** What is there at once, waiting for some. */
  *readSome(length: number): Task<string> {
    if (this.#buffer === '') yield* this.#fill(length);
    const text = this.#buffer.slice(0, length);
    this.#buffer = this.#buffer.slice(length);
    return text;
  }

  /** A line with its end; undefined at the end of the file. */
  *line(max = Infinity): Task<string | undefined> {
    for (;;) {
      const end = this.#buffer.indexOf('\n');
      const length = Math.min(end < 0 ? Infinity : end + 1, max);
      if (length <= this.#buffer.length || !(yield* this.#fill(CHUNK))) {
        const line = this.#buffer.slice(0, length);
        this.#buffer = this.#buffer.slice(line.length);
        return line === '' ? undefined : line;
      }
    }
  }

  *#fill(length: number): Task<boolean> {
    if (this.fd === undefined) {
      const text = this.#memory.slice(this.#at, this.#at + Math.max(length, CHUNK));
      this.#at += text.length;
      this.#buffer += text;
      this.isAtEnd ||= text === '';
      return text !== '';
    }
    if (!(yield* this.#waitFor(this.fd))) return false;
    const bytes = yield* this.#readPiece(this.fd);
    if (bytes.length === 0) {
      this.isAtEnd = true;
      return false;
    }
    this.#buffer += latin1Of(bytes);
    this.#vm.memory.reserve(bytes.length);
    return true;
  }

  /** A connection that breaks ends there. */
  *#readPiece(fd: Fd): Task<Uint8Array> {
    try {
      return yield* this.#vm.sys.read(fd, CHUNK);
    } catch (error) {
      if (this.isSocket && isErrno(error)) return new Uint8Array();
      throw error;
    }
  }

  /** Whether there is something to read, or the end, before the time is over. */
  *#waitFor(fd: Fd): Task<boolean> {
    const wait = this.isBlocking ? this.timeoutMs : 0;
    if (wait === Infinity) return true;
    const { kind } = yield* this.#vm.sys.poll([{ fd, read: true }], wait);
    this.timedOut = kind === 'timeout' && this.isBlocking;
    return kind !== 'timeout';
  }

  /** Whether reading gives something without waiting. */
  get hasBuffered(): boolean {
    return this.#buffer !== '';
  }

  *write(text: string): Task<void> {
    if (this.isOutput) {
      this.#vm.output.echo(text);
      return;
    }
    if (this.fd === undefined) {
      const at = this.mode.startsWith('a') ? this.#memory.length : this.tell();
      this.#vm.memory.reserve(at + text.length);
      this.#memory = this.#memory.slice(0, at).padEnd(at, '\0') + text + this.#memory.slice(at + text.length);
      this.#at = at + text.length;
      this.#buffer = '';
      return;
    }
    yield* this.#vm.output.flush();
    if (this.#buffer !== '' && this.#isSeekable) this.seek(this.tell());
    yield* this.#vm.sys.write(this.fd, bytesOfLatin1(text));
  }

  tell(): number {
    const at = this.fd === undefined ? this.#at : this.#vm.sys.seek(this.fd, 0, 'current');
    return at - this.#buffer.length;
  }

  seek(offset: number, from: 'start' | 'current' | 'end' = 'start'): void {
    const base = from === 'current' ? this.tell() + offset : offset;
    this.#buffer = '';
    this.isAtEnd = false;
    if (this.fd === undefined) this.#at = Math.max(0, from === 'end' ? this.#memory.length + offset : base);
    else this.#vm.sys.seek(this.fd, base, from === 'end' ? 'end' : 'start');
  }

  truncate(size: number): void {
    if (this.fd === undefined) this.#memory = this.#memory.slice(0, size).padEnd(size, '\0');
    else this.#vm.sys.truncate(this.fd, size);
  }

  get isEmptyAhead(): boolean {
    return this.#buffer === '' && this.isAtEnd;
  }

  close(): void {
    if (this.isOpen && this.fd !== undefined && this.fd > 2) this.#vm.sys.close(this.fd);
    this.isOpen = false;
  }
}

const modes = {
  r: { read: true },
  w: { write: true, create: true, truncate: true },
  a: { write: true, append: true, create: true },
  x: { write: true, create: true, exclusive: true },
  c: { write: true, create: true },
} as const;

/** Opens what a name stands for; a text says why not. */
export function* openStream(vm: Vm, name: string, mode: string): Task<Stream | { readonly reason: string }> {
  const wrapper = /^php:\/\/(\w+)/.exec(name)?.[1];
  if (wrapper !== undefined) return openPhp(vm, wrapper, name, mode);
  if (/^https?:\/\//.test(name)) {
    const answer = yield* fetchUrl(vm, name);
    return 'reason' in answer ? answer : new Stream(vm, { path: name, mode, content: answer.body });
  }
  if (name.startsWith('data:')) return new Stream(vm, { path: name, mode, content: name.slice(name.indexOf(',') + 1) });
  const options = Object.entries(modes).find(([letter]) => mode.startsWith(letter))?.[1];
  if (!options) return { reason: `\`${mode}' is not a valid mode for fopen` };
  if (name.includes('\0')) return { reason: 'No such file or directory' };
  try {
    const fd = vm.sys.open(toHost(name.replace(/^file:\/\//, '')), mode.includes('+') ? { ...options, read: true, write: true } : options);
    if (vm.sys.fstat(fd).kind === 'directory' && !mode.startsWith('r')) {
      vm.sys.close(fd);
      return { reason: 'Is a directory' };
    }
    return new Stream(vm, { fd, path: name, mode });
  } catch (error) {
    if (isErrno(error)) return { reason: error.message };
    throw error;
  }
}

function openPhp(vm: Vm, wrapper: string, path: string, mode: string): Stream | { readonly reason: string } {
  switch (wrapper) {
    case 'stdin':
      return new Stream(vm, { fd: 0, path, mode });
    case 'stdout':
      return vm.sapi === 'cli' ? new Stream(vm, { fd: 1, path, mode }) : new Stream(vm, { path, mode, isOutput: true });
    case 'stderr':
      return new Stream(vm, { fd: 2, path, mode });
    case 'output':
      return new Stream(vm, { path, mode, isOutput: true });
    case 'input':
      return new Stream(vm, { path, mode, content: vm.http.body });
    case 'memory':
    case 'temp':
      return new Stream(vm, { path, mode });
    default:
      return { reason: 'operation failed' };
  }
}

/** All of what a name stands for. */
export function* readAll(vm: Vm, name: string): Task<string | { readonly reason: string }> {
  if (/^(?:php|https?|data):/.test(name)) {
    const stream = yield* openStream(vm, name, 'r');
    return stream instanceof Stream ? yield* stream.read(Infinity) : stream;
  }
  try {
    if (name.includes('\0')) return { reason: 'No such file or directory' };
    const path = toHost(name.replace(/^file:\/\//, ''));
    if (vm.sys.stat(path).kind === 'directory') return { reason: 'Is a directory' };
    return yield* readWhole(vm, path);
  } catch (error) {
    if (isErrno(error)) return { reason: error.message };
    throw error;
  }
}

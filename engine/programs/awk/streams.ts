import { isErrno } from '../../core/errno.js';
import { decodeUtf8 } from '../../core/utf8.js';
import type { Task } from '../../core/task.js';
import type { Fd, Pid, Sys } from '../../process/sys.js';
import { LineReader, readAll } from '../input.js';
import { Output } from '../output.js';
import { exitCodeOf, waitFor } from '../process/run.js';
import { dynamicRegex } from './record.js';

/** Reads records by RS: one character, paragraphs when it is empty, otherwise an expression. */
export class RecordReader {
  readonly #sys: Sys;
  readonly #fd: Fd;
  #lines: LineReader | undefined;
  #delimiter = '';
  /** Text read whole, for separators of more than one character. */
  #rest: string | undefined;

  constructor(sys: Sys, fd: Fd) {
    this.#sys = sys;
    this.#fd = fd;
  }

  *next(separator: string): Task<string | undefined> {
    if (separator.length === 1 && this.#rest === undefined) {
      if (!this.#lines || this.#delimiter !== separator) {
        this.#lines ??= new LineReader(this.#sys, this.#fd, separator.charCodeAt(0));
        this.#delimiter = separator;
      }
      const line = yield* this.#lines.next();
      // With a separator other than newline, the file's last newline is no part of the record.
      return line !== undefined && separator !== '\n' && !this.#lines.terminated
        ? line === '\n'
          ? undefined
          : line.replace(/\n$/, '')
        : line;
    }
    this.#rest ??= decodeUtf8(this.#lines?.rest() ?? new Uint8Array(0)) + decodeUtf8(yield* readAll(this.#sys, this.#fd));
    return this.#cut(separator);
  }

  #cut(separator: string): string | undefined {
    let rest = this.#rest ?? '';
    const paragraphs = separator === '';
    if (paragraphs) rest = rest.replace(/^\n+/, '');
    if (rest === '') return undefined;
    const match = dynamicRegex(paragraphs ? '\n\n+' : separator).exec(rest);
    if (match && match.end > match.start) {
      this.#rest = rest.slice(match.end);
      return rest.slice(0, match.start);
    }
    this.#rest = '';
    return rest.replace(/\n$/, '');
  }
}

interface Command {
  readonly pid: Pid;
  readonly fd: Fd;
}

/** The files and commands that a program reads from and writes to, by name. */
export class AwkStreams {
  readonly #sys: Sys;
  readonly #standard: Output;
  readonly #outputs = new Map<string, Output>();
  readonly #readers = new Map<string, RecordReader>();
  readonly #commands = new Map<string, Command>();
  readonly #fds = new Map<string, Fd>();

  constructor(sys: Sys, standard: Output) {
    this.#sys = sys;
    this.#standard = standard;
  }

  /** Where `print > name`, `>> name` and `| name` write. */
  *output(mode: '>' | '>>' | '|', name: string): Task<Output> {
    if (mode !== '|' && (name === '/dev/stdout' || name === '-')) return this.#standard;
    const known = this.#outputs.get(name);
    if (known) return known;
    const fd =
      mode === '|'
        ? yield* this.#start(name, 'write')
        : name === '/dev/stderr'
          ? 2
          : this.#sys.open(name, { write: true, create: true, append: mode === '>>', truncate: mode === '>' });
    if (mode !== '|') this.#fds.set(name, fd);
    const output = new Output(this.#sys, fd);
    this.#outputs.set(name, output);
    return output;
  }

  /** A file or command that getline reads; undefined when it cannot be opened. */
  *reader(from: 'file' | 'command', name: string): Task<RecordReader | undefined> {
    const known = this.#readers.get(name);
    if (known) return known;
    try {
      const fd = from === 'command' ? yield* this.#start(name, 'read') : name === '-' ? 0 : this.#sys.open(name, { read: true });
      if (from === 'file' && fd !== 0) this.#fds.set(name, fd);
      const reader = new RecordReader(this.#sys, fd);
      this.#readers.set(name, reader);
      return reader;
    } catch (error) {
      if (isErrno(error)) return undefined;
      throw error;
    }
  }

  /** Runs a command with a pipe to or from it; returns our end. */
  *#start(command: string, direction: 'read' | 'write'): Task<Fd> {
    yield* this.flush();
    const pipe = this.#sys.pipe();
    const ours = direction === 'read' ? pipe.read : pipe.write;
    const theirs = direction === 'read' ? pipe.write : pipe.read;
    this.#sys.setCloseOnExec(ours, true);
    const fds = new Map<Fd, Fd>([
      [0, direction === 'write' ? theirs : 0],
      [1, direction === 'read' ? theirs : 1],
      [2, 2],
    ]);
    const pid = this.#sys.spawn({ path: '/bin/sh', argv: ['sh', '-c', command], fds });
    this.#sys.close(theirs);
    this.#commands.set(command, { pid, fd: ours });
    return ours;
  }

  /** system(): its output comes after ours. */
  *run(command: string): Task<number> {
    yield* this.flush();
    const pid = this.#sys.spawn({ path: '/bin/sh', argv: ['sh', '-c', command] });
    return exitCodeOf(yield* waitFor(this.#sys, pid));
  }

  *flush(): Task<void> {
    yield* this.#standard.flush();
    for (const output of this.#outputs.values()) yield* output.flush();
  }

  /** close(): the exit status of a command, 0 of a file, -1 when nothing of the name is open. */
  *close(name: string): Task<number> {
    const output = this.#outputs.get(name);
    const reader = this.#readers.get(name);
    if (!output && !reader) return -1;
    if (output) yield* output.flush();
    this.#outputs.delete(name);
    this.#readers.delete(name);
    const fd = this.#fds.get(name);
    if (fd !== undefined && fd > 2) this.#sys.close(fd);
    this.#fds.delete(name);
    const command = this.#commands.get(name);
    if (!command) return 0;
    this.#commands.delete(name);
    this.#sys.close(command.fd);
    return exitCodeOf(yield* waitFor(this.#sys, command.pid));
  }

  *closeAll(): Task<void> {
    yield* this.flush();
    for (const name of [...this.#outputs.keys(), ...this.#readers.keys()]) yield* this.close(name);
  }
}

import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import type { Fd, Main, Sys } from '../../process/sys.js';
import { readAll, readText } from '../input.js';
import { CHUNK_BYTES } from '../limits.js';
import { Output } from '../output.js';
import { checkNames } from './check-names.js';
import { textOf } from './formats.js';
import { Interpreter } from './interpreter.js';
import { Break } from './items.js';
import { JsonError, JsonReader } from './json-reader.js';
import { formatJson, type Layout } from './json-writer.js';
import { JqUsageError, parseJqOptions, type JqOptions } from './options.js';
import { parseProgram } from './parser.js';
import { withVariable, type Scope } from './scope.js';
import { Halt } from './special.js';
import { JqLimitError, JqSyntaxError, type Expression } from './syntax.js';
import { usage } from './usage.js';
import { isTrue, JqError, type Json } from './value.js';

/** Steps of the host for so much work, and the work after which a program that prints nothing counts as endless. */
const WORK_PER_STEP = 500;
const MAX_WORK = 4_000_000;

/** `jq`: the language of jq 1.6, on values that come one after the other. */
export const jq: Main = function* (sys, argv, release = '1.6') {
  try {
    return yield* new Run(sys, parseJqOptions(argv.slice(1)), release).main();
  } catch (error) {
    if (!(error instanceof JqUsageError)) throw error;
    yield* sys.write(2, encodeUtf8(`${error.message}\n`));
    return 2;
  }
};

class Run {
  readonly #sys: Sys;
  readonly #version: string;
  readonly #options: JqOptions;
  readonly #layout: Layout;
  readonly #out: Output;
  readonly #interpreter: Interpreter;
  readonly #files: string[];
  #fd: Fd | undefined;
  #reader = new JsonReader('', false);
  #isAtEnd = false;
  #place = '<unknown>';
  #work = 0;
  #last: Json | undefined;
  #status = 0;
  #notes = '';

  constructor(sys: Sys, options: JqOptions, release: string) {
    const { flags } = options;
    this.#version = `jq-${/^\d+\.\d+/.exec(release)?.[0] ?? release}`;
    this.#sys = sys;
    this.#options = options;
    this.#out = new Output(sys, 1);
    this.#files = [...options.files];
    const isColored = flags.has('color-output') || (this.#out.isTerminal && !flags.has('monochrome-output') && !sys.env.has('NO_COLOR'));
    const indent = flags.has('tab') ? '\t' : options.indent === 0 || flags.has('compact-output') ? undefined : ' '.repeat(options.indent);
    this.#layout = { indent, sortKeys: flags.has('sort-keys'), ascii: flags.has('ascii-output'), colors: isColored };
    this.#interpreter = new Interpreter({
      charge: () => {
        this.#charge();
      },
      nextInput: () => this.#parsed(),
      inputLine: () => this.#reader.lines,
      debug: text => {
        this.#notes += `${text}\n`;
      },
      now: () => sys.clock.epochMsOf(sys.clock.now()) / 1000,
      environment: new Map([...sys.env]),
    });
  }

  *main(): Task<number> {
    const { flags, filter } = this.#options;
    if (flags.has('version')) return yield* this.#say(1, `${this.#version}\n`, 0);
    if (filter === undefined || flags.has('help')) return yield* this.#say(flags.has('help') ? 1 : 2, usage, flags.has('help') ? 0 : 2);
    let program: Expression;
    let scope: Scope;
    try {
      scope = yield* this.#variables();
      program = parseProgram(this.#options.fromFile ? yield* this.#fileText(filter) : filter);
      checkNames(program, scope);
    } catch (error) {
      if (error instanceof JqLimitError) return yield* this.#say(2, `${error.message}\n`, 3);
      if (error instanceof RangeError) return yield* this.#say(2, 'drydock: jq: a program nested this deep is not simulated\n', 3);
      if (!(error instanceof JqSyntaxError)) throw error;
      const place = ` at <top-level>, line 1:\n${filter}${' '.repeat(error.at)}\njq: 1 compile error\n`;
      return yield* this.#say(2, `jq: error: ${error.message}${place}`, 3);
    }
    try {
      yield* this.#all(program, scope, needsInput(program));
    } catch (error) {
      if (!(error instanceof Halt)) throw error;
      yield* this.#halt(error);
    }
    yield* this.#out.flush();
    if (this.#status !== 0 || !flags.has('exit-status')) return this.#status;
    return this.#last === undefined || isTrue(this.#last) ? 0 : 1;
  }

  *#all(program: Expression, scope: Scope, readsAhead: boolean): Task<void> {
    const { flags } = this.#options;
    try {
      if (readsAhead) yield* this.#readEverything();
      if (flags.has('null-input')) yield* this.#filter(program, scope, null);
      else if (flags.has('raw-input')) yield* this.#rawLines(program, scope);
      else if (flags.has('slurp')) {
        const values: Json[] = [];
        for (let next = yield* this.#next(); next; next = yield* this.#next()) values.push(next[0]);
        yield* this.#filter(program, scope, values);
      } else {
        for (let next = yield* this.#next(); next; next = yield* this.#next()) yield* this.#filter(program, scope, next[0]);
      }
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
      yield* this.#complain(`parse error: ${error.message}\n`, 4);
    }
  }

  *#filter(program: Expression, scope: Scope, input: Json): Task<void> {
    const results = this.#interpreter.values(program, scope, input);
    for (;;) {
      this.#work = 0;
      let next: IteratorResult<Json, void>;
      try {
        next = results.next();
      } catch (error) {
        yield* this.#flushNotes();
        yield* this.#fail(error);
        return;
      }
      yield* this.#flushNotes();
      if (next.done) return;
      yield* this.#print(next.value);
      yield* this.#sys.tick();
    }
  }

  *#fail(error: unknown): Task<void> {
    const place = this.#options.flags.has('null-input') ? '<unknown>' : `${this.#place}:${String(this.#reader.lines)}`;
    if (error instanceof JqError && error.value === null) return;
    if (error instanceof JqError) {
      const words = typeof error.value === 'string' ? error.value : `(not a string): ${formatJson(error.value)}`;
      const gap = typeof error.value === 'string' ? ': ' : ' ';
      yield* this.#complain(`jq: error (at ${place})${gap}${words}\n`, 5);
    } else if (error instanceof Break) yield* this.#complain('jq: error (at <unknown>): break\n', 5);
    else if (error instanceof JqLimitError) yield* this.#complain(`${error.message}\n`, 5);
    else if (error instanceof RangeError) yield* this.#complain('drydock: jq: recursion this deep is not simulated\n', 5);
    else throw error;
  }

  *#print(value: Json): Task<void> {
    const { flags } = this.#options;
    this.#last = value;
    const isRaw = flags.has('raw-output') || flags.has('join-output');
    const text = isRaw && typeof value === 'string' ? value : formatJson(value, this.#layout);
    yield* this.#out.write(flags.has('join-output') ? text : `${text}\n`);
    if (flags.has('unbuffered')) yield* this.#out.flush();
  }

  *#halt({ status, value }: Halt): Task<void> {
    if (value !== undefined) yield* this.#complain(typeof value === 'string' ? value : `${formatJson(value)}\n`, status);
    this.#status = status;
  }

  *#flushNotes(): Task<void> {
    if (this.#notes === '') return;
    const text = this.#notes;
    this.#notes = '';
    yield* this.#sys.write(2, encodeUtf8(text));
  }

  *#complain(text: string, status: number): Task<void> {
    yield* this.#out.flush();
    yield* this.#sys.write(2, encodeUtf8(text));
    this.#status = status;
  }

  *#say(fd: Fd, text: string, status: number): Task<number> {
    yield* this.#sys.write(fd, encodeUtf8(text));
    return status;
  }

  #charge(): void {
    if (++this.#work % WORK_PER_STEP === 0) this.#sys.tick().next();
    if (this.#work > MAX_WORK) throw new JqLimitError('drydock: jq: a computation this long is not simulated');
  }

  #parsed(): readonly [Json] | undefined {
    return this.#reader.next();
  }

  /** The next value; undefined at the end of the last file. */
  *#next(): Task<readonly [Json] | undefined> {
    for (;;) {
      const found = this.#reader.next();
      if (found || this.#isAtEnd) return found;
      if (this.#out.isTerminal || this.#fd === 0) yield* this.#out.flush();
      const bytes = yield* this.#chunk();
      if (!bytes) this.#isAtEnd = true;
      this.#reader.add(bytes && decodeUtf8(bytes));
    }
  }

  /** More of the input; undefined when the last file is over. */
  *#chunk(): Task<Uint8Array | undefined> {
    for (;;) {
      if (this.#fd === undefined && !(yield* this.#openNext())) return undefined;
      const bytes = yield* this.#sys.read(this.#fd ?? 0, CHUNK_BYTES);
      if (bytes.length > 0) return bytes;
      if (this.#fd !== undefined && this.#fd !== 0) this.#sys.close(this.#fd);
      this.#fd = undefined;
      if (this.#files.length === 0) return undefined;
    }
  }

  *#openNext(): Task<boolean> {
    if (this.#options.files.length === 0) {
      this.#place = '<stdin>';
      this.#fd = 0;
      return true;
    }
    for (let path = this.#files.shift(); path !== undefined; path = this.#files.shift()) {
      try {
        this.#fd = this.#sys.open(path, { read: true });
        this.#place = path;
        return true;
      } catch (error) {
        if (!isErrno(error)) throw error;
        yield* this.#complain(`jq: error: Could not open file ${path}: ${error.message}\n`, 2);
      }
    }
    return false;
  }

  *#readEverything(): Task<void> {
    for (let bytes = yield* this.#chunk(); bytes; bytes = yield* this.#chunk()) this.#reader.add(decodeUtf8(bytes));
    this.#reader.add(undefined);
    this.#isAtEnd = true;
  }

  *#rawLines(program: Expression, scope: Scope): Task<void> {
    let text = '';
    for (let bytes = yield* this.#chunk(); bytes; bytes = yield* this.#chunk()) text += decodeUtf8(bytes);
    if (this.#options.flags.has('slurp')) {
      yield* this.#filter(program, scope, text);
      return;
    }
    const lines = text.split('\n');
    if (lines.at(-1) === '') lines.pop();
    for (const line of lines) yield* this.#filter(program, scope, line);
  }

  *#fileText(path: string): Task<string> {
    try {
      return yield* readText(this.#sys, path);
    } catch (error) {
      if (isErrno(error)) throw new JqUsageError(`jq: error: Could not open ${path}: ${error.message}`);
      throw error;
    }
  }

  *#variables(): Task<Scope> {
    let scope: Scope;
    const named = new Map(this.#options.named);
    for (const { name, path, isRaw } of this.#options.fileVariables) {
      const text = decodeUtf8(yield* this.#fileBytes(path));
      const values: Json[] = [];
      const reader = new JsonReader(text);
      for (let next = isRaw ? undefined : reader.next(); next; next = reader.next()) values.push(next[0]);
      named.set(name, isRaw ? text : values);
    }
    for (const [name, value] of named) scope = withVariable(scope, name, value);
    const all = new Map<string, Json>([
      ['positional', this.#options.positional],
      ['named', named],
    ]);
    return withVariable(scope, 'ARGS', all);
  }

  *#fileBytes(path: string): Task<Uint8Array> {
    let fd: Fd;
    try {
      fd = this.#sys.open(path, { read: true });
    } catch (error) {
      if (isErrno(error)) throw new JqUsageError(`jq: Bad JSON in --slurpfile ${path}: Could not open ${path}: ${error.message}`);
      throw error;
    }
    try {
      return yield* readAll(this.#sys, fd);
    } finally {
      this.#sys.close(fd);
    }
  }
}

/** Whether a program reads inputs itself: then they must all be there before it runs. */
function needsInput(program: Expression): boolean {
  const text = textOf(JSON.stringify(program));
  return text.includes('"name":"input"') || text.includes('"name":"inputs"');
}

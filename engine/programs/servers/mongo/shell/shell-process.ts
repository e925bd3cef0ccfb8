import type { Random } from '../../../../core/random.js';
import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import type { Sys } from '../../../../process/sys.js';
import { text, number } from '../../../node/bindings/argument.js';
import { fileBindings } from '../../../node/bindings/files.js';
import { processBindings } from '../../../node/bindings/process.js';
import { bootFile } from '../../../node/boot-file.js';
import { Engine, type Outcome, type Value } from '../../../node/engine.js';
import { sourceOf } from '../../../node/library.js';
import { HEAP_BYTES, STEPS_PER_INTERRUPT } from '../../../node/limits.js';
import { nestingOf } from '../../../node/nesting.js';
import { OutputQueue } from '../../../node/output-queue.js';
import { Suspender } from '../../../node/quickjs/suspender.js';
import { Recording } from '../../../node/recording.js';
import { releaseOf } from '../../../node/versions.js';
import { Decimal } from '../bson/decimal.js';
import { formatEjson, fromEjson } from '../bson/ejson.js';
import { hexOf } from '../bson/decode.js';
import { isDoc } from '../bson/values.js';
import { CommandError, MongoNetworkError, type MongoClient } from '../client.js';
import { shellModule } from './lib/index.js';
import { askPassword } from './password.js';

const RESIDENT_BYTES = 90 * 1024 * 1024;
const INITIAL_HEAP_BYTES = 16 * 1024 * 1024;
const MAX_SLEEP_MS = 86_400_000;
/** The version of node that mongosh 1.8.0 is built with, as far as this library has it. */
const NODE_VERSION = '20.18.1';

export interface ShellWorld {
  readonly uri: string;
  readonly database: string;
  readonly isConnected: boolean;
  readonly interactive: boolean;
  /** Lines come one by one: one that is not whole waits for the next. */
  readonly readsLines: boolean;
  readonly colors: boolean;
}

/** How a piece of JavaScript ended. */
export type Ran = 'done' | 'failed' | 'unfinished';

/** The JavaScript of a shell: an engine with node's library and the shell's own, in which calls of the server wait. */
export class ShellProcess {
  readonly #sys: Sys;
  readonly #client: MongoClient | undefined;
  readonly #output: OutputQueue;
  readonly #suspender = new Suspender();
  readonly #engine: Engine;
  readonly #world: ShellWorld;
  #wasInterrupted = false;
  #ids: number;
  readonly #machine: string;

  constructor(sys: Sys, client: MongoClient | undefined, world: ShellWorld) {
    this.#sys = sys;
    this.#client = client;
    this.#world = world;
    this.#output = new OutputQueue(sys);
    this.#ids = sys.random.below(0xffffff);
    this.#machine = sys.random.hex(10);
    this.#engine = new Engine({
      now: () => Math.floor(sys.clock.epochMsOf(sys.clock.now())),
      onInterrupt: () => this.#onInterrupt(),
      onGrowth: sizeBytes => sys.setMemory(RESIDENT_BYTES + sizeBytes - INITIAL_HEAP_BYTES),
      loadModule: () => '',
      resolveModule: (_, name) => name,
      recording: new Recording({ isOff: true }),
      suspender: this.#suspender,
    });
    this.#suspender.pause = () => this.#pause();
  }

  /** Makes the world that scripts see. */
  *boot(): Task<void> {
    this.#sys.setMemory(RESIDENT_BYTES);
    const startup = {
      release: releaseOf(NODE_VERSION),
      execPath: '/usr/bin/mongosh',
      argv: ['/usr/bin/mongosh'],
      execArgv: [],
      preload: [],
      check: false,
      shell: this.#world,
    };
    this.#engine.bind(
      '__drydock',
      {
        ...fileBindings(this.#sys),
        ...processBindings(this.#sys, this.#output),
        source: name => shellModule(text(name)) ?? sourceOf(text(name)),
        start: () => false,
        cancel: () => undefined,
        setRef: () => undefined,
        exit: code => this.#leave(number(code)),
        startup: () => JSON.stringify(startup),
        heapLimit: () => HEAP_BYTES,
        nesting: source => nestingOf(text(source)),
        ...this.#shellBindings(),
      },
      {},
    );
    yield* this.#engine.suspending(() => this.#engine.evaluate(sourceOf(bootFile) ?? '', `node:${bootFile}`));
    yield* this.#call('main', JSON.stringify({ kind: 'library', name: 'mongo/shell' }));
    yield* this.#output.flush();
  }

  /** Runs a piece of JavaScript to its end, promises too. */
  *run(source: string, prints: boolean): Task<Ran> {
    this.#wasInterrupted = false;
    let status = yield* this.#call('run', source, prints);
    while (status === WAITING) {
      yield* this.#turn();
      status = yield* this.#call('settle', prints);
      if (status === WAITING && !(yield* this.#waitForTimer())) break;
    }
    yield* this.#turn();
    yield* this.#output.flush();
    return status === 0 ? 'done' : status === UNFINISHED ? 'unfinished' : 'failed';
  }

  *prompt(): Task<string> {
    const value = yield* this.#call('prompt');
    return typeof value === 'string' ? value : '> ';
  }

  /** Tasks and promises until none is left. */
  *#turn(): Task<void> {
    while ((yield* this.#call('runTicks')) === true) yield* this.#sys.tick();
    yield* this.#jobs();
    while ((yield* this.#call('runTimer', this.#sys.clock.now())) === true);
    yield* this.#jobs();
    yield* this.#output.flush();
  }

  *#jobs(): Task<void> {
    for (let more = true; more; ) {
      const outcome: Outcome = yield* this.#engine.suspending(() => this.#engine.runJobs());
      more = outcome.kind === 'value' && outcome.value === true;
      if (more) yield* this.#sys.tick();
    }
  }

  *#waitForTimer(): Task<boolean> {
    const next = yield* this.#call('nextTimer');
    if (typeof next !== 'number' || !Number.isFinite(next)) return false;
    yield* this.#sys.sleep(Math.max(0, next - this.#sys.clock.now()));
    return true;
  }

  *#call(name: string, ...values: readonly Value[]): Task<Value> {
    const outcome: Outcome = yield* this.#engine.suspending(() => this.#engine.call(name, ...values));
    if (outcome.kind === 'value') return outcome.value;
    if (outcome.kind === 'broken') {
      yield* this.#output.flush();
      const words = whyBroken(outcome.why);
      yield* this.#sys.write(2, encodeUtf8(`${words}\n`));
      yield* this.#sys.exit(134);
    }
    // What the computation was stopped in could not be told by itself.
    if (outcome.kind === 'endless') this.#output.write(1, encodeUtf8('Stopping execution...\n'));
    return 1;
  }

  #shellBindings(): Readonly<Record<string, (...values: readonly Value[]) => unknown>> {
    const { random } = this.#sys;
    return {
      command: (database, command) => this.#wait(() => this.#command(text(database), text(command))),
      signIn: (database, user, password) => this.#wait(() => this.#signIn(text(database), text(user), text(password))),
      askPassword: () => this.#wait(() => this.#askPassword()),
      sleep: ms => this.#wait(() => this.#sleep(number(ms))),
      leave: code => this.#leave(number(code)),
      newObjectId: () => this.#newObjectId(),
      randomUuid: () => uuid(random),
      decimal: given => Decimal.parse(text(given))?.toString() ?? '',
      wasInterrupted: () => this.#wasInterrupted,
    };
  }

  /** Waits within JavaScript, with everything shown that was printed before. */
  #wait<T>(work: () => Task<T>): T | undefined {
    const output = this.#output;
    return this.#suspender.wait(function* () {
      yield* output.flush();
      return yield* work();
    });
  }

  #leave(code: number): undefined {
    const sys = this.#sys;
    this.#wait(() => sys.exit(code & 0xff));
    return undefined;
  }

  *#command(database: string, given: string): Task<string> {
    try {
      const command = fromEjson(JSON.parse(given));
      if (!isDoc(command) || !this.#client) return failure('MongoshInvalidInputError', 'not connected');
      return formatEjson(yield* this.#client.run(database, command), { relaxed: false });
    } catch (error) {
      return failureOf(error);
    }
  }

  /** Empty when it went well. */
  *#signIn(database: string, user: string, password: string): Task<string> {
    try {
      if (this.#client) yield* this.#client.signIn({ user, password, database });
      return '';
    } catch (error) {
      if (error instanceof CommandError || error instanceof MongoNetworkError) return error.message;
      throw error;
    }
  }

  *#askPassword(): Task<string> {
    return yield* askPassword(this.#sys);
  }

  *#sleep(ms: number): Task<undefined> {
    if (!(yield* this.#sys.sleep(Math.min(MAX_SLEEP_MS, Math.max(0, ms))))) this.#onInterrupt();
    return undefined;
  }

  *#pause(): Task<void> {
    yield* this.#output.flush();
    for (let step = 0; step < STEPS_PER_INTERRUPT; step++) yield* this.#sys.tick();
  }

  #onInterrupt(): boolean {
    for (let signal = this.#sys.takeSignal(); signal; signal = this.#sys.takeSignal()) this.#wasInterrupted = true;
    return this.#wasInterrupted;
  }

  #newObjectId(): string {
    const seconds = Math.floor(this.#sys.clock.epochMsOf(this.#sys.clock.now()) / 1000);
    this.#ids = (this.#ids + 1) & 0xffffff;
    return seconds.toString(16).padStart(8, '0') + this.#machine + this.#ids.toString(16).padStart(6, '0');
  }
}

const WAITING = 2;
const UNFINISHED = 3;

/** Where the engine cannot go on, neither can the shell. */
function whyBroken(why: string): string {
  if (why.includes('unreachable')) return 'drydock: waiting for the server within a getter, toJSON or valueOf is not simulated';
  if (why.includes('call stack')) return 'drydock: functions that call each other so deeply are not simulated in mongosh';
  return `FATAL ERROR: ${why}`;
}

function uuid(random: Random): string {
  const bytes = random.bytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return hexOf(bytes);
}

function failure(name: string, message: string): string {
  return `!${JSON.stringify([name, message])}`;
}

function failureOf(error: unknown): string {
  if (error instanceof MongoNetworkError) return failure('MongoNetworkError', error.message);
  if (isErrno(error, 'EINTR')) return failure('MongoshInterruptedError', 'execution was interrupted');
  if (error instanceof Error) return failure('BSONError', error.message);
  throw error;
}

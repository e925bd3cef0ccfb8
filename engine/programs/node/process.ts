import { isErrno } from '../../core/errno.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Task } from '../../core/task.js';
import type { Signal } from '../../process/signals.js';
import type { Sys } from '../../process/sys.js';
import { fileBindings } from './bindings/files.js';
import { childBindings } from './bindings/children.js';
import { dataBindings } from './bindings/data.js';
import { netBindings } from './bindings/net.js';
import { number, text } from './bindings/argument.js';
import { promptBindings } from './bindings/prompt.js';
import { processBindings } from './bindings/process.js';
import { Engine, type Outcome, type Value } from './engine.js';
import { Operations } from './event-loop.js';
import { bootFile } from './boot-file.js';
import { sourceOf } from './library.js';
import { HEAP_BYTES, RESIDENT_BYTES, STEPS_PER_INTERRUPT } from './limits.js';
import { nestingOf } from './nesting.js';
import { OutputQueue } from './output-queue.js';
import { Recording, type Answer } from './recording.js';
import type { Suspension } from './suspension.js';
import type { NodeRelease } from './versions.js';

/** The object of the global one through which host and library speak; the library takes it away at once. */
const BRIDGE = '__drydock';
const INITIAL_HEAP_BYTES = 16 * 1024 * 1024;

/** How a process is started: what `process` tells, and what is run first. */
export interface NodeStart {
  readonly release: NodeRelease;
  readonly execPath: string;
  readonly argv: readonly string[];
  readonly execArgv: readonly string[];
  readonly preload: readonly string[];
  /** Only look whether the script can be read. */
  readonly check: boolean;
  readonly main: Main;
}

type Main =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'eval'; readonly source: string; readonly print: boolean; readonly module: boolean }
  | { readonly kind: 'stdin' }
  | { readonly kind: 'repl' }
  | { readonly kind: 'watch' }
  | { readonly kind: 'test' };

/** A `node` process: an engine, the library in it, and the event loop around both. */
export class NodeProcess {
  readonly #sys: Sys;
  readonly #start: NodeStart;
  readonly #output: OutputQueue;
  readonly #operations: Operations;
  readonly #recording = new Recording();
  #engine: Engine;
  /** Signals that came while the process stood still for a child. */
  readonly #held: Signal[] = [];
  #exitCode: number | undefined;
  #isEndless = false;

  constructor(sys: Sys, start: NodeStart) {
    this.#sys = sys;
    this.#start = start;
    this.#output = new OutputQueue(sys);
    this.#operations = new Operations(sys);
    this.#engine = this.#newEngine();
  }

  #newEngine(): Engine {
    const sys = this.#sys;
    return new Engine({
      now: () => Math.floor(sys.clock.epochMsOf(sys.clock.now())),
      onInterrupt: () => this.#chargeForWork(),
      onGrowth: sizeBytes => sys.setMemory(RESIDENT_BYTES + sizeBytes - INITIAL_HEAP_BYTES),
      recording: this.#recording,
      loadModule: name => this.#ask('loadModule', name),
      resolveModule: (base, name) => this.#ask('resolveModule', base, name),
    });
  }

  /** Runs to the end; the exit code. */
  *run(): Task<number> {
    this.#sys.setMemory(RESIDENT_BYTES);
    this.#sys.onSignal('SIGPIPE', 'ignore');
    this.#bind();
    yield* this.#settle(() => this.#engine.evaluate(sourceOf(bootFile) ?? '', `node:${bootFile}`));
    yield* this.#settle(() => this.#engine.call('main', JSON.stringify(this.#start.main)));
    yield* this.#loop();
    yield* this.#output.flush();
    return this.#exitCode ?? 0;
  }

  #bind(): void {
    const bindings = {
      ...fileBindings(this.#sys),
      ...netBindings(this.#sys),
      ...processBindings(this.#sys, this.#output),
      ...dataBindings(this.#sys),
      ...promptBindings(this.#sys),
      ...childBindings(this.#sys, signal => this.#held.push(signal)),
      start: (id: Value, name: Value, ...values: readonly Value[]) => this.#operations.start(number(id), text(name), values),
      cancel: (id: Value) => {
        this.#operations.cancel(number(id));
      },
      setRef: (id: Value, on: Value) => {
        this.#operations.setRef(number(id), on === true);
      },
      exit: (code: Value) => this.#exit(number(code)),
    };
    const constants = {
      source: (name: Value) => sourceOf(text(name)),
      startup: () => JSON.stringify(this.#start),
      heapLimit: () => HEAP_BYTES,
      nesting: (source: Value) => nestingOf(text(source)),
    };
    this.#engine.bind(BRIDGE, bindings, constants);
  }

  /** Enters the engine. Where a binding has to wait, the process waits, and a new engine does the same up to there. */
  *#enter(work: () => Outcome | readonly Outcome[]): Task<readonly Outcome[]> {
    const first = work();
    let outcomes: readonly Outcome[] = Array.isArray(first) ? first : [first];
    for (let waiting = this.#engine.suspension; waiting && this.#goesOn; waiting = this.#engine.suspension) {
      yield* this.#output.flush();
      const entries = this.#recording.rewind(yield* this.#answerOf(waiting));
      this.#engine = this.#newEngine();
      this.#bind();
      outcomes = this.#engine.replay(entries);
    }
    return outcomes;
  }

  *#answerOf(waiting: Suspension): Task<Answer> {
    try {
      return { value: yield* waiting.drive() };
    } catch (error) {
      if (!isErrno(error)) throw error;
      return { code: error.code };
    }
  }

  *#loop(): Task<void> {
    for (;;) {
      if (this.#isEndless && this.#start.main.kind === 'repl') yield* this.#computeUntilInterrupted();
      yield* this.#output.flush();
      yield* this.#sys.tick();
      yield* this.#tellWriteFailure();
      if (this.#exitCode !== undefined) return;
      if (this.#isEndless) yield* this.#spin();
      yield* this.#takeSignals();
      yield* this.#turn();
      if (!this.#goesOn) continue;
      if (this.#operations.isDue || this.#number('pendingImmediates') > 0) continue;
      if (!this.#operations.keepsAlive && this.#number('keepsAlive') === 0) {
        yield* this.#settle(() => this.#engine.call('idle'));
        continue;
      }
      const next = this.#number('nextTimer');
      if (next <= this.#sys.clock.now() || (yield* this.#takeSignals())) continue;
      yield* this.#operations.wait(next);
    }
  }

  /** One turn of the event loop: timers, what came in, immediates. */
  *#turn(): Task<void> {
    for (let more = true; more && this.#goesOn; ) more = (yield* this.#call('runTimer', this.#sys.clock.now())) === true;
    yield* this.#operations.step();
    for (let report = this.#operations.takeReport(); report && this.#goesOn; report = this.#operations.takeReport()) {
      yield* this.#call('complete', report.id, report.code, ...report.values);
    }
    for (let count = this.#number('pendingImmediates'); count > 0 && this.#goesOn; count--) yield* this.#call('runImmediate');
  }

  get #goesOn(): boolean {
    return this.#exitCode === undefined && !this.#isEndless;
  }

  *#takeSignals(): Task<boolean> {
    let some = false;
    const next = (): Signal | undefined => this.#held.shift() ?? this.#sys.takeSignal();
    for (let signal = next(); signal && this.#goesOn; signal = next()) {
      some = true;
      yield* this.#call('signal', signal);
    }
    return some;
  }

  *#tellWriteFailure(): Task<void> {
    const failure = this.#output.takeFailure();
    if (failure !== undefined && this.#goesOn) yield* this.#call('writeFailed', failure);
  }

  /** Calls the library and lets what follows from it happen; undefined when it threw. */
  *#call(name: string, ...values: readonly Value[]): Task<Value> {
    return yield* this.#settle(() => this.#engine.call(name, ...values));
  }

  #number(name: string): number {
    const outcome = this.#engine.call(name);
    const value = outcome.kind === 'value' ? outcome.value : undefined;
    return typeof value === 'number' ? value : 0;
  }

  /** After every piece of JavaScript: uncaught errors, then process.nextTick and promises until nothing is left. */
  *#settle(work: () => Outcome): Task<Value> {
    const value = yield* this.#plain(work);
    while (this.#goesOn) {
      yield* this.#whileMore(() => this.#engine.call('runTicks'));
      yield* this.#whileMore(() => this.#engine.runJobs());
      const isQuiet = (yield* this.#plain(() => this.#engine.call('hasTicks'))) !== true;
      if (isQuiet && !(yield* this.#tellOfPromises())) break;
    }
    return value;
  }

  /** Does a part of the work again and again until nothing of it is left; others get their turn in between. */
  *#whileMore(work: () => Outcome): Task<void> {
    while (this.#goesOn && (yield* this.#plain(work)) === true) {
      this.#chargeForWork();
      yield* this.#output.flush();
      yield* this.#sys.tick();
    }
  }

  /** Promises that are rejected by now have no handler; true when there were some. */
  *#tellOfPromises(): Task<boolean> {
    const outcomes = this.#goesOn ? yield* this.#enter(() => this.#engine.tellOfPromises()) : [];
    for (const outcome of outcomes) yield* this.#valueOf(outcome);
    return outcomes.length > 0;
  }

  *#plain(work: () => Outcome): Task<Value> {
    const [outcome] = yield* this.#enter(work);
    return outcome && (yield* this.#valueOf(outcome));
  }

  *#valueOf(outcome: Outcome): Task<Value> {
    if (outcome.kind === 'value') return outcome.value;
    if (outcome.kind === 'endless') this.#isEndless = true;
    if (outcome.kind === 'broken') this.#break(outcome.why);
    if (outcome.kind !== 'thrown') return undefined;
    const [answer] = yield* this.#enter(() => this.#engine.callWithError('fatal', outcome.error));
    if (answer?.kind === 'endless') this.#isEndless = true;
    if (answer?.kind === 'thrown') this.#exit(7);
    return undefined;
  }

  /** The engine cannot go on. Where it ran out of its outer stack a program might have caught the error; here nothing of it is left that could. */
  #break(why: string): void {
    const isDeep = why.startsWith('Maximum call stack');
    const words = isDeep
      ? `RangeError: ${why}\n\nNode.js v${this.#start.release.version}\ndrydock: catching this error is not simulated: it came where the engine itself was too deep\n`
      : `FATAL ERROR: ${why}\n`;
    this.#output.write(2, encodeUtf8(words));
    this.#exit(isDeep ? 1 : 134);
  }

  #exit(code: number): undefined {
    this.#exitCode ??= code & 0xff;
    this.#engine.halt();
    return undefined;
  }

  #ask(name: string, ...values: readonly Value[]): string {
    const outcome = this.#engine.call(name, ...values);
    if (outcome.kind !== 'value' || typeof outcome.value !== 'string') throw new Error(this.#failureText());
    return outcome.value;
  }

  #failureText(): string {
    const why = this.#engine.call('loadFailure');
    return why.kind === 'value' && typeof why.value === 'string' && why.value !== '' ? why.value : 'the module could not be found';
  }

  #chargeForWork(): boolean {
    for (let step = 0; step < STEPS_PER_INTERRUPT; step++) this.#sys.tick().next();
    if (this.#output.isFull) this.#isEndless = true;
    return this.#exitCode !== undefined || this.#isEndless;
  }

  /** What was typed at a prompt computes until ^C; that it was given up is told only then. */
  *#computeUntilInterrupted(): Task<void> {
    while (this.#sys.takeSignal() !== 'SIGINT') yield* this.#sys.tick();
    this.#isEndless = false;
  }

  /** JavaScript that does not come back cannot be put aside: the process computes for ever, as seen from outside, until it is killed. */
  *#spin(): Task<never> {
    yield* this.#output.flush();
    if (this.#output.takeFailure() !== undefined) yield* this.#sys.exit(1);
    const words = 'drydock: a computation of more than 15 s without a pause is not simulated: the process goes on computing for ever\n';
    yield* this.#sys.write(2, encodeUtf8(words));
    for (;;) yield* this.#sys.tick();
  }
}

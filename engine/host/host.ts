import type { Api, ApiResponse } from '../api/message.js';
import type { Instant } from '../core/clock.js';
import { invariant, unreachable } from '../core/invariant.js';
import type { RunResult } from '../core/scheduler.js';
import { READY } from '../core/task.js';
import { isErrno } from '../core/errno.js';
import { decodeUtf8, encodeUtf8 } from '../core/utf8.js';
import type { Printed } from '../daemon/chronicle.js';
import { superuser } from '../fs/permissions.js';
import type { Execution } from '../process/executions.js';
import { LaunchError } from '../process/launch-error.js';
import { bootMachine, type Machine, type MachineOptions } from './boot.js';
import type { HostEvent } from './events.js';
import type { FileChange, HostSetup, Input, Journal, JournalEntry, SessionId } from './journal.js';
import { openPorts, type OpenPort } from './open-ports.js';
import { Outside } from './outside/outside.js';
import { OutsideRegistries } from './outside/registries.js';
import { Session } from './session.js';
import { Tutor } from './tutor.js';
import { Workspace } from './workspace.js';

/** What a step costs when nobody says otherwise: enough for any lesson, and a bound for anything that never ends. */
const REPLAY_STEPS = 500_000_000;

/** Of a file of the host that is looked at from outside: whoever writes more has not written what a lesson asks for. */
const READABLE_BYTES = 1_048_576;

const nothing: readonly HostEvent[] = [];

/**
 * One Linux machine with Docker on it. Everything that happens in it follows from its setup and its inputs; `put` is the one door through
 * which they come in, and a journal of them makes an equal host again.
 */
export class Host {
  readonly setup: HostSetup;
  /** Programs that the learner's sessions ran to their end, and requests from outside: a change of it is a moment to look at the host. */
  commandsEnded = 0;
  /** Clients outside: real docker clients, and programs that connect to published ports. */
  readonly outside: Outside;
  /** Registries of the real machine, where the user allows them. */
  readonly registries = new OutsideRegistries();
  readonly #machine: Machine;
  readonly #sessions = new Map<SessionId, Session>();
  readonly #learnerSessions = new Set<number>();
  readonly #workspaces = new Map<string, Workspace>();
  readonly #entries: JournalEntry[] = [];
  readonly #options: MachineOptions;
  readonly #tutor = new Tutor((question, pid) => this.#events.push({ ...question, session: this.#sessionOf(pid)?.id }));
  #events: HostEvent[] = [];

  constructor(setup: HostSetup, options: MachineOptions = {}) {
    this.setup = setup;
    this.#options = options;
    this.#machine = bootMachine(setup, options, { tutor: this.#tutor, registries: this.registries });
    const { kernel, api, namespaces } = this.#machine;
    this.outside = new Outside({
      api,
      net: namespaces.net,
      thread: (name, task) => kernel.thread(name, task),
      onAnswer: () => this.commandsEnded++,
    });
    kernel.executions.endListeners.add(({ session }) => {
      if (this.#learnerSessions.has(session)) this.commandsEnded++;
    });
    kernel.markListeners.add((mark, process) => {
      const session = this.#sessionOf(process.pid);
      if (!session) return;
      session.drain();
      this.#events.push({ kind: 'mark', session: session.id, mark });
    });
  }

  /** The host that a journal describes, at the moment of its last input. */
  static replay({ setup, entries }: Journal, options?: MachineOptions): Host {
    const host = new Host(setup, options);
    for (const entry of entries) host.apply(entry);
    return host;
  }

  /** An equal host of its own: what is tried in it leaves no trace in this one. */
  replica(): Host {
    const copy = Host.replay({ setup: this.setup, entries: this.#entries }, this.#options);
    copy.runUntil(this.now(), REPLAY_STEPS);
    copy.takeEvents();
    copy.outside.takeEvents();
    return copy;
  }

  /** Stops sessions without a terminal where they are. No journal tells of it: it is for copies. */
  holdScripts(): void {
    for (const session of this.#sessions.values()) if (!session.terminal) session.signal('SIGSTOP');
  }

  /** Everything that came in so far. */
  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  // ── in ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Takes an input now. Gives the entry that a journal needs to repeat it. */
  put(input: Input): JournalEntry {
    const entry = { at: this.now(), input };
    this.#entries.push(entry);
    this.#take(input);
    return entry;
  }

  /** Repeats an entry of a journal: goes on to its moment, then takes its input. */
  apply({ at, input }: JournalEntry): void {
    const result = this.runUntil(at, REPLAY_STEPS);
    const isAwaited = result.kind === 'external' && result.external.isRecorded === true;
    invariant(isAwaited || result.kind === 'reached' || result.kind === 'idle', `a replay goes on to its next entry, not ${result.kind}`);
    this.#entries.push({ at, input });
    this.#take(input);
  }

  #take(input: Input): void {
    switch (input.kind) {
      case 'open':
        return this.#open(input);
      case 'input':
        return this.#session(input.session)?.type(input.data);
      case 'end-input':
        return this.#session(input.session)?.endInput();
      case 'resize':
        return this.#session(input.session)?.resize(input.columns, input.rows);
      case 'signal':
        return this.#session(input.session)?.signal(input.signal);
      case 'close':
        return this.#session(input.session)?.close();
      case 'workspace':
        return this.#workspace(input.root).apply(input.changes);
      case 'reply':
        return this.#tutor.reply(input);
      case 'api':
      case 'connect':
      case 'stream-data':
      case 'stream-end':
      case 'stream-taken':
      case 'stream-gone':
        return this.outside.take(input);
      case 'allow-registries':
        return this.registries.allow(input.addresses);
      case 'outside':
        return this.#machine.scheduler.resolveExternal({ value: input.reply });
      case 'clock':
        return this.#machine.kernel.clock.setEpoch(input.epochMs);
      case 'time':
        return;
      default:
        return unreachable(input);
    }
  }

  /** A session that is still open; inputs for one that has ended come too late and are dropped. */
  #session(id: SessionId): Session | undefined {
    const session = this.#sessions.get(id);
    return session?.hasExited ? undefined : session;
  }

  #sessionOf(pid: number): Session | undefined {
    const leader = this.#machine.kernel.find(pid)?.group.session;
    return [...this.#sessions.values()].find(({ process }) => process.group.session === leader);
  }

  #open(input: Extract<Input, { kind: 'open' }>): void {
    const { kernel, namespaces } = this.#machine;
    const cwd = namespaces.mounts.exists(superuser, input.cwd) ? input.cwd : this.setup.home;
    try {
      const session = new Session({ kernel, namespaces, home: this.setup.home, emit: event => this.#emit(event) }, { ...input, cwd });
      this.#sessions.set(input.session, session);
      if (input.session !== 0) this.#learnerSessions.add(session.process.pid);
    } catch (error) {
      this.#refuse(input, error);
    }
  }

  /** A machine that was ruined (no shell any more, as many processes as it may have) does not let anybody in. */
  #refuse({ session, terminal }: Extract<Input, { kind: 'open' }>, error: unknown): void {
    if (!(error instanceof LaunchError) && !isErrno(error)) throw error;
    const data = encodeUtf8(`${error.message}${terminal ? '\r\n' : '\n'}`);
    this.#emit({ kind: 'output', session, stream: terminal ? 'terminal' : 'stderr', data });
    this.#emit({ kind: 'exit', session, code: 255 });
  }

  #emit(event: HostEvent): void {
    this.#events.push(event);
    if (event.kind === 'exit') this.#sessions.delete(event.session);
  }

  #workspace(root: string): Workspace {
    const known = this.#workspaces.get(root);
    if (known) return known;
    const { namespaces, kernel } = this.#machine;
    const workspace = new Workspace(root, namespaces.mounts, kernel.clock);
    this.#workspaces.set(root, workspace);
    return workspace;
  }

  // ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

  now(): Instant {
    return this.#machine.kernel.clock.now();
  }

  /** What a clock on the wall shows, in milliseconds since 1970. */
  wallClockMs(): number {
    return this.#machine.kernel.clock.epochMsOf(this.now());
  }

  /** Goes on until a moment of the host's clock; time passes even when nobody has anything to do. */
  runUntil(until: Instant, maxSteps: number, stop: () => boolean = () => false): RunResult {
    return this.#machine.scheduler.run({ until, maxSteps, stop });
  }

  /** Does what can be done without waiting for time to pass, or until `stop` holds. */
  runWhileBusy(maxSteps: number, stop: () => boolean = () => false): RunResult {
    const { scheduler } = this.#machine;
    return scheduler.run({ until: Infinity, maxSteps, stop: () => !scheduler.hasRunnable || stop() });
  }

  /**
   * Runs, jumping over pauses, until `done` holds or a session waits for somebody to type. 'idle' when nothing will ever happen again
   * without an input, 'steps' when the limit was reached.
   */
  fastForward(maxSteps: number, done: () => boolean): RunResult {
    const { scheduler } = this.#machine;
    return scheduler.run({ until: Infinity, maxSteps, stop: () => done() || (!scheduler.hasRunnable && this.isWaitingForInput) });
  }

  /** Jumps to the next planned moment, if there is one. */
  jumpToNextTimer(): void {
    const next = this.nextTimer();
    if (next !== undefined) this.runUntil(next, 1);
  }

  nextTimer(): Instant | undefined {
    return this.#machine.scheduler.nextTimer();
  }

  /** Somebody has something to do right now. */
  get isBusy(): boolean {
    return this.#machine.scheduler.hasRunnable;
  }

  /** A program of a session waits for keys or for standard input. */
  get isWaitingForInput(): boolean {
    for (const session of this.#sessions.values()) if (session.isWaitingForInput) return true;
    return this.outside.isWaitingForInput;
  }

  /** A program of this session waits for keys or for standard input. */
  isSessionWaiting(id: SessionId): boolean {
    return this.#sessions.get(id)?.isWaitingForInput ?? false;
  }

  /** Sessions whose first process has not ended. */
  get openSessions(): readonly SessionId[] {
    return [...this.#sessions.keys()];
  }

  /** Work done so far, in steps: the measure of every limit. */
  get steps(): number {
    return this.#machine.scheduler.steps;
  }

  /** Waits for the promise that the host needs, when `run…` gave 'external'. Gives the entry that a journal needs to repeat it, if any. */
  async settleExternal(): Promise<JournalEntry | undefined> {
    const reply = await this.#machine.settleExternal();
    return reply && this.put({ kind: 'outside', reply });
  }

  // ── out ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** What came out since the last call. */
  takeEvents(): readonly HostEvent[] {
    // Asked after every step by those who wait for something.
    if (this.#events.length === 0) return nothing;
    const events = this.#events;
    this.#events = [];
    return events;
  }

  /** What the host's programs changed in a folder of the real machine since the last call. */
  takeWorkspaceChanges(root: string): readonly FileChange[] {
    return this.#workspaces.get(root)?.takeChanges() ?? [];
  }

  /** TCP ports that somebody listens on at the host's loopback, published ones and those of programs on the host. */
  openPorts(): ReadonlyMap<number, OpenPort> {
    return openPorts(this.#machine.namespaces.net);
  }

  /** The Docker Engine API of this host, for requests from outside. */
  get api(): Api {
    return this.#machine.api;
  }

  /**
   * Answers a GET request at once, without a step of the host: nothing changes by looking. Throws for requests that would have to
   * wait (streams).
   */
  inspect(path: string, query: Readonly<Record<string, readonly string[]>> = {}): ApiResponse {
    const result = this.#machine.api.request({ method: 'GET', path, query }).next(READY);
    invariant(result.done, `GET ${path} is answered at once`);
    return result.value;
  }

  /** The events that the daemon still knows (the last 256), oldest first, as GET /events gives them. */
  dockerEvents(): readonly unknown[] {
    const { body } = this.inspect('/events', { since: ['0'], until: ['0'] });
    invariant(body.kind === 'objects', 'events are a stream of objects');
    const events: unknown[] = [];
    for (let event = body.channel.take(); event !== undefined; event = body.channel.take()) events.push(event);
    return events;
  }

  /** The programs that the learner's sessions ran, oldest first. */
  executions(): readonly Execution[] {
    return this.#machine.kernel.executions.list().filter(({ session }) => this.#learnerSessions.has(session));
  }

  /** The programs that ran in each container by its id, oldest first, whether it is still there or not. */
  executionsInside(): ReadonlyMap<string, readonly Execution[]> {
    const byContainer = new Map<string, Execution[]>();
    for (const execution of this.#machine.kernel.executions.list()) {
      const id = /^\/docker\/([0-9a-f]+)$/.exec(execution.cgroup)?.[1];
      if (id === undefined) continue;
      const known = byContainer.get(id);
      if (known) known.push(execution);
      else byContainer.set(id, [execution]);
    }
    return byContainer;
  }

  /** The last containers that were removed, oldest first, as GET /containers/{id}/json last showed them. */
  goneContainers(): readonly object[] {
    return this.#machine.chronicle.gone;
  }

  /** What a container and the commands of its execs printed, to whomever; only the beginning when that is much. */
  printedBy(containerId: string): Printed {
    return this.#machine.chronicle.printedBy(containerId);
  }

  /** A file of the host, undefined when it cannot be read. Its text is made when it is asked for: only the beginning when that is much. */
  readFile(path: string): Printed | undefined {
    try {
      const content = this.#machine.namespaces.mounts.readFile(superuser, path);
      return {
        get text() {
          return decodeUtf8(content.read(0, READABLE_BYTES));
        },
      };
    } catch (error) {
      if (isErrno(error)) return undefined;
      throw error;
    }
  }

  /** Programs of the host that failed in a way that is our bug. */
  get crashes(): readonly string[] {
    return this.#machine.kernel.crashes.map(
      ({ argv, error }) => `${argv.join(' ')}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
}

import { concatBytes } from './core/streams.js';
import { decodeUtf8 } from './core/utf8.js';
import { invariant } from './core/invariant.js';
import type { Ms } from './core/clock.js';
import type { MachineOptions } from './host/boot.js';
import { Host } from './host/host.js';
import type { HostSetup, Input, JournalEntry, SessionId } from './host/journal.js';

export interface WorldOptions {
  /** Images that are there from the start. */
  readonly images?: readonly string[];
  /** User-defined networks by name. */
  readonly networks?: readonly string[];
  readonly containers?: readonly {
    readonly name: string;
    readonly image?: string;
    readonly networks?: readonly string[];
    readonly command?: string;
  }[];
  readonly seed?: string;
  readonly accounts?: HostSetup['accounts'];
  readonly registries?: HostSetup['registries'];
}

export interface ShellOutput {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** 2026-01-01T00:00:00Z */
const epochMs = 1_767_225_600_000;
const maxSteps = 20_000_000;

/** A host for tests: what a user types goes in, whole outputs come out, and time is jumped over. Never asynchronous. */
export class World {
  readonly host: Host;
  readonly entries: JournalEntry[] = [];
  #session: SessionId = 0;

  constructor(setup: Partial<HostSetup> = {}, options: MachineOptions = {}) {
    this.host = new Host({ seed: 'test', epochMs, images: [], accounts: [], registries: [], home: '/home/student', ...setup }, options);
  }

  /** Runs a command line as `sh -c` would, to its end. */
  readonly sh = (
    line: string,
    { stdin = '', env = {}, cwd = '/home/student' }: { stdin?: string; env?: Readonly<Record<string, string>>; cwd?: string } = {},
  ): ShellOutput => {
    const session = ++this.#session;
    this.put({ kind: 'open', session, line, env, cwd });
    if (stdin !== '') this.put({ kind: 'input', session, data: stdin });
    this.put({ kind: 'end-input', session });
    return this.#finish(session);
  };

  /** Runs a command line on a terminal, for tests that type. */
  terminal(line: string | undefined, { columns = 80, rows = 24, env = {}, cwd = '/home/student' }: TerminalOptions = {}): Screen {
    const session = ++this.#session;
    this.put({ kind: 'open', session, ...(line === undefined ? {} : { line }), terminal: { columns, rows }, env, cwd });
    return new Screen(this, session);
  }

  put(input: Input): void {
    this.entries.push(this.host.put(input));
  }

  /** Lets time pass. */
  advance(duration: Ms): void {
    this.host.runUntil(this.host.now() + duration, maxSteps);
  }

  #finish(session: SessionId): ShellOutput {
    const output = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
    let code: number | undefined;
    const collect = (): boolean => {
      for (const event of this.host.takeEvents()) {
        if (event.kind === 'exit' && event.session === session) code = event.code;
        if (event.kind === 'output' && event.session === session && event.stream !== 'terminal') output[event.stream].push(event.data);
      }
      return code !== undefined;
    };
    const result = this.host.fastForward(maxSteps, collect);
    invariant(code !== undefined, `the command came to an end, not to ${result.kind}`);
    invariant(this.host.crashes.length === 0, this.host.crashes.join('\n'));
    return { code, stdout: decodeUtf8(concatBytes(output.stdout)), stderr: decodeUtf8(concatBytes(output.stderr)) };
  }
}

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** A terminal of a world: keys in, everything that was shown out. */
export class Screen {
  readonly #world: World;
  readonly #session: SessionId;
  #shown = '';
  #code: number | undefined;

  constructor(world: World, session: SessionId) {
    this.#world = world;
    this.#session = session;
    this.#rest();
  }

  /** Types keys once everything has come to rest, and lets them have their effect. */
  type(keys: string): void {
    this.#world.put({ kind: 'input', session: this.#session, data: keys });
    this.#rest();
  }

  /** All that was shown so far. */
  get shown(): string {
    return this.#shown;
  }

  /** Waits for the end of the program. */
  finish(): { readonly code: number; readonly shown: string } {
    this.#run(() => false);
    invariant(this.#code !== undefined, `the program has ended; it showed: ${this.#shown}`);
    return { code: this.#code, shown: this.#shown };
  }

  /** Goes on as long as somebody who types would wait: until nothing new has been shown for a second, at most ten seconds. */
  #rest(): void {
    const limit = this.#world.host.now() + 10_000;
    let before: string;
    do {
      before = this.#shown;
      const quiet = this.#world.host.now() + 1000;
      this.#run(() => this.#world.host.now() >= quiet);
      if (this.#code === undefined) this.#world.advance(quiet - this.#world.host.now());
      this.#collect();
    } while (this.#shown !== before && this.#code === undefined && this.#world.host.now() < limit);
  }

  #run(done: () => boolean): void {
    this.#world.host.fastForward(maxSteps, () => {
      this.#collect();
      return this.#code !== undefined || done();
    });
    this.#collect();
    invariant(this.#world.host.crashes.length === 0, this.#world.host.crashes.join('\n'));
  }

  #collect(): void {
    for (const event of this.#world.host.takeEvents()) {
      if (event.kind === 'exit' && event.session === this.#session) this.#code = event.code;
      if (event.kind === 'output' && event.session === this.#session) this.#shown += decodeUtf8(event.data);
    }
  }
}

/** `const { sh } = world({ images: ['nginx'], containers: [{ name: 'web', image: 'nginx' }] })` */
export function world({ networks = [], containers = [], images = [], ...setup }: WorldOptions = {}): World {
  const needed = containers.map(({ image = 'alpine' }) => image);
  const made = new World({ ...setup, images: [...new Set([...images, ...needed])] });
  for (const network of networks) expectSuccess(made.sh(`docker network create ${network}`));
  for (const { name, image = 'alpine', networks: joined = [], command = 'sleep 1000000' } of containers) {
    const [first, ...others] = joined;
    expectSuccess(
      made.sh(`docker run -d --name ${name} ${first ? `--network ${first}` : ''} ${image} ${image === 'alpine' ? command : ''}`),
    );
    for (const network of others) expectSuccess(made.sh(`docker network connect ${network} ${name}`));
  }
  return made;
}

function expectSuccess({ code, stderr }: ShellOutput): void {
  invariant(code === 0, `the world could not be built: ${stderr}`);
}

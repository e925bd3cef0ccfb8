import { Host, type HostEvent, type HostSetup, type Input, type Journal, type SessionId } from '../engine/index.js';
import type { Lesson } from './lesson/lesson.js';
import { lookAt } from './look.js';
import { Tracker } from './track.js';

/** The host that a lesson starts with. Everything but what the lesson asks for is the same for all learners. */
export function lessonSetup(lesson: Lesson, { seed, epochMs, home, lesson: commands = false }: OwnSetup): HostSetup {
  const { images, account } = lesson.setup;
  const at = account?.indexOf(':') ?? -1;
  const accounts = account === undefined ? [] : [{ name: account.slice(0, at), password: account.slice(at + 1) }];
  return { seed, epochMs, home, images, accounts, registries: [], ...(commands ? { lesson: true } : {}) };
}

/** Of a host's setup what may differ from learner to learner: nothing that helps anybody. */
type OwnSetup = Pick<HostSetup, 'seed' | 'epochMs' | 'home' | 'lesson'>;

/** The session that runs a lesson's set-up script: nobody's, so what it does is not the learner's work. */
const preparing: SessionId = 0;

/** A host on which the lesson can begin: its set-up script has been run. */
export function lessonHost(lesson: Lesson, setup: OwnSetup): Host {
  const host = new Host(lessonSetup(lesson, setup));
  const { script } = lesson.setup;
  if (script.trim() === '') return host;
  host.put({ kind: 'open', session: preparing, line: script, env: {}, cwd: setup.home });
  host.put({ kind: 'end-input', session: preparing });
  host.fastForward(defaultLimits.steps, () => host.takeEvents().some(event => event.kind === 'exit' && event.session === preparing));
  host.takeEvents();
  return host;
}

/** How a submission was played: to its end, or why not. */
export type Ending = { readonly kind: 'end' } | { readonly kind: 'too-much-work'; readonly steps: number } | { readonly kind: 'waits-for-input'; readonly line: string };

const home = '/home/student';
/** 2026-01-01T00:00:00Z: scripts are graded in a host that was booted then. */
const scriptEpochMs = 1_767_225_600_000;

export interface PlayLimits {
  /** Steps of the host for the whole submission. */
  readonly steps: number;
}

export const defaultLimits: PlayLimits = { steps: 30_000_000 };

/** Plays a learner's work against a fresh host and follows how far it gets. */
export class Play {
  readonly host: Host;
  readonly tracker: Tracker;
  readonly #answers = new Map<string, string>();
  readonly #limits: PlayLimits;
  #session: SessionId = 0;

  private constructor(host: Host, lesson: Lesson, limits: PlayLimits) {
    this.host = host;
    this.tracker = new Tracker(lesson);
    this.#limits = limits;
  }

  /** A play at the beginning of the lesson, its set-up script run. */
  static begin(lesson: Lesson, limits: PlayLimits = defaultLimits, seed: string = lesson.id): Play {
    const play = new Play(lessonHost(lesson, { seed, epochMs: scriptEpochMs, home }), lesson, limits);
    play.observe();
    return play;
  }

  /** Repeats a journal, looking at the host after every command. Nothing in it is believed: it is done again. */
  static replay(lesson: Lesson, journal: Journal, answers: ReadonlyMap<string, string>, limits: PlayLimits = defaultLimits): { readonly play: Play; readonly ending: Ending } {
    const play = new Play(lessonHost(lesson, journal.setup), lesson, limits);
    for (const [question, text] of answers) play.#answers.set(question, text);
    play.observe();
    for (const entry of journal.entries) {
      if (play.host.now() < entry.at && !play.#advance(entry.at)) return { play, ending: { kind: 'too-much-work', steps: limits.steps } };
      play.host.apply(entry);
      // The player marks with an entry of its own what it saw happen by itself.
      if (entry.input.kind === 'time') play.observe();
      play.host.takeEvents();
    }
    play.observe();
    return { play, ending: { kind: 'end' } };
  }

  /** Looks at the host: done whenever a command has ended. */
  observe(): void {
    this.tracker.observe(lookAt(this.host, this.#answers));
  }

  answer(question: string, text: string): void {
    this.#answers.set(question, text);
  }

  /** Runs a script as `bash submission.sh` would. */
  runScript(script: string): { readonly ending: Ending; readonly code: number } {
    const change = { kind: 'file', path: 'submission.sh', mode: 0o755, data: script, modifiedMs: this.host.setup.epochMs } as const;
    this.host.put({ kind: 'workspace', root: '/submission', changes: [change] });
    return this.run('bash /submission/submission.sh');
  }

  /** Runs one command line to its end, as at a prompt. */
  run(line: string): { readonly ending: Ending; readonly code: number; readonly events: readonly HostEvent[] } {
    const session = ++this.#session;
    const inputs: readonly Input[] = [
      { kind: 'open', session, line, env: {}, cwd: home },
      { kind: 'end-input', session },
    ];
    for (const input of inputs) this.host.put(input);
    const events: HostEvent[] = [];
    let code: number | undefined;
    for (;;) {
      const ended = this.host.commandsEnded;
      const result = this.host.fastForward(this.#limits.steps - this.host.steps, () => {
        for (const event of this.host.takeEvents()) {
          if (event.kind === 'exit' && event.session === session) code = event.code;
          events.push(event);
        }
        return code !== undefined || this.host.commandsEnded !== ended;
      });
      if (code !== undefined) return { ending: { kind: 'end' }, code, events };
      if (result.kind === 'steps') return { ending: { kind: 'too-much-work', steps: this.#limits.steps }, code: 1, events };
      if (this.host.commandsEnded === ended) return { ending: { kind: 'waits-for-input', line }, code: 1, events };
      this.observe();
    }
  }

  /** Goes on to a moment, looking at the host whenever a command has ended; false when the work was too much. */
  #advance(at: number): boolean {
    for (;;) {
      const ended = this.host.commandsEnded;
      const result = this.host.runUntil(at, this.#limits.steps - this.host.steps, () => this.host.commandsEnded !== ended);
      if (result.kind === 'steps') return false;
      if (this.host.commandsEnded !== ended) this.observe();
      if (result.kind !== 'stopped') return true;
    }
  }
}

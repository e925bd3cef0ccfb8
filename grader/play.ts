import { Host, type HostEvent, type Journal, type SessionId } from '../engine/index.js';
import { CapturedOutput } from './captured-output.js';
import { awaitsTyping } from './lesson/console-block.js';
import type { Lesson } from './lesson/lesson.js';
import { home, lessonHost } from './lesson-host.js';
import { lookAt } from './look.js';
import { Tracker } from './track.js';

/** How a submission was played: to its end, or why not. */
export type Ending =
  | { readonly kind: 'end' }
  | { readonly kind: 'too-much-work'; readonly steps: number }
  /** The host's clock has gone on and on. */
  | { readonly kind: 'too-long'; readonly hours: number; readonly command: string }
  /** This command waits for something that will never come. */
  | { readonly kind: 'never-ends'; readonly command: string };

export interface PlayLimits {
  /** Steps of the host for the whole submission, and as many for looking at it. */
  readonly steps: number;
  /** Hours of the host's clock. */
  readonly hours: number;
}

export const defaultLimits: PlayLimits = { steps: 10_000_000, hours: 48 };

/** What a look at the host counts as, so that a thousand commands a second of the host's time stay a bounded amount of work. */
const lookSteps = 200;

/** 2026-01-01T00:00:00Z: scripts are graded in a host that was booted then. */
const scriptEpochMs = 1_767_225_600_000;
const msPerHour = 3_600_000;

type LessonQuestion = Extract<HostEvent, { kind: 'lesson' }>;

/** As wide as lessons are written for. */
const terminal = { columns: 80, rows: 24 };

/** An answer that the learner typed, and after how many inputs of the journal. */
export interface GivenAnswer {
  readonly question: string;
  readonly text: string;
  readonly after: number;
}

export interface Run {
  readonly ending: Ending;
  readonly code: number;
  readonly output: string;
}

/** Plays a learner's work against a fresh host and follows how far it gets. */
export class Play {
  readonly host: Host;
  readonly tracker: Tracker;
  readonly #answers = new Map<string, string>();
  readonly #limits: PlayLimits;
  readonly #start: number;
  #session: SessionId = 0;
  #looks = 0;

  private constructor(host: Host, lesson: Lesson, limits: PlayLimits) {
    this.host = host;
    this.tracker = new Tracker(lesson);
    this.#limits = limits;
    this.#start = host.now();
    this.observe();
  }

  /** A play at the beginning of the lesson, its set-up script run. */
  static begin(lesson: Lesson, limits: PlayLimits = defaultLimits, seed: string = lesson.id): Play {
    return new Play(lessonHost(lesson, { seed, epochMs: scriptEpochMs, home, lesson: true }), lesson, limits);
  }

  /** Repeats a journal, looking at the host after every command. Nothing in it is believed: it is done again. */
  static replay(
    lesson: Lesson,
    journal: Journal,
    answers: readonly GivenAnswer[],
    limits: PlayLimits = defaultLimits,
  ): { readonly play: Play; readonly ending: Ending } {
    const play = new Play(lessonHost(lesson, journal.setup), lesson, limits);
    const ending = play.#repeat(journal, answers);
    play.observe();
    return { play, ending };
  }

  /** Looks at the host: done whenever a command has ended. */
  observe(): void {
    this.#looks++;
    this.tracker.observe(lookAt(this.host, this.#answers));
  }

  answer(question: string, text: string): void {
    this.#answers.set(question, text);
  }

  /** Runs a script as `bash submission.sh` would. */
  runScript(script: string): Run {
    const change = { kind: 'file', path: 'submission.sh', mode: 0o755, data: script, modifiedMs: this.host.setup.epochMs } as const;
    this.host.put({ kind: 'workspace', root: '/submission', changes: [change] });
    return this.run('exec bash /submission/submission.sh');
  }

  /** Runs one command line to its end, as at a prompt; with lines to type, on a terminal: each is typed when a prompt has appeared. */
  run(line: string, typed: readonly string[] = []): Run {
    const { host } = this;
    const session = ++this.#session;
    host.put({ kind: 'open', session, line, ...(typed.length > 0 ? { terminal } : {}), env: {}, cwd: home });
    if (typed.length === 0) host.put({ kind: 'end-input', session });
    const output = new CapturedOutput();
    const left = [...typed];
    const questions: LessonQuestion[] = [];
    let code: number | undefined;
    let isFresh = false;
    const maySay = (): boolean => left.length > 0 && isFresh && awaitsTyping(output.text().replaceAll('\r', ''));
    for (;;) {
      const ended = host.commandsEnded;
      const result = host.fastForward(this.#stepsLeft, () => {
        for (const event of host.takeEvents()) {
          if (event.kind === 'lesson') questions.push(event);
          else if (event.kind === 'exit' && event.session === session) code = event.code;
          else if (event.kind === 'output' && event.session === session) {
            output.add(event.data);
            isFresh = true;
          }
        }
        return code !== undefined || host.commandsEnded !== ended || host.now() > this.#latest || questions.length > 0 || maySay();
      });
      if (code !== undefined) return { ending: { kind: 'end' }, code, output: output.text() };
      if (maySay()) {
        isFresh = false;
        host.put({ kind: 'input', session, data: `${left.shift() ?? ''}\n` });
        continue;
      }
      if (questions.length > 0) {
        for (const question of questions.splice(0)) this.#reply(question);
        continue;
      }
      const ending = this.#endingOf(result.kind, ended);
      if (ending) return { ending, code: 1, output: output.text() };
      this.observe();
    }
  }

  /** A script may answer the lesson's questions; its other commands have nobody to talk to here. */
  #reply({ question, argv }: LessonQuestion): void {
    const [name, id, ...words] = argv[0] === 'lesson' ? argv.slice(1) : argv;
    if (name === 'answer' && id !== undefined && words.length > 0) this.answer(id, words.join(' '));
    this.host.put({ kind: 'reply', question, text: '', code: 0 });
  }

  #repeat({ entries }: Journal, answers: readonly GivenAnswer[]): Ending {
    let answered = 0;
    for (const [index, entry] of entries.entries()) {
      for (let given = answers[answered]; given && given.after <= index; given = answers[++answered])
        this.answer(given.question, given.text);
      const ending = this.#advance(entry.at);
      if (ending) return ending;
      this.host.apply(entry);
      // The player marks with an entry of its own what it saw happen by itself.
      if (entry.input.kind === 'time') this.observe();
      this.host.takeEvents();
    }
    for (const { question, text } of answers.slice(answered)) this.answer(question, text);
    return { kind: 'end' };
  }

  /** Goes on to a moment, looking at the host whenever a command has ended. Gives why it did not get there. */
  #advance(at: number): Ending | undefined {
    const { host } = this;
    while (host.now() < at) {
      const ended = host.commandsEnded;
      const result = host.runUntil(Math.min(at, this.#latest), this.#stepsLeft, () => {
        host.takeEvents();
        return host.commandsEnded !== ended;
      });
      if (host.commandsEnded !== ended) this.observe();
      const ending = result.kind === 'steps' || host.now() >= this.#latest ? this.#endingOf(result.kind, ended) : undefined;
      if (ending) return ending;
    }
    return undefined;
  }

  get #stepsLeft(): number {
    return Math.max(0, this.#limits.steps - this.host.steps - this.#looks * lookSteps);
  }

  get #latest(): number {
    return this.#start + this.#limits.hours * msPerHour;
  }

  /** Why the host stopped; undefined when it was only because a command has ended. */
  #endingOf(result: 'idle' | 'reached' | 'steps' | 'stopped' | 'external', ended: number): Ending | undefined {
    if (result === 'steps') return { kind: 'too-much-work', steps: this.#limits.steps };
    if (this.host.now() >= this.#latest) return { kind: 'too-long', hours: this.#limits.hours, command: this.#lastRunning };
    return this.host.commandsEnded === ended ? { kind: 'never-ends', command: this.#lastRunning } : undefined;
  }

  /** What the learner would see hanging. */
  get #lastRunning(): string {
    return (
      this.host
        .executions()
        .findLast(({ code }) => code === undefined)
        ?.argv.join(' ') ?? ''
    );
  }
}

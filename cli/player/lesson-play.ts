import type { Host, HostEvent, HostSetup, JournalEntry, SessionId } from '../../engine/index.js';
import {
  lessonHost,
  lookAt,
  requirementsOf,
  scoreOf,
  Tracker,
  type Lesson,
  type Requirement,
  type Score,
  type Step,
} from '../../grader/index.js';
import type { LessonNote, PlacedNote } from '../state/journal-file.js';
import { freshState, noted, type LessonState } from './notes.js';
import { Tail } from './tail.js';
import { TerminalTrack } from './terminal-track.js';

/** Steps that a replay may take between two inputs. */
const replaySteps = 500_000_000;

const settleSteps = 100_000;

export type LessonQuestion = Extract<HostEvent, { kind: 'lesson' }>;

/** Something that has changed in what the lesson asks for. */
export type News =
  | { readonly kind: 'met' | 'lost'; readonly requirement: Requirement; readonly step: Step }
  | { readonly kind: 'step-done'; readonly step: Step; readonly index: number };

/** A command line that the learner typed, and how much of the journal was there when the shell asked for it. */
export interface TypedCommand {
  readonly line: string;
  readonly keep: number;
  readonly session: SessionId;
}

/**
 * One learner's way through a lesson: the host, what was done on it, and how far that gets. It is fed with inputs and with what comes out of
 * the host, live or from a journal; both give the same.
 */
export class LessonPlay {
  readonly lesson: Lesson;
  readonly host: Host;
  readonly tracker: Tracker;
  /** Hears what comes out of the host, when somebody wants to show it. */
  onEvent: ((event: HostEvent) => void) | undefined;
  #state: LessonState = freshState;
  readonly #entries: JournalEntry[] = [];
  #notes: readonly PlacedNote[] = [];
  #commands: TypedCommand[] = [];
  /** The shell of the lesson's own window. */
  #main: TerminalTrack | undefined;
  /** All sessions that are open, with that one. */
  readonly #terminals = new Map<SessionId, TerminalTrack>();
  #lastSession: SessionId = 0;
  #question: LessonQuestion | undefined;
  #met: ReadonlySet<string> = new Set();
  #done: ReadonlySet<string> = new Set();
  readonly #begun = new Set<string>();
  #news: News[] = [];

  private constructor(lesson: Lesson, setup: HostSetup) {
    this.lesson = lesson;
    this.host = lessonHost(lesson, setup);
    this.tracker = new Tracker(lesson);
    this.observe();
    this.#news = [];
  }

  /** A play that has come as far as the journal says. */
  static replay(lesson: Lesson, setup: HostSetup, entries: readonly JournalEntry[], notes: readonly PlacedNote[]): LessonPlay {
    const play = new LessonPlay(lesson, setup);
    play.go(entries, notes);
    play.takeNews();
    return play;
  }

  /** Goes on with what a journal says after what is known already. */
  go(entries: readonly JournalEntry[], notes: readonly PlacedNote[]): void {
    let nextNote = 0;
    const catchUp = (): void => {
      for (let placed = notes[nextNote]; placed && placed.after <= this.#entries.length; placed = notes[++nextNote]) this.note(placed.note);
    };
    catchUp();
    for (const entry of entries) {
      this.#run(stop => this.host.runUntil(entry.at, replaySteps, stop));
      this.host.apply(entry);
      this.entered(entry);
      this.takeEvents(this.host.takeEvents());
      if (entry.input.kind === 'time') this.observe();
      catchUp();
    }
  }

  /** Does what the last input leaves to do at once, so that it is known what runs. */
  settle(): void {
    const limit = this.host.steps + settleSteps;
    this.#run(stop => this.host.runWhileBusy(limit - this.host.steps, stop));
  }

  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  get notes(): readonly PlacedNote[] {
    return this.#notes;
  }

  get state(): LessonState {
    return this.#state;
  }

  /** The shell of the lesson's own window, if there is one. */
  get session(): SessionId | undefined {
    return this.#main?.session;
  }

  /** A session that is open: that one, or one of somebody who has attached. */
  terminal(session: SessionId | undefined): TerminalTrack | undefined {
    return session === undefined ? undefined : this.#terminals.get(session);
  }

  /** Sessions of those who have attached. */
  get others(): readonly TerminalTrack[] {
    return [...this.#terminals.values()].filter(terminal => terminal !== this.#main);
  }

  get tail(): Tail {
    return this.#main?.tail ?? new Tail();
  }

  get nextSession(): SessionId {
    return this.#lastSession + 1;
  }

  /** The command line that runs at the moment. */
  get running(): string | undefined {
    return this.#main?.running;
  }

  /** What a command of the lesson has asked and not been answered. */
  get question(): LessonQuestion | undefined {
    return this.#question;
  }

  /** The shell asks for a command, which may be half typed. */
  get isAtPrompt(): boolean {
    return this.#main?.isAtPrompt ?? false;
  }

  get commands(): readonly TypedCommand[] {
    return this.#commands;
  }

  get score(): Score {
    return scoreOf(this.tracker);
  }

  get isComplete(): boolean {
    return this.tracker.steps.every(({ done, step }) => done || requirementsOf(step).length === 0);
  }

  /** An input has gone into the host. */
  entered(entry: JournalEntry): void {
    this.#entries.push(entry);
    const { input } = entry;
    for (const terminal of this.#terminals.values()) terminal.entered(input, this.#entries.length - 1);
    if (input.kind === 'reply' && input.question === this.#question?.question) this.#question = undefined;
    if (input.kind !== 'open') return;
    const terminal = new TerminalTrack(input);
    // Others attach to a lesson that somebody plays: a session that is opened while there is none is the player's.
    this.#main ??= terminal;
    this.#terminals.set(input.session, terminal);
    this.#lastSession = Math.max(this.#lastSession, input.session);
  }

  /** Something has come out of the host. */
  takeEvents(events: readonly HostEvent[]): void {
    for (const event of events) {
      this.onEvent?.(event);
      this.#take(event);
    }
  }

  #take(event: HostEvent): void {
    const terminal = this.terminal(event.session);
    if (event.kind === 'lesson') {
      if (terminal === this.#main) this.#question = event;
    } else if (event.kind === 'exit') {
      this.#terminals.delete(event.session);
      if (terminal === this.#main) this.#main = undefined;
    } else {
      const command = terminal?.take(event, this.#entries.length);
      if (command) this.#commands.push({ ...command, session: event.session });
    }
  }

  note(note: LessonNote): void {
    this.#notes = [...this.#notes, { note, after: this.#entries.length }];
    this.#state = noted(this.#state, note);
  }

  /** Looks at the host; what has changed since the last look is in `takeNews`. */
  observe(): void {
    this.tracker.observe(lookAt(this.host, this.#state.answers));
    const met = new Set<string>();
    const done = new Set<string>();
    for (const [index, progress] of this.tracker.steps.entries()) {
      const { step } = progress;
      if (progress.done) {
        done.add(step.id);
        if (!this.#done.has(step.id))
          this.#addMet(
            step,
            requirementsOf(step).map(({ id }) => id),
          );
        if (!this.#done.has(step.id)) this.#news.push({ kind: 'step-done', step, index });
        continue;
      }
      // What is so already when a step begins is no news.
      const isNew = !this.#begun.has(step.id) && progress.now.size > 0;
      if (isNew) this.#begun.add(step.id);
      const now = [...progress.now].filter(([, outcome]) => outcome.status === 'pass').map(([id]) => id);
      if (!isNew) this.#addMet(step, now);
      for (const id of now) met.add(`${step.id}/${id}`);
      for (const requirement of requirementsOf(step)) {
        const key = `${step.id}/${requirement.id}`;
        if (this.#met.has(key) && !met.has(key)) this.#news.push({ kind: 'lost', requirement, step });
      }
    }
    this.#met = met;
    this.#done = done;
  }

  #addMet(step: Step, ids: readonly string[]): void {
    for (const requirement of requirementsOf(step)) {
      if (ids.includes(requirement.id) && !this.#met.has(`${step.id}/${requirement.id}`))
        this.#news.push({ kind: 'met', requirement, step });
    }
  }

  takeNews(): readonly News[] {
    const news = this.#news;
    this.#news = [];
    return news;
  }

  /** Goes on, looking at the host whenever a command of the learner has ended. */
  #run(advance: (stop: () => boolean) => { readonly kind: string }): void {
    for (;;) {
      const ended = this.host.commandsEnded;
      const result = advance(() => this.host.commandsEnded !== ended);
      this.takeEvents(this.host.takeEvents());
      if (this.host.commandsEnded !== ended) this.observe();
      if (result.kind !== 'stopped' || this.host.commandsEnded === ended) return;
    }
  }
}

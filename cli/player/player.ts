import type { HostEvent, Input, JournalEntry } from '../../engine/index.js';
import { LiveHost } from '../live/live-host.js';
import type { SharedHost } from '../serve/shared-host.js';
import { paint, textLines } from '../render/lines.js';
import { Painter, type Line } from '../render/style.js';
import type { JournalFile, LessonNote } from '../state/journal-file.js';
import { textOf, type Language, type Text } from '../text/text.js';
import { Attached, isByOthers, isElsewhere } from './attached.js';
import { replyTo, type Action, type Reply } from './lesson-commands.js';
import { LessonPlay, type LessonQuestion, type News } from './lesson-play.js';
import { newsLines } from './progress-screen.js';
import { isRight } from './questions.js';
import type { Screen } from './screen.js';
import type { LessonSource } from './source.js';
import { lessonHead, readable, statusBar, stepScreen } from './step-screen.js';
import type { TerminalTrack } from './terminal-track.js';
import { shownIndex, type View } from './view.js';

export interface PlayerOptions {
  readonly source: LessonSource;
  readonly play: LessonPlay;
  readonly journal: JournalFile;
  readonly screen: Screen;
  readonly language: Language;
  readonly fast: boolean;
  /** Told when the learner has chosen another language. */
  readonly onLanguage: (language: Language) => void;
  /** Told of the host before anybody works on it, and of each that takes its place. */
  readonly onHost?: ((shared: SharedHost) => void) | undefined;
}

/** How a session with a lesson came to its end. */
export type Ending = 'quit' | 'shell-ended';

/** Plays a lesson: carries keys into the host and its output to the screen, and teaches in between. */
export class Player {
  readonly #options: PlayerOptions;
  readonly #live: LiveHost;
  #play: LessonPlay;
  #language: Language;
  #isQuitting = false;
  #seenEvents = '';
  readonly #attached = new Attached(input => this.put(input));
  /** What is to be said when a line is asked for. */
  #notices: readonly Line[] = [];
  #untold: readonly News[] = [];
  ending: Ending | undefined;
  /** Called when somebody other than the player has put something in: the host must go on. */
  onRouse: () => void = () => undefined;

  constructor(options: PlayerOptions) {
    this.#options = options;
    this.#play = options.play;
    this.#language = options.language;
    this.#live = new LiveHost(options.play.host, options.journal, {
      fast: options.fast,
      isScripted: options.fast,
      onCommandEnd: () => this.#play.observe(),
    });
  }

  get play(): LessonPlay {
    return this.#play;
  }

  get text(): Text {
    return textOf(this.#language);
  }

  get view(): View {
    const { screen, source } = this.#options;
    const { width, colours, plain } = screen;
    return { play: this.#play, shown: source.shown(this.#language), text: this.text, width, colours, plain, nextLesson: source.nextLesson };
  }

  /** The host, for terminals that attach and for docker clients. */
  get shared(): SharedHost {
    return {
      present: () => this.#live.present(),
      put: input => {
        const entry = this.put(input);
        this.onRouse();
        return entry;
      },
      outlets: this.#attached.outlets,
    };
  }

  /** Shows where the learner is: the beginning of the lesson, or the place where they stopped. */
  begin(isNew: boolean): void {
    const { screen } = this.#options;
    this.#options.onHost?.(this.shared);
    if (!isNew) return this.#goOn();
    const { view } = this;
    screen.say([...lessonHead(view), ...stepScreen(view, 0), ...textLines('dim', this.text.lesson.firstTime, readable(view)), []]);
    this.#openShell();
  }

  #goOn(): void {
    const { screen } = this.#options;
    const { text, view } = this;
    this.#play.settle();
    this.#followCalendar();
    this.#attached.closeOrphans(this.#play);
    const head = [this.#say('title', view.shown.title), ...textLines('dim', text.lesson.continued, readable(view))];
    screen.say([[], ...head, [], ...stepScreen(view, shownIndex(view)), ...newsLines(view, this.#play.takeNews())]);
    if (this.#play.session === undefined) return this.#openShell();
    const { running, tail } = this.#play;
    if (running !== undefined) screen.say(textLines('dim', text.lesson.stillRunning(running.trim()), readable(view)));
    screen.repaint(running === undefined ? tail.text : tail.lines(15));
    this.resize();
    // The program ended between a question and its reply.
    if (this.#play.question) this.#answer(this.#play.question);
  }

  #say(style: 'dim' | 'title', text: string): Line {
    return [{ style, text }];
  }

  #openShell(): void {
    const { screen, source } = this.#options;
    this.put({
      kind: 'open',
      session: this.#play.nextSession,
      terminal: source.terminalSize(),
      env: screen.plain ? { TERM: 'dumb' } : {},
      cwd: this.#play.host.setup.home,
    });
  }

  put(input: Input): JournalEntry {
    const entry = this.#live.put(input);
    this.#play.entered(entry);
    return entry;
  }

  /** Says something as soon as it disturbs nobody: above the line that is typed, or when the next one is asked for. */
  announce(lines: readonly Line[]): void {
    this.#notices = [...this.#notices, ...lines];
    this.onRouse();
  }

  /** Keys for the host's terminal. */
  type(data: string): void {
    const { session } = this.#play;
    if (session !== undefined) this.put({ kind: 'input', session, data });
  }

  /** The real window has another size now. */
  resize(): void {
    const { session } = this.#play;
    if (session === undefined) return;
    this.put({ kind: 'resize', session, ...this.#options.source.terminalSize() });
  }

  get isWaitingForInput(): boolean {
    const { session, host } = this.#play;
    return session !== undefined && host.isSessionWaiting(session);
  }

  /** Lets the host work and shows what came out; gives how long nothing will happen by itself. */
  async pump(): Promise<number | undefined> {
    const { events, wait } = await this.#live.pump();
    const { host } = this.#play;
    // Answers that the host waited for have become entries on their own.
    for (const entry of host.entries.slice(this.#play.entries.length)) this.#play.entered(entry);
    let replied = false;
    for (const event of events) {
      replied = this.#take(event) || replied;
      // What else came out of a host that was turned back has never been.
      if (this.ending || this.#play.host !== host) break;
    }
    this.#lookAround();
    this.#live.flush();
    await this.#attached.deliver(this.#play);
    return replied ? 0 : wait;
  }

  /** Keeps everything for the next time. */
  leave(): void {
    this.#live.leave();
  }

  /** Shows what came out; true when the host was given something to go on with. */
  #take(event: HostEvent): boolean {
    const { screen } = this.#options;
    if (event.kind !== 'lesson' && event.session !== this.#play.session) return this.#takeOther(event);
    this.#play.takeEvents([event]);
    if (event.kind === 'lesson') return this.#answer(event);
    if (event.kind === 'output') screen.output(event.data);
    if (event.kind === 'exit') this.ending = 'shell-ended';
    if (event.kind !== 'mark') return false;
    if (event.mark.kind === 'command') screen.command(event.mark.line);
    if (event.mark.kind === 'prompt') this.#atPrompt();
    return false;
  }

  /** For a terminal that has attached: it hears what its commands have changed, too. */
  #takeOther(event: Exclude<HostEvent, { kind: 'lesson' }>): false {
    const terminal = this.#play.terminal(event.session);
    if (terminal && event.kind === 'mark' && event.mark.kind === 'prompt') {
      this.#markMoment();
      this.#observe();
      const view = this.#viewOf(terminal);
      this.#attached.say(event.session, newsLines(view, this.#attached.takeNews(terminal)), view.colours);
    }
    this.#play.takeEvents([event]);
    this.#attached.take(event);
    return false;
  }

  /** A command has come to its end: what it changed is said above the next prompt. */
  #atPrompt(): void {
    this.#markMoment();
    this.#observe();
    this.#options.screen.say(this.#takeNews());
    if (this.#isQuitting) this.ending = 'quit';
    else this.#options.screen.prompt();
  }

  /** What happens by itself or elsewhere while a line is being edited is noticed, too: a container ends, a server is ready. */
  #lookAround(): void {
    if (!this.#play.isAtPrompt || this.ending) return;
    const seen = JSON.stringify(this.#play.host.dockerEvents().at(-1) ?? '');
    if (seen !== this.#seenEvents && this.#observe() > 0) this.#markMoment();
    else this.#hear();
    this.#seenEvents = seen;
    this.#options.screen.interject(this.#takeNews(), this.#play.tail.text);
  }

  /** Looks at the host; gives how much news there is. */
  #observe(): number {
    this.#play.observe();
    return this.#hear();
  }

  #hear(): number {
    const news = this.#play.takeNews();
    this.#untold = [...this.#untold, ...news];
    this.#attached.hear(this.#play, news);
    return news.length;
  }

  /** What the learner has not been told yet. */
  #takeNews(): readonly Line[] {
    const news = newsLines(this.view, this.#untold);
    const lines = [...news, ...this.#notices, ...(news.length > 0 && this.#notices.length > 0 ? [[]] : [])];
    this.#notices = [];
    this.#untold = [];
    return lines;
  }

  #followCalendar(): void {
    const entry = this.#live.followCalendar();
    if (entry) this.#play.entered(entry);
  }

  /** Puts this moment into the journal, so that a replay looks at the host now, too. */
  #markMoment(): void {
    this.#play.entered(this.#live.mark());
  }

  #answer({ question, argv, terminal, answer, session }: LessonQuestion): boolean {
    const view = this.#viewOf(this.#play.terminal(session));
    const reply = isElsewhere(argv, session !== this.#play.session)
      ? { lines: textLines('plain', this.text.lesson.quitElsewhere, readable(view)), code: 1 }
      : replyTo({ ...view, colours: view.colours && terminal }, argv, answer);
    for (const note of reply.notes ?? []) this.#note(note);
    if (reply.action?.kind === 'quit') this.#isQuitting = true;
    else if (reply.action) {
      this.#turnBack(reply.action);
      return true;
    }
    const changedLanguage = reply.notes?.some(({ kind }) => kind === 'language') ?? false;
    const lines = this.#isWrong(reply)
      ? textLines('plain', this.text.lesson.answer.wrong, readable(this.view))
      : changedLanguage
        ? [this.#say('dim', this.text.lesson.lang.now), [], ...stepScreen(this.view, shownIndex(this.view))]
        : reply.lines;
    this.put({
      kind: 'reply',
      question,
      text: this.#paint(lines, reply, view.colours && terminal),
      code: reply.code,
      ...(reply.asks ? { asks: true } : {}),
    });
    return true;
  }

  /** An answer was given, and what it is asked for is not met by it. */
  #isWrong({ notes = [] }: Reply): boolean {
    if (!notes.some(({ kind }) => kind === 'answer')) return false;
    this.#play.observe();
    return notes.some(note => note.kind === 'answer' && !isRight(this.#play, note.question));
  }

  #paint(lines: readonly Line[], { asks }: Reply, colours: boolean): string {
    const text = paint(lines, new Painter(colours));
    return asks ? `${text.trimEnd()} ` : text;
  }

  #note(note: LessonNote): void {
    this.#options.journal.add({ note, after: this.#play.entries.length });
    this.#play.note(note);
    if (note.kind !== 'language') return;
    this.#language = this.#play.state.language ?? this.#language;
    this.#options.onLanguage(this.#language);
  }

  /** As a terminal of the host shows it: the player's own, or one that has attached. */
  #viewOf(terminal: TerminalTrack | undefined): View {
    const { view } = this;
    if (terminal === undefined || terminal.session === this.#play.session) return view;
    return { ...view, width: terminal.columns || 80, colours: view.colours && terminal.env['NO_COLOR'] === undefined };
  }

  /** Undo and reset: the host becomes the one that it was. */
  #turnBack(action: Exclude<Action, { kind: 'quit' }>): void {
    const { journal, screen } = this.#options;
    const keep = action.kind === 'undo' ? action.command.keep : 0;
    journal.add({ keep });
    journal.flush();
    const notes = this.#play.notes.map(placed => ({ ...placed, after: Math.min(placed.after, keep) }));
    const { lesson, host, entries } = this.#play;
    this.#play = LessonPlay.replay(lesson, host.setup, entries.slice(0, keep), notes);
    this.#live.replace(this.#play.host);
    this.#options.onHost?.(this.shared);
    this.#followCalendar();
    if (action.kind === 'reset') this.#startAfresh();
    else {
      const wentBack = this.#stepBack();
      this.resize();
      const { undone, asBefore, othersToo } = this.text.lesson.undo;
      const { view } = this;
      const mine = [action.command.session, this.#play.session];
      const byOthers = entries.slice(keep).some(({ input }) => isByOthers(input, mine));
      screen.say([
        ...textLines('plain', undone(action.command.line.trim()), readable(view)),
        ...textLines('dim', byOthers ? othersToo : asBefore, readable(view)),
        ...(wentBack ? [statusBar(view, shownIndex(view))] : []),
      ]);
      screen.repaint(this.#play.tail.text);
    }
    this.#attached.turnedBack(this.#play, textLines('dim', this.text.attach.turnedBack, 79));
    this.#live.flush();
  }

  #startAfresh(): void {
    this.#note({ kind: 'reset' });
    this.#options.screen.say([[], this.#say('dim', this.text.lesson.reset.done), ...lessonHead(this.view), ...stepScreen(this.view, 0)]);
    this.#openShell();
  }

  /** Goes back to the step that is no longer done; false when there is none. */
  #stepBack(): boolean {
    const { view } = this;
    const first = this.#play.tracker.steps.findIndex(({ done, step }) => !done && step.blocks.some(({ kind }) => kind === 'check'));
    const step = view.shown.steps[first];
    if (view.shown.kind !== 'guided' || !step || first >= shownIndex(view)) return false;
    this.#note({ kind: 'step', id: step.id });
    return true;
  }
}

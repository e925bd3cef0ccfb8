import { existsSync } from 'node:fs';
import path from 'node:path';
import type { HostEvent } from '../../engine/index.js';
import type { Context } from '../commands/command.js';
import { Problem } from '../problem.js';
import { wantsColours, type Line } from '../render/style.js';
import type { Folders } from '../state/folders.js';
import { parseHeader, type JournalLine } from '../state/journal-file.js';
import { JournalFollower } from '../state/journal-follower.js';
import { journalPath, lessonFolder } from '../state/lesson-journal.js';
import { isLocked } from '../state/lock.js';
import { LessonPlay } from './lesson-play.js';
import { LinearScreen } from './linear-screen.js';
import { newsLines } from './progress-screen.js';
import type { Screen } from './screen.js';
import type { LessonSource } from './source.js';
import { stepScreen } from './step-screen.js';
import { TerminalScreen } from './terminal-screen.js';
import { shownIndex, type View } from './view.js';

const pauseMs = 150;

/** Shows a lesson that is played in another window, until that one ends or ^C is typed. Nothing is written. */
export async function watchLesson(source: LessonSource, { text, plain }: Context, folders: Folders): Promise<number> {
  const folder = lessonFolder(folders, source.base.id);
  const file = journalPath(folder);
  if (!existsSync(file)) throw new Problem(text.lessons.nothingToWatch(source.base.id));
  const { stdout } = process;
  const colours = wantsColours(stdout, process.env, plain);
  const screen = stdout.isTTY && !plain ? new TerminalScreen(stdout, colours) : new LinearScreen(stdout, { colours, plain, echo: false });
  const watcher = new Watcher(source, new JournalFollower(file), screen, play => ({
    play,
    shown: source.shown(text.language),
    text,
    width: screen.width,
    colours,
    plain,
    nextLesson: source.nextLesson,
  }));
  screen.say([dim(text.lessons.watching(source.shown(text.language).title))]);
  let stopped = false;
  const stop = (): void => void (stopped = true);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  while (!stopped) {
    watcher.look();
    await screen.flush();
    if (!isLocked(path.join(folder, 'lock'))) {
      screen.say([[], dim(text.lessons.watchEnded)]);
      break;
    }
    await new Promise(done => setTimeout(done, pauseMs));
  }
  screen.say([[]]);
  await screen.flush();
  return 0;
}

function dim(text: string): Line {
  return [{ style: 'dim', text }];
}

/** A play that follows somebody else's journal. */
class Watcher {
  readonly #source: LessonSource;
  readonly #follower: JournalFollower;
  readonly #screen: Screen;
  readonly #view: (play: LessonPlay) => View;
  #play: LessonPlay | undefined;

  constructor(source: LessonSource, follower: JournalFollower, screen: Screen, view: (play: LessonPlay) => View) {
    this.#source = source;
    this.#follower = follower;
    this.#screen = screen;
    this.#view = view;
  }

  look(): void {
    const { afresh, header, lines } = this.#follower.read();
    if (afresh) this.#play = undefined;
    if (header !== undefined) this.#begin(header, lines);
    else for (const line of lines) this.#take(line);
  }

  /** The journal as it is now: only where it has come to is shown. */
  #begin(header: string, lines: readonly JournalLine[]): void {
    this.#play = LessonPlay.replay(this.#source.base, parseHeader(header, 'journal').setup, [], []);
    for (const line of lines) this.#apply(line);
    this.#play.takeNews();
    this.#showPlace();
  }

  #showPlace(): void {
    if (!this.#play) return;
    const view = this.#view(this.#play);
    this.#screen.say([[], ...stepScreen(view, shownIndex(view))]);
    this.#screen.repaint(this.#play.tail.text);
    this.#listen();
  }

  #listen(): void {
    if (this.#play) this.#play.onEvent = event => this.#show(event);
  }

  #show(event: HostEvent): void {
    const play = this.#play;
    if (!play || event.kind === 'lesson' || event.session !== play.session) return;
    if (event.kind === 'output') this.#screen.output(event.data);
    if (event.kind !== 'mark') return;
    if (event.mark.kind === 'command') this.#screen.command(event.mark.line);
    if (event.mark.kind !== 'prompt') return;
    play.observe();
    this.#screen.say(newsLines(this.#view(play), play.takeNews()));
    this.#screen.prompt();
  }

  #take(line: JournalLine): void {
    this.#apply(line);
    if ('keep' in line) this.#showPlace();
    const play = this.#play;
    const news = play?.takeNews() ?? [];
    if (play && news.length > 0) this.#screen.interject(newsLines(this.#view(play), news), play.tail.text);
  }

  #apply(line: JournalLine): void {
    const play = this.#play;
    if (!play) return;
    if ('note' in line) play.note(line.note);
    else if (!('keep' in line)) play.go([line], []);
    else {
      const notes = play.notes.map(placed => ({ ...placed, after: Math.min(placed.after, line.keep) }));
      this.#play = LessonPlay.replay(play.lesson, play.host.setup, play.entries.slice(0, line.keep), notes);
    }
  }
}

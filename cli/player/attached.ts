import { encodeUtf8, type HostEvent, type Input, type SessionId } from '../../engine/index.js';
import { Outlets } from '../serve/outlets.js';
import { closeOrphans, type SharedHost } from '../serve/shared-host.js';
import { paint } from '../render/lines.js';
import { Painter, type Line } from '../render/style.js';
import type { LessonPlay, News } from './lesson-play.js';
import type { TerminalTrack } from './terminal-track.js';

/** Terminals that others have opened on the host of a lesson, and clients of its docker. */
export class Attached {
  readonly outlets = new Outlets();
  readonly #put: SharedHost['put'];
  readonly #untold = new WeakMap<TerminalTrack, readonly News[]>();
  #events: HostEvent[] = [];

  /** `put` puts something into the host that is played. */
  constructor(put: SharedHost['put']) {
    this.#put = put;
  }

  /** News for those whose command has just brought them about. */
  hear(play: LessonPlay, news: readonly News[]): void {
    for (const terminal of play.others)
      if (!terminal.isAtPrompt) this.#untold.set(terminal, [...(this.#untold.get(terminal) ?? []), ...news]);
  }

  takeNews(terminal: TerminalTrack): readonly News[] {
    const news = this.#untold.get(terminal) ?? [];
    this.#untold.delete(terminal);
    return news;
  }

  /** Something for one of them, in order with what is said to them. */
  take(event: HostEvent): void {
    this.#events.push(event);
  }

  say(session: SessionId, lines: readonly Line[], colours: boolean): void {
    const text = paint(lines, new Painter(colours)).replaceAll('\n', '\r\n');
    if (text !== '') this.#events.push({ kind: 'output', session, stream: 'terminal', data: encodeUtf8(text) });
  }

  async deliver(play: LessonPlay): Promise<void> {
    const events = this.#events;
    this.#events = [];
    await this.outlets.deliver(play.host, events);
  }

  /** Those who were there when this host was left are gone. */
  closeOrphans({ host, session }: LessonPlay): void {
    closeOrphans(host, this.#put, open => open === session);
  }

  /** Another host has taken the place of the old one: whoever is in it, too, sees what their terminal showed then. */
  turnedBack(play: LessonPlay, notice: readonly Line[]): void {
    this.#events = [];
    const goesOn = (session: SessionId): boolean => play.terminal(session) !== undefined && this.outlets.hasSession(session);
    for (const { session, env, tail } of play.others) {
      if (!goesOn(session)) continue;
      this.say(session, [[], ...notice], env['NO_COLOR'] === undefined);
      this.take({ kind: 'output', session, stream: 'terminal', data: encodeUtf8(tail.text) });
    }
    closeOrphans(play.host, this.#put, session => session === play.session || goesOn(session));
    this.outlets.reset(goesOn);
  }
}

/** Whether somebody wants to end the lesson from another terminal than its own. */
export function isElsewhere(argv: readonly string[], attached: boolean): boolean {
  return attached && (argv[0] === 'quit' || (argv[0] === 'lesson' && argv[1] === 'quit'));
}

/** Something that another terminal or a docker client has done. */
export function isByOthers(input: Input, mine: readonly (SessionId | undefined)[]): boolean {
  return input.kind === 'api' || (input.kind === 'input' && !mine.includes(input.session));
}

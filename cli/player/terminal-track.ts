import type { HostEvent, Input, SessionId } from '../../engine/index.js';
import { Tail } from './tail.js';

/** What is known of one session of a lesson's host: how wide its terminal is, what that shows, and where its shell is. */
export class TerminalTrack {
  readonly session: SessionId;
  readonly env: Readonly<Record<string, string>>;
  /** The last piece of what the terminal shows: since the prompt, or since the running command began. */
  readonly tail = new Tail();
  #columns: number | undefined;
  /** How much of the journal was there when the line at the prompt was begun; undefined while there is no prompt. */
  #lineBegun: number | undefined;
  #running: string | undefined;

  constructor({ session, env, terminal }: Extract<Input, { kind: 'open' }>) {
    this.session = session;
    this.env = env;
    this.#columns = terminal?.columns;
  }

  /** Undefined for a session without a terminal. */
  get columns(): number | undefined {
    return this.#columns;
  }

  /** The command line that runs at the moment. */
  get running(): string | undefined {
    return this.#running;
  }

  /** The shell asks for a command, which may be half typed. */
  get isAtPrompt(): boolean {
    return this.#lineBegun !== undefined;
  }

  /** An input has become entry number `index` of the journal. */
  entered(input: Input, index: number): void {
    const isMine = 'session' in input && input.session === this.session;
    if (isMine && input.kind === 'resize') this.#columns = input.columns;
    // Until something is typed here, what comes in belongs to what was before: undo keeps it.
    if (!(isMine && input.kind === 'input') && this.#lineBegun === index) this.#lineBegun = index + 1;
  }

  /** Something has come out of this session. Gives a command that was typed, and how much of the journal came before it. */
  take(
    event: Extract<HostEvent, { kind: 'output' | 'mark' }>,
    entries: number,
  ): { readonly line: string; readonly keep: number } | undefined {
    if (event.kind === 'output') {
      this.tail.add(event.data);
      return undefined;
    }
    const { mark } = event;
    if (mark.kind !== 'prompt') return this.#takeCommand(mark);
    this.#lineBegun = entries;
    this.#running = undefined;
    this.tail.clear();
    return undefined;
  }

  #takeCommand(mark: {
    readonly kind: 'command' | 'done';
    readonly line: string;
  }): { readonly line: string; readonly keep: number } | undefined {
    if (mark.kind === 'done') {
      this.#running = undefined;
      return undefined;
    }
    const keep = this.#lineBegun;
    this.#lineBegun = undefined;
    this.#running = mark.line;
    this.tail.clear();
    return keep === undefined ? undefined : { line: mark.line, keep };
  }
}

import type { Line } from '../render/style.js';

/** Where a lesson is shown: a terminal, or lines that go to a file or a screen reader. */
export interface Screen {
  readonly width: number;
  readonly colours: boolean;
  /** Lines in a row, no drawings, nothing that is painted over. */
  readonly plain: boolean;
  /** Bytes that the host's terminal got. */
  output(data: Uint8Array): void;
  /** The shell is about to ask for a command, or one has been typed. */
  prompt(): void;
  command(line: string): void;
  /** The program waits for a line: what it has asked so far is shown. */
  settle(): void;
  /** The player's own words, on lines of their own. */
  say(lines: readonly Line[]): void;
  /** The player's own words while a line is being edited, which is shown again below them. */
  interject(lines: readonly Line[], edited: string): void;
  /** Shows again what the host's terminal has shown. */
  repaint(shown: string): void;
  /** Everything has been handed to the terminal. */
  flush(): Promise<void>;
}

import type { Cli } from '../cli.js';
import { Failure } from '../failure.js';
import type { TerminalModes } from '../../process/sys.js';

/** A terminal of the host and of a container at once needs standard input to be one. Throws Failure. */
export function checkTerminal(cli: Cli, options: { readonly stdin: boolean; readonly tty: boolean }): void {
  if (options.stdin && options.tty && !cli.sys.isTerminal(0)) throw new Failure('the input device is not a TTY');
}

/** Hands every key to the container; gives what restores the terminal. */
export function enterRawMode(cli: Cli): () => void {
  if (!cli.sys.isTerminal(0)) return () => {};
  const before: TerminalModes = cli.sys.terminalModes(0);
  cli.sys.setTerminalModes(0, { canonical: false, echo: false, signals: false, mapCarriageReturn: false, mapNewline: false });
  return () => {
    cli.sys.setTerminalModes(0, before);
  };
}

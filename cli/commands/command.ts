import type { Argv } from 'yargs';
import type { Text } from '../text/text.js';

/** What every command gets: the words of the user's language and the options that all commands have. */
export interface Context {
  readonly text: Text;
  /** --home, when given. */
  readonly home: string | undefined;
  readonly plain: boolean;
  readonly debug: boolean;
}

/** A command of drydock. `run` gives the exit code; what the user did wrong is thrown as a Problem. */
export interface Command<Options> {
  /** As yargs wants it: `grade <lesson> [files..]`. */
  readonly usage: string;
  readonly describe: (text: Text) => string;
  readonly options: (yargs: Argv, text: Text) => Argv<Options>;
  readonly run: (options: Options, context: Context) => Promise<number> | number;
}

/** A command whose options nobody needs to know any more: the parser gives `run` what `options` declared. */
export type AnyCommand = Command<Readonly<Record<string, unknown>>>;

/** Checks a command's types where it is written, and forgets them. */
export function defineCommand<Options>(command: Command<Options>): AnyCommand {
  return command as unknown as AnyCommand;
}

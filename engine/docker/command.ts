import type { Task } from '../core/task.js';
import type { Cli } from './cli.js';
import type { Flag } from './flags/flag.js';
import type { Text } from './text.js';

/** How many arguments a command takes. */
export type Arity =
  | { readonly kind: 'none' }
  | { readonly kind: 'exactly' | 'at-least' | 'at-most'; readonly count: number }
  /** Checked by the client's command line library, which says so in its own words. */
  | { readonly kind: 'cobra-exactly'; readonly count: number }
  | { readonly kind: 'range'; readonly least: number; readonly most: number };

export const noArguments: Arity = { kind: 'none' };
export const exactly = (count: number): Arity => ({ kind: 'exactly', count });
export const atLeast = (count: number): Arity => ({ kind: 'at-least', count });
export const atMost = (count: number): Arity => ({ kind: 'at-most', count });
export const between = (least: number, most: number): Arity => ({ kind: 'range', least, most });

/** What the words after a command can be completed to. */
export type Completion = 'none' | 'container' | 'running-container' | 'image' | 'network' | 'volume' | 'image-then-nothing';

export interface Command {
  /**
   * Every name in the order in which `--help` lists them: `container ls`, `container list`, `container ps`, `ps`. Of the names within one
   * group the first is the command's own, the others are aliases.
   */
  readonly names: readonly [string, ...string[]];
  /** What follows the name in the usage line. */
  readonly usage: string;
  /** Further usage lines, whole. */
  readonly otherUsage: readonly string[];
  readonly text: Text;
  /** More than the short sentence, for `--help`. */
  readonly details: Text | undefined;
  readonly arity: Arity;
  readonly flags: readonly Flag[];
  /** False: flags end at the first argument, for what follows is somebody else's command. */
  readonly interspersed: boolean;
  /** Unknown flags are arguments (`docker top web -o pid`). */
  readonly completes: Completion;
  readonly hidden: boolean;
  /** 'not simulated': declared for help and completion, refused when called. */
  readonly run: ((cli: Cli) => Task<number>) | 'not simulated';
}

type Declaration = Pick<Command, 'names' | 'usage' | 'text' | 'arity' | 'run'> &
  Partial<Pick<Command, 'otherUsage' | 'details' | 'flags' | 'interspersed' | 'completes' | 'hidden'>>;

/** Declares a command; from this come parsing, `--help`, completion and reference documentation. */
export function defineCommand(declaration: Declaration): Command {
  return { otherUsage: [], details: undefined, flags: [], interspersed: true, completes: 'none', hidden: false, ...declaration };
}

/** A word that only groups commands: `docker container`. */
export interface CommandGroup {
  readonly name: string;
  readonly text: Text;
  readonly section: 'management' | 'swarm';
  /** What complaints show after its name: most groups of the client say nothing. */
  readonly synopsis: '' | ' COMMAND';
}

/** The name that a command has in the group where it was found: aliases lead to the first name of the same group. */
export function canonicalName(command: Command, name: string): string {
  return command.names.find(candidate => groupOf(candidate) === groupOf(name)) ?? name;
}

/** `container` of `container ls`, '' of `ps`. */
export function groupOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf(' ')));
}

/** `docker container ls [OPTIONS]`; Docker's usage lines start with two spaces after `Usage:`. */
export function usageLine(command: Command, name: string): string {
  const first = `docker ${name}${command.usage === '' ? '' : ` ${command.usage}`}`;
  return [first, ...command.otherUsage].join('\n\t');
}

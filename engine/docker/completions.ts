import { READY, type Task } from '../core/task.js';
import type { Sys } from '../process/sys.js';
import { ApiError, type Client } from './client.js';
import { groupOf, type Command, type Completion } from './command.js';
import { commandNames, findCommand, groups } from './commands.js';
import { connectClient } from './connect.js';
import { Failure } from './failure.js';
import type { Flag } from './flags/flag.js';
import { ParsedFlags } from './flags/parsed-flags.js';
import { parseFlags } from './flags/parse.js';
import { globalFlags } from './global-flags.js';
import { asList, listAt, textAt, textsAt } from './json-view.js';

/**
 * What the last word of a docker command line can become when Tab is pressed: commands, flags, or names of what is there. The first word is
 * `docker` itself. Undefined leaves the word to file names.
 */
export function completeDocker(sys: Sys, words: readonly string[]): readonly string[] | undefined {
  const typed = words.at(-1) ?? '';
  const { words: before, globals } = splitGlobals(words.slice(1, -1));
  const found = findCommand(before);
  if (found.kind === 'unknown') return before.length === 0 ? groupWords('', typed) : [];
  if (found.kind === 'group') return groupWords(found.group.name, typed);
  return commandWords(found.command, before.slice(found.words), typed, () => connectClient(sys, globals));
}

/** `-H x`, `--context y` and the like before the command. */
function splitGlobals(words: readonly string[]): { readonly words: readonly string[]; readonly globals: ParsedFlags } {
  const flags = globalFlags('');
  try {
    const { flags: globals, rest } = parseFlags(flags, words, false);
    return { words: words.slice(rest), globals };
  } catch {
    return { words: [], globals: new ParsedFlags(flags, new Map()) };
  }
}

function groupWords(group: string, typed: string): readonly string[] {
  if (typed.startsWith('-')) return group === '' ? longNames(globalFlags('')) : ['--help'];
  const subgroups = groups.filter(candidate => groupOf(candidate.name) === group).map(candidate => lastWord(candidate.name));
  return [...commandNames(group).map(lastWord), ...subgroups];
}

function commandWords(command: Command, rest: readonly string[], typed: string, connect: () => Client): readonly string[] | undefined {
  const previous = rest.at(-1);
  if (previous !== undefined && takesNextWord(command.flags, previous)) return undefined;
  const given = countArguments(command, rest);
  if (!command.interspersed && given > 0) return undefined;
  if (typed.startsWith('-')) return [...longNames(command.flags), '--help'];
  const completes = completionAt(command, given);
  return completes === 'none' ? undefined : answerAtOnce(() => existing(completes, connect()));
}

/** The daemon answers these questions without waiting; if it ever has to, there is nothing to show yet. */
function answerAtOnce(ask: () => Task<readonly string[]>): readonly string[] {
  try {
    const result = ask().next(READY);
    return result.done ? result.value : [];
  } catch (error) {
    if (error instanceof Failure || error instanceof ApiError) return [];
    throw error;
  }
}

function longNames(flags: readonly Flag[]): readonly string[] {
  return flags.filter(flag => !flag.hidden).map(flag => `--${flag.name}`);
}

/** Whether the word is a flag whose value is the next word. */
function takesNextWord(flags: readonly Flag[], word: string): boolean {
  if (!word.startsWith('-') || word.includes('=') || word === '-') return false;
  const flag = word.startsWith('--')
    ? flags.find(({ name }) => name === word.slice(2))
    : flags.find(({ shorthand }) => shorthand === word.at(-1));
  return flag !== undefined && flag.bare === undefined;
}

function countArguments(command: Command, rest: readonly string[]): number {
  return rest.filter((word, index) => !word.startsWith('-') && !takesNextWord(command.flags, rest[index - 1] ?? '')).length;
}

/** What the next argument names. The second one of network connect is a container, that of tag and rename a new name. */
function completionAt(command: Command, given: number): Completion {
  const { arity, completes } = command;
  const limit = arity.kind === 'exactly' || arity.kind === 'at-most' ? arity.count : arity.kind === 'range' ? arity.most : Infinity;
  if (given >= limit) return 'none';
  if (given === 0) return completes;
  if (completes === 'network' && limit === 2) return 'container';
  return completes === 'image-then-nothing' || command.names.includes('rename') ? 'none' : completes;
}

function* existing(completes: Completion, client: Client): Task<readonly string[]> {
  switch (completes) {
    case 'none':
      return [];
    case 'container':
    case 'running-container': {
      const containers = asList(yield* client.get('/containers/json', { all: completes === 'container' }));
      return containers.flatMap(container => textsAt(container, 'Names')).map(name => name.replace(/^\//, ''));
    }
    case 'image':
    case 'image-then-nothing':
      return asList(yield* client.get('/images/json')).flatMap(image => textsAt(image, 'RepoTags'));
    case 'network':
      return asList(yield* client.get('/networks')).map(network => textAt(network, 'Name'));
    case 'volume':
      return listAt(yield* client.get('/volumes'), 'Volumes').map(volume => textAt(volume, 'Name'));
  }
}

function lastWord(name: string): string {
  return name.split(' ').at(-1) ?? name;
}

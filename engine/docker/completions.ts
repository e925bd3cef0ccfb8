import type { Task } from '../core/task.js';
import type { Api } from '../api/message.js';
import { Client } from './client.js';
import { groupOf, type Command, type Completion } from './command.js';
import { commandNames, findCommand, groups } from './commands.js';
import type { Flag } from './flags/flag.js';
import { globalFlags } from './global-flags.js';
import { asList, listAt, textAt, textsAt } from './json-view.js';

/**
 * What the last word of a docker command line (without `docker` itself) can become when Tab is pressed: commands, flags, or names of
 * what is there. `api` answers as it would for the command; an error of it completes to nothing.
 */
export function* completions(words: readonly string[], api: Api | undefined): Task<readonly string[]> {
  const typed = words.at(-1) ?? '';
  const before = skipGlobalFlags(words.slice(0, -1));
  const found = findCommand(before);
  const candidates =
    found.kind === 'command'
      ? yield* forCommand(found.command, before.slice(found.words), typed, api)
      : forGroup(before, typed, found.kind === 'group');
  return [...new Set(candidates)].filter(candidate => candidate.startsWith(typed)).sort();
}

/** `-H x`, `--context y` and the like before the command. */
function skipGlobalFlags(words: readonly string[]): readonly string[] {
  const flags = globalFlags('');
  let at = 0;
  while (words[at]?.startsWith('-')) at += takesNextWord(flags, words[at] ?? '') ? 2 : 1;
  return words.slice(at);
}

function forGroup(before: readonly string[], typed: string, isGroup: boolean): readonly string[] {
  if (before.length > 0 && !isGroup) return [];
  const group = before.join(' ');
  if (typed.startsWith('-')) return group === '' ? longNames(globalFlags('')) : ['--help'];
  const subgroups = groups.filter(candidate => groupOf(candidate.name) === group).map(candidate => lastWord(candidate.name));
  return [...commandNames(group).map(lastWord), ...subgroups];
}

function* forCommand(command: Command, rest: readonly string[], typed: string, api: Api | undefined): Task<readonly string[]> {
  const previous = rest.at(-1);
  if (previous !== undefined && takesNextWord(command.flags, previous)) return [];
  const given = countArguments(command, rest);
  if (!command.interspersed && given > 0) return [];
  if (typed.startsWith('-')) return [...longNames(command.flags), '--help'];
  return api ? yield* names(command, given, new Client(api)) : [];
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

function* names(command: Command, given: number, client: Client): Task<readonly string[]> {
  const limit =
    command.arity.kind === 'exactly' || command.arity.kind === 'at-most'
      ? command.arity.count
      : command.arity.kind === 'range'
        ? command.arity.most
        : Infinity;
  if (given >= limit) return [];
  // The second argument of network connect is a container, that of tag or rename a new name.
  const completes: Completion = command.completes === 'network' && given > 0 && limit === 2 ? 'container' : command.completes;
  if (given > 0 && (completes === 'image-then-nothing' || command.names.includes('rename'))) return [];
  try {
    return yield* existing(completes, client);
  } catch {
    return [];
  }
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

import type { CanonicalCommand } from '../../engine/index.js';
import type { Look } from './evidence.js';
import { meets } from './count.js';
import { matches } from './matcher.js';
import type { Reason } from './outcome.js';
import type { Assertion, RanAssertion } from './requirement.js';
import type { CommandRecord } from './state.js';

/** The learner ran a command: same docker command, at least the pattern's flags and arguments. */
export function evaluateRan(assertion: RanAssertion, look: Look): readonly Reason[] {
  const { argv, times } = assertion;
  const same = commandsLike(argv, look);
  const good = same.filter(command => counts(command, assertion));
  if (meets(good.length, times)) return [];
  const nearest = look.commands.findLast(({ argv: actual }) => isSameCommand(look.canonical(actual), argv, look));
  return [{ kind: 'ran', argv, expected: times, actual: good.length, failed: same.length > good.length, nearest: nearest?.argv.join(' ') }];
}

/** How many commands so far count as the one that is asked for. */
export function timesRan(assertion: RanAssertion, look: Look): number {
  return commandsLike(assertion.argv, look).filter(command => counts(command, assertion)).length;
}

/** A command that still runs has not failed. */
export function counts({ exitCode }: CommandRecord, { ok }: Pick<RanAssertion, 'ok'>): boolean {
  return !ok || exitCode === 0 || exitCode === undefined;
}

function commandsLike(argv: readonly string[], look: Look): readonly CommandRecord[] {
  return look.commands.filter(({ argv: actual }) => {
    // In this order: what docker's words mean need not be known at the first prompt, where nobody has called it.
    const command = look.canonical(actual);
    const wanted = command && look.canonical(argv);
    return wanted ? covers(command, wanted) : containsWords(actual, argv);
  });
}

function isSameCommand(command: CanonicalCommand | undefined, argv: readonly string[], look: Look): boolean {
  return command !== undefined && command.path === look.canonical(argv)?.path;
}

/** Whether a command has at least the flags and arguments of a pattern. */
function covers(command: CanonicalCommand, pattern: CanonicalCommand): boolean {
  if (command.path !== pattern.path) return false;
  const flags = [...pattern.flags].every(([name, values]) => values.every(value => command.flags.get(name)?.includes(value)));
  return flags && pattern.args.every(arg => command.args.includes(arg));
}

/** Another program than docker: the same name, and every word of the pattern among its arguments. */
export function containsWords(argv: readonly string[], [name, ...words]: readonly string[]): boolean {
  return argv[0]?.split('/').at(-1) === name && words.every(word => argv.some(actual => plainAddress(actual) === plainAddress(word)));
}

/** `http://localhost:80/` and `localhost` are the same address, `search:9200/` and `search:9200` too. */
function plainAddress(word: string): string {
  return word
    .replace(/^http:\/\//, '')
    .replace(/^([\w.-]+(?::\d+)?)\/$/, '$1')
    .replace(/^([\w.-]+):80$/, '$1');
}

export function evaluateEvent(assertion: Extract<Assertion, { kind: 'event' }>, look: Look): readonly Reason[] {
  const { type, action, attributes, times } = assertion;
  const found = look.events.filter(
    event =>
      event.type === type &&
      matches(action, event.action) &&
      [...attributes].every(([name, matcher]) => matches(matcher, event.attributes.get(name))),
  );
  return meets(found.length, times) ? [] : [{ kind: 'event', type, action, expected: times, actual: found.length }];
}

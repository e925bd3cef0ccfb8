import type { CanonicalCommand } from '../../engine/index.js';
import type { Evidence } from './evidence.js';
import { meets } from './count.js';
import { matches } from './matcher.js';
import type { Reason } from './outcome.js';
import type { Assertion } from './requirement.js';

/** The learner ran a command: same docker command, at least the pattern's flags and arguments. */
export function evaluateRan(assertion: Extract<Assertion, { kind: 'ran' }>, evidence: Evidence): readonly Reason[] {
  const { argv, ok, times } = assertion;
  const wanted = evidence.canonical(argv);
  const same = evidence.commands.filter(({ argv: actual }) => {
    const command = evidence.canonical(actual);
    return wanted && command ? covers(command, wanted) : containsWords(actual, argv);
  });
  const good = ok ? same.filter(({ exitCode }) => exitCode === 0 || exitCode === undefined) : same;
  if (meets(good.length, times)) return [];
  const nearest = wanted && evidence.commands.find(({ argv: actual }) => evidence.canonical(actual)?.path === wanted.path);
  return [{ kind: 'ran', argv, expected: times, actual: good.length, failed: same.length > good.length, nearest: nearest?.argv.join(' ') }];
}

/** Whether a command has at least the flags and arguments of a pattern. */
function covers(command: CanonicalCommand, pattern: CanonicalCommand): boolean {
  if (command.path !== pattern.path) return false;
  const flags = [...pattern.flags].every(([name, values]) => values.every(value => command.flags.get(name)?.includes(value)));
  return flags && pattern.args.every(arg => command.args.includes(arg));
}

/** Another program than docker: the same name, and every word of the pattern among its arguments. */
function containsWords(argv: readonly string[], [name, ...words]: readonly string[]): boolean {
  return argv[0]?.split('/').at(-1) === name && words.every(word => argv.includes(word));
}

export function evaluateEvent(assertion: Extract<Assertion, { kind: 'event' }>, evidence: Evidence): readonly Reason[] {
  const { type, action, attributes, times } = assertion;
  const found = evidence.events.filter(
    event => event.type === type && matches(action, event.action) && [...attributes].every(([name, matcher]) => matches(matcher, event.attributes.get(name))),
  );
  return meets(found.length, times) ? [] : [{ kind: 'event', type, action, expected: times, actual: found.length }];
}


import type { Matcher, Value } from '../check/matcher.js';
import type { Detail, Nearest, Reason } from '../check/outcome.js';
import type { Count, Expectation, Noun } from '../check/requirement.js';
import { unreachable } from '../unreachable.js';
import { excerpt, lastClauses } from './excerpt.js';
import type { Wording } from './wording.js';

type Property = Extract<Reason, { kind: 'property' }>;

const plural: Readonly<Record<Noun, string>> = { container: 'containers', image: 'images', network: 'networks', volume: 'volumes' };

/** How a property is called in a sentence. */
const fieldNames: ReadonlyMap<string, string> = new Map([
  ['exitCode', 'exit code'],
  ['oomKilled', 'killed for lack of memory'],
  ['workdir', 'working directory'],
  ['hostname', 'host name'],
  ['detached', 'in the background (-d)'],
  ['tty', 'with a terminal (-t)'],
  ['interactive', 'standard input kept open (-i)'],
  ['autoRemove', 'removed when it ends (--rm)'],
  ['restart', 'restart policy'],
  ['memory', 'memory limit in bytes'],
  ['members', 'containers in it'],
  ['usedBy', 'containers that use it'],
  ['sameAs', 'the same image as'],
]);

/** What a container has done that is in a state. */
const states: ReadonlyMap<string, string> = new Map([
  ['created', 'was made but never started'],
  ['running', 'is running'],
  ['paused', 'is paused'],
  ['restarting', 'keeps restarting'],
  ['removing', 'is being removed'],
  ['exited', 'has ended'],
  ['dead', 'is dead'],
]);

const wantedStates: ReadonlyMap<string, string> = new Map([
  ['created', 'be made but not started'],
  ['running', 'be running'],
  ['paused', 'be paused'],
  ['exited', 'have ended'],
]);

function matcher(wanted: Matcher): string {
  switch (wanted.kind) {
    case 'equals':
      return `‘${wanted.value}’`;
    case 'contains':
      return `something with ‘${wanted.text}’ in it`;
    case 'prefix':
      return `something that begins with ‘${wanted.text}’`;
    case 'suffix':
      return `something that ends with ‘${wanted.text}’`;
    case 'matches':
      return wanted.pattern === '.' ? 'something that is not empty' : `something that matches /${wanted.pattern}/`;
    case 'oneOf':
      return wanted.options.map(matcher).join(' or ');
    case 'every':
      return wanted.all.map(matcher).join(' and ');
    case 'not':
      return `anything but ${matcher(wanted.inner)}`;
    case 'number':
      return `${{ gt: 'more than', ge: 'at least', lt: 'less than', le: 'at most' }[wanted.relation]} ${wanted.limit}`;
    default:
      return unreachable(wanted);
  }
}

function value(actual: Value): string {
  if (actual === undefined) return 'not set';
  if (typeof actual === 'boolean') return actual ? 'yes' : 'no';
  if (typeof actual === 'object') return actual.length === 0 ? 'none' : actual.map(item => `‘${excerpt(item)}’`).join(', ');
  return actual === '' ? 'empty' : `‘${excerpt(String(actual))}’`;
}

/** `exactly 3 containers` */
function amount({ relation, number }: Count, noun: Noun): string {
  return `${relation} ${number} ${number === 1 ? noun : plural[noun]}`;
}

function times({ relation, number }: Count): string {
  return `${relation} ${number === 1 ? 'once' : `${number} times`}`;
}

function happened(number: number): string {
  if (number === 0) return 'it has not yet';
  return number === 1 ? 'it has once' : `it has ${number} times`;
}

function nearestText(nearest: Nearest | undefined): string {
  if (!nearest) return '';
  if (nearest.kind === 'similar-name') return ` There is one called ‘${nearest.name}’, though.`;
  const because = nearest.because === 'port' ? 'publishes that port' : 'comes from that image';
  return ` ‘${nearest.name}’ ${because}, but has another name.`;
}

function property(reason: Property): string {
  switch (reason.field) {
    case 'ports':
      return port(reason);
    case 'state':
      return state(reason);
    case 'image':
      return `‘${reason.subject}’ should come from the image ${matcher(reason.expected)}; it comes from ${value(reason.actual)}.`;
    case 'env':
      return variable(reason);
    case 'detached':
      return reason.actual === false
        ? `‘${reason.subject}’ was started in the foreground; it should run in the background.`
        : `‘${reason.subject}’ was started in the background; it should run in the foreground.`;
    default:
      return otherProperty(reason);
  }
}

function variable({ subject, key = '', expected, actual, detail }: Property): string {
  const wanted = matcher(expected);
  if (actual !== undefined) return `In ‘${subject}’ the variable ${key} should be ${wanted}; it is ${value(actual)}.`;
  const rest = expected.kind === 'matches' ? '' : `; it should be ${wanted}`;
  return `In ‘${subject}’ the variable ${key} is not set${rest}.${detailText(detail)}`;
}

function otherProperty({ subject, field, key, expected, actual }: Property): string {
  const name = `${fieldNames.get(field) ?? field}${key === undefined ? '' : ` ${key}`}`;
  const wanted = expected.kind === 'equals' && typeof expected.value === 'boolean' ? value(expected.value) : matcher(expected);
  return `‘${subject}’: ${name} should be ${wanted}; it is ${value(actual)}.`;
}

function port({ subject, key = '', expected, actual, detail }: Property): string {
  const isOpen = Array.isArray(actual) && actual.length > 0;
  const now = isOpen ? `it is published on ${value(actual)}` : 'it is not published';
  return `Port ${key} of ‘${subject}’ should be published on ${matcher(expected)} of this machine; ${now}.${detailText(detail)}`;
}

function state({ subject, expected, actual, detail }: Property): string {
  const wanted = expected.kind === 'equals' ? wantedStates.get(String(expected.value)) : undefined;
  const now = states.get(String(actual)) ?? `is ${value(actual)}`;
  const code = detail?.kind === 'exit-code' ? ` (exit code ${detail.code})` : '';
  const hint = detail?.kind === 'exit-code' && detail.code !== 0 ? ` ‘docker container logs ${subject}’ may tell why.` : '';
  return `‘${subject}’ should ${wanted ?? `be ${matcher(expected)}`}; it ${now}${code}.${hint}${detailText(detail)}`;
}

function detailText(detail: Detail | undefined): string {
  switch (detail?.kind) {
    case 'holder':
      return ` ‘${detail.name}’ has that port at the moment.`;
    case 'crossed':
      return ` The two numbers are the wrong way round (${detail.given}): the port of this machine comes first, then that of the container.`;
    case 'one-address':
      return ` With the address ${detail.address} in front, it can be reached at that address only.`;
    case 'start-failed':
      return ` Docker could not start it: ${lastClauses(detail.error)}.`;
    case 'similar-key':
      return ` There is one called ${detail.key}, though.`;
    case 'in-command':
      return ' It stands behind the name of the image, where it is a part of the command.';
    case 'exit-code':
    case undefined:
      return '';
    default:
      return unreachable(detail);
  }
}

function miscounted({ noun, expected, having, actual }: Extract<Reason, { kind: 'count' }>): string {
  const names = actual.length === 0 ? '' : ` (${actual.map(name => `‘${name}’`).join(', ')})`;
  const with_ = having.length === 0 ? '' : ` with ${having.map(expectation).join(', ')}`;
  return `There should be ${amount(expected, noun)}${with_}; there ${actual.length === 1 ? 'is' : 'are'} ${actual.length}${names}.`;
}

function expectation({ field, key, matcher: wanted }: Expectation): string {
  const asked = wanted.kind === 'equals' && typeof wanted.value === 'boolean' ? value(wanted.value) : matcher(wanted);
  return `${fieldNames.get(field) ?? field}${key === undefined ? '' : ` ${key}`} ${asked}`;
}

function http({ url, part, expected, actual }: Extract<Reason, { kind: 'http' }>): string {
  const wanted = expected ? matcher(expected) : '';
  switch (part) {
    case 'refused':
      return `Nobody answers at ${url} (${actual}).`;
    case 'answered':
      return `Something still answers at ${url} (status ${actual}).`;
    case 'status':
      return `${url} answers with status ${actual}; it should be ${wanted}.`;
    case 'body':
      return `The page at ${url} should be ${wanted}; it is ${value(actual)}.`;
  }
}

function file({ path, part, expected, actual }: Extract<Reason, { kind: 'file' }>): string {
  if (part === 'missing') return `There is no file ${path}.`;
  if (part === 'present') return `The file ${path} is still there.`;
  return `The file ${path} should hold ${expected ? matcher(expected) : 'something'}; it holds ${value(actual)}.`;
}

function ran({ argv, expected, actual, failed, nearest }: Extract<Reason, { kind: 'ran' }>): string {
  const command = argv.join(' ');
  if (failed) return `You ran ‘${command}’, but it failed.`;
  if (actual > 0) return `You should run ‘${command}’ ${times(expected)}; so far you ran it ${actual === 1 ? 'once' : `${actual} times`}.`;
  return nearest === undefined
    ? `You have not run ‘${command}’ yet.`
    : `You have not run ‘${command}’ yet; ‘${excerpt(nearest)}’ comes close.`;
}

function where(having: readonly Expectation[]): string {
  return having.length === 0 ? 'a container' : `a container with ${having.map(expectation).join(', ')}`;
}

function ranInside(why: Extract<Reason, { kind: 'ran-inside' }>): string {
  const command = `‘${why.argv.join(' ')}’`;
  const before = why.after.map(words => `‘${words.join(' ')}’`).join(' or ');
  const place = where(why.where);
  if (why.why === 'failed') return `${command} was run in ${place}, but it failed.`;
  if (why.why === 'elsewhere') return `${command} was not run in ${place} yet; it was in one of ${value(why.elsewhere)}.`;
  if (why.why === 'too-early') return `In ${place}, ${before} should come before ${command}.`;
  if (why.why === 'apart')
    return `${before} and ${command} were run in two containers; what one of them changes is not there in the other.`;
  if (why.actual > 0) return `${command} should run in ${place} ${times(why.expected)}; so far it did ${happenedTimes(why.actual)}.`;
  return `${command} was not run in ${place} yet.`;
}

function happenedTimes(number: number): string {
  return number === 1 ? 'once' : `${number} times`;
}

function printed({ expected, where: having, different, found }: Extract<Reason, { kind: 'printed' }>): string {
  if (!different) return `Up to now, ${where(having)} has not printed ${matcher(expected)}.`;
  const texts = found.length === 0 ? 'there is none' : `there ${found.length === 1 ? 'is' : 'are'} ${found.length} (${value(found)})`;
  return `What ${where(having)} prints should have ${different.relation} ${different.number} different answers in it; so far ${texts}.`;
}

function surplus({ noun, names }: Extract<Reason, { kind: 'surplus' }>): string {
  const list = names.map(({ name, status }) => (status === undefined ? `‘${name}’` : `‘${name}’ (${status})`)).join(', ');
  return names.length === 1 ? `The ${noun} ${list} should not be there.` : `These ${plural[noun]} should not be there: ${list}.`;
}

function reason(why: Reason): string {
  switch (why.kind) {
    case 'missing':
      return `There is no ${why.noun}${why.wanted ? ` ${matcher(why.wanted)}` : ' like that'}.${nearestText(why.nearest)}`;
    case 'count':
      return miscounted(why);
    case 'surplus':
      return surplus(why);
    case 'property':
      return property(why);
    case 'http':
      return http(why);
    case 'run':
      return `‘${why.line}’ should ${why.part === 'exitCode' ? 'end with exit code' : 'print'} ${matcher(why.expected)}; it gives ${value(why.actual)}.`;
    case 'file':
      return file(why);
    case 'ran':
      return ran(why);
    case 'never-was':
      return [`There was never ${where(why.having)}.`, ...why.closest.map(reason)].join(' ');
    case 'ran-inside':
      return ranInside(why);
    case 'printed':
      return printed(why);
    case 'event':
      return `‘${why.type} ${matcher(why.action).replaceAll(/[‘’]/g, '')}’ should happen ${times(why.expected)}; ${happened(why.actual)}.`;
    case 'answer':
      return why.given === undefined ? 'This question is not answered yet.' : `‘${excerpt(why.given)}’ is not the answer.`;
    case 'never':
      return `Up to now this was missing: ${why.inner.map(reason).join(' ')}`;
    case 'not-while':
      return `You ran ‘${why.argv.join(' ')}’, but at that moment this was missing: ${why.inner.map(reason).join(' ')}`;
    case 'none-of':
      return why.inner.map(reason).join(' ');
    case 'holds':
      return 'This should not be the case any more.';
    default:
      return unreachable(why);
  }
}

export const english: Wording = {
  reason,
  matcher,
  value,
  notRun: title => `Comes after: ${title}`,
};

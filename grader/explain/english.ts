import type { Matcher, Value } from '../check/matcher.js';
import type { Nearest, Reason } from '../check/outcome.js';
import type { Count, Noun } from '../check/requirement.js';
import { unreachable } from '../unreachable.js';
import { excerpt } from './excerpt.js';
import type { Wording } from './wording.js';

const plural: Readonly<Record<Noun, string>> = { container: 'containers', image: 'images', network: 'networks', volume: 'volumes' };

/** How a property is called in a sentence. */
const fieldNames: Readonly<Record<string, string>> = {
  state: 'state',
  image: 'image',
  exitCode: 'exit code',
  oomKilled: 'killed for lack of memory',
  health: 'health',
  command: 'command',
  user: 'user',
  workdir: 'working directory',
  hostname: 'host name',
  detached: 'started in the background (-d)',
  tty: 'terminal (-t)',
  interactive: 'standard input kept open (-i)',
  autoRemove: 'removed by itself (--rm)',
  restart: 'restart policy',
  memory: 'memory limit',
  networks: 'networks',
  tags: 'tags',
  driver: 'driver',
  members: 'members',
  subnets: 'subnets',
  usedBy: 'users',
};

function matcher(wanted: Matcher): string {
  switch (wanted.kind) {
    case 'equals':
      return `‘${wanted.value}’`;
    case 'contains':
      return `something with ‘${wanted.text}’`;
    case 'prefix':
      return `something that begins with ‘${wanted.text}’`;
    case 'suffix':
      return `something that ends with ‘${wanted.text}’`;
    case 'matches':
      return `something that matches /${wanted.pattern}/`;
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
  return `‘${excerpt(String(actual))}’`;
}

function count({ relation, number }: Count): string {
  return relation === 'exactly' ? String(number) : `${relation} ${number}`;
}

function nearestText(nearest: Nearest | undefined): string {
  if (!nearest) return '';
  if (nearest.kind === 'similar-name') return ` There is one called ‘${nearest.name}’, though.`;
  const because = nearest.because === 'port' ? 'publishes that port' : 'comes from that image';
  return ` ‘${nearest.name}’ ${because}, but has another name.`;
}

function property(reason: Extract<Reason, { kind: 'property' }>): string {
  const { subject, field, key, expected, actual, holder } = reason;
  const holderText = holder === undefined ? '' : ` ‘${holder}’ has ${matcher(expected)} at the moment.`;
  if (field === 'ports') {
    const now = actual === undefined || (Array.isArray(actual) && actual.length === 0) ? 'is not published' : `is published on ${value(actual)}`;
    return `Port ${key ?? ''} of ‘${subject}’ should be published on ${matcher(expected)}, but it ${now}.${holderText}`;
  }
  if (field === 'env') return `In ‘${subject}’ the variable ${key ?? ''} should be ${matcher(expected)}; it is ${value(actual)}.`;
  if (field === 'labels') return `The label ${key ?? ''} of ‘${subject}’ should be ${matcher(expected)}; it is ${value(actual)}.`;
  const name = fieldNames[field] ?? field;
  const wanted = expected.kind === 'equals' && typeof expected.value === 'boolean' ? value(expected.value) : matcher(expected);
  return `‘${subject}’: ${name}${key === undefined ? '' : ` (${key})`} should be ${wanted}; it is ${value(actual)}.`;
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
      return `The page at ${url} should be ${wanted}; it is ‘${excerpt(actual)}’.`;
  }
}

function file({ path, part, expected, actual }: Extract<Reason, { kind: 'file' }>): string {
  if (part === 'missing') return `There is no file ${path}.`;
  if (part === 'present') return `The file ${path} is still there.`;
  return `The file ${path} should hold ${expected ? matcher(expected) : ''}; it holds ‘${excerpt(actual)}’.`;
}

function ran({ argv, failed, nearest }: Extract<Reason, { kind: 'ran' }>): string {
  const command = argv.join(' ');
  if (failed) return `You ran ‘${command}’, but it failed.`;
  return nearest === undefined ? `You have not run ‘${command}’ yet.` : `You have not run ‘${command}’ yet; ‘${excerpt(nearest)}’ comes close.`;
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
      return `There should be ${count(why.expected)} such ${plural[why.noun]}; there are ${why.actual.length}.`;
    case 'surplus':
      return surplus(why);
    case 'property':
      return property(why);
    case 'http':
      return http(why);
    case 'run':
      return `‘${why.line}’ should give ${matcher(why.expected)}${why.part === 'exitCode' ? ' as its exit code' : ''}; it gives ‘${excerpt(why.actual)}’.`;
    case 'file':
      return file(why);
    case 'ran':
      return ran(why);
    case 'event':
      return `Docker has seen ‘${why.type} ${matcher(why.action)}’ ${why.actual} times; it should be ${count(why.expected)}.`;
    case 'answer':
      return why.given === undefined ? 'This question is not answered yet.' : `‘${excerpt(why.given)}’ is not the answer.`;
    case 'never':
      return `This was never the case so far. ${why.inner.map(reason).join(' ')}`;
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
  notRun: title => `First: ${title}`,
};

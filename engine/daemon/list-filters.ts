import { RE2JS, RE2JSException } from 're2js';
import { exitCodeOf, stateWord, type ContainerRecord } from './container.js';
import type { Daemon } from './daemon.js';
import { DaemonError, invalid, failed, invalidFilter } from './errors.js';
import { imageIdOf } from './image-id.js';
import { checkFilters, hasLabels, type Filters } from './images/filters.js';

const known = [
  'ancestor',
  'before',
  'exited',
  'expose',
  'health',
  'id',
  'is-task',
  'isolation',
  'label',
  'name',
  'network',
  'publish',
  'since',
  'status',
  'volume',
];

const states = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'];
const healths = ['none', 'starting', 'healthy', 'unhealthy'];

/** Of several mistakes the first in moby's order is told (daemon/list.go foldFilter); these come last. */
const checkOrder = ['exited', 'status', 'is-task', 'health', 'before', 'since', 'ancestor', 'publish', 'expose'];

type Test = (container: ContainerRecord) => boolean;

/** A test for all filters of `docker ps`, whose values have been checked. */
export function containerFilter(daemon: Daemon, filters: Filters): Test {
  checkFilters(filters, known);
  const given = [...filters].filter(([, values]) => values.length > 0).sort(([a], [b]) => checkOrder.indexOf(a) - checkOrder.indexOf(b));
  const tests = given.map(([name, values]) => testFor(daemon, name, values));
  return container => tests.every(test => test(container));
}

function testFor(daemon: Daemon, name: string, values: readonly string[]): Test {
  switch (name) {
    case 'id':
      return ({ id }) => values.some(value => id.startsWith(value) || matches(value, id));
    case 'name':
      return container =>
        values.some(value => value === container.name || matches(value, `/${container.name}`) || matches(value, container.name));
    case 'label':
      return ({ config }) => hasLabels(config.Labels ?? undefined, values);
    case 'status':
      return oneOf('status', 'state', values, states, stateWord);
    case 'health':
      return oneOf('health', 'health', values, healths, container => container.health?.status ?? 'none');
    case 'exited':
      return exitedTest(values);
    case 'ancestor':
      return ancestorTest(daemon, values);
    case 'before':
    case 'since':
      return orderTest(daemon, name, values);
    case 'network':
      return ({ endpoints }) =>
        [...endpoints.values()].some(({ network, networkId }) =>
          values.some(value => value === network || (networkId !== '' && networkId.startsWith(value))),
        );
    case 'volume':
      return ({ mounts }) =>
        mounts.some(
          ({ name: volume, source, target }) =>
            values.includes(volume) || values.includes(target) || (volume === '' && values.includes(source)),
        );
    case 'isolation':
      // Linux knows one isolation only, and asks nobody for it.
      return () => true;
    case 'publish':
      return publishTest(values);
    case 'expose':
      return exposeTest(values);
    case 'is-task':
      return taskTest(values);
    default:
      throw invalidFilter(name);
  }
}

/** Filters of names and ids are regular expressions; what is none is taken literally. */
export function matches(pattern: string, text: string): boolean {
  if (/^[\w/-]*$/.test(pattern)) return text.includes(pattern);
  try {
    return RE2JS.compile(pattern).matcher(text).find();
  } catch (error) {
    if (error instanceof RE2JSException) return text === pattern;
    throw error;
  }
}

function oneOf(
  filter: string,
  what: string,
  values: readonly string[],
  allowed: readonly string[],
  read: (container: ContainerRecord) => string,
): Test {
  for (const value of values) {
    if (!allowed.includes(value))
      throw invalid(`invalid filter '${filter}=${value}': invalid value for ${what} (${value}): must be one of ${allowed.join(', ')}`);
  }
  return container => values.includes(read(container));
}

function exitedTest(values: readonly string[]): Test {
  for (const value of values) {
    if (!/^[+-]?\d+$/.test(value))
      throw invalid(`invalid filter 'exited=${value}': strconv.Atoi: parsing ${JSON.stringify(value)}: invalid syntax`);
  }
  const codes = new Set(values.map(Number));
  // Containers that never ran have no exit code, though theirs reads 0.
  return container => container.status.state !== 'running' && container.everStarted && codes.has(exitCodeOf(container));
}

function ancestorTest(daemon: Daemon, values: readonly string[]): Test {
  const wanted = new Set(values.flatMap(value => imageIdOf(daemon, value) ?? []));
  const memo = new Map<string, boolean>();
  return ({ imageId }) => {
    let isDescendant = memo.get(imageId);
    if (isDescendant === undefined)
      memo.set(imageId, (isDescendant = wanted.has(imageId) || daemon.images.ancestors(imageId).some(id => wanted.has(id))));
    return isDescendant;
  };
}

/** Both look at the moment of creation. */
function orderTest(daemon: Daemon, name: 'before' | 'since', values: readonly string[]): Test {
  const marks = values.map(value => daemon.containers.find(value));
  const createdBefore = (a: ContainerRecord, b: ContainerRecord): boolean => a.createdAt < b.createdAt;
  return container => marks.every(mark => (name === 'before' ? createdBefore(container, mark) : createdBefore(mark, container)));
}

/** `80`, `80/udp`, `8000-8010/tcp` as `80/tcp` and the like. */
function portKeys(filter: string, value: string): ReadonlySet<string> {
  const [range = '', protocol = 'tcp'] = value.split('/');
  const [first = '', last = first] = range.split('-');
  for (const port of [first, last]) {
    if (!/^\d+$/.test(port))
      throw failed(`error while looking up for ${filter} ${value}: strconv.ParseUint: parsing ${JSON.stringify(port)}: invalid syntax`);
  }
  const keys = new Set<string>();
  for (let port = Number(first); port <= Math.min(Number(last), 65_535); port++) keys.add(`${String(port)}/${protocol}`);
  return keys;
}

function publishTest(values: readonly string[]): Test {
  const keys = new Set(values.flatMap(value => [...portKeys('publish', value)]));
  return ({ ports }) =>
    Object.entries(ports).some(([key, bindings]) =>
      (bindings ?? []).some(({ HostPort }) => keys.has(key) || keys.has(`${HostPort}/${key.split('/')[1] ?? 'tcp'}`)),
    );
}

function exposeTest(values: readonly string[]): Test {
  const keys = new Set(values.flatMap(value => [...portKeys('expose', value)]));
  return ({ config }) => Object.keys(config.ExposedPorts ?? {}).some(key => keys.has(key));
}

/** No container is a task of a swarm service here. */
function taskTest(values: readonly string[]): Test {
  const wantsTasks = values.some(value => value === '1' || value === 'true');
  const wantsOthers = values.some(value => value === '0' || value === 'false');
  if (wantsTasks === wantsOthers) throw new DaemonError('invalid', `invalid filter 'is-task=[${values.join(' ')}]'`);
  return () => wantsOthers;
}

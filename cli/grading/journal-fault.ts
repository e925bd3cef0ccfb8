import type { FileChange, HostSetup, Input, Journal } from '../../engine/index.js';

/** Furthest moment of a host's clock that a journal may speak of: a hundred years in milliseconds. */
const latest = 100 * 365.25 * 24 * 3_600_000;

/**
 * Where a journal that somebody handed in holds something that no host could have written: the index of the entry, or its setup. A journal
 * read from disk has the right outer form only; this looks at everything that a host relies on.
 */
export function findFault({ setup, entries }: Journal): number | 'setup' | undefined {
  if (!isSetup(setup)) return 'setup';
  let before = 0;
  for (const [index, { at, input }] of entries.entries()) {
    if (!isNumber(at, before, latest) || !isInput(input)) return index;
    before = at;
  }
  return undefined;
}

function isSetup({ seed, epochMs, home }: HostSetup): boolean {
  return seed.length <= 200 && isNumber(epochMs, 0, 8e15) && isPath(home);
}

type Check = (value: Readonly<Record<string, unknown>>) => boolean;

const inputs: Readonly<Record<Input['kind'], Check>> = {
  open: ({ session, line, terminal, env, cwd }) =>
    isSession(session) &&
    (line === undefined || isText(line)) &&
    (terminal === undefined || isSize(terminal)) &&
    isTextMap(env) &&
    isPath(cwd),
  input: ({ session, data }) => isSession(session) && isText(data),
  'end-input': ({ session }) => isSession(session),
  resize: size => isSession(size['session']) && isSize(size),
  signal: ({ session, signal }) => isSession(session) && ['SIGINT', 'SIGTERM', 'SIGQUIT'].includes(String(signal)),
  close: ({ session }) => isSession(session),
  workspace: ({ root, changes }) => isPath(root) && Array.isArray(changes) && changes.every(isChange),
  reply: ({ question, text, code, asks }) =>
    isNumber(question, 0, 1e9) && isText(text) && isNumber(code, 0, 255) && (asks === undefined || typeof asks === 'boolean'),
  api: ({ stream, method, path, query, headers, hasBody }) =>
    isStream(stream) &&
    ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'].includes(String(method)) &&
    isPath(path) &&
    isOptional(query, value => isRecord(value) && Object.values(value).every(values => Array.isArray(values) && values.every(isText))) &&
    isOptional(headers, isTextMap) &&
    isOptional(hasBody, value => typeof value === 'boolean'),
  connect: ({ stream, port }) => isStream(stream) && isNumber(port, 1, 65_535) && Number.isInteger(port),
  'stream-data': ({ stream, data, encoding }) => isStream(stream) && isText(data) && isOptional(encoding, value => value === 'base64'),
  'stream-end': ({ stream }) => isStream(stream),
  'stream-taken': ({ stream, bytes }) => isStream(stream) && isNumber(bytes, 0, 1e12),
  'stream-gone': ({ stream }) => isStream(stream),
  'allow-registries': ({ addresses }) => Array.isArray(addresses) && addresses.every(isText),
  // What a registry of somebody's own machine said proves nothing.
  outside: () => false,
  clock: ({ epochMs }) => typeof epochMs === 'number' && Number.isFinite(epochMs),
  time: () => true,
};

const changes: Readonly<Record<FileChange['kind'], Check>> = {
  file: ({ mode, data, modifiedMs }) => isMode(mode) && isText(data) && isNumber(modifiedMs, -8e15, 8e15),
  directory: ({ mode }) => isMode(mode),
  symlink: ({ target }) => isText(target),
  removed: () => true,
};

function isInput(value: unknown): boolean {
  return isRecord(value) && hasKind(inputs, value['kind']) && inputs[value['kind']](value);
}

function isChange(value: unknown): boolean {
  return isRecord(value) && hasKind(changes, value['kind']) && isInside(value['path']) && changes[value['kind']](value);
}

function hasKind<K extends string>(table: Readonly<Record<K, Check>>, kind: unknown): kind is K {
  return typeof kind === 'string' && Object.hasOwn(table, kind);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isNumber(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}

/** Session 0 prepares a lesson: no learner has it, and probes have numbers below. */
function isSession(value: unknown): boolean {
  return isNumber(value, 1, 1e9) && Number.isInteger(value);
}

function isStream(value: unknown): boolean {
  return isNumber(value, 0, 1e9) && Number.isInteger(value);
}

function isOptional(value: unknown, check: (value: unknown) => boolean): boolean {
  return value === undefined || check(value);
}

function isMode(value: unknown): boolean {
  return isNumber(value, 0, 0o7777) && Number.isInteger(value);
}

function isSize(value: unknown): boolean {
  return isRecord(value) && [value['columns'], value['rows']].every(size => isNumber(size, 0, 10_000) && Number.isInteger(size));
}

function isTextMap(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every(isText);
}

/** An absolute path without steps back. Workspaces of Windows keep their drive: `/C:/Users/…`. */
function isPath(value: unknown): boolean {
  return isText(value) && value.length <= 4096 && value.startsWith('/') && !value.includes('\0') && !value.split('/').includes('..');
}

function isInside(value: unknown): boolean {
  return (
    isText(value) &&
    value !== '' &&
    value.length <= 4096 &&
    !value.startsWith('/') &&
    !value.includes('\0') &&
    !value.split('/').includes('..')
  );
}

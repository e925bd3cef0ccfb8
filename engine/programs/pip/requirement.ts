import { parseSpecifiers, parseVersion, satisfiesAll, type Specifier } from './version.js';

/** What somebody wants: `flask[async]>=3,<4; python_version < "3.13"`. */
export interface Requirement {
  /** As it was written. */
  readonly name: string;
  readonly extras: readonly string[];
  readonly specifiers: readonly Specifier[];
  readonly marker: string | undefined;
}

/** Where a package is to run, as markers ask. */
export interface MarkerFacts {
  readonly pythonVersion: string;
  readonly extras: readonly string[];
}

/** Names are the same whatever their case and with any of `-`, `_` and `.` (PEP 503). */
export function canonicalName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}

/** Reads a requirement; undefined where it is none. */
export function parseRequirement(text: string): Requirement | undefined {
  const [before, marker] = splitAt(text, ';');
  const [, name, extras, rest = ''] = /^\s*([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*(.*?)\s*$/.exec(before) ?? [];
  if (name === undefined) return undefined;
  const specifiers = parseSpecifiers(rest.replace(/^\((.*)\)$/, '$1'));
  if (!specifiers) return undefined;
  const names = (extras ?? '').split(',').map(each => each.trim());
  return { name, extras: names.filter(each => each !== ''), specifiers, marker: marker?.trim() };
}

function splitAt(text: string, mark: string): readonly [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

/** As pip shows it: specifiers in the order of PEP 440's tools, without the marker. */
export function formatRequirement({ name, extras, specifiers }: Requirement): string {
  return `${name}${extras.length > 0 ? `[${extras.join(',')}]` : ''}${formatSpecifiers(specifiers)}`;
}

export function formatSpecifiers(specifiers: readonly Specifier[]): string {
  return specifiers
    .map(({ operator, version }) => `${operator}${version}`)
    .sort()
    .join(',');
}

/** Whether the requirement counts here. Only what packages ask for is known: other markers do not. */
export function applies({ marker }: Requirement, facts: MarkerFacts): boolean {
  if (marker === undefined) return true;
  return marker.split(/\s+or\s+/).some(part => part.split(/\s+and\s+/).every(each => isTrue(each, facts)));
}

function isTrue(text: string, facts: MarkerFacts): boolean {
  const [, left = '', operator = '', right = ''] =
    /^\(?\s*([\w.]+)\s*(===|==|~=|!=|<=|>=|<|>|in|not in)\s*["']([^"']*)["']\s*\)?$/.exec(text.trim()) ?? [];
  if (left === 'extra') return facts.extras.includes(right);
  if (left === 'python_version' || left === 'python_full_version') return versionIs(facts.pythonVersion, left, operator, right);
  const value = environment[left];
  if (value === undefined) return false;
  return operator === '==' ? value === right : operator === '!=' ? value !== right : false;
}

function versionIs(full: string, name: string, operator: string, right: string): boolean {
  const version = parseVersion(name === 'python_version' ? full.split('.').slice(0, 2).join('.') : full);
  const specifiers = parseSpecifiers(`${operator}${right}`);
  return version !== undefined && specifiers !== undefined && satisfiesAll(version, specifiers);
}

const environment: Readonly<Record<string, string>> = {
  os_name: 'posix',
  sys_platform: 'linux',
  platform_system: 'Linux',
  platform_machine: 'x86_64',
  implementation_name: 'cpython',
  platform_python_implementation: 'CPython',
};

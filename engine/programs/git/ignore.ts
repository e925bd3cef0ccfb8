import type { Task } from '../../core/task.js';
import type { Repository } from './repository.js';
import { readText } from './store.js';

/** A line of a .gitignore file. */
export interface IgnoreRule {
  /** The folder of the file, `` or `a/`. */
  readonly base: string;
  readonly pattern: readonly string[];
  readonly isNegated: boolean;
  readonly onlyFolders: boolean;
  /** It has a slash, so it counts from its folder on; others match names anywhere below. */
  readonly isAnchored: boolean;
}

export function* readIgnored(repository: Repository, folder: string): Task<readonly IgnoreRule[]> {
  const own = (yield* readText(repository.sys, `${repository.root}/${folder}.gitignore`)) ?? '';
  const shared = folder === '' ? ((yield* readText(repository.sys, `${repository.folder}/info/exclude`)) ?? '') : '';
  return `${shared}\n${own}`.split('\n').flatMap(line => parseRule(line, folder));
}

function parseRule(line: string, base: string): readonly IgnoreRule[] {
  const text = line.replace(/\s+$/, '');
  if (text === '' || text.startsWith('#')) return [];
  const isNegated = text.startsWith('!');
  const bare = (isNegated ? text.slice(1) : text).replace(/^\\([#!])/, '$1');
  const onlyFolders = bare.endsWith('/');
  const inner = bare.replace(/\/$/, '');
  return [{ base, pattern: inner.replace(/^\//, '').split('/'), isNegated, onlyFolders, isAnchored: inner.includes('/') }];
}

/** Whether the last rule that matches says so. */
export function isIgnored(rules: readonly IgnoreRule[], path: string, isFolder: boolean): boolean {
  const rule = rules.findLast(candidate => matchesRule(candidate, path, isFolder));
  return rule !== undefined && !rule.isNegated;
}

function matchesRule(rule: IgnoreRule, path: string, isFolder: boolean): boolean {
  if ((rule.onlyFolders && !isFolder) || !path.startsWith(rule.base)) return false;
  const segments = path.slice(rule.base.length).split('/');
  if (!rule.isAnchored) return matchesGlob(rule.pattern[0] ?? '', segments.at(-1) ?? '');
  return matchesSegments(rule.pattern, segments);
}

function matchesSegments([first, ...rest]: readonly string[], segments: readonly string[]): boolean {
  if (first === undefined) return segments.length === 0;
  if (first === '**') return segments.some((_, at) => matchesSegments(rest, segments.slice(at)));
  const [segment, ...others] = segments;
  return segment !== undefined && matchesGlob(first, segment) && matchesSegments(rest, others);
}

/** `*` and `?`; goes back only to the last star, so no pattern takes long. */
export function matchesGlob(pattern: string, text: string): boolean {
  let star = -1;
  let from = 0;
  let at = 0;
  let place = 0;
  while (at < text.length) {
    if (pattern[place] === '*') {
      star = place++;
      from = at;
    } else if (place < pattern.length && (pattern[place] === '?' || pattern[place] === text[at])) {
      place++;
      at++;
    } else if (star >= 0) {
      place = star + 1;
      at = ++from;
    } else return false;
  }
  while (pattern[place] === '*') place++;
  return place === pattern.length;
}

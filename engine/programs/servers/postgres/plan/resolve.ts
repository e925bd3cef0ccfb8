import { largestOf } from '../../../../core/extremes.js';
import { findCast } from '../functions/casts.js';
import { t, type PgType } from '../values/type-table.js';

interface Candidate {
  readonly args: readonly PgType[];
}

/** Whether a value of a type may be given where another is wanted, without being asked. */
function accepts(wanted: PgType, given: PgType): boolean {
  if (given.oid === wanted.oid || given === t.unknown) return true;
  switch (wanted.name) {
    case 'any':
    case 'anyelement':
      return true;
    case 'anyarray':
      return given.element !== undefined;
    case 'record':
      return given.name === 'record';
    default:
      return findCast(given, wanted, 'implicit') !== undefined;
  }
}

function isPolymorphic(type: PgType): boolean {
  return type.name.startsWith('any');
}

/** Of `anyelement` and `anyarray` all must mean the same. */
function isConsistent({ args }: Candidate, given: readonly PgType[]): boolean {
  let element: PgType | undefined;
  return args.every((wanted, i) => {
    const type = given[i];
    if (!type || type === t.unknown || (wanted.name !== 'anyelement' && wanted.name !== 'anyarray')) return true;
    const own = wanted.name === 'anyarray' ? type.element : type;
    if (element === undefined) element = own;
    return own !== undefined && (own.oid === element?.oid || (element !== undefined && findCast(own, element, 'implicit') !== undefined));
  });
}

export type Resolution<T> = { readonly kind: 'found'; readonly found: T } | { readonly kind: 'none' | 'ambiguous' };

/** Chooses among functions or operators of one name by the types of the arguments (func_select_candidate of parse_func.c). */
export function chooseCandidate<T extends Candidate>(candidates: readonly T[], given: readonly PgType[]): Resolution<T> {
  const exact = candidates.find(({ args }) => args.every((type, i) => type.oid === given[i]?.oid));
  if (exact) return { kind: 'found', found: exact };
  let left = candidates.filter(
    candidate => candidate.args.every((type, i) => accepts(type, given[i] ?? t.unknown)) && isConsistent(candidate, given),
  );
  left = keepBest(left, ({ args }) => exactMatches(args, given));
  if (left.length > 1) left = keepBest(left, ({ args }) => preferredMatches(args, given));
  if (left.length > 1) left = byUnknownCategories(left, given);
  if (left.length > 1) left = byKnownType(left, given);
  if (left.length > 1) {
    const plain = left.filter(({ args }) => !args.some(isPolymorphic));
    if (plain.length === 1) left = plain;
  }
  const [only] = left;
  if (!only) return { kind: 'none' };
  return left.length === 1 ? { kind: 'found', found: only } : { kind: 'ambiguous' };
}

function keepBest<T>(candidates: readonly T[], score: (candidate: T) => number): T[] {
  const best = largestOf(candidates.map(score));
  return candidates.filter(candidate => score(candidate) === best);
}

function exactMatches(args: readonly PgType[], given: readonly PgType[]): number {
  return args.filter((type, i) => {
    const own = given[i];
    if (own === undefined || own === t.unknown) return false;
    return type.oid === own.oid || (type.name === 'anyarray' && own.element !== undefined);
  }).length;
}

function preferredMatches(args: readonly PgType[], given: readonly PgType[]): number {
  return args.filter((type, i) => {
    const own = given[i];
    return own !== undefined && own !== t.unknown && (type.oid === own.oid || (type.isPreferred && type.category === own.category));
  }).length;
}

/** For each open argument: texts if any candidate takes them, else the one category that all take. */
function byUnknownCategories<T extends Candidate>(candidates: readonly T[], given: readonly PgType[]): T[] {
  let left = [...candidates];
  for (const [i, type] of given.entries()) {
    if (type !== t.unknown) continue;
    const categories = new Set(left.map(({ args }) => args[i]?.category));
    const category = categories.has('S') ? 'S' : categories.size === 1 ? [...categories][0] : undefined;
    if (category === undefined) return [...candidates];
    left = left.filter(({ args }) => args[i]?.category === category);
    const preferred = left.filter(({ args }) => args[i]?.isPreferred);
    if (preferred.length > 0) left = preferred;
  }
  return left;
}

/** If all known arguments have one type, the open ones are taken for it too. */
function byKnownType<T extends Candidate>(candidates: readonly T[], given: readonly PgType[]): T[] {
  const known = given.filter(type => type !== t.unknown);
  const [first] = known;
  if (!first || known.some(type => type.oid !== first.oid)) return [...candidates];
  const same = candidates.filter(({ args }) => args.every(type => accepts(type, first)));
  return same.length === 1 ? same : [...candidates];
}

/** What `anyelement` and `anyarray` stand for with these arguments; undefined when nothing tells. */
export function elementTypeOf(args: readonly PgType[], given: readonly PgType[]): PgType | undefined {
  for (const [i, wanted] of args.entries()) {
    const type = given[i];
    if (!type || type === t.unknown) continue;
    if (wanted.name === 'anyarray' && type.element) return type.element;
    if (wanted.name === 'anyelement') return type;
  }
  return undefined;
}

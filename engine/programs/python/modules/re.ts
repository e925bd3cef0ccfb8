import { latin1Of } from '../../../core/latin1.js';
import { RE2JS } from 're2js';
import { nativeModule } from '../objects/define.js';
import { typeError } from '../objects/exception.js';
import type { Native } from '../objects/functions.js';
import type { Value } from '../objects/object.js';
import { bytesOf, PyList, PyTuple, textOf, type PyModule } from '../objects/values.js';
import { typeOf } from '../objects/types.js';
import type { Vm } from '../vm/vm.js';
import { wholeOf } from './arguments.js';
import { PatternError, translatePattern } from './re-pattern.js';

/** Patterns compiled last, for all interpreters. */
const known = new Map<string, RE2JS>();
const KEPT_PATTERNS = 256;

/** `_re`, for `re`: patterns become expressions of RE2, which take linear time. */
export function reModule(): PyModule {
  return nativeModule('_re', {
    /** (source for RE2, letters of the flags, names, has `$`); or (message, position or None) when the pattern is wrong. */
    translate: ['pattern, flags', (_vm, pattern, flags) => translated(subjectOf(pattern), textOf(flags) ?? '')],
    /** Start and end of the match and of each group (-1 where it took no part), or None. `how` is search, match or fullmatch. */
    find: ['source, flags, hasEnd, how, text, pos, endpos', find],
  });
}

function translated(pattern: string, flags: string): Value {
  try {
    const made = translatePattern(pattern, flags);
    compiled(made.source, made.flags, 'search');
    return new PyTuple([made.source, made.flags, new PyList(made.names.map(name => name ?? null)), made.hasEnd]);
  } catch (error) {
    if (error instanceof PatternError) return new PyTuple([error.message, error.at ?? null]);
    throw error;
  }
}

function compiled(source: string, flags: string, how: string): RE2JS {
  const key = `${how}/${flags}/${source}`;
  let regex = known.get(key);
  if (regex) return regex;
  const bits =
    (flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) |
    (flags.includes('m') ? RE2JS.MULTILINE : 0) |
    (flags.includes('s') ? RE2JS.DOTALL : 0);
  try {
    regex = RE2JS.compile(how === 'search' ? source : how === 'match' ? `\\A(?:${source})` : `\\A(?:${source})\\z`, bits);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new PatternError(`drydock: this regular expression is not simulated (${error.message})`);
  }
  if (known.size >= KEPT_PATTERNS) known.clear();
  known.set(key, regex);
  return regex;
}

function* find(vm: Vm, source: Value, flags: Value, hasEnd: Value, how: Value, text: Value, pos: Value, endpos: Value): Native {
  const subject = subjectOf(text);
  const from = unitsOf(subject, wholeOf(pos));
  const to = Math.min(subject.length, unitsOf(subject, wholeOf(endpos)));
  const kind = textOf(how) ?? 'search';
  vm.fuel -= Math.ceil((to - from) / 50);
  if (vm.isDue) yield* vm.breathe();
  if (from > to) return null;
  const regex = compiled(textOf(source) ?? '', textOf(flags) ?? '', kind);
  const spans = spansIn(regex, kind, subject.slice(0, to), from);
  const earlier =
    hasEnd === true && subject[to - 1] === '\n' && to > from ? spansIn(regex, kind, subject.slice(0, to - 1), from) : undefined;
  const best = earlier && kind !== 'fullmatch' && (!spans || (earlier[0] ?? 0) < (spans[0] ?? 0)) ? earlier : spans;
  return best ? new PyTuple(best.map(at => (at < 0 ? -1 : pointsOf(subject, at)))) : null;
}

function spansIn(regex: RE2JS, how: string, text: string, from: number): number[] | undefined {
  const shift = how === 'search' ? 0 : from;
  const matcher = regex.matcher(shift === 0 ? text : text.slice(shift));
  if (!matcher.find(how === 'search' ? from : 0)) return undefined;
  return Array.from({ length: matcher.groupCount() + 1 }, (_, group) => [matcher.start(group), matcher.end(group)])
    .flat()
    .map(at => (at < 0 ? -1 : at + shift));
}

function subjectOf(value: Value): string {
  const bytes = bytesOf(value);
  const text = textOf(value) ?? (bytes && latin1Of(bytes));
  if (text === undefined) throw typeError(`expected string or bytes-like object, got '${typeOf(value).name}'`);
  return text;
}

const hasPairs = (text: string): boolean => /[\ud800-\udbff]/.test(text);

/** The place in JavaScript's text of the character with this number. */
function unitsOf(text: string, points: number): number {
  if (points >= text.length || !hasPairs(text)) return points;
  let units = 0;
  for (let count = 0; count < points && units < text.length; count++) units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  return units;
}

function pointsOf(text: string, units: number): number {
  return hasPairs(text) ? [...text.slice(0, units)].length : units;
}

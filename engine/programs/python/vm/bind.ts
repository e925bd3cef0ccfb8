import { PyDict } from '../objects/dict.js';
import { typeError } from '../objects/exception.js';
import type { PyFunction } from '../objects/function.js';
import type { Keywords } from '../objects/functions.js';
import type { Value } from '../objects/object.js';
import { PyTuple } from '../objects/values.js';

/** The locals of a function at its start: parameters in their order, then what it leaves unbound. */
export function bindArguments(fn: PyFunction, args: readonly Value[], keywords: Keywords): Value[] {
  const { parts } = fn.code;
  const { positional, keywordOnly, hasRest, hasKeywords } = parts;
  if (!keywords?.size && args.length === positional && keywordOnly === 0 && !hasRest && !hasKeywords) return args.slice();
  const bound: Value[] = new Array<Value>(positional + keywordOnly).fill(undefined);
  const given = Math.min(args.length, positional);
  for (let i = 0; i < given; i++) bound[i] = args[i];
  const extra = keywords?.size ? takeKeywords(fn, bound, keywords, args.length) : undefined;
  if (args.length > positional && !hasRest) throw tooMany(fn, args.length, bound);
  fillDefaults(fn, bound);
  if (hasRest) bound.push(new PyTuple(args.slice(positional)));
  if (hasKeywords) bound.push(extra ?? new PyDict());
  return bound;
}

function takeKeywords(fn: PyFunction, bound: Value[], keywords: ReadonlyMap<string, Value>, count: number): PyDict {
  const { locals, positional, positionalOnly, keywordOnly, hasKeywords } = fn.code.parts;
  const extra = new PyDict();
  const wrong: string[] = [];
  for (const [name, value] of keywords) {
    const index = locals.indexOf(name);
    if (index >= positionalOnly && index < positional + keywordOnly) {
      if (bound[index] !== undefined || index < Math.min(count, positional))
        throw typeError(`${fn.qualname}() got multiple values for argument '${name}'`);
      bound[index] = value;
    } else if (hasKeywords) extra.set(name, name, value);
    else if (index >= 0 && index < positionalOnly) wrong.push(name);
    else throw typeError(`${fn.qualname}() got an unexpected keyword argument '${name}'`);
  }
  if (wrong.length > 0)
    throw typeError(`${fn.qualname}() got some positional-only arguments passed as keyword arguments: '${wrong.join(', ')}'`);
  return extra;
}

function fillDefaults(fn: PyFunction, bound: Value[]): void {
  const { positional, keywordOnly, locals } = fn.code.parts;
  const { defaults, keywordDefaults } = fn;
  const firstDefault = positional - defaults.length;
  const missing: string[] = [];
  for (let i = 0; i < positional; i++) {
    if (bound[i] !== undefined) continue;
    if (i >= firstDefault) bound[i] = defaults[i - firstDefault];
    else missing.push(locals[i] ?? '');
  }
  if (missing.length > 0) throw missingArguments(fn, missing, 'positional');
  for (let i = positional; i < positional + keywordOnly; i++) {
    const name = locals[i] ?? '';
    if (bound[i] === undefined) bound[i] = keywordDefaults?.map.get(name);
    if (bound[i] === undefined) missing.push(name);
  }
  if (missing.length > 0) throw missingArguments(fn, missing, 'keyword-only');
}

function missingArguments(fn: PyFunction, names: readonly string[], kind: string): Error {
  const quoted = names.map(name => `'${name}'`);
  const list =
    quoted.length === 1
      ? (quoted[0] ?? '')
      : quoted.length === 2
        ? quoted.join(' and ')
        : `${quoted.slice(0, -1).join(', ')}, and ${quoted.at(-1) ?? ''}`;
  const plural = names.length === 1 ? '' : 's';
  return typeError(`${fn.qualname}() missing ${names.length} required ${kind} argument${plural}: ${list}`);
}

function tooMany(fn: PyFunction, given: number, bound: readonly Value[]): Error {
  const { positional, keywordOnly } = fn.code.parts;
  const least = positional - fn.defaults.length;
  const plural = (fn.defaults.length > 0 ? true : positional !== 1) ? 's' : '';
  const takes = fn.defaults.length > 0 ? `from ${least} to ${positional}` : `${positional}`;
  const keywordGiven = bound.slice(positional, positional + keywordOnly).filter(value => value !== undefined).length;
  const more =
    keywordGiven > 0
      ? ` positional argument${given === 1 ? '' : 's'} (and ${keywordGiven} keyword-only argument${keywordGiven === 1 ? '' : 's'})`
      : '';
  const were = given === 1 && keywordGiven === 0 ? 'was' : 'were';
  return typeError(`${fn.qualname}() takes ${takes} positional argument${plural} but ${given}${more} ${were} given`);
}

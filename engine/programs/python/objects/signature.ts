import type { Keywords } from './functions.js';
import { typeError } from './exception.js';
import { PyDict } from './dict.js';
import type { Value } from './object.js';
import { PyTuple } from './values.js';

interface Parameter {
  readonly name: string;
  readonly isOptional: boolean;
  readonly takesKeyword: boolean;
}

/** What a function in TypeScript takes, see `signatureOf`. */
export interface Signature {
  readonly positional: readonly Parameter[];
  readonly keywordOnly: readonly Parameter[];
  readonly required: number;
  readonly isRest: boolean;
  readonly isKeywords: boolean;
  readonly takesKeywords: boolean;
}

const known = new Map<string, Signature>();

/**
 * The signature in a text: parameters between commas. `name` must be given by place, `name?` may; `name:` and `name=` may be
 * given by keyword too, the latter left out. After `*` they are given by keyword only; `*args` gives a tuple, `**kwargs` a dict.
 * The function gets one argument for each, undefined for what is left out.
 */
export function signatureOf(text: string): Signature {
  const found = known.get(text);
  if (found) return found;
  const positional: Parameter[] = [];
  const keywordOnly: Parameter[] = [];
  let isRest = false;
  let isKeywords = false;
  let list = positional;
  for (const word of text.split(',').map(part => part.trim())) {
    if (word.startsWith('**')) isKeywords = true;
    else if (word.startsWith('*')) {
      isRest = word.length > 1;
      list = keywordOnly;
    } else if (word !== '') {
      const name = word.replace(/[?:=]$/, '');
      list.push({ name, isOptional: /[?=]$/.test(word), takesKeyword: /[:=]$/.test(word) || list === keywordOnly });
    }
  }
  const signature = {
    positional,
    keywordOnly,
    required: positional.filter(parameter => !parameter.isOptional).length,
    isRest,
    isKeywords,
    takesKeywords: isKeywords || keywordOnly.length > 0 || positional.some(parameter => parameter.takesKeyword),
  };
  known.set(text, signature);
  return signature;
}

/** The arguments of a call in the order of the parameters. `skip` is how many were put before by the machine (self). */
export function bindNative(name: string, signature: Signature, args: readonly Value[], keywords: Keywords, skip = 0): readonly Value[] {
  const { positional, keywordOnly, isRest, isKeywords } = signature;
  const count = args.length - skip;
  if (!keywords?.size && keywordOnly.length === 0 && !isRest && !isKeywords && count >= signature.required && count <= positional.length)
    return args;
  if (keywords?.size && !signature.takesKeywords) throw typeError(`${name}() takes no keyword arguments`);
  if (count > positional.length && !isRest) throw tooMany(name, signature, count + (keywords?.size ?? 0));
  const bound: Value[] = [...args.slice(0, skip)];
  const left = new Map(keywords ?? []);
  for (const [index, parameter] of positional.entries()) {
    const given = parameter.takesKeyword ? left.get(parameter.name) : undefined;
    if (given !== undefined) left.delete(parameter.name);
    if (given !== undefined && index < count)
      throw typeError(`argument for ${name}() given by name ('${parameter.name}') and position (${index + 1})`);
    const value = index < count ? args[skip + index] : given;
    if (value === undefined && !parameter.isOptional) throw missing(name, signature, index, count);
    bound.push(value);
  }
  if (isRest) bound.push(new PyTuple(args.slice(skip + positional.length)));
  for (const parameter of keywordOnly) {
    const value = left.get(parameter.name);
    if (value === undefined && !parameter.isOptional)
      throw typeError(`${name}() missing required keyword-only argument: '${parameter.name}'`);
    bound.push(value);
    left.delete(parameter.name);
  }
  if (isKeywords) bound.push(new PyDict(new Map(left)));
  else for (const key of left.keys()) throw typeError(`'${key}' is an invalid keyword argument for ${shortName(name)}()`);
  return bound;
}

function shortName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function tooMany(name: string, { positional, required, takesKeywords }: Signature, given: number): Error {
  const most = positional.length;
  if (takesKeywords) {
    const how = required === most ? 'exactly' : 'at most';
    const what = most === 0 ? 'no positional arguments' : `${how} ${most} argument${most === 1 ? '' : 's'}`;
    return typeError(`${shortName(name)}() takes ${what} (${given} given)`);
  }
  if (most === 0) return typeError(`${name}() takes no arguments (${given} given)`);
  if (most === 1 && required === 1) return typeError(`${name}() takes exactly one argument (${given} given)`);
  return typeError(
    `${shortName(name)} expected ${most === required ? '' : 'at most '}${most} argument${most === 1 ? '' : 's'}, got ${given}`,
  );
}

function missing(name: string, { positional, required, takesKeywords }: Signature, index: number, given: number): Error {
  if (takesKeywords)
    return typeError(`${shortName(name)}() missing required argument '${positional[index]?.name ?? ''}' (pos ${index + 1})`);
  if (positional.length === 1) return typeError(`${name}() takes exactly one argument (${given} given)`);
  const atLeast = positional.length === required ? '' : 'at least ';
  return typeError(`${shortName(name)} expected ${atLeast}${required} argument${required === 1 ? '' : 's'}, got ${given}`);
}

import { brief } from './json-writer.js';
import { isArray, JqError, typeOf, type Json } from './value.js';

/** A value in an error: its type, and how it begins. */
export const described = (value: Json): string => `${typeOf(value)} (${brief(value)})`;

/** The value as a text, or an error that says who wanted one. */
export function text(value: Json, verb: string): string {
  if (typeof value !== 'string')
    throw new JqError(verb.includes('%') ? verb.replace('%', described(value)) : `${verb} input must be a string`);
  return value;
}

export function list(value: Json, what: string): readonly Json[] {
  if (!isArray(value)) throw new JqError(`${described(value)} cannot be ${what}`);
  return value;
}

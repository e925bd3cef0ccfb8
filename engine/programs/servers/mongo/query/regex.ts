import { RE2JS, RE2JSException } from 're2js';
import { MongoError, notSimulated } from '../errors.js';

const flags: Readonly<Record<string, number>> = { i: RE2JS.CASE_INSENSITIVE, m: RE2JS.MULTILINE, s: RE2JS.DOTALL };

/** A part of a text that matched: where, and its groups. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
}

export interface Pattern {
  test(text: string): boolean;
  /** The first match from a place on. */
  find(text: string, from?: number): Found | undefined;
}

const MAX_PATTERN = 32_764;

/** A regular expression of a query: PCRE's syntax as far as it can be searched in linear time. */
export function compilePattern(pattern: string, options: string): Pattern {
  for (const flag of options) if (!'imsxu'.includes(flag)) throw new MongoError(51108, `invalid flag in regex options: ${flag}`);
  if (pattern.includes('\0')) throw new MongoError('BadValue', 'Regular expression cannot contain an embedded null byte');
  if (pattern.length > MAX_PATTERN) throw new MongoError(51091, 'Regular expression is invalid: regular expression is too large');
  if (/\(\?<?[=!]|\\[1-9]|\(\?>|[*+?}]\+/.test(pattern.replace(/\\\\/g, '')))
    throw notSimulated('a regular expression with a back reference, a look-around or a possessive quantifier');
  const bits = [...options].reduce((sum, flag) => sum | (flags[flag] ?? 0), 0);
  try {
    const compiled = RE2JS.compile(options.includes('x') ? withoutSpaces(pattern) : pattern, bits);
    return {
      test: text => compiled.matcher(text).find(),
      find: (text, from = 0) => {
        const matcher = compiled.matcher(text);
        if (!matcher.find(from)) return undefined;
        const groups = Array.from({ length: matcher.groupCount() }, (_, index) => matcher.group(index + 1) ?? undefined);
        return { start: matcher.start(), end: matcher.end(), groups };
      },
    };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw new MongoError(51091, `Regular expression is invalid: ${error.message}`);
  }
}

/** The option x: spaces and comments outside of brackets mean nothing. */
function withoutSpaces(pattern: string): string {
  return pattern.replace(/\\.|\[(?:\\.|[^\]\\])*\]|\s+|#[^\n]*/gs, part => (/^[\s#]/.test(part) ? '' : part));
}

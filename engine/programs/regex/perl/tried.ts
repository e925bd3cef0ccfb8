import type { Match, Regex, RegexOptions } from '../regex.js';
import { RegexError } from '../syntax.js';
import { compilePerl, PatternError, TooManyTries, type PerlRegex, type Spans } from './perl.js';

/** An expression of PCRE2's with everything that it has. Throws RegexError, as PCRE2 words it, when it is none. */
export function triedRegex(source: string, options: RegexOptions): Regex {
  const regex = compiled(wrapped(source, options.whole), options);
  const exec = (text: string, from = 0): Match | undefined => {
    const spans = search(regex, text, from);
    if (!spans) return undefined;
    const groups = Array.from({ length: regex.groupCount }, (_, i) => groupText(text, spans, i + 1));
    return { start: spans[0] ?? 0, end: spans[1] ?? 0, groups };
  };
  return {
    groupCount: regex.groupCount,
    exec,
    test: text => search(regex, text, 0) !== undefined,
    get steps() {
      return regex.steps;
    },
  };
}

function compiled(source: string, { ignoreCase = false, multiline = false }: RegexOptions): PerlRegex {
  const flags = { ignoreCase, multiline, dotAll: false, extended: false, dollarEnd: false, ungreedy: false, unicode: true };
  try {
    return compilePerl(source, flags);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw new RegexError(error.message);
  }
}

function search(regex: PerlRegex, text: string, from: number): Spans | undefined {
  try {
    return regex.exec(text, from);
  } catch (error) {
    if (!(error instanceof TooManyTries)) throw error;
    throw new RegexError("exceeded PCRE's backtracking limit");
  }
}

/** As GNU grep puts -x and -w around an expression. */
function wrapped(source: string, whole: RegexOptions['whole']): string {
  if (whole === 'line') return `^(?:${source})$`;
  return whole === 'word' ? `(?<!\\w)(?:${source})(?!\\w)` : source;
}

function groupText(text: string, spans: Spans, group: number): string | undefined {
  const start = spans[2 * group] ?? -1;
  return start < 0 ? undefined : text.slice(start, spans[2 * group + 1]);
}

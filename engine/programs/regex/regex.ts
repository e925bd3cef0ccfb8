import { RE2JS } from 're2js';
import { Backtracker, type Spans } from './backtrack.js';
import { emitRe2 } from './emit.js';
import { parseRegex, type Syntax } from './parse.js';
import { triedRegex } from './perl/tried.js';
import { RegexError, type Node } from './syntax.js';

export { RegexError } from './syntax.js';

export interface RegexOptions {
  /** `perl` is what RE2 knows of Perl's, in linear time; `pcre` all of PCRE2's, of which the rest is matched by trying. */
  readonly syntax: Syntax | 'fixed' | 'perl' | 'pcre';
  readonly ignoreCase?: boolean;
  /** `^` and `$` match at every line (sed's M). */
  readonly multiline?: boolean;
  /** grep's reading: a lone `)` is a character, a star at the start of an expression is nothing. */
  readonly lenient?: boolean;
  /** The match must be a whole word or line (grep's -w and -x). */
  readonly whole?: 'word' | 'line' | undefined;
}

export interface Match {
  readonly start: number;
  readonly end: number;
  /** Text of group n at n-1; undefined when it took no part. */
  readonly groups: readonly (string | undefined)[];
}

/** A compiled regular expression of POSIX tools: leftmost, longest. Linear time, except with back references (bounded). */
export interface Regex {
  readonly groupCount: number;
  /** The first match at or after `from`. Throws RegexError when it was tried for too long (`pcre` only). */
  exec(text: string, from?: number): Match | undefined;
  test(text: string): boolean;
  /** What the last search cost, in steps, where it is matched by trying. */
  readonly steps?: number;
}

/** Expressions compiled last, for all hosts: scripts of images use the same ones again and again. */
const known = new Map<string, Regex>();
const KEPT_REGEXES = 256;

/** Compiles an expression; throws RegexError with glibc's message. */
export function compileRegex(source: string, options: RegexOptions): Regex {
  if (source.length > 1024) return compileNew(source, options);
  const key = `${options.syntax}${options.ignoreCase ? 'i' : ''}${options.multiline ? 'm' : ''}${options.lenient ? 'l' : ''} ${options.whole ?? ''}/${source}`;
  let regex = known.get(key);
  if (regex) return regex;
  regex = compileNew(source, options);
  if (known.size >= KEPT_REGEXES) known.clear();
  known.set(key, regex);
  return regex;
}

function compileNew(source: string, options: RegexOptions): Regex {
  if (options.syntax === 'pcre') return perlRegex(source, options);
  if (options.syntax === 'perl') return re2Regex(wrap(`(?:${source})`, options.whole), options, -1, options.whole === 'word');
  if (options.syntax === 'fixed' && options.whole === undefined && options.ignoreCase !== true) return fixedRegex(source);
  const { root, groups } =
    options.syntax === 'fixed' ? { root: literalNode(source), groups: 0 } : parseRegex(source, options.syntax, options.lenient ?? false);
  if (needsBacktracking(root)) return backtrackingRegex(root, groups, options);
  return re2Regex(wrap(emitRe2(root), options.whole), options, groups, options.whole === 'word');
}

/** As PCRE2 reads it and words what is wrong with it; in linear time if RE2 knows the expression too, else by trying. */
function perlRegex(source: string, options: RegexOptions): Regex {
  const tried = triedRegex(source, options);
  try {
    return compileNew(source, { ...options, syntax: 'perl' });
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    return tried;
  }
}

function literalNode(text: string): Node {
  return { kind: 'sequence', parts: [...text].map(character => ({ kind: 'character', code: character.codePointAt(0) ?? 0 })) };
}

function wrap(source: string, whole: RegexOptions['whole']): string {
  if (whole === 'line') return `^(?:${source})$`;
  return whole === 'word' ? `(?:^|[^a-zA-Z0-9_])(${source})(?:$|[^a-zA-Z0-9_])` : source;
}

/** `\<` and `\>` look at one side only, which RE2 cannot; the rest of a bounded pattern is fast enough either way. */
function needsBacktracking(node: Node): boolean {
  switch (node.kind) {
    case 'reference':
      return true;
    case 'assertion':
      return node.what === 'wordStart' || node.what === 'wordEnd';
    case 'group':
    case 'repeat':
      return needsBacktracking(node.body);
    case 'sequence':
      return node.parts.some(needsBacktracking);
    case 'choice':
      return node.options.some(needsBacktracking);
    default:
      return false;
  }
}

function fixedRegex(source: string): Regex {
  return {
    groupCount: 0,
    exec(text, from = 0) {
      const start = text.indexOf(source, from);
      return start < 0 ? undefined : { start, end: start + source.length, groups: [] };
    },
    test: text => text.includes(source),
  };
}

function re2Regex(source: string, options: RegexOptions, groups: number, innerMatch: boolean): Regex {
  const flags =
    RE2JS.DOTALL |
    (options.syntax === 'perl' ? 0 : RE2JS.LONGEST_MATCH) |
    (options.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) |
    (options.multiline ? RE2JS.MULTILINE : 0);
  const compiled = compile(source, flags, options.syntax === 'perl');
  const first = innerMatch ? 1 : 0;
  const count = groups < 0 ? compiled.matcher('').groupCount() - first : groups;
  return {
    groupCount: count,
    exec(text, from = 0) {
      const matcher = compiled.matcher(text);
      if (!matcher.find(from)) return undefined;
      const groupTexts = Array.from({ length: count }, (_, i) => matcher.group(i + 1 + first) ?? undefined);
      return { start: matcher.start(first), end: matcher.end(first), groups: groupTexts };
    },
    test: text => compiled.test(text),
  };
}

function compile(source: string, flags: number, perl: boolean): RE2JS {
  try {
    return RE2JS.compile(source, flags);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new RegexError(perl ? `this Perl regular expression is not simulated (${error.message})` : 'Invalid regular expression');
  }
}

function backtrackingRegex(root: Node, groups: number, options: RegexOptions): Regex {
  const matcher = new Backtracker(options.whole === 'line' ? wholeLine(root) : root, groups, {
    ignoreCase: options.ignoreCase ?? false,
    multiline: options.multiline ?? false,
  });
  const find = (text: string, from: number): Spans | undefined => {
    for (let at = from; ; ) {
      const spans = matcher.exec(text, at);
      if (!spans || options.whole !== 'word' || isWholeWord(text, spans[0] ?? 0, spans[1] ?? 0)) return spans;
      at = (spans[0] ?? at) + 1;
    }
  };
  return {
    groupCount: groups,
    exec(text, from = 0) {
      const spans = find(text, from);
      return (
        spans && {
          start: spans[0] ?? 0,
          end: spans[1] ?? 0,
          groups: Array.from({ length: groups }, (_, i) => spanText(text, spans, i + 1)),
        }
      );
    },
    test: text => find(text, 0) !== undefined,
  };
}

function wholeLine(root: Node): Node {
  return { kind: 'sequence', parts: [{ kind: 'assertion', what: 'start' }, root, { kind: 'assertion', what: 'end' }] };
}

function isWholeWord(text: string, start: number, end: number): boolean {
  return !/\w/.test(text[start - 1] ?? '') && !/\w/.test(text[end] ?? '');
}

function spanText(text: string, spans: Spans, index: number): string | undefined {
  const start = spans[2 * index] ?? -1;
  return start < 0 ? undefined : text.slice(start, spans[2 * index + 1]);
}

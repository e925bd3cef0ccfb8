import { compileRegex, RegexError, type Match, type Regex } from '../../../regex/regex.js';
import { codes, notSimulated, PgError } from '../pg-error.js';
import { ArrayValue, asNumber, asText, type Value } from '../values/value.js';
import { define, defineSet, operator } from './registry.js';

/** LIKE: `%` any text, `_` any character, `\` takes the next one as it is. */
export function matchesLike(text: string, pattern: string): boolean {
  const wanted = [...pattern];
  const given = [...text];
  let t = 0;
  let p = 0;
  let lastPercent = -1;
  let retryAt = 0;
  while (t < given.length) {
    const char = wanted[p];
    if (char === '%') {
      lastPercent = p++;
      retryAt = t;
      continue;
    }
    const isEscape = char === '\\';
    const literal = isEscape ? wanted[p + 1] : char;
    if (isEscape && literal === undefined) throw new PgError('22025', 'LIKE pattern must not end with escape character');
    if ((char === '_' && !isEscape) || literal === given[t]) {
      p += isEscape ? 2 : 1;
      t++;
    } else if (lastPercent >= 0) {
      p = lastPercent + 1;
      t = ++retryAt;
    } else return false;
  }
  while (wanted[p] === '%') p++;
  return p >= wanted.length;
}

for (const type of ['text', 'name', 'bpchar']) {
  const fold = (value: Value | undefined): string => asText(value).toLowerCase();
  operator(`${type} ~~ text bool`, ([a, b]) => matchesLike(asText(a), asText(b)));
  operator(`${type} !~~ text bool`, ([a, b]) => !matchesLike(asText(a), asText(b)));
  operator(`${type} ~~* text bool`, ([a, b]) => matchesLike(fold(a), fold(b)));
  operator(`${type} !~~* text bool`, ([a, b]) => !matchesLike(fold(a), fold(b)));
  operator(`${type} ~ text bool`, ([a, b]) => regexOf(asText(b), '').test(asText(a)));
  operator(`${type} !~ text bool`, ([a, b]) => !regexOf(asText(b), '').test(asText(a)));
  operator(`${type} ~* text bool`, ([a, b]) => regexOf(asText(b), 'i').test(asText(a)));
  operator(`${type} !~* text bool`, ([a, b]) => !regexOf(asText(b), 'i').test(asText(a)));
}

/** A regular expression of PostgreSQL with its flags. */
function regexOf(pattern: string, flags: string): Regex {
  const embedded = /^\(\?([a-z]+)\)/.exec(pattern);
  const all = flags + (embedded?.[1] ?? '');
  const body = embedded ? pattern.slice(embedded[0].length) : pattern;
  const bad = /[^gincmsxbeqtp]/.exec(all);
  if (bad) throw new PgError(codes.invalidParameter, `invalid regular expression option: "${bad[0]}"`);
  if (/\(\?(?:=|!|<[=!])|\\[1-9]/.test(body)) throw notSimulated('a regular expression with look-around or back references');
  const classes = body.replaceAll('\\m', '\\b').replaceAll('\\M', '\\b').replaceAll('\\y', '\\b').replaceAll('\\Y', '\\B');
  try {
    return compileRegex(all.includes('q') ? body : /[nm]/.test(all) ? classes : `(?s:${classes})`, {
      syntax: all.includes('q') ? 'fixed' : 'perl',
      ignoreCase: all.includes('i'),
      multiline: /[nm]/.test(all),
    });
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    throw new PgError(codes.invalidRegex, `invalid regular expression: ${regexProblem(body)}`);
  }
}

function regexProblem(pattern: string): string {
  if (/^[*+?]|[(|][*+?]/.test(pattern)) return 'quantifier operand invalid';
  const open = (pattern.replace(/\\./g, '').match(/\(/g) ?? []).length;
  const close = (pattern.replace(/\\./g, '').match(/\)/g) ?? []).length;
  if (open !== close) return 'parentheses () not balanced';
  return /\[[^\]]*$/.test(pattern) ? 'brackets [] not balanced' : 'invalid escape \\ sequence';
}

const MOST_MATCHES = 100_000;

function* allMatches(regex: Regex, text: string, from = 0): Iterable<Match> {
  let at = from;
  for (let count = 0; at <= text.length && count < MOST_MATCHES; count++) {
    const match = regex.exec(text, at);
    if (!match) return;
    yield match;
    at = match.end > match.start ? match.end : match.end + 1;
  }
}

function groupsOf(match: Match, text: string): Value {
  const groups = match.groups.length === 0 ? [text.slice(match.start, match.end)] : match.groups.map(group => group ?? null);
  return new ArrayValue(groups);
}

define('regexp_match(text, text) _text|regexp_match(text, text, text) _text', ([text, pattern, flags]) => {
  const regex = regexOf(asText(pattern), asText(flags ?? ''));
  const match = regex.exec(asText(text));
  return match ? groupsOf(match, asText(text)) : null;
});
defineSet('regexp_matches(text, text) _text|regexp_matches(text, text, text) _text', function* ([text, pattern, flags]): Iterable<Value> {
  const regex = regexOf(asText(pattern), asText(flags ?? ''));
  for (const match of allMatches(regex, asText(text))) {
    yield groupsOf(match, asText(text));
    if (!asText(flags ?? '').includes('g')) return;
  }
});
define('regexp_replace(text, text, text) text|regexp_replace(text, text, text, text) text', ([text, pattern, replacement, flags]) => {
  const source = asText(text);
  let result = '';
  let at = 0;
  for (const match of allMatches(regexOf(asText(pattern), asText(flags ?? '')), source)) {
    const filled = asText(replacement).replace(/\\([\\&1-9])/g, (_, what: string) => {
      if (what === '\\') return '\\';
      return what === '&' ? source.slice(match.start, match.end) : (match.groups[Number(what) - 1] ?? '');
    });
    result += source.slice(at, match.start) + filled;
    at = match.end;
    if (!asText(flags ?? '').includes('g')) break;
  }
  return result + source.slice(at);
});
define('regexp_count(text, text) int4', ([text, pattern]) => [...allMatches(regexOf(asText(pattern), ''), asText(text))].length);
define('regexp_like(text, text) bool|regexp_like(text, text, text) bool', ([text, pattern, flags]) =>
  regexOf(asText(pattern), asText(flags ?? '')).test(asText(text)),
);
define('regexp_substr(text, text) text', ([text, pattern]) => {
  const match = regexOf(asText(pattern), '').exec(asText(text));
  return match ? asText(text).slice(match.start, match.end) : null;
});
define('substring(text, text) text', ([text, pattern]) => {
  const match = regexOf(asText(pattern), '').exec(asText(text));
  if (!match) return null;
  return match.groups.length > 0 ? (match.groups[0] ?? null) : asText(text).slice(match.start, match.end);
});

function splitByRegex(text: string, pattern: string, flags: string): string[] {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of allMatches(regexOf(pattern, flags), text)) {
    if (end === start && (start === 0 || start >= text.length)) continue;
    parts.push(text.slice(at, start));
    at = end;
  }
  return [...parts, text.slice(at)];
}

define(
  'regexp_split_to_array(text, text) _text|regexp_split_to_array(text, text, text) _text',
  ([text, pattern, flags]) => new ArrayValue(splitByRegex(asText(text), asText(pattern), asText(flags ?? ''))),
);
defineSet('regexp_split_to_table(text, text) text|regexp_split_to_table(text, text, text) text', ([text, pattern, flags]) =>
  splitByRegex(asText(text), asText(pattern), asText(flags ?? '')),
);
define('like_escape(text, text) text', ([pattern, escape]) => {
  const mark = asText(escape);
  if (mark === '\\') return pattern ?? null;
  let result = '';
  for (let i = 0; i < asText(pattern).length; i++) {
    const char = asText(pattern).charAt(i);
    if (mark !== '' && char === mark) result += `\\${asText(pattern).charAt(++i)}`;
    else result += char === '\\' ? '\\\\' : char;
  }
  return result;
});
define('similar_to_escape(text) text|similar_to_escape(text, text) text', ([pattern]) => {
  const body = asText(pattern).replace(/\\(.)|([%_.^$])/g, (_, escaped: string | undefined, special: string | undefined) => {
    if (escaped !== undefined) return `\\${escaped}`;
    return special === '%' ? '.*' : special === '_' ? '.' : `\\${special ?? ''}`;
  });
  return `^(?:${body})$`;
});
define('starts_with(text, text) bool', ([text, prefix]) => asText(text).startsWith(asText(prefix)));
define('strpos(text, text) int4|position(text, text) int4', ([text, part]) => {
  const at = asText(text).indexOf(asText(part));
  return at < 0 ? 0 : [...asText(text).slice(0, at)].length + 1;
});
define(
  'substring(text, int4) text|substr(text, int4) text|substring(text, int4, int4) text|substr(text, int4, int4) text',
  ([text, from, length]) => {
    const start = asNumber(from) - 1;
    if (length !== undefined && asNumber(length) < 0) throw new PgError('22011', 'negative substring length not allowed');
    const end = length === undefined ? Infinity : start + asNumber(length);
    return [...asText(text)].slice(Math.max(0, start), Math.max(0, end)).join('');
  },
);

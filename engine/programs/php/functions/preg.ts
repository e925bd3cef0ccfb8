import { RE2JS } from 're2js';
import type { Task } from '../../../core/task.js';
import { PhpArray } from '../runtime/array.js';
import { latin1 } from '../runtime/bytes.js';
import type { Args, Natives, NativeTasks } from '../runtime/native.js';
import type { Value } from '../runtime/value.js';
import { encodeUtf8, decodeUtf8 } from '../../../core/utf8.js';
import { toBytes } from '../runtime/bytes.js';

interface Pattern {
  readonly regex: RE2JS;
  /** Names of groups by number. */
  readonly names: readonly (string | undefined)[];
  readonly isUnicode: boolean;
}

interface Found {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
  readonly starts: readonly number[];
}

const known = new Map<string, Pattern>();
const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };

function compile(a: Args, text: string): Pattern | undefined {
  const cached = known.get(text);
  if (cached) return cached;
  const trimmed = text.trimStart();
  const delimiter = trimmed[0] ?? '';
  if (delimiter === '') {
    a.warn('Empty regular expression');
    return undefined;
  }
  if (/[\w\\\s]/.test(delimiter)) {
    a.warn('Delimiter must not be alphanumeric, backslash, or NUL');
    return undefined;
  }
  const close = closing[delimiter] ?? delimiter;
  const end = trimmed.lastIndexOf(close);
  if (end <= 0) {
    a.warn(`No ending ${close === delimiter ? '' : 'matching '}delimiter '${close}' found`);
    return undefined;
  }
  const modifiers = trimmed.slice(end + 1).trim();
  const wrong = /[^imsxuUADSXJn]/.exec(modifiers)?.[0];
  if (wrong !== undefined) {
    a.warn(`Unknown modifier '${wrong}'`);
    return undefined;
  }
  const pattern = build(
    a,
    trimmed.slice(1, end).replaceAll(`\\${delimiter}`, /[\w\s]/.test(delimiter) ? delimiter : `\\${delimiter}`),
    modifiers,
  );
  if (known.size > 256) known.clear();
  if (pattern) known.set(text, pattern);
  return pattern;
}

function build(a: Args, source: string, modifiers: string): Pattern | undefined {
  let flags = 0;
  if (modifiers.includes('i')) flags |= RE2JS.CASE_INSENSITIVE;
  if (modifiers.includes('m')) flags |= RE2JS.MULTILINE;
  if (modifiers.includes('s')) flags |= RE2JS.DOTALL;
  const plain = modifiers.includes('x')
    ? source.replaceAll(/\\[^]|\[(?:\\[^]|[^\]])*\]|\s+|#[^\n]*/g, part => (/^(?:\s|#)/.test(part) ? '' : part))
    : source;
  const isUnicode = modifiers.includes('u');
  const body = (isUnicode ? decodeUtf8(toBytes(plain)) : plain)
    .replaceAll(/\(\?<([A-Za-z_]\w*)>/g, '(?P<$1>')
    .replaceAll('\\h', '[ \\t]')
    .replaceAll('\\R', '(?:\\r\\n|\\n|\\r)')
    .replaceAll('\\Z', '\\z')
    .replaceAll('\\e', '\\x1b')
    .replaceAll(/([*+?}])\+/g, '$1');
  const anchored = modifiers.includes('A') ? `\\A(?:${body})` : body;
  if (/\(\?<?[=!]|\(\?>|\\[1-9]|\\k[<{']|\(\?R\)|\(\?\d\)|\\G|\\K/.test(body.replaceAll(/\[(?:\\[^]|[^\]])*\]|\\\\/g, ''))) {
    throw a.vm.errors.fatal('drydock: regular expressions with look-around, back references, recursion or \\K are not simulated');
  }
  try {
    const regex = RE2JS.compile(anchored, flags);
    const names: (string | undefined)[] = [];
    let number = 0;
    for (const group of anchored.matchAll(/\\[^]|\[(?:\\[^]|[^\]])*\]|\((?:\?P<(\w+)>|(?!\?))/g))
      if (group[0].startsWith('(')) names[++number] = group[1];
    return { regex, names, isUnicode };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    a.warn(`Compilation failed: ${error.message.replace(/^error parsing regexp: /, '')} at offset 0`);
    return undefined;
  }
}

function subjectOf({ isUnicode }: Pattern, text: string): string {
  return isUnicode ? decodeUtf8(toBytes(text)) : text;
}

function bytesOf({ isUnicode }: Pattern, text: string): string {
  return isUnicode ? latin1(encodeUtf8(text)) : text;
}

function* matches(pattern: Pattern, subject: string, from = 0): Generator<Found> {
  const matcher = pattern.regex.matcher(subject);
  let at = from;
  while (at <= subject.length && matcher.find(at)) {
    const count = matcher.groupCount();
    const groups: (string | undefined)[] = [];
    const starts: number[] = [];
    for (let i = 0; i <= count; i++) {
      groups.push(matcher.group(i) ?? undefined);
      starts.push(matcher.start(i));
    }
    const start = matcher.start(0);
    const end = matcher.end(0);
    yield { start, end, groups, starts };
    at = end > start ? end : end + 1;
  }
}

/** The groups of a match as PHP gives them: names beside numbers, and nothing for the last ones that took no part. */
function groupsOf(
  pattern: Pattern,
  subject: string,
  found: Found,
  options: { readonly offsets: boolean; readonly nulls: boolean; readonly all: boolean },
): PhpArray {
  const result = new PhpArray();
  let last = found.groups.length - 1;
  if (!options.all && !options.nulls) while (last > 0 && found.groups[last] === undefined) last--;
  for (let i = 0; i <= last; i++) {
    const group = found.groups[i];
    const text: Value = group === undefined ? (options.nulls ? null : '') : bytesOf(pattern, group);
    const start = found.starts[i] ?? -1;
    const value = options.offsets ? PhpArray.of([text, group === undefined ? -1 : bytesOf(pattern, subject.slice(0, start)).length]) : text;
    const name = pattern.names[i];
    if (name !== undefined) result.set(name, value instanceof PhpArray ? value.share() : value);
    result.set(i, value);
  }
  return result;
}

function match(a: Args): Value {
  const pattern = compile(a, a.str(0));
  if (!pattern) return false;
  const subject = subjectOf(pattern, a.str(1));
  const [found] = first(matches(pattern, subject, a.int(4)));
  const options = { offsets: (a.int(3) & 256) !== 0, nulls: (a.int(3) & 512) !== 0, all: false };
  if (a.given(2)) a.ref(2).value = found ? groupsOf(pattern, subject, found, options) : new PhpArray();
  return found ? 1 : 0;
}

function matchAll(a: Args): Value {
  const pattern = compile(a, a.str(0));
  if (!pattern) return false;
  const subject = subjectOf(pattern, a.str(1));
  const flags = a.int(3);
  const options = { offsets: (flags & 256) !== 0, nulls: (flags & 512) !== 0, all: (flags & 2) === 0 };
  const all = [...matches(pattern, subject, a.int(4))].map(found => groupsOf(pattern, subject, found, options));
  if (!a.given(2)) return all.length;
  if (flags & 2) a.ref(2).value = PhpArray.of(all);
  else {
    const result = new PhpArray();
    const count = pattern.regex.matcher('').groupCount();
    for (let i = 0; i <= count; i++) {
      const column = PhpArray.of(all.map(each => a.vm.copy(each.get(i) ?? '')));
      const name = pattern.names[i];
      if (name !== undefined) result.set(name, column.share());
      result.set(i, column);
    }
    a.ref(2).value = result;
  }
  return all.length;
}

function replacement(pattern: Pattern, text: string, found: Found): string {
  return text.replaceAll(/\\\\|\\(\d{1,2})|\$(\d{1,2})|\$\{(\d{1,2})\}/g, (_, x?: string, y?: string, z?: string) => {
    const number = x ?? y ?? z;
    return number === undefined ? '\\' : bytesOf(pattern, found.groups[Number(number)] ?? '');
  });
}

type Put = (pattern: Pattern, subject: string, found: Found, index: number) => Task<string>;

function* replaceAll(a: Args, put: Put): Task<Value> {
  const patterns =
    a.get(0) instanceof PhpArray
      ? a
          .arr(0)
          .values()
          .map(each => a.vm.text(each))
      : [a.str(0)];
  const given = a.get(2);
  let total = 0;
  const one = function* (text: string): Task<Value> {
    let current = text;
    for (const [index, source] of patterns.entries()) {
      const pattern = compile(a, source);
      if (!pattern) return null;
      const subject = subjectOf(pattern, current);
      let result = '';
      let at = 0;
      let count = 0;
      for (const found of matches(pattern, subject)) {
        if (a.int(3) >= 0 && count >= a.int(3)) break;
        result += bytesOf(pattern, subject.slice(at, found.start)) + (yield* put(pattern, subject, found, index));
        at = found.end;
        count++;
      }
      total += count;
      current = result + bytesOf(pattern, subject.slice(at));
    }
    return current;
  };
  let result: Value;
  if (given instanceof PhpArray) {
    result = new PhpArray();
    for (const [key, value] of given.entries()) result.set(key, yield* one(a.vm.text(value)));
  } else result = yield* one(a.vm.text(given));
  if (a.given(4)) a.ref(4).value = total;
  return result;
}

function split(a: Args): Value {
  const pattern = compile(a, a.str(0));
  if (!pattern) return false;
  const subject = subjectOf(pattern, a.str(1));
  const limit = a.get(2) === null || a.int(2) === 0 ? -1 : a.int(2);
  const flags = a.int(3);
  const pieces: [string, number][] = [];
  let at = 0;
  const add = (text: string, start: number): void => {
    if (text !== '' || !(flags & 1)) pieces.push([bytesOf(pattern, text), start]);
  };
  for (const found of matches(pattern, subject)) {
    if (limit > 0 && pieces.length >= limit - 1) break;
    if (found.end === found.start && (found.start === 0 || found.start >= subject.length)) continue;
    add(subject.slice(at, found.start), at);
    if (flags & 2)
      for (const [i, group] of found.groups.entries())
        if (i > 0 && group !== undefined && (group !== '' || !(flags & 1))) pieces.push([bytesOf(pattern, group), found.starts[i] ?? 0]);
    at = found.end;
  }
  add(subject.slice(at), at);
  return PhpArray.of(pieces.map(([text, start]) => (flags & 4 ? PhpArray.of([text, start]) : text)));
}

export const pregFunctions: Natives = {
  'preg_match(string $pattern, string $subject, mixed &$matches = null, int $flags = 0, int $offset = 0)': match,
  'preg_match_all(string $pattern, string $subject, mixed &$matches = null, int $flags = 0, int $offset = 0)': matchAll,
  'preg_split(string $pattern, string $subject, ?int $limit = -1, int $flags = 0)': split,
  'preg_quote(string $str, ?string $delimiter = null)': a => {
    const quoted = a
      .str(0)
      .replaceAll(/[.\\+*?[^\]$(){}=!<>|:\-#/]/g, c => (c === '/' ? c : `\\${c}`))
      .replaceAll('\0', '\\000');
    const delimiter = a.optStr(1) ?? '';
    return delimiter === '/'
      ? quoted.replaceAll('/', '\\/')
      : delimiter !== '' && !/[.\\+*?[^\]$(){}=!<>|:\-#]/.test(delimiter)
        ? quoted.replaceAll(delimiter, `\\${delimiter}`)
        : quoted;
  },
  'preg_grep(string $pattern, array $array, int $flags = 0)': a => {
    const pattern = compile(a, a.str(0));
    if (!pattern) return false;
    return PhpArray.from(
      [...a.arr(1).entries()].filter(
        ([, value]) => pattern.regex.matcher(subjectOf(pattern, a.vm.text(value))).find() !== (a.int(2) === 1),
      ),
    );
  },
  'preg_last_error()': () => 0,
  'preg_last_error_msg()': () => 'No error',
};

export const pregTasks: NativeTasks = {
  'preg_replace(mixed $pattern, mixed $replacement, mixed $subject, int $limit = -1, mixed &$count = null)': a =>
    replaceAll(a, function* (pattern, _, found, index) {
      const given = a.get(1);
      const text = given instanceof PhpArray ? a.vm.text(given.values()[index] ?? '') : a.vm.text(given);
      yield* a.vm.sys.tick();
      return replacement(pattern, text, found);
    }),
  'preg_replace_callback(mixed $pattern, callable $callback, mixed $subject, int $limit = -1, mixed &$count = null, int $flags = 0)': a =>
    replaceAll(a, function* (pattern, subject, found) {
      const callable = a.callable(1);
      const groups = groupsOf(pattern, subject, found, { offsets: false, nulls: false, all: false });
      return callable ? a.vm.text(yield* a.vm.calls.invoke(callable, [groups])) : '';
    }),
};

function first(all: Generator<Found>): readonly Found[] {
  for (const found of all) return [found];
  return [];
}

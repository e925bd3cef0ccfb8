import type { Task } from '../../../core/task.js';
import { PhpArray } from '../runtime/array.js';
import type { Callable } from '../runtime/code.js';
import type { Args, Natives, NativeTasks } from '../runtime/native.js';
import type { Value } from '../runtime/value.js';
import { bytesOf, lastPregError, Matches, patternOf, placeOf, subjectOf, type Found, type Pattern } from './preg-pattern.js';

const OFFSETS = 256;
const NULLS = 512;

/** A group's text; undefined when it took no part. */
function groupText(subject: string, found: Found, i: number): string | undefined {
  const start = found[2 * i] ?? -1;
  const end = found[2 * i + 1] ?? -1;
  return start < 0 || end < 0 ? undefined : subject.slice(start, end);
}

/** The groups of a match as PHP gives them: names beside numbers, and nothing for the last ones that took no part unless `all` are wanted. */
function groupsOf(pattern: Pattern, subject: string, found: Found, flags: number, all: boolean): PhpArray {
  const result = new PhpArray();
  let last = pattern.regex.groupCount;
  const nulls = (flags & NULLS) !== 0;
  if (!all && !nulls) while (last > 0 && groupText(subject, found, last) === undefined) last--;
  for (let i = 0; i <= last; i++) {
    const group = groupText(subject, found, i);
    const text: Value = group === undefined ? (nulls ? null : '') : bytesOf(pattern, group);
    const start = group === undefined ? -1 : bytesOf(pattern, subject.slice(0, found[2 * i])).length;
    const value = flags & OFFSETS ? PhpArray.of([text, start]) : text;
    const name = pattern.regex.names[i];
    if (name !== undefined) result.set(name, value instanceof PhpArray ? value.share() : value);
    result.set(i, value);
  }
  return result;
}

function match(a: Args): Value {
  const pattern = patternOf(a, a.str(0));
  const subject = pattern && subjectOf(a, pattern, a.str(1));
  if (!pattern || subject === undefined) return false;
  const matches = new Matches(a, pattern, subject, placeOf(pattern, a.str(1), a.int(4)));
  const found = matches.next();
  if (a.given(2)) a.ref(2).value = found ? groupsOf(pattern, subject, found, a.int(3), false) : new PhpArray();
  return matches.failed ? false : found ? 1 : 0;
}

function matchAll(a: Args): Value {
  const pattern = patternOf(a, a.str(0));
  const subject = pattern && subjectOf(a, pattern, a.str(1));
  if (!pattern || subject === undefined) return false;
  const flags = a.int(3);
  const bySets = (flags & 2) !== 0;
  const matches = new Matches(a, pattern, subject, placeOf(pattern, a.str(1), a.int(4)));
  const all = [...matches].map(found => groupsOf(pattern, subject, found, flags, !bySets));
  if (a.given(2)) a.ref(2).value = bySets ? PhpArray.of(all) : columns(a, pattern, all);
  return matches.failed ? false : all.length;
}

function columns(a: Args, { regex }: Pattern, all: readonly PhpArray[]): PhpArray {
  const result = new PhpArray();
  for (let i = 0; i <= regex.groupCount; i++) {
    const column = PhpArray.of(all.map(each => a.vm.copy(each.get(i) ?? null)));
    const name = regex.names[i];
    if (name !== undefined) result.set(name, column.share());
    result.set(i, column);
  }
  return result;
}

function replacement(pattern: Pattern, subject: string, text: string, found: Found): string {
  return text.replaceAll(/\\\\|\\(\d{1,2})|\$(\d{1,2})|\$\{(\d{1,2})\}/g, (_, x?: string, y?: string, z?: string) => {
    const number = x ?? y ?? z;
    return number === undefined ? '\\' : bytesOf(pattern, groupText(subject, found, Number(number)) ?? '');
  });
}

type Put = (pattern: Pattern, subject: string, found: Found, index: number) => Task<string>;

interface Replacing {
  readonly patterns: readonly string[];
  readonly limit: number;
  readonly put: Put;
  count: number;
}

/** One text with the matches of one pattern after another replaced; undefined after an error. */
function* replaceIn(a: Args, text: string, job: Replacing): Task<string | undefined> {
  let current = text;
  for (const [index, source] of job.patterns.entries()) {
    const pattern = patternOf(a, source);
    const subject = pattern && subjectOf(a, pattern, current);
    if (!pattern || subject === undefined) return undefined;
    const matches = new Matches(a, pattern, subject);
    const pieces: string[] = [];
    let at = 0;
    for (let left = job.limit; left !== 0; left--) {
      const found = matches.next();
      if (!found) break;
      const start = Math.max(at, found[0] ?? 0);
      pieces.push(bytesOf(pattern, subject.slice(at, start)), yield* job.put(pattern, subject, found, index));
      at = Math.max(start, found[1] ?? 0);
      job.count++;
    }
    if (matches.failed) return undefined;
    current = pieces.join('') + bytesOf(pattern, subject.slice(at));
    a.vm.memory.reserve(current.length);
  }
  return current;
}

function textsOf(a: Args, value: Value): readonly string[] {
  return value instanceof PhpArray ? value.values().map(each => a.vm.text(each)) : [a.vm.text(value)];
}

type Keep = (changed: boolean) => boolean;

/** A text or an array of texts; `keep` tells which of an array's are given back. */
function* replaceAll(a: Args, job: Replacing, given: Value, keep: Keep = () => true): Task<Value> {
  if (!(given instanceof PhpArray)) {
    const before = job.count;
    const text = yield* replaceIn(a, a.vm.text(given), job);
    return text !== undefined && keep(job.count > before) ? text : null;
  }
  const result = new PhpArray();
  for (const [key, value] of given.entries()) {
    const before = job.count;
    const text = yield* replaceIn(a, a.vm.text(value), job);
    if (text !== undefined && keep(job.count > before)) result.set(key, text);
  }
  return result;
}

function* replaceTexts(a: Args, keep?: Keep): Task<Value> {
  const given = a.get(1);
  if (given instanceof PhpArray && !(a.get(0) instanceof PhpArray))
    throw a.vm.errors.typeError(
      `${a.fn.name}(): Argument #1 ($pattern) must be of type array when argument #2 ($replacement) is an array, string given`,
    );
  const texts = given instanceof PhpArray ? textsOf(a, given) : undefined;
  const one = texts ? '' : a.vm.text(given);
  const put: Put = function* (pattern, subject, found, index) {
    yield* a.vm.sys.tick();
    return replacement(pattern, subject, texts ? (texts[index] ?? '') : one, found);
  };
  const job: Replacing = { patterns: textsOf(a, a.get(0)), limit: a.int(3), put, count: 0 };
  const result = yield* replaceAll(a, job, a.get(2), keep);
  if (a.given(4)) a.ref(4).value = job.count;
  return result;
}

function calling(a: Args, callable: Callable | undefined, flags: number): Put {
  return function* (pattern, subject, found) {
    const groups = groupsOf(pattern, subject, found, flags, false);
    return callable ? a.vm.text(yield* a.vm.calls.invoke(callable, [groups])) : '';
  };
}

function* replaceByCallback(a: Args): Task<Value> {
  const job: Replacing = { patterns: textsOf(a, a.get(0)), limit: a.int(3), put: calling(a, a.callable(1), a.int(5)), count: 0 };
  const result = yield* replaceAll(a, job, a.get(2));
  if (a.given(4)) a.ref(4).value = job.count;
  return result;
}

function* replaceByCallbacks(a: Args): Task<Value> {
  let current = a.get(1);
  let count = 0;
  for (const [source, value] of a.arr(0).entries()) {
    const callable = a.vm.calls.toCallable(value);
    if (!callable) throw a.vm.errors.typeError(`${a.fn.name}(): Argument #1 ($pattern) must contain only valid callbacks`);
    const job: Replacing = { patterns: [String(source)], limit: a.int(2), put: calling(a, callable, a.int(4)), count: 0 };
    current = yield* replaceAll(a, job, current);
    count += job.count;
  }
  if (a.given(3)) a.ref(3).value = count;
  return current;
}

function split(a: Args): Value {
  const pattern = patternOf(a, a.str(0));
  const subject = pattern && subjectOf(a, pattern, a.str(1));
  if (!pattern || subject === undefined) return false;
  const flags = a.int(3);
  const pieces: [string, number][] = [];
  let left = a.int(2) <= 0 ? Infinity : a.int(2);
  const add = (start: number, end: number): boolean => {
    if (end === start && flags & 1) return false;
    pieces.push([bytesOf(pattern, subject.slice(start, end)), bytesOf(pattern, subject.slice(0, start)).length]);
    return true;
  };
  let at = 0;
  const matches = new Matches(a, pattern, subject);
  while (left > 1) {
    const found = matches.next();
    if (!found) break;
    const [start = 0, end = 0] = found;
    if (add(at, start)) left--;
    if (flags & 2)
      for (let i = 1; i <= pattern.regex.groupCount; i++)
        if (groupText(subject, found, i) !== undefined) add(found[2 * i] ?? 0, found[2 * i + 1] ?? 0);
    at = end;
  }
  if (matches.failed) return false;
  add(at, subject.length);
  return PhpArray.of(pieces.map(([text, start]) => (flags & 4 ? PhpArray.of([text, start]) : text)));
}

function grep(a: Args): Value {
  const pattern = patternOf(a, a.str(0));
  if (!pattern) return false;
  const inverted = a.int(2) === 1;
  const fits = (value: Value): boolean => {
    const subject = subjectOf(a, pattern, a.vm.text(value));
    return subject !== undefined && (new Matches(a, pattern, subject).next() !== undefined) !== inverted;
  };
  return PhpArray.from([...a.arr(1).entries()].filter(([, value]) => fits(value)));
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
  'preg_grep(string $pattern, array $array, int $flags = 0)': grep,
  'preg_last_error()': a => lastPregError(a).code,
  'preg_last_error_msg()': a => lastPregError(a).text,
};

export const pregTasks: NativeTasks = {
  'preg_replace(mixed $pattern, mixed $replacement, mixed $subject, int $limit = -1, mixed &$count = null)': a => replaceTexts(a),
  'preg_filter(mixed $pattern, mixed $replacement, mixed $subject, int $limit = -1, mixed &$count = null)': a =>
    replaceTexts(a, changed => changed),
  'preg_replace_callback(mixed $pattern, callable $callback, mixed $subject, int $limit = -1, mixed &$count = null, int $flags = 0)':
    replaceByCallback,
  'preg_replace_callback_array(array $pattern, mixed $subject, int $limit = -1, mixed &$count = null, int $flags = 0)': replaceByCallbacks,
};

import { largestOf } from '../../../core/extremes.js';
import { PhpArray } from '../runtime/array.js';
import type { Args, Natives } from '../runtime/native.js';
import type { Value } from '../runtime/value.js';
import { lower } from './letters.js';
import { readIntoArray } from './scan.js';
import { format } from './sprintf.js';

function trimSet(characters: string): (c: string) => boolean {
  const set = new Set<string>();
  for (let i = 0; i < characters.length; i++) {
    const from = characters.charCodeAt(i);
    if (characters.startsWith('..', i + 1) && characters.charCodeAt(i + 3) >= from) {
      for (let code = from; code <= characters.charCodeAt(i + 3); code++) set.add(String.fromCharCode(code));
      i += 3;
    } else set.add(characters[i] ?? '');
  }
  return c => set.has(c);
}

function trim(a: Args, sides: 'both' | 'left' | 'right'): string {
  const text = a.str(0);
  const inSet = trimSet(a.given(1) ? a.str(1) : ' \n\r\t\v\0');
  let start = 0;
  let end = text.length;
  if (sides !== 'right') while (start < end && inSet(text[start] ?? '')) start++;
  if (sides !== 'left') while (end > start && inSet(text[end - 1] ?? '')) end--;
  return text.slice(start, end);
}

function replaceOne(text: string, from: string, to: string, fold: boolean): { readonly text: string; readonly count: number } {
  if (from === '' || text === '') return { text, count: 0 };
  if (!fold) {
    const parts = text.split(from);
    return { text: parts.join(to), count: parts.length - 1 };
  }
  const folded = lower(text);
  const needle = lower(from);
  let result = '';
  let at = 0;
  let count = 0;
  for (let found = folded.indexOf(needle); found >= 0; found = folded.indexOf(needle, at)) {
    result += text.slice(at, found) + to;
    at = found + needle.length;
    count++;
  }
  return { text: result + text.slice(at), count };
}

function replace(a: Args, fold: boolean): Value {
  const from = a.get(0);
  const to = a.get(1);
  let total = 0;
  const one = (subject: string): string => {
    let text = subject;
    const search = from instanceof PhpArray ? from.values().map(value => a.vm.text(value)) : [a.vm.text(from)];
    const put = to instanceof PhpArray ? to.values().map(value => a.vm.text(value)) : undefined;
    for (const [i, each] of search.entries()) {
      const done = replaceOne(text, each, put ? (put[i] ?? '') : a.vm.text(to), fold);
      text = done.text;
      total += done.count;
      if (text.length > 100_000) a.vm.memory.reserve(text.length);
    }
    return text;
  };
  const subject = a.get(2);
  const result =
    subject instanceof PhpArray
      ? PhpArray.from(
          [...subject.entries()].map(([key, value]) => [key, value instanceof PhpArray ? value : one(a.vm.text(value))] as const),
        )
      : one(a.vm.text(subject));
  if (a.given(3)) a.ref(3).value = total;
  return result;
}

function translate(a: Args): Value {
  const text = a.str(0);
  const pairs = a.get(1);
  if (!(pairs instanceof PhpArray)) {
    const from = a.vm.text(pairs);
    const to = a.str(2);
    const map = new Map(Array.from({ length: Math.min(from.length, to.length) }, (_, i) => [from[i] ?? '', to[i] ?? '']));
    return Array.from(text, c => map.get(c) ?? c).join('');
  }
  const table = [...pairs.entries()].map(([key, value]) => [String(key), a.vm.text(value)] as const).filter(([key]) => key !== '');
  const longest = largestOf(
    table.map(([key]) => key.length),
    0,
  );
  const map = new Map(table);
  let result = '';
  for (let i = 0; i < text.length; ) {
    let found = false;
    for (let length = Math.min(longest, text.length - i); length > 0 && !found; length--) {
      const put = map.get(text.slice(i, i + length));
      if (put === undefined) continue;
      result += put;
      i += length;
      found = true;
    }
    if (!found) result += text[i++] ?? '';
  }
  return result;
}

function pad(a: Args): string {
  const text = a.str(0);
  const fill = a.str(2);
  const missing = a.int(1) - text.length;
  if (fill === '') a.invalid(2, 'must be a non-empty string');
  if (missing <= 0) return text;
  a.vm.memory.reserve(missing);
  const make = (length: number): string => fill.repeat(Math.ceil(length / fill.length)).slice(0, length);
  if (a.int(3) === 0) return make(missing) + text;
  if (a.int(3) === 2) return make(Math.floor(missing / 2)) + text + make(Math.ceil(missing / 2));
  return text + make(missing);
}

function wordwrap(a: Args): string {
  const [text, width, br, cut] = [a.str(0), a.int(1), a.str(2), a.bool(3)];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    let rest = word;
    if (line !== '' || lines.length > 0 || rest !== word) {
      const last = line.includes(br) ? line.slice(line.lastIndexOf(br) + br.length) : line;
      if (line !== '' && last.length + 1 + rest.length <= width) {
        line += ` ${rest}`;
        continue;
      }
      lines.push(line);
      line = '';
    }
    while (cut && rest.length > width) {
      lines.push(rest.slice(0, width));
      rest = rest.slice(width);
    }
    line = rest;
  }
  lines.push(line);
  return lines.join(br);
}

export const stringFunctions: Natives = {
  'strlen(string $string)': a => a.str(0).length,
  'trim(string $string, string $characters = " ")': a => trim(a, 'both'),
  'ltrim(string $string, string $characters = " ")': a => trim(a, 'left'),
  'rtrim(string $string, string $characters = " ")': a => trim(a, 'right'),
  'chop(string $string, string $characters = " ")': a => trim(a, 'right'),
  'str_repeat(string $string, int $times)': a => {
    if (a.int(1) < 0) a.invalid(1, 'must be greater than or equal to 0');
    a.vm.memory.reserve(a.str(0).length * a.int(1));
    return a.str(0).repeat(a.int(1));
  },
  'strrev(string $string)': a => Array.from(a.str(0)).reverse().join(''),
  'str_pad(string $string, int $length, string $pad_string = " ", int $pad_type = 1)': pad,
  'str_split(string $string, int $length = 1)': a => {
    if (a.int(1) < 1) a.invalid(1, 'must be greater than 0');
    const parts: string[] = [];
    for (let i = 0; i < a.str(0).length; i += a.int(1)) parts.push(a.str(0).slice(i, i + a.int(1)));
    return PhpArray.of(parts.length === 0 ? [''] : parts);
  },
  'str_word_count(string $string, int $format = 0, ?string $characters = null)': a => {
    const words = a.str(0).match(/[A-Za-z'-]+/g) ?? [];
    return a.int(1) === 0 ? words.length : PhpArray.of(words);
  },
  'str_replace(mixed $search, mixed $replace, mixed $subject, mixed &$count = null)': a => replace(a, false),
  'str_ireplace(mixed $search, mixed $replace, mixed $subject, mixed &$count = null)': a => replace(a, true),
  'strtr(string $string, mixed $from, ?string $to = null)': translate,
  'explode(string $separator, string $string, int $limit = 9223372036854775807)': a => {
    if (a.str(0) === '') a.invalid(0, 'cannot be empty');
    const parts = a.str(1).split(a.str(0));
    const limit = a.given(2) ? a.int(2) : Infinity;
    if (limit < 0) return PhpArray.of(parts.slice(0, limit));
    const most = Math.max(1, limit);
    if (parts.length <= most) return PhpArray.of(parts);
    return PhpArray.of([...parts.slice(0, most - 1), parts.slice(most - 1).join(a.str(0))]);
  },
  'implode(mixed $separator, mixed $array = null)': a => implode(a),
  'join(mixed $separator, mixed $array = null)': a => implode(a),
  'nl2br(string $string, bool $use_xhtml = true)': a =>
    a.str(0).replaceAll(/\r\n|\n\r|\n|\r/g, found => (a.bool(1) || !a.given(1) ? '<br />' : '<br>') + found),
  'wordwrap(string $string, int $width = 75, string $break = "\\n", bool $cut_long_words = false)': wordwrap,
  'chunk_split(string $string, int $length = 76, string $separator = "\\r\\n")': a =>
    a.str(0).replaceAll(new RegExp(`[^]{1,${Math.max(1, a.int(1))}}`, 'g'), found => found + a.str(2)),
  'sprintf(string $format, mixed ...$values)': a => format(a, a.str(0), a.rest(1)),
  'vsprintf(string $format, array $values)': a => format(a, a.str(0), a.arr(1).values()),
  'printf(string $format, mixed ...$values)': a => {
    const text = format(a, a.str(0), a.rest(1));
    a.vm.output.echo(text);
    return text.length;
  },
  'vprintf(string $format, array $values)': a => {
    const text = format(a, a.str(0), a.arr(1).values());
    a.vm.output.echo(text);
    return text.length;
  },
  'sscanf(string $string, string $format, mixed &...$vars)': a => readIntoArray(a.str(0), a.str(1)),
  'ord(string $character)': a => a.str(0).charCodeAt(0) || 0,
  'chr(int $codepoint)': a => String.fromCharCode(((a.int(0) % 256) + 256) % 256),
  'count_chars(string $string, int $mode = 0)': a => {
    const counts = new Map<number, number>();
    for (const c of a.str(0)) counts.set(c.charCodeAt(0), (counts.get(c.charCodeAt(0)) ?? 0) + 1);
    if (a.int(1) === 3)
      return [...counts.keys()]
        .sort((x, y) => x - y)
        .map(code => String.fromCharCode(code))
        .join('');
    return PhpArray.from(
      a.int(1) === 1
        ? [...counts].sort(([x], [y]) => x - y)
        : Array.from({ length: 256 }, (_, code) => [code, counts.get(code) ?? 0] as const),
    );
  },
  'str_shuffle(string $string)': a => {
    const letters = Array.from(a.str(0));
    for (let i = letters.length - 1; i > 0; i--) {
      const j = a.vm.sys.random.below(i + 1);
      [letters[i], letters[j]] = [letters[j] ?? '', letters[i] ?? ''];
    }
    return letters.join('');
  },
  'addslashes(string $string)': a =>
    a
      .str(0)
      .replaceAll(/['"\\]/g, '\\$&')
      .replaceAll('\0', '\\0'),
  'stripslashes(string $string)': a => a.str(0).replaceAll(/\\([^])?/g, (_, c?: string) => (c === '0' ? '\0' : (c ?? ''))),
  'quotemeta(string $string)': a => a.str(0).replaceAll(/[.\\+*?[^\]($)]/g, '\\$&'),
};

function implode(a: Args): Value {
  const first = a.get(0);
  const second = a.get(1);
  const array = second instanceof PhpArray ? second : first;
  if (!(array instanceof PhpArray)) {
    const given = a.given(1) ? a.vm.typeName(second) : a.vm.typeName(first);
    throw a.vm.errors.typeError(
      a.given(1)
        ? `${a.fn.name}(): Argument #2 ($array) must be of type ?array, ${given} given`
        : `${a.fn.name}(): Argument #1 ($pieces) must be of type array, ${given} given`,
    );
  }
  const separator = array === first ? (a.given(1) ? a.vm.text(second) : '') : a.vm.text(first);
  const text = array
    .values()
    .map(value => a.vm.text(value))
    .join(separator);
  if (text.length > 65_536) a.vm.memory.reserve(text.length);
  return text;
}

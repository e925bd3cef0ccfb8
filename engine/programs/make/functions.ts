import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { joinPath, normalizePath } from '../files/paths.js';
import { matchGlob } from '../find/glob.js';
import { expand, type Context, type MakeFunction } from './expand.js';
import { MakeError, Variables } from './variables.js';
import { replacePattern, splitArguments, stemOf, wordsOf } from './words.js';

const MAX_WORDS = 100_000;
const MAX_CALLS = 200;

/** A function of so many arguments, all expanded first. */
function plain(count: number, run: (args: readonly string[], context: Context) => string): MakeFunction {
  return function* (context, rest) {
    const args: string[] = [];
    for (const part of splitArguments(rest, count)) args.push(yield* expand(context, part));
    while (args.length < count) args.push('');
    return run(args, context);
  };
}

/** A function of each word of its last argument. */
const eachWord = (count: number, run: (word: string, args: readonly string[]) => string): MakeFunction =>
  plain(count, args =>
    wordsOf(args[count - 1] ?? '')
      .map(word => run(word, args))
      .join(' '),
  );

function position(text: string | undefined, name: string, context: Context): number {
  const trimmed = (text ?? '').trim();
  if (!/^\d+$/.test(trimmed)) throw new MakeError(`non-numeric first argument to '${name}' function: '${trimmed}'`, context.place);
  if (Number(trimmed) === 0 && name === 'word')
    throw new MakeError("first argument to 'word' function must be greater than 0", context.place);
  return Number(trimmed);
}

const filter = (keeps: boolean): MakeFunction =>
  plain(2, ([patterns = '', text = '']) =>
    wordsOf(text)
      .filter(word => wordsOf(patterns).some(pattern => stemOf(pattern, word) !== undefined) === keeps)
      .join(' '),
  );

function* conditional(context: Context, rest: string): Task<string> {
  const [condition = '', then = '', otherwise = ''] = splitArguments(rest, 3);
  return yield* expand(context, (yield* expand(context, condition.trim())) === '' ? otherwise : then);
}

/** `or` gives the first that is not empty, `and` the last when none is. */
function firstOf(wantsEmpty: boolean): MakeFunction {
  return function* (context, rest) {
    let value = '';
    for (const part of splitArguments(rest, Infinity)) {
      value = yield* expand(context, part.trim());
      if ((value === '') === wantsEmpty) return value;
    }
    return wantsEmpty ? value : '';
  };
}

function* forEach(context: Context, rest: string): Task<string> {
  const [name = '', list = '', body = ''] = splitArguments(rest, 3);
  const variable = (yield* expand(context, name)).trim();
  const words = wordsOf(yield* expand(context, list));
  const results: string[] = [];
  for (const value of words.slice(0, MAX_WORDS)) {
    const variables = new Variables(context.variables);
    variables.set(variable, { value, isRecursive: false, origin: 'override' });
    results.push(yield* expand({ ...context, variables }, body));
  }
  return results.join(' ');
}

function* call(context: Context, rest: string): Task<string> {
  const [name = '', ...args] = splitArguments(rest, Infinity);
  const called = (yield* expand(context, name)).trim();
  const depth = [...context.expanding].filter(each => each.startsWith(' call')).length;
  if (depth > MAX_CALLS) throw new MakeError('drydock: calls are nested too deeply', context.place);
  const variables = new Variables(context.variables);
  for (const [index, arg] of [called, ...args].entries())
    variables.set(String(index), { value: index === 0 ? arg : yield* expand(context, arg), isRecursive: false, origin: 'override' });
  const body = context.variables.get(called);
  const builtIn = Object.hasOwn(functions, called) ? functions[called] : undefined;
  if (!body) return builtIn ? yield* builtIn(context, args.join(',')) : '';
  // A function may call itself; what it stands for is looked at anew.
  const expanding = new Set([...[...context.expanding].filter(each => each !== called), ` call ${String(depth)}`]);
  return body.isRecursive ? yield* expand({ ...context, variables, expanding }, body.value) : body.value;
}

function* say(context: Context, rest: string, fd: 1 | 2, prefix: string): Task<string> {
  yield* context.print(fd, `${prefix}${yield* expand(context, rest)}\n`);
  return '';
}

const placed = ({ place }: Context): string => (place ? `${place.file}:${String(place.line)}: ` : '');

/** Names of files that fit patterns, sorted. */
function wildcard(patterns: string, { sys }: Context): string {
  return wordsOf(patterns)
    .flatMap(pattern => matching(pattern, path => namesIn(path)))
    .join(' ');

  function namesIn(directory: string): readonly string[] {
    try {
      return sys.readdir(normalizePath(directory, sys.cwd())).map(entry => entry.name);
    } catch (error) {
      if (!isErrno(error)) throw error;
      return [];
    }
  }
}

function matching(pattern: string, namesIn: (directory: string) => readonly string[]): readonly string[] {
  let found = [pattern.startsWith('/') ? '/' : ''];
  for (const part of pattern.split('/').filter(each => each !== '')) {
    const isPattern = /[*?[]/.test(part);
    found = found.flatMap(base => {
      if (part === '.' || part === '..') return [joined(base, part)];
      return namesIn(base === '' ? '.' : base)
        .filter(name => (isPattern ? matchGlob(part, name) && (part.startsWith('.') || !name.startsWith('.')) : name === part))
        .map(name => joined(base, name));
    });
  }
  return found.sort((a, b) => (a < b ? -1 : 1));
}

const joined = (base: string, name: string): string => (base === '' ? name : base === '/' ? `/${name}` : `${base}/${name}`);

const directoryOf = (word: string): string => (word.includes('/') ? word.slice(0, word.lastIndexOf('/') + 1) : './');
const suffixOf = (word: string): string => /\.[^./]*$/.exec(word)?.[0] ?? '';

export const functions: Readonly<Record<string, MakeFunction>> = {
  subst: plain(3, ([from = '', to = '', text = '']) => (from === '' ? text + to : text.replaceAll(from, () => to))),
  patsubst: eachWord(3, (word, [from = '', to = '']) => replacePattern(from.trim(), to.trim(), word)),
  strip: eachWord(1, word => word),
  findstring: plain(2, ([find = '', text = '']) => (text.includes(find) ? find : '')),
  filter: filter(true),
  'filter-out': filter(false),
  sort: plain(1, ([text = '']) => [...new Set(wordsOf(text))].sort((a, b) => (a < b ? -1 : 1)).join(' ')),
  word: plain(2, ([n, text = ''], context) => wordsOf(text)[position(n, 'word', context) - 1] ?? ''),
  words: plain(1, ([text = '']) => String(wordsOf(text).length)),
  wordlist: plain(3, ([from, to, text = ''], context) =>
    wordsOf(text)
      .slice(position(from, 'wordlist', context) - 1, position(to, 'wordlist', context))
      .join(' '),
  ),
  firstword: plain(1, ([text = '']) => wordsOf(text)[0] ?? ''),
  lastword: plain(1, ([text = '']) => wordsOf(text).at(-1) ?? ''),
  dir: eachWord(1, directoryOf),
  notdir: eachWord(1, word => word.slice(word.lastIndexOf('/') + 1)),
  suffix: plain(1, ([text = '']) =>
    wordsOf(text)
      .map(suffixOf)
      .filter(suffix => suffix !== '')
      .join(' '),
  ),
  basename: eachWord(1, word => word.slice(0, word.length - suffixOf(word).length)),
  addsuffix: eachWord(2, (word, [suffix = '']) => word + suffix),
  addprefix: eachWord(2, (word, [prefix = '']) => prefix + word),
  join: plain(2, ([a = '', b = '']) => {
    const [left, right] = [wordsOf(a), wordsOf(b)];
    return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => (left[index] ?? '') + (right[index] ?? '')).join(' ');
  }),
  wildcard: plain(1, ([patterns = ''], context) => wildcard(patterns, context)),
  abspath: plain(1, ([text = ''], { sys }) =>
    wordsOf(text)
      .map(word => normalizePath(word, sys.cwd()))
      .join(' '),
  ),
  realpath: plain(1, ([text = ''], { sys }) =>
    wordsOf(text)
      .flatMap(word => {
        try {
          return [sys.realpath(joinPath(sys.cwd(), word))];
        } catch (error) {
          if (!isErrno(error)) throw error;
          return [];
        }
      })
      .join(' '),
  ),
  if: conditional,
  or: firstOf(false),
  and: firstOf(true),
  foreach: forEach,
  call,
  *eval(context, rest) {
    yield* context.evaluate(yield* expand(context, rest), context.place);
    return '';
  },
  origin: plain(1, ([name = ''], { variables }) => variables.get(name.trim())?.origin ?? 'undefined'),
  flavor: plain(1, ([name = ''], { variables }) => {
    const variable = variables.get(name.trim());
    return variable ? (variable.isRecursive ? 'recursive' : 'simple') : 'undefined';
  }),
  value: plain(1, ([name = ''], { variables }) => variables.get(name.trim())?.value ?? ''),
  *shell(context, rest) {
    return yield* context.shell(yield* expand(context, rest));
  },
  *error(context, rest) {
    throw new MakeError(yield* expand(context, rest), context.place);
  },
  *warning(context, rest) {
    return yield* say(context, rest, 2, placed(context));
  },
  *info(context, rest) {
    return yield* say(context, rest, 1, '');
  },
};

import type { Task } from '../../core/task.js';
import type { Sys } from '../../process/sys.js';
import { MakeError, type Place, type Variable, type Variables } from './variables.js';
import { closingBracket, replacePattern, wordsOf } from './words.js';

/** A function of make: what stands behind its name, not expanded yet. */
export type MakeFunction = (context: Context, rest: string) => Task<string>;

/** What expansion needs of make. */
export interface Context {
  readonly sys: Sys;
  readonly functions: Readonly<Record<string, MakeFunction>>;
  readonly variables: Variables;
  readonly place: Place | undefined;
  /** Names that are being expanded: a variable must not need itself. */
  readonly expanding: ReadonlySet<string>;
  /** Output of a command of the shell. */
  shell(command: string): Task<string>;
  /** Reads lines as if they stood in the file. */
  evaluate(text: string, place: Place | undefined): Task<void>;
  print(fd: 1 | 2, text: string): Task<void>;
}

/** How many variables may need each other. */
const MAX_NESTING = 300;
/** Most characters that an expansion may give. */
const MAX_LENGTH = 4 * 1024 * 1024;

/** Replaces the references in a text by what they stand for. */
export function* expand(context: Context, text: string): Task<string> {
  if (!text.includes('$')) return text;
  yield* context.sys.tick();
  let result = '';
  for (let at = 0; at < text.length; ) {
    const dollar = text.indexOf('$', at);
    if (dollar < 0 || dollar === text.length - 1) return result + text.slice(at);
    result += text.slice(at, dollar);
    const open = text[dollar + 1] ?? '';
    if (open === '$') result += '$';
    if (open === '$' || (open !== '(' && open !== '{')) {
      if (open !== '$') result += yield* valueOf(context, open);
      at = dollar + 2;
      continue;
    }
    const end = closingBracket(text, dollar + 2, open, open === '(' ? ')' : '}');
    if (end < 0) throw new MakeError('unterminated variable reference', context.place);
    result += yield* reference(context, text.slice(dollar + 2, end));
    at = end + 1;
    if (result.length > MAX_LENGTH) throw new MakeError('drydock: an expansion is too long', context.place);
  }
  return result;
}

function* reference(context: Context, inner: string): Task<string> {
  const [, name = '', rest = ''] = /^([a-z-]+)[ \t]+(.*)$/s.exec(inner) ?? [];
  const called = Object.hasOwn(context.functions, name) ? context.functions[name] : undefined;
  if (called) return yield* called(context, rest);
  const whole = yield* expand(context, inner);
  const [, variable, from, to = ''] = /^([^:=]+):([^=]*)=(.*)$/s.exec(whole) ?? [];
  if (variable === undefined || from === undefined) return yield* valueOf(context, whole);
  const value = yield* valueOf(context, variable);
  const [pattern, replacement] = from.includes('%') ? [from, to] : [`%${from}`, `%${to}`];
  return wordsOf(value)
    .map(word => replacePattern(pattern, replacement, word))
    .join(' ');
}

/** The value of a variable, expanded; '' when there is none. */
export function* valueOf(context: Context, name: string): Task<string> {
  const variable = context.variables.get(name) ?? partsOf(context.variables, name);
  if (!variable) return '';
  if (!variable.isRecursive) return variable.value;
  if (context.expanding.has(name))
    throw new MakeError(`Recursive variable '${name}' references itself (eventually)`, variable.place ?? context.place);
  if (context.expanding.size > MAX_NESTING) throw new MakeError('drydock: variables are nested too deeply', context.place);
  return yield* expand({ ...context, expanding: new Set([...context.expanding, name]) }, variable.value);
}

/** `@D`, `<F` and their like: the folders or the names of the words of an automatic variable. */
function partsOf(variables: Variables, name: string): Variable | undefined {
  const [, base = '', part] = /^([@<^+?*|])([DF])$/.exec(name) ?? [];
  const variable = variables.get(base);
  if (!variable || part === undefined) return undefined;
  const words = wordsOf(variable.value).map(word => {
    const slash = word.lastIndexOf('/');
    return part === 'F' ? word.slice(slash + 1) : slash < 0 ? '.' : slash === 0 ? '/' : word.slice(0, slash);
  });
  return { ...variable, value: words.join(' ') };
}

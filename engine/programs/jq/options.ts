import { JsonError, parseJson } from './json-reader.js';
import type { Json } from './value.js';

export interface JqOptions {
  readonly filter: string | undefined;
  readonly fromFile: boolean;
  readonly files: readonly string[];
  /** Given flags by their long names. */
  readonly flags: ReadonlySet<string>;
  readonly indent: number;
  readonly named: ReadonlyMap<string, Json>;
  readonly positional: readonly Json[];
  /** `--slurpfile` and `--rawfile`: names and files. */
  readonly fileVariables: readonly { readonly name: string; readonly path: string; readonly isRaw: boolean }[];
}

export class JqUsageError extends Error {
  override readonly name = 'JqUsageError';
}

const shorts: Readonly<Record<string, string>> = {
  c: 'compact-output',
  r: 'raw-output',
  j: 'join-output',
  a: 'ascii-output',
  s: 'slurp',
  n: 'null-input',
  e: 'exit-status',
  S: 'sort-keys',
  C: 'color-output',
  M: 'monochrome-output',
  R: 'raw-input',
  f: 'from-file',
  h: 'help',
  V: 'version',
};
const longs = new Set([...Object.values(shorts), 'tab', 'unbuffered']);
const HINT = 'Use jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://stedolan.github.io/jq';
const REFUSED = ['seq', 'stream', 'stream-errors', 'debug-dump-disasm', 'debug-trace', 'run-tests'];

/** Reads jq's command line; throws JqUsageError. */
export function parseJqOptions(argv: readonly string[]): JqOptions {
  const words = [...argv];
  const operands: string[] = [];
  const flags = new Set<string>();
  const named = new Map<string, Json>();
  const positional: Json[] = [];
  const fileVariables: JqOptions['fileVariables'][number][] = [];
  let indent = 2;
  const mode: { rest: 'files' | 'args' | 'jsonargs' } = { rest: 'files' };
  let isOver = false;
  const take = (option: string, count: number): readonly string[] => taken(words, option, count);
  const pair = (option: string): readonly [string, string] => {
    const [name = '', text = ''] = take(option, 2);
    return [name, text];
  };
  const value: Readonly<Record<string, () => void>> = {
    arg: () => void named.set(...pair('arg')),
    argjson: () => {
      const [name, text] = pair('argjson');
      named.set(name, jsonArgument(text, 'argjson'));
    },
    slurpfile: () => void fileVariables.push(fileVariable(pair('slurpfile'), false)),
    rawfile: () => void fileVariables.push(fileVariable(pair('rawfile'), true)),
    indent: () => {
      indent = Number(take('indent', 1)[0]);
      if (!(indent >= -1 && indent <= 7)) throw new JqUsageError(`jq: --indent takes a number between -1 and 7\n${HINT}`);
    },
    args: () => (mode.rest = 'args'),
    jsonargs: () => (mode.rest = 'jsonargs'),
  };
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (isOver || !word.startsWith('-') || word === '-' || /^-\d/.test(word)) {
      if (operands.length === 0 || mode.rest === 'files') operands.push(word);
      else positional.push(mode.rest === 'args' ? word : jsonArgument(word, 'jsonargs'));
    } else if (word === '--') isOver = true;
    else if (word.startsWith('--')) {
      const name = word.slice(2);
      if (Object.hasOwn(value, name)) value[name]?.();
      else if (longs.has(name)) flags.add(name);
      else throw unknown(word, REFUSED.includes(name));
    } else for (const name of lettersOf(word)) flags.add(name);
  }
  return { ...filterOf(operands, flags), flags, indent, named, positional, fileVariables };
}

function unknown(word: string, isKnown: boolean): JqUsageError {
  return new JqUsageError(isKnown ? `drydock: jq ${word} is not simulated` : `jq: Unknown option ${word}\n${HINT}`);
}

function jsonArgument(text: string, option: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw new JqUsageError(`jq: ${option === 'argjson' ? 'i' : 'I'}nvalid JSON text passed to --${option}\n${HINT}`);
  }
}

/** The long names of letters: `-cr`. */
function lettersOf(word: string): readonly string[] {
  return [...word.slice(1)].map(letter => {
    const name = Object.hasOwn(shorts, letter) ? shorts[letter] : undefined;
    if (name === undefined) throw unknown(word, letter === 'L');
    return name;
  });
}

function fileVariable([name, path]: readonly [string, string], isRaw: boolean): JqOptions['fileVariables'][number] {
  return { name, path, isRaw };
}

function taken(words: string[], option: string, count: number): readonly string[] {
  if (words.length >= count) return words.splice(0, count);
  const needs = count === 1 ? `one parameter (e.g. --${option} n)` : `two parameters (e.g. --${option} varname value)`;
  throw new JqUsageError(`jq: --${option} takes ${needs}`);
}

function filterOf([filter, ...files]: readonly string[], flags: ReadonlySet<string>): Pick<JqOptions, 'filter' | 'files' | 'fromFile'> {
  return { filter, files, fromFile: flags.has('from-file') };
}

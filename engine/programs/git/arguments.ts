import { fatal, notSimulated } from './git-error.js';

export interface GitArguments {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly operands: readonly string[];
  /** Operands behind `--`. */
  readonly paths: readonly string[] | undefined;
}

/**
 * Reads the words of a command. `flags` and `values` list options, each with its spellings: `-m --message`. Every other option is one that
 * git may know and this is not.
 */
export function parseArguments(
  command: string,
  words: readonly string[],
  flags: readonly string[],
  values: readonly string[] = [],
): GitArguments {
  const found = { flags: new Set<string>(), values: new Map<string, string[]>(), operands: [] as string[] };
  const spell = (list: readonly string[], word: string): string | undefined =>
    list.find(spellings => spellings.split(' ').includes(word))?.split(' ')[0];
  const rest = words.flatMap(word =>
    spell(flags, word) === undefined && spell(values, word) === undefined ? split(word, flags, values) : [word],
  );
  let paths: string[] | undefined;
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? '';
    const [name = '', given] =
      word.startsWith('--') && word.includes('=') ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] : [word];
    const value = spell(values, name);
    if (word === '--') {
      paths = rest.slice(at + 1);
      break;
    } else if (!word.startsWith('-') || word === '-') found.operands.push(word);
    else if (value !== undefined) {
      const text = given ?? rest[++at];
      if (text === undefined) throw fatal(`option '${name.replace(/^-+/, '')}' requires a value`);
      found.values.set(value, [...(found.values.get(value) ?? []), text]);
    } else if (spell(flags, word) !== undefined) found.flags.add(spell(flags, word) ?? word);
    else throw notSimulated(`git ${command} ${word}`);
  }
  return { ...found, paths };
}

/** `-am` is `-a -m`, `-mtext` is `-m text`, `-3` is `-n 3`. */
function split(word: string, flags: readonly string[], values: readonly string[]): readonly string[] {
  const has = (list: readonly string[], name: string): boolean => list.some(spellings => spellings.split(' ').includes(name));
  if (/^-\d+$/.test(word) && has(values, '-n')) return ['-n', word.slice(1)];
  if (!/^-[A-Za-z]{2,}|^-[A-Za-z]./.test(word)) return [word];
  const first = word.slice(0, 2);
  if (has(values, first)) return [first, word.slice(2)];
  return has(flags, first) ? [first, ...split(`-${word.slice(2)}`, flags, values)] : [word];
}

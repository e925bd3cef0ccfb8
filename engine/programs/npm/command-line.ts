/** Options of npm that take a value, when they are not written `--name=value`. */
const VALUED = new Set([
  'depth',
  'prefix',
  'loglevel',
  'registry',
  'omit',
  'include',
  'only',
  'tag',
  'otp',
  'access',
  'call',
  'c',
  'package',
  'script-shell',
  'C',
  'message',
  'm',
]);

export interface CommandLine {
  readonly words: readonly string[];
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  /** What stands after `--`. */
  readonly rest: readonly string[];
}

/** Takes a command line of npm apart: `--omit dev` and `--omit=dev` both give the flag `omit=dev` and the value `dev` of `omit`. */
export function parseCommandLine(words: readonly string[]): CommandLine {
  const end = words.indexOf('--');
  const given = words.slice(0, end < 0 ? undefined : end);
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const others: string[] = [];
  for (let at = 0; at < given.length; at++) {
    const word = given[at] ?? '';
    if (!word.startsWith('-') || word === '-') {
      others.push(word);
      continue;
    }
    const text = word.replace(/^--?/, '');
    const [, name = text, inline] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    const value = inline ?? (VALUED.has(name) && given[at + 1]?.startsWith('-') === false ? given[++at] : undefined);
    flags.add(value === undefined ? text : `${name}=${value}`);
    if (value !== undefined) values.set(name, value);
  }
  return { words: others, flags, values, rest: end < 0 ? [] : words.slice(end + 1) };
}

import { iniValue } from '../runtime/ini.js';

/** What a command line of `php` asks for. */
export interface CliOptions {
  readonly mode: 'run' | 'version' | 'help' | 'info' | 'modules' | 'lint' | 'interactive' | 'server' | 'ini' | 'source' | 'strip';
  readonly script: string | undefined;
  readonly code: string | undefined;
  readonly args: readonly string[];
  readonly defines: readonly (readonly [string, string])[];
  readonly noIni: boolean;
  readonly iniFile: string | undefined;
  readonly address: string | undefined;
  readonly root: string | undefined;
  readonly unknown: string | undefined;
}

type Mode = CliOptions['mode'];

const modes: ReadonlyMap<string, Mode> = new Map<string, Mode>([
  ['v', 'version'],
  ['version', 'version'],
  ['h', 'help'],
  ['?', 'help'],
  ['help', 'help'],
  ['i', 'info'],
  ['info', 'info'],
  ['m', 'modules'],
  ['modules', 'modules'],
  ['l', 'lint'],
  ['syntax-check', 'lint'],
  ['a', 'interactive'],
  ['interactive', 'interactive'],
  ['ini', 'ini'],
  ['s', 'source'],
  ['w', 'strip'],
]);

const withValue: ReadonlyMap<string, string> = new Map([
  ['r', 'r'],
  ['run', 'r'],
  ['f', 'f'],
  ['file', 'f'],
  ['d', 'd'],
  ['define', 'd'],
  ['c', 'c'],
  ['php-ini', 'c'],
  ['S', 'S'],
  ['server', 'S'],
  ['t', 't'],
  ['docroot', 't'],
  ['z', 'z'],
]);

export function parseOptions(argv: readonly string[]): CliOptions {
  const words = argv.slice(1);
  const values = new Map<string, string>();
  const defines: (readonly [string, string])[] = [];
  let mode: Mode = 'run';
  let noIni = false;
  let unknown: string | undefined;
  while (words[0]?.startsWith('-') && words[0] !== '-') {
    const word = words.shift() ?? '';
    if (word === '--') break;
    const { name, inline } = split(word);
    const key = withValue.get(name);
    const found = modes.get(name);
    if (name === 'n' || name === 'no-php-ini') noIni = true;
    else if (name === 'q' || name === 'C') continue;
    else if (key !== undefined) {
      const value = inline ?? words.shift() ?? '';
      if (key === 'd') defines.push(define(value));
      else values.set(key, value);
      if (key === 'r') break;
    } else if (found) mode = found;
    else unknown = word;
  }
  if (words[0] === '--') words.shift();
  const code = values.get('r');
  const script =
    code === undefined
      ? (values.get('f') ?? (values.has('S') || mode === 'run' || mode === 'lint' ? words.shift() : undefined))
      : undefined;
  return {
    mode: values.has('S') ? 'server' : mode,
    script,
    code,
    args: words,
    defines,
    noIni,
    iniFile: values.get('c'),
    address: values.get('S'),
    root: values.get('t'),
    unknown,
  };
}

/** `-d` alone, `-dname=value`, `--define name`. */
function split(word: string): { readonly name: string; readonly inline: string | undefined } {
  if (word.startsWith('--')) {
    const cut = word.indexOf('=');
    return cut < 0 ? { name: word.slice(2), inline: undefined } : { name: word.slice(2, cut), inline: word.slice(cut + 1) };
  }
  return { name: word.slice(1, 2), inline: word.length > 2 ? word.slice(2) : undefined };
}

function define(text: string): readonly [string, string] {
  const cut = text.indexOf('=');
  return cut < 0 ? [text, '1'] : [text.slice(0, cut), iniValue(text.slice(cut + 1))];
}

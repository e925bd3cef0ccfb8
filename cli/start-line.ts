/** A command line `drydock start …` that needs no parser. */
export interface StartLine {
  readonly lesson: string | undefined;
  readonly options: ReadonlySet<string>;
  readonly home: string | undefined;
  readonly socket: string | undefined;
}

const flags = ['--watch', '--take-over', '--no-ports', '--plain', '--debug'];
const valued = ['--home', '--lang', '--socket'];

/**
 * Reads `start [lesson]` with its plainest options, so that the first prompt need not wait for the parser of all others to be loaded. Undefined for
 * anything unusual: that goes the long way, with its messages.
 */
export function readStartLine(argv: readonly string[]): StartLine | undefined {
  const options = new Set<string>();
  const values = new Map<string, string>();
  const words: string[] = [];
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? '';
    const [name = '', value] = word.split(/=(.*)/s);
    if (flags.includes(word)) options.add(word);
    else if (valued.includes(name)) {
      const given = value ?? argv[++index];
      if (given === undefined || given === '' || given.startsWith('-')) return undefined;
      values.set(name, given);
    } else if (word === '' || word.startsWith('-')) return undefined;
    else words.push(word);
  }
  const lang = values.get('--lang');
  const isPlain = words[0] === 'start' && words.length <= 2 && (lang === undefined || lang === 'en' || lang === 'ko');
  return isPlain ? { lesson: words[1], options, home: values.get('--home'), socket: values.get('--socket') } : undefined;
}

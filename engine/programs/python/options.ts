/** What the command line of `python3` asks for. */
export interface CommandLine {
  readonly main:
    | { readonly kind: 'command'; readonly text: string }
    | { readonly kind: 'module'; readonly name: string }
    | { readonly kind: 'file'; readonly path: string }
    | { readonly kind: 'stdin' };
  /** What comes behind. */
  readonly rest: readonly string[];
  readonly flags: ReadonlyMap<string, number>;
  /** An option that is read and would do nothing here. */
  readonly unlike: string | undefined;
  readonly warnings: readonly string[];
  readonly extensions: readonly string[];
  readonly print: 'version' | 'longVersion' | 'help' | undefined;
}

export type ParsedCommandLine = CommandLine | { readonly problem: string };

/** Reads the words behind the program's name. */
export function parseCommandLine(words: readonly string[]): ParsedCommandLine {
  const flags = new Map<string, number>();
  const warnings: string[] = [];
  const extensions: string[] = [];
  let print: CommandLine['print'];
  let unlike: string | undefined;
  const made = (main: CommandLine['main'], rest: readonly string[]): CommandLine => ({
    main,
    rest,
    flags,
    warnings,
    extensions,
    print,
    unlike,
  });
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '-' || !word.startsWith('-'))
      return made(word === '-' ? { kind: 'stdin' } : { kind: 'file', path: word }, words.slice(at + 1));
    if (word === '--')
      return at + 1 < words.length ? made({ kind: 'file', path: words[at + 1] ?? '' }, words.slice(at + 2)) : made({ kind: 'stdin' }, []);
    if (word.startsWith('--')) {
      if (word === '--version') print ??= 'version';
      else if (word === '--help' || word === '--help-all' || word === '--help-env' || word === '--help-xoptions') print = 'help';
      else if (word === '--check-hash-based-pycs') at++;
      else return { problem: `unknown option ${word}` };
      continue;
    }
    for (let i = 1; i < word.length; i++) {
      const letter = word.charAt(i);
      const attached = word.slice(i + 1);
      if (/[cmWX]/.test(letter)) {
        const value = attached === '' ? words[++at] : attached;
        if (value === undefined) return { problem: `Argument expected for the -${letter} option` };
        if (letter === 'c') return made({ kind: 'command', text: value }, words.slice(at + 1));
        if (letter === 'm') return made({ kind: 'module', name: value }, words.slice(at + 1));
        // Nothing here warns, so only leaving warnings out is done.
        if (letter === 'W' && !/^(?:i|ignore)(?::|$)/.test(value)) unlike ??= `-W ${value}`;
        (letter === 'W' ? warnings : extensions).push(value);
        break;
      }
      if (letter === 'V') print = print === 'version' ? 'longVersion' : (print ?? 'version');
      else if (letter === 'h' || letter === '?') print = 'help';
      else if (/[bvx]/.test(letter)) unlike ??= `-${letter}`;
      else if (/[BdEiIOPqRsSu]/.test(letter)) flags.set(letter, (flags.get(letter) ?? 0) + 1);
      else return { problem: `Unknown option: -${letter}` };
    }
  }
  return made({ kind: 'stdin' }, []);
}

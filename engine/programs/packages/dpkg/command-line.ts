import { refusalOf } from '../../unsimulated.js';

/** A command line that dpkg does not understand, or work that may not be done. */
export class DpkgError extends Error {
  override readonly name = 'DpkgError';
}

export type DpkgName = 'dpkg' | 'dpkg-query';

/** A command line, taken apart. */
export interface DpkgCommand {
  /** The long name of what is to be done; `--help` among them. */
  readonly action: string;
  readonly words: readonly string[];
  /** Things that --force-THINGS allows. */
  readonly force: ReadonlySet<string>;
  readonly format: string | undefined;
  /** Only to say what would be done. */
  readonly isDry: boolean;
}

const hints = {
  dpkg: `
Type dpkg --help for help about installing and deinstalling packages [*];
Use 'apt' or 'aptitude' for user-friendly package management;
Type dpkg -Dhelp for a list of dpkg debug flag values;
Type dpkg --force-help for a list of forcing options;
Type dpkg-deb --help for help about manipulating *.deb files;

Options marked [*] produce a lot of output - pipe it through 'less' or 'more' !
`,
  'dpkg-query': '\nUse --help for help about querying packages.\n',
} as const;

/** Letters of actions by their long names. */
const letters: Readonly<Record<string, string>> = {
  '-l': '--list',
  '-L': '--listfiles',
  '-s': '--status',
  '-S': '--search',
  '-W': '--show',
  '-i': '--install',
  '-r': '--remove',
  '-P': '--purge',
  '-C': '--audit',
  '-b': '--build',
  '-c': '--contents',
  '-I': '--info',
  '-e': '--control',
  '-x': '--extract',
  '-f': '--field',
  '-?': '--help',
};

/** What dpkg leaves to dpkg-deb. */
export const toDpkgDeb: ReadonlySet<string> = new Set(['--build', '--contents', '--info', '--control', '--extract', '--field']);

/** Pagers are not started, packages are not signed, and nothing here waits for triggers or deconfigures what another one breaks. */
const withoutEffect = /^(--no-pager|--abort-after=.*|--auto-deconfigure|-B|--no-debsig|--no-triggers|--triggers)$/;

/** Reads a command line (without the program's name). Throws DpkgError. */
export function readDpkgCommand(name: DpkgName, argv: readonly string[], actions: ReadonlySet<string>): DpkgCommand {
  const force = new Set<string>();
  const words: string[] = [];
  let action: string | undefined;
  let format: string | undefined;
  let isDry = false;
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const long = Object.hasOwn(letters, word) ? (letters[word] ?? word) : word;
    const forced = /^--(force|no-force|refuse)-(.+)$/.exec(word);
    if (action !== undefined && toDpkgDeb.has(action)) words.push(word);
    else if (name === 'dpkg-query' && /^(-f|--showformat)$/.test(word)) format = rest.shift() ?? '';
    else if (/^(-f=?|--showformat=)./.test(word)) format = word.replace(/^(-f=?|--showformat=)/, '');
    else if (forced?.[2] === 'help') throw new DpkgError(`drydock: dpkg ${word} is not simulated`);
    else if (forced) for (const each of (forced[2] ?? '').split(',')) setForce(force, each, forced[1] === 'force');
    else if (name === 'dpkg' && /^--(no-act|dry-run|simulate)$/.test(word)) isDry = true;
    else if (word === '--') words.push(...rest.splice(0));
    else if (!word.startsWith('-') || word === '-' || word === '-a' || word === '--pending') words.push(word);
    else if (action === undefined && (actions.has(long) || (name === 'dpkg' && toDpkgDeb.has(long)))) action = long;
    else if (actions.has(long)) throw usageError(name, `conflicting actions ${word} and ${action ?? ''}`);
    else if (!withoutEffect.test(word)) throw unknownOption(name, word);
  }
  if (action === undefined) throw usageError(name, 'need an action option');
  return { action, words, force, format, isDry };
}

function setForce(force: Set<string>, thing: string, isOn: boolean): void {
  if (isOn) force.add(thing);
  else force.delete(thing);
}

function unknownOption(name: DpkgName, word: string): DpkgError {
  const refusal = refusalOf(name, /^--validate-/.test(word) ? '--validate' : word);
  return refusal === undefined ? usageError(name, `unknown option ${word}`) : new DpkgError(refusal);
}

/** What is wrong, and where help is. */
export function usageError(name: DpkgName, text: string): DpkgError {
  return new DpkgError(`${text}\n${hints[name].trimEnd()}`);
}

/** What `--help` prints: how to call it, and every action and option that is taken. */
export function formatDpkgHelp(name: DpkgName, actions: ReadonlySet<string>): string {
  const named = new Map(Object.entries(letters).map(([letter, long]) => [long, letter]));
  const all = [...actions, ...(name === 'dpkg' ? toDpkgDeb : [])];
  const options =
    name === 'dpkg'
      ? ['--no-act, --dry-run, --simulate', '--force-<thing>[,...]', '--no-force-<thing>[,...]']
      : ['-f, --showformat=<format>'];
  const line = (long: string): string => `  ${named.has(long) ? `${named.get(long) ?? ''}, ` : '    '}${long}\n`;
  return `Usage: ${name} [<option>...] <command>\n\nCommands:\n${all.map(line).join('')}\nOptions:\n${options.map(each => `      ${each}\n`).join('')}`;
}

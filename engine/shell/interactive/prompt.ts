import { bashVersion } from '../bash-version.js';
import type { Task } from '../../core/task.js';
import { formatTime } from '../builtins/time-format.js';
import { abbreviate, workingDirectory } from '../builtins/directories.js';
import type { Execution } from '../run/execution.js';
import { Parser } from '../syntax/parser.js';
import { ShellSyntaxError } from '../syntax/syntax-error.js';

/** What a prompt variable shows: its backslash escapes, then its expansions. */
export function* expandPrompt(execution: Execution, name: 'PS1' | 'PS2' | 'PS4', byDefault: string): Task<string> {
  const { shell } = execution;
  const value = shell.variables.get(name) ?? byDefault;
  const decoded = shell.dialect.name === 'dash' ? value : decodeEscapes(execution, value);
  return /[$`]/.test(decoded) ? yield* expandText(execution, decoded) : decoded.replaceAll(protectedDollar, '$');
}

/** A `\$` of the prompt is no expansion. */
const protectedDollar = '\uE002';

function* expandText(execution: Execution, text: string): Task<string> {
  const { status, line } = execution.shell;
  try {
    const word = Parser.readText(text, execution.shell.dialect);
    return (yield* execution.expander.string(word)).replaceAll(protectedDollar, '$');
  } catch (error) {
    if (error instanceof ShellSyntaxError) return text.replaceAll(protectedDollar, '$');
    yield* execution.fail(error);
    return text.replaceAll(protectedDollar, '$');
  } finally {
    execution.shell.status = status;
    execution.shell.line = line;
    execution.shell.flow = undefined;
  }
}

function decodeEscapes(execution: Execution, text: string): string {
  return text.replace(/\\([0-7]{1,3}|D\{([^}]*)\}|[^])/g, (whole, escape: string, format?: string) => {
    if (/^[0-7]/.test(escape)) return String.fromCharCode(parseInt(escape, 8) & 0x7f);
    if (format !== undefined) return timeText(execution, format === '' ? '%X' : format);
    return escapes[escape]?.(execution) ?? whole;
  });
}

function timeText({ sys }: Execution, format: string): string {
  return formatTime(format, sys.clock.epochMsOf(sys.clock.now()));
}

const escapes: Readonly<Record<string, (execution: Execution) => string>> = {
  '!': ({ shell }) => String(shell.history.length + 1),
  '#': ({ shell }) => String(shell.commandNumber),
  $: ({ sys }) => (sys.credentials().uid === 0 ? '#' : protectedDollar),
  '@': execution => timeText(execution, '%I:%M %p'),
  '[': () => '\x01',
  '\\': () => '\\',
  ']': () => '\x02',
  A: execution => timeText(execution, '%H:%M'),
  H: ({ sys }) => sys.hostname(),
  T: execution => timeText(execution, '%I:%M:%S'),
  V: ({ shell }) => bashVersion(shell.dialect.release).number,
  W: execution => {
    const directory = abbreviate(execution, workingDirectory(execution));
    return directory === '/' ? '/' : directory.slice(directory.lastIndexOf('/') + 1);
  },
  a: () => '\x07',
  d: execution => timeText(execution, '%a %b %d'),
  e: () => '\x1b',
  h: ({ sys }) => sys.hostname().split('.')[0] ?? '',
  j: ({ jobs }) => String(jobs.all.length),
  l: ({ sys }) => (sys.isTerminal(0) ? sys.terminalName(0).replace(/^.*\//, '') : 'tty'),
  n: () => '\n',
  r: () => '\r',
  s: ({ shell }) => shell.name.slice(shell.name.lastIndexOf('/') + 1),
  t: execution => timeText(execution, '%H:%M:%S'),
  u: execution => userName(execution),
  v: ({ shell }) => bashVersion(shell.dialect.release).number.replace(/\.[^.]*$/, ''),
  w: execution => trimmed(execution, abbreviate(execution, workingDirectory(execution))),
};

/** With PROMPT_DIRTRIM only the last directories are shown. */
function trimmed({ shell }: Execution, path: string): string {
  const count = Number(shell.variables.get('PROMPT_DIRTRIM') ?? 0);
  if (!(count > 0)) return path;
  const home = path.startsWith('~') ? '~/' : '';
  const parts = path.replace(/^~?\//, '').split('/');
  return parts.length > count && path !== '~' ? `${home}.../${parts.slice(-count).join('/')}` : path;
}

/** The name of the user in /etc/passwd. */
export function userName({ sys, expander }: Execution): string {
  const { uid } = sys.credentials();
  const entry = expander.passwd().find(line => line.split(':')[2] === String(uid));
  return entry?.split(':')[0] ?? (uid === 0 ? 'root' : 'I have no name!');
}

import { bashBanner, bashVersion } from '../bash-version.js';
import type { Task } from '../../core/task.js';
import { compilePattern } from '../pattern/pattern.js';
import type { Builtin, Execution } from '../run/execution.js';
import { helpTopics, synopsisOf, type HelpTopic } from './help-topics.js';

/** bash's `help` */
export const help: Builtin = {
  run: (execution, args) => {
    const options = args.filter(arg => /^-[dms]+$/.test(arg)).join('');
    const wrong = args.find(arg => /^-./.test(arg) && arg !== '--' && !/^-[dms]+$/.test(arg));
    if (wrong !== undefined) return invalidOption(execution, wrong.replace(/^-[dms]*/, '-').slice(0, 2));
    const patterns = args.filter(arg => !/^-./.test(arg));
    return patterns.length === 0 ? execution.print(overview(execution)) : helpTask(execution, patterns, options);
  },
};

/** A wrong option: the message, and how the builtin is called. */
export function* invalidOption(execution: Execution, option: string, name = execution.shell.builtin ?? ''): Task<number> {
  yield* execution.complain(`${option}: invalid option`);
  yield* tellUsage(execution, name);
  return 2;
}

/** How a builtin is called, on stderr. */
export function* tellUsage(execution: Execution, name = execution.shell.builtin ?? ''): Task<void> {
  const synopsis = synopsisOf(name);
  if (synopsis !== undefined) yield* execution.complainRaw(`${name}: usage: ${synopsis}\n`);
}

function* helpTask(execution: Execution, patterns: readonly string[], options: string): Task<number> {
  let found = 0;
  for (const pattern of patterns) {
    const topics = topicsFor(pattern);
    found += topics.length;
    if (topics.length > 0 && /[*?[]/.test(pattern))
      yield* execution.print(`Shell commands matching keyword${patterns.length > 1 ? 's' : ''} \`${patterns.join(', ')}'\n\n`);
    for (const topic of topics) yield* execution.print(textOf(topic, options));
  }
  if (found > 0) return 0;
  const last = patterns.at(-1) ?? '';
  return yield* execution.complain(`no help topics match \`${last}'.  Try \`help help' or \`man -k ${last}' or \`info ${last}'.`);
}

/** The topic of this name; without one, those that begin with it or match it. */
function topicsFor(pattern: string): readonly HelpTopic[] {
  const exact = helpTopics.filter(({ name }) => name === pattern);
  if (exact.length > 0) return exact;
  const compiled = compilePattern(pattern);
  return helpTopics.filter(({ name }) => name.startsWith(pattern) || compiled.matches(name));
}

function textOf({ name, synopsis, sentence }: HelpTopic, options: string): string {
  if (options.includes('d')) return `${name} - ${sentence}\n`;
  if (options.includes('m')) return `NAME\n    ${name} - ${sentence}\n\nSYNOPSIS\n    ${synopsis}\n\nDESCRIPTION\n    ${sentence}\n\n`;
  const head = `${name}: ${synopsis}\n`;
  return options.includes('s') ? head : `${head}    ${sentence}\n`;
}

/** All topics in two columns. */
function overview({ shell }: Execution): string {
  const columns = Number(shell.variables.get('COLUMNS')) || 80;
  const width = Math.max(20, Math.floor(columns / 2));
  const height = Math.ceil(helpTopics.length / 2);
  const cell = (topic: HelpTopic | undefined): string => {
    const text = topic ? `${shell.disabledBuiltins.has(topic.name) ? '*' : ' '}${topic.synopsis}` : '';
    return text.length > width - 2 ? `${text.slice(0, width - 3)}>` : text;
  };
  const rows = Array.from({ length: height }, (_, row) => cell(helpTopics[row]).padEnd(width) + cell(helpTopics[row + height]));
  return (
    bashBanner(bashVersion(shell.dialect.release)) +
    "The shell runs these commands itself.  `help name' tells more about one of them.\n" +
    'A star (*) stands before those that are switched off.\n\n' +
    `${rows.map(row => row.trimEnd()).join('\n')}\n`
  );
}

/** ash lists its builtins; a line ends with the name that goes over 60 characters. */
export function ashHelp(names: readonly string[]): Builtin {
  const lines = [''];
  for (const name of [...names].sort()) {
    const line = lines.at(-1) ?? '';
    if (line.length > 60) lines.push(`\t${name}`);
    else lines[lines.length - 1] = line === '' ? `\t${name}` : `${line} ${name}`;
  }
  const text = `Built-in commands:\n------------------\n${lines.join('\n')}\n\n`;
  return { run: execution => execution.print(text) };
}

import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { readText } from '../input.js';
import { refused } from '../options.js';
import { gnuSed } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { editInPlace } from './in-place.js';
import { SedMachine, type SedRules } from './machine.js';
import { parseScript } from './parse.js';
import { SedInput } from './sed-input.js';

type Key =
  | 'quiet'
  | 'expression'
  | 'file'
  | 'extended'
  | 'inPlace'
  | 'length'
  | 'posix'
  | 'separate'
  | 'sandbox'
  | 'unbuffered'
  | 'zero'
  | 'debug'
  | 'follow';

const usage = `  -n, --quiet, --silent
                 do not print the pattern space by itself
  -e script, --expression=script
                 add the script to the commands to run
  -f script-file, --file=script-file
                 add what is in script-file to the commands to run
  -E, -r, --regexp-extended
                 use extended regular expressions in the script
  -i[SUFFIX], --in-place[=SUFFIX]
                 edit files in place (keeps a backup if SUFFIX is given)
  -l N, --line-length=N
                 wrap lines of the \`l' command at N
  -s, --separate
                 take files as separate, not as one long stream
  -u, --unbuffered
                 write out every line at once
  -z, --null-data
                 lines end with NUL
      --help     display this help and exit
      --version  output version information and exit
`;

export const sed = define<Key>({
  name: 'sed',
  options: {
    quiet: ['-n, --quiet, --silent', 'do not print the pattern space by itself'],
    expression: ['-e SCRIPT, --expression=SCRIPT', 'add the script to the commands to run'],
    file: ['-f FILE, --file=FILE', 'add what is in FILE to the commands to run'],
    extended: ['-E, -r, --regexp-extended', 'use extended regular expressions in the script'],
    inPlace: ['-i[SUFFIX], --in-place[=SUFFIX]', 'edit files in place (keeps a backup if SUFFIX is given)'],
    length: ['-l N, --line-length=N', 'wrap lines of the l command at N', 'gnu'],
    posix: refused('--posix', 'gnu'),
    separate: ['-s, --separate', 'take files as separate', 'gnu'],
    sandbox: refused('--sandbox', 'gnu'),
    follow: refused('--follow-symlinks', 'gnu'),
    debug: refused('--debug', 'gnu'),
    unbuffered: ['-u, --unbuffered', 'write out every line at once', 'gnu'],
    zero: ['-z, --null-data, --zero-terminated', 'lines end with NUL'],
  },
  gnu: { usage: ['[OPTION]... {script-only-if-no-other-script} [input-file]...'], about: '' },
  busybox: { usage: ['[-i[SFX]] [-nrE] [-f FILE]... [-e CMD]... [FILE]...', '[-i[SFX]] [-nrE] CMD [FILE]...'], about: '' },
  origin: gnuSed,
  usageStatus: 1,
  usageHint: name => `Usage: ${name} [OPTION]... {script-only-if-no-other-script} [input-file]...\n\n${usage}`,
  *run(tool) {
    const { args } = tool;
    const operands = [...args.operands];
    const script = yield* scriptOf(tool, operands);
    const commands = parseScript(script, { extended: args.has('extended'), flavour: tool.flavour });
    const rules: SedRules = {
      quiet: args.has('quiet') || script.startsWith('#n\n'),
      delimiter: args.has('zero') ? '\0' : '\n',
      unbuffered: args.has('unbuffered'),
      lineLength: Number(args.value('length') ?? 70),
    };
    if (args.has('inPlace')) return yield* editInPlace(tool, commands, { ...rules, suffix: args.value('inPlace') }, operands);
    const machine = new SedMachine(tool, commands, rules);
    for (const paths of args.has('separate') && operands.length > 0
      ? operands.map(path => [path])
      : [operands.length > 0 ? operands : ['-']]) {
      const code = yield* machine.run(new SedInput(tool, paths, args.has('zero') ? 0 : 10), tool.out);
      if (code !== undefined) return code || tool.status;
    }
    return tool.status;
  },
});

/** All scripts of -e and -f in their order, or the first operand. */
function* scriptOf(tool: Tool<Key>, operands: string[]): Task<string> {
  const parts: string[] = [];
  for (const { key, value } of tool.args.entries) {
    if (key === 'expression') parts.push(value ?? '');
    if (key !== 'file') continue;
    try {
      parts.push((yield* readText(tool.sys, value === '-' ? '/dev/stdin' : (value ?? ''))).replace(/\n$/, ''));
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(tool.isGnu ? `couldn't open file ${value ?? ''}: ${error.message}` : `${value ?? ''}: ${error.message}`);
    }
  }
  const first = parts.length > 0 ? undefined : operands.shift();
  if (parts.length === 0 && first === undefined) throw new UsageError('');
  return first ?? parts.join('\n');
}

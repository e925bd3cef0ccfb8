import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { readText } from '../input.js';
import { refused } from '../options.js';
import { Output } from '../output.js';
import { gnuSed } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { directoryName, joinPath } from '../files/paths.js';
import { SedMachine, type SedRules } from './machine.js';
import { parseScript } from './parse.js';
import type { Command } from './script.js';
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
    if (args.has('inPlace')) return yield* editInPlace(tool, commands, rules, operands);
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

/** Writes a new file beside each one and renames it over the old, as sed does. */
function* editInPlace(tool: Tool<Key>, commands: readonly Command[], rules: SedRules, paths: readonly string[]): Task<number> {
  const { sys } = tool;
  if (paths.length === 0) throw new Fatal('no input files');
  for (const path of paths) {
    try {
      const status = sys.stat(path);
      if (status.kind !== 'file') {
        yield* tool.fail(`couldn't edit ${path}: not a regular file`, 4);
        continue;
      }
      const temporary = joinPath(directoryName(path), `sed${sys.random.hex(6)}`);
      const fd = sys.open(temporary, { write: true, create: true, exclusive: true, mode: 0o600 });
      const out = new Output(sys, fd);
      const code = yield* new SedMachine(tool, commands, rules).run(new SedInput(tool, [path], tool.args.has('zero') ? 0 : 10), out);
      yield* out.flush();
      sys.close(fd);
      sys.chown(temporary, status.uid, status.gid);
      sys.chmod(temporary, status.mode);
      const suffix = tool.args.value('inPlace');
      if (suffix !== undefined) sys.rename(path, suffix.includes('*') ? suffix.replaceAll('*', path) : path + suffix);
      sys.rename(temporary, path);
      if (code !== undefined && code !== 0) return code;
    } catch (error) {
      if (!isErrno(error)) throw error;
      if (error.code === 'ENOENT' || !tool.isGnu)
        yield* tool.fail(tool.isGnu ? `can't read ${path}: ${error.message}` : `${path}: ${error.message}`, tool.isGnu ? 2 : 1);
      else throw new Fatal(`couldn't open temporary file ${joinPath(directoryName(path), 'sedXXXXXX')}: ${error.message}`, 4);
    }
  }
  return tool.status;
}

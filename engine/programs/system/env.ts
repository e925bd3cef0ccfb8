import { isErrno } from '../../core/errno.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal } from '../tool.js';

type Key = 'empty' | 'zero' | 'unset' | 'directory' | 'split';

export const env = define<Key>({
  name: 'env',
  options: {
    empty: ['-i, --ignore-environment', 'start with an empty environment'],
    zero: ['-0, --null', 'end lines with NUL, not newline'],
    unset: ['-u, --unset=NAME', 'remove NAME from the environment'],
    directory: ['-C, --chdir=DIR', 'change to DIR first', 'gnu'],
    split: ['-S, --split-string=S', 'split S into several arguments, for #! lines', 'gnu'],
  },
  stopAtOperand: true,
  gnu: {
    usage: ['[OPTION]... [-] [NAME=VALUE]... [COMMAND [ARG]...]'],
    about: 'Set each NAME to VALUE in the environment and run COMMAND; without one, print the environment.',
  },
  busybox: {
    usage: ['[-i0] [-u NAME]... [-] [NAME=VALUE]... [PROG ARGS]'],
    about: 'Print current environment or run PROG after setting up environment',
  },
  origin: coreutils,
  usageStatus: 125,
  *run(tool) {
    const { args, sys, out } = tool;
    const words = [
      ...(args
        .value('split')
        ?.split(/\s+/)
        .filter(word => word !== '') ?? []),
      ...args.operands,
    ];
    let at = words[0] === '-' ? 1 : 0;
    const environment = new Map(args.has('empty') || at === 1 ? [] : sys.env);
    for (const name of args.values('unset')) environment.delete(name);
    for (; words[at]?.includes('='); at++) {
      const [name = '', ...value] = (words[at] ?? '').split('=');
      environment.set(name, value.join('='));
    }
    const command = words.slice(at);
    const [program] = command;
    if (program === undefined) {
      for (const [name, value] of environment) yield* out.write(`${name}=${value}${args.has('zero') ? '\0' : '\n'}`);
      return;
    }
    const directory = args.value('directory');
    try {
      if (directory !== undefined) sys.chdir(directory);
      yield* sys.exec(program, command, environment);
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(
        tool.isGnu ? `${quoteAlways(program)}: ${error.message}` : `can't execute '${program}': ${error.message}`,
        error.code === 'ENOENT' ? 127 : 126,
      );
    }
  },
});

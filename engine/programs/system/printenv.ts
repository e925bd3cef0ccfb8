import { coreutils } from '../origins.js';
import { define } from '../tool.js';

export const printenv = define<'zero'>({
  name: 'printenv',
  options: { zero: ['-0, --null', 'end lines with NUL, not newline', 'gnu'] },
  gnu: { usage: ['[OPTION]... [VARIABLE]...'], about: 'Print the values of the VARIABLE(s), or all of the environment.' },
  busybox: { usage: ['[VARIABLE]...'], about: 'Print environment VARIABLEs.\nIf no VARIABLE specified, print all.' },
  origin: coreutils,
  *run(tool) {
    const end = tool.args.has('zero') ? '\0' : '\n';
    if (tool.args.operands.length === 0) {
      for (const [name, value] of tool.sys.env) yield* tool.out.write(`${name}=${value}${end}`);
      return;
    }
    for (const name of tool.args.operands) {
      const value = tool.sys.env.get(name);
      if (value === undefined) tool.status = 1;
      else yield* tool.out.write(value + end);
    }
  },
});

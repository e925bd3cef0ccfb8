import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { quoteAlways, quoteIfNeeded } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { parseMode } from './mode.js';

/** Makes device files, which the kernel allows with CAP_MKNOD only, and pipes with a name. */
export const mknod = define<'mode'>({
  name: 'mknod',
  options: { mode: ['-m, --mode=MODE', 'give the file the permission bits of MODE, not those of umask'] },
  gnu: {
    usage: ['[OPTION]... NAME TYPE [MAJOR MINOR]'],
    about: 'Create the special file NAME: TYPE b is a block device, c or u a character device, p a pipe.',
  },
  busybox: { usage: ['[-m MODE] NAME TYPE [MAJOR MINOR]'], about: 'Create a special file (block, character, or pipe)' },
  origin: coreutils,
  *run(tool) {
    const { args, sys } = tool;
    const [path = '', type = ''] = args.operands;
    yield* checkCount(tool);
    const text = args.value('mode');
    const mode = text === undefined ? 0o666 : parseMode(text)?.(0o666, { directory: false, umask: sys.umask() });
    if (mode === undefined) throw new Fatal('invalid mode');
    try {
      if (type.startsWith('p')) sys.mkfifo(path, mode);
      else sys.mknod(path, type.startsWith('b') ? 'block' : 'character', deviceOf(tool), mode);
      if (text !== undefined) sys.chmod(path, mode);
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(`${tool.isGnu ? quoteIfNeeded(path) : path}: ${error.message}`);
    }
  },
});

/** A pipe has no numbers, a device has two. */
function* checkCount(tool: Tool): Task<void> {
  const { operands } = tool.args;
  const [, type = ''] = operands;
  const expected = type.startsWith('p') ? 2 : 4;
  const extra = operands[expected];
  if (operands.length === 0) throw new UsageError(tool.isGnu ? 'missing operand' : '');
  if (operands.length < expected) {
    yield* refuse(
      tool,
      `missing operand after ${quoteAlways(operands.at(-1) ?? '')}`,
      'Special files require major and minor device numbers.\n',
    );
  }
  if (extra !== undefined)
    yield* refuse(tool, `extra operand ${quoteAlways(extra)}`, expected === 2 ? 'Fifos do not have major and minor device numbers.\n' : '');
  if (!/^[pbcu]/.test(type)) throw new UsageError(tool.isGnu ? `invalid device type ${quoteAlways(type)}` : '');
}

/** GNU's explains what belongs to which type when the numbers alone are missing or too many. */
function* refuse(tool: Tool, message: string, explanation: string): Task<never> {
  const { length } = tool.args.operands;
  if (tool.isGnu) yield* tool.warn(message);
  if (tool.isGnu && (length === 2 || length === 4)) yield* tool.complain(explanation);
  throw new UsageError('');
}

function deviceOf({ args, isGnu }: Tool): { readonly major: number; readonly minor: number } {
  const [, , major = '', minor = ''] = args.operands;
  return { major: number(major, 'major'), minor: number(minor, 'minor') };

  function number(text: string, which: string): number {
    if (!/^(0[xX][\da-fA-F]+|\d+)$/.test(text))
      throw new Fatal(isGnu ? `invalid ${which} device number ${quoteAlways(text)}` : `invalid number '${text}'`);
    return text.length > 1 && /^0\d/.test(text) ? Number.parseInt(text, 8) : Number(text);
  }
}

import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, UsageError, type Tool } from '../tool.js';
import { directoryName } from './paths.js';

type Key = 'ignore' | 'parents' | 'verbose';

export const rmdir = define<Key>({
  name: 'rmdir',
  options: {
    ignore: ['--ignore-fail-on-non-empty', 'leave directories that are not empty without an error'],
    parents: ['-p, --parents', 'remove the parents too: rmdir -p a/b is rmdir a/b a'],
    verbose: ['-v, --verbose', 'say what is removed', 'gnu'],
  },
  gnu: { usage: ['[OPTION]... DIRECTORY...'], about: 'Remove the DIRECTORY(ies), if they are empty.' },
  busybox: { usage: ['[-p] DIRECTORY...'], about: 'Remove DIRECTORY if it is empty' },
  origin: coreutils,
  *run(tool) {
    if (tool.args.operands.length === 0) throw new UsageError(tool.isGnu ? 'missing operand' : '');
    for (const path of tool.args.operands) {
      let current = path;
      while (yield* remove(tool, current)) {
        current = directoryName(current);
        if (!tool.args.has('parents') || current === '.' || current === '/') break;
      }
    }
  },
});

function* remove(tool: Tool<Key>, path: string): Task<boolean> {
  try {
    if (tool.args.has('verbose')) yield* tool.out.line(`${tool.name}: removing directory, ${quoteAlways(path)}`);
    tool.sys.rmdir(path);
    return true;
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (error.code === 'ENOTEMPTY' && tool.args.has('ignore')) return false;
    yield* tool.fail(tool.isGnu ? `failed to remove ${quoteAlways(path)}: ${error.message}` : `'${path}': ${error.message}`);
    return false;
  }
}

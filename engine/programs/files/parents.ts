import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { quoteAlways } from '../quoting.js';
import { UsageError, type Tool } from '../tool.js';
import type { CopyRules } from './copy.js';
import { joinPath } from './paths.js';
import { isDirectory, type Transfer } from './targets.js';

/** What `cp --parents SOURCE... DIRECTORY` is to do: every source keeps its whole path below the directory. */
export function planWithParents(
  tool: Tool,
  options: { readonly directory: string | undefined; readonly noDirectory: boolean },
): Transfer[] {
  const { operands } = tool.args;
  const [first, second] = operands;
  if (first === undefined) throw new UsageError('missing file operand');
  const directory = options.directory ?? operands.at(-1) ?? '';
  const sources = options.directory === undefined ? operands.slice(0, -1) : operands;
  if (options.directory === undefined && second === undefined)
    throw new UsageError(`missing destination file operand after ${quoteAlways(first)}`);
  if (options.noDirectory || !isDirectory(tool.sys, directory)) throw new UsageError('with --parents, the destination must be a directory');
  return sources.map(from => ({ from, to: joinPath(directory, from.replace(/^\/+/, '')) }));
}

/** Makes the missing directories above a copy, with the modes of those above its source. Whether all went well. */
export function* makeParents(tool: Tool, from: string, to: string, rules: CopyRules): Task<boolean> {
  const source = from.replace(/\/+$/, '');
  const base = to.replace(/\/+$/, '').slice(0, -source.replace(/^\/+/, '').length);
  const root = source.length - source.replace(/^\/+/, '').length;
  for (let slash = source.indexOf('/', root); slash >= 0; slash = source.indexOf('/', slash + 1)) {
    const above = source.slice(0, slash);
    const target = base + source.slice(root, slash);
    yield* tool.sys.tick();
    try {
      if (isDirectory(tool.sys, target)) continue;
      tool.sys.mkdir(target, tool.sys.stat(above).mode & 0o777);
      if (rules.verbose) yield* tool.out.line(`${above} -> ${target}`);
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* tool.fail(
        error.code === 'ENOENT'
          ? `cannot stat ${quoteAlways(from)}: ${error.message}`
          : `cannot make directory ${quoteAlways(target)}: ${error.message}`,
      );
      return false;
    }
  }
  return true;
}

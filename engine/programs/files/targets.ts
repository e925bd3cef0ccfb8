import { isErrno } from '../../core/errno.js';
import type { Sys } from '../../process/sys.js';
import { quoteAlways } from '../quoting.js';
import { Fatal, UsageError, type Tool } from '../tool.js';
import { baseName, joinPath, trimSlashes } from './paths.js';

export interface Transfer {
  readonly from: string;
  readonly to: string;
}

export function isDirectory(sys: Sys, path: string): boolean {
  try {
    return sys.stat(path).kind === 'directory';
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}

/** What `cp`, `mv`, `ln` and `install` are to do: the pairs of `SOURCE... DIRECTORY` or `SOURCE DEST`. */
export function planTransfers(
  tool: Tool,
  options: { readonly directory: string | undefined; readonly noDirectory: boolean; readonly stripSlashes?: boolean },
): Transfer[] {
  const operands = options.stripSlashes === true ? tool.args.operands.map(trimSlashes) : tool.args.operands;
  const [first, second] = operands;
  if (first === undefined) throw new UsageError(tool.isGnu ? 'missing file operand' : '');
  const into = (directory: string, names: readonly string[]): Transfer[] =>
    names.map(from => ({ from, to: joinPath(directory, baseName(from)) }));
  if (options.directory !== undefined && options.noDirectory && tool.isGnu)
    throw new UsageError('cannot combine --target-directory (-t) and --no-target-directory (-T)');
  if (options.directory !== undefined) {
    if (!isDirectory(tool.sys, options.directory))
      throw new Fatal(
        tool.isGnu
          ? `target directory ${quoteAlways(options.directory)}: ${missingOr(tool.sys, options.directory)}`
          : `target '${options.directory}' is not a directory`,
      );
    return into(options.directory, operands);
  }
  if (second === undefined) throw new UsageError(tool.isGnu ? `missing destination file operand after ${quoteAlways(first)}` : '');
  const target = operands.at(-1) ?? second;
  if (!options.noDirectory && isDirectory(tool.sys, target)) return into(target, operands.slice(0, -1));
  // BusyBox finds out with the first of them.
  if (operands.length > 2 && !tool.isGnu) return into(target, operands.slice(0, -1));
  const [, , third] = operands;
  if (options.noDirectory && third !== undefined && tool.isGnu) throw new UsageError(`extra operand ${quoteAlways(third)}`);
  if (operands.length > 2) throw new Fatal(`target ${quoteAlways(target)}: ${missingOr(tool.sys, target)}`);
  return [{ from: first, to: target }];
}

function missingOr(sys: Sys, path: string): string {
  try {
    sys.stat(path);
    return 'Not a directory';
  } catch (error) {
    if (isErrno(error)) return error.message;
    throw error;
  }
}

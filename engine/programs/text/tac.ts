import { decodeUtf8 } from '../../core/utf8.js';
import { readAll } from '../input.js';
import { refused } from '../options.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define } from '../tool.js';

export const tac = define<'before' | 'regex' | 'separator'>({
  name: 'tac',
  options: {
    before: ['-b, --before', 'the separator stands before the records, not behind them', 'gnu'],
    regex: refused('-r, --regex', 'gnu'),
    separator: ['-s, --separator=STRING', 'split at STRING instead of newlines', 'gnu'],
  },
  gnu: { usage: ['[OPTION]... [FILE]...'], about: 'Write each FILE to standard output, last line first.' },
  busybox: { usage: ['[FILE]...'], about: 'Concatenate FILEs and print them in reverse' },
  origin: coreutils,
  *run(tool) {
    const separator = tool.args.value('separator') ?? '\n';
    yield* tool.eachInput(
      tool.args.operands,
      function* (fd) {
        const text = decodeUtf8(yield* readAll(tool.sys, fd));
        const parts = text.split(separator);
        for (const record of recordsOf(parts, separator, tool.args.has('before')).reverse()) yield* tool.out.write(record);
      },
      (path, error) => (tool.isGnu ? `failed to open ${quoteAlways(path)} for reading: ${error.message}` : `${path}: ${error.message}`),
    );
  },
});

/** The parts between separators, each with the separator behind it or before it. */
function recordsOf(parts: readonly string[], separator: string, before: boolean): string[] {
  const [first = ''] = parts;
  const last = parts.at(-1) ?? '';
  if (before) return [...(first === '' ? [] : [first]), ...parts.slice(1).map(part => separator + part)];
  return [...parts.slice(0, -1).map(part => part + separator), ...(last === '' ? [] : [last])];
}

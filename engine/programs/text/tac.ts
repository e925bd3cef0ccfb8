import { decodeUtf8 } from '../../core/utf8.js';
import { readAll } from '../input.js';
import { quoteAlways } from '../quoting.js';
import { define } from '../tool.js';

export const tac = define<'before' | 'regex' | 'separator'>({
  name: 'tac',
  options: {
    before: ['-b, --before', undefined, 'gnu'],
    regex: ['-r, --regex', undefined, 'gnu'],
    separator: ['-s, --separator=STRING', 'split at STRING instead of newlines', 'gnu'],
  },
  gnu: { usage: ['[OPTION]... [FILE]...'], about: 'Write each FILE to standard output, last line first.' },
  busybox: { usage: ['[FILE]...'], about: 'Concatenate FILEs and print them in reverse' },
  version: '(GNU coreutils) 9.1',
  *run(tool) {
    const separator = tool.args.value('separator') ?? '\n';
    yield* tool.eachInput(
      tool.args.operands,
      function* (fd) {
        const text = decodeUtf8(yield* readAll(tool.sys, fd));
        const parts = text.split(separator);
        const last = parts.pop() ?? '';
        const records = [...parts.map(part => part + separator), ...(last === '' ? [] : [last])];
        for (const record of records.reverse()) yield* tool.out.write(record);
      },
      (path, error) => (tool.isGnu ? `failed to open ${quoteAlways(path)} for reading: ${error.message}` : `${path}: ${error.message}`),
    );
  },
});

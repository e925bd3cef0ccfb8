import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import { readAll } from '../input.js';
import { compileRegex, type Regex } from '../regex/regex.js';
import { quoteAlways, quoteIfNeeded } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, type Tool } from '../tool.js';

export const tac = define<'before' | 'regex' | 'separator'>({
  name: 'tac',
  options: {
    before: ['-b, --before', 'the separator stands before the records, not behind them', 'gnu'],
    regex: ['-r, --regex', 'the separator is a regular expression', 'gnu'],
    separator: ['-s, --separator=STRING', 'split at STRING instead of newlines', 'gnu'],
  },
  gnu: { usage: ['[OPTION]... [FILE]...'], about: 'Write each FILE to standard output, last line first.' },
  busybox: { usage: ['[FILE]...'], about: 'Concatenate FILEs and print them in reverse' },
  origin: coreutils,
  *run(tool) {
    const separator = tool.args.value('separator') ?? '\n';
    if (tool.args.has('regex') && separator === '') throw new Fatal('separator cannot be empty');
    const regex = tool.args.has('regex') ? compileRegex(separator, { syntax: 'basic', multiline: true }) : undefined;
    yield* tool.eachInput(
      tool.args.operands,
      function* (fd, path) {
        // A directory opens, but nobody can go to its end.
        if (tool.isGnu && tool.sys.fstat(fd).kind === 'directory')
          return yield* tool.fail(`${quoteIfNeeded(path)}: read error: Invalid argument`);
        const text = decodeUtf8(yield* readAll(tool.sys, fd));
        if (regex !== undefined) {
          const ends = yield* separatorsIn(tool, text, regex);
          for (const record of cutAt(text, ends, tool.args.has('before')).reverse()) yield* tool.out.write(record);
          return;
        }
        const parts = text.split(separator);
        for (const record of recordsOf(parts, separator, tool.args.has('before')).reverse()) yield* tool.out.write(record);
      },
      (path, error) => (tool.isGnu ? `failed to open ${quoteAlways(path)} for reading: ${error.message}` : `${path}: ${error.message}`),
    );
  },
});

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where an expression matches, looked for from the end backwards: the last place comes first, as long as it does not reach into the next. */
function* separatorsIn(tool: Tool<'before' | 'regex' | 'separator'>, text: string, regex: Regex): Task<readonly Span[]> {
  const found: Span[] = [];
  for (let match = regex.exec(text); match !== undefined && match.start < text.length; match = regex.exec(text, match.start + 1)) {
    if (match.end > match.start) found.push(match);
    yield* tool.sys.tick();
  }
  const kept: Span[] = [];
  let bound = text.length;
  for (const { start, end } of found.reverse()) {
    if (end > bound) continue;
    kept.push({ start, end });
    bound = start;
  }
  return kept.reverse();
}

function cutAt(text: string, separators: readonly Span[], before: boolean): string[] {
  const cuts = separators.map(({ start, end }) => (before ? start : end));
  const records = [0, ...cuts].map((from, i) => text.slice(from, cuts[i] ?? text.length));
  return records.filter(record => record !== '');
}

/** The parts between separators, each with the separator behind it or before it. */
function recordsOf(parts: readonly string[], separator: string, before: boolean): string[] {
  const [first = ''] = parts;
  const last = parts.at(-1) ?? '';
  if (before) return [...(first === '' ? [] : [first]), ...parts.slice(1).map(part => separator + part)];
  return [...parts.slice(0, -1).map(part => part + separator), ...(last === '' ? [] : [last])];
}

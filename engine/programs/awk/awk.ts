import { isErrno } from '../../core/errno.js';
import { decodeUtf8 } from '../../core/utf8.js';
import type { Task } from '../../core/task.js';
import { readText } from '../input.js';
import { RegexError } from '../regex/regex.js';
import { unescape } from '../text/escapes.js';
import { gawkOrigin, mawkOrigin, versionText } from '../origins.js';
import { define, Fatal, UsageError, type Program, type Tool } from '../tool.js';
import { parseAwk } from './parse.js';
import { Runner } from './runner.js';
import { AwkRuntimeError } from './runtime-error.js';
import { AwkSyntaxError } from './syntax.js';
import { wholeNumbers, type WholeNumbers } from './value.js';

type Key = 'separator' | 'assign' | 'file' | 'expression' | 'option';

function defineAwk(name: 'awk' | 'gawk' | 'mawk', whole: WholeNumbers): Program {
  return define<Key>({
    name,
    options: {
      separator: ['-F SEP, --field-separator=SEP', 'Use SEP as field separator'],
      assign: ['-v VAR=VAL, --assign=VAR=VAL', 'Set variable'],
      file: ['-f FILE, --file=FILE', 'Read program from FILE'],
      expression: ['-e AWK_PROGRAM', undefined, 'busybox'],
      option: ['-W OPTION', undefined, 'gnu'],
    },
    stopAtOperand: true,
    gnu: { usage: ['[Options] [Program] [file ...]'], about: '' },
    ...(name === 'awk' ? { busybox: { usage: ['[OPTIONS] [AWK_PROGRAM] [FILE]...'], about: '' } } : {}),
    usageStatus: 2,
    usageHint: () => '',
    ...(name === 'gawk' ? { origin: gawkOrigin } : {}),
    run: tool => run(tool, tool.isGnu ? whole : wholeNumbers.busybox),
  });
}

/** Debian's awk is mawk, as its alternatives have it. */
export const awk = defineAwk('awk', wholeNumbers.mawk);
export const gawk = defineAwk('gawk', wholeNumbers.gawk);
export const mawk = defineAwk('mawk', wholeNumbers.mawk);

/** What mawk is asked by -W; gawk takes words of its own there. */
function* ofMawk(tool: Tool<Key>, option: string): Task<number> {
  if (!/^v/i.test(option) || tool.name === 'gawk') throw new Fatal(`drydock: option -W ${option} is not simulated`, 2);
  yield* tool.out.write(versionText(mawkOrigin, 'mawk', tool.release) ?? '');
  return 0;
}

function* run(tool: Tool<Key>, whole: WholeNumbers): Task<number> {
  const option = tool.args.value('option');
  if (option !== undefined) return yield* ofMawk(tool, option);
  const operands = [...tool.args.operands];
  const source = yield* sourceOf(tool, operands);
  const assignments = tool.args.values('assign').map(text => {
    const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined) throw new Fatal(`improper assignment: -v ${text}`, 2);
    return [name, escaped(value)] as const;
  });
  const separator = tool.args.value('separator');
  const given = separator === undefined ? assignments : [['FS', escaped(separator)] as const, ...assignments];
  try {
    return yield* new Runner(tool, { program: parseAwk(source), whole, operands, assignments: given }).run();
  } catch (error) {
    if (error instanceof AwkSyntaxError)
      throw new Fatal(
        tool.isGnu
          ? `line ${String(error.line)}: ${error.message}`
          : `cmd. line:${String(error.line)}: ${error.message.startsWith('syntax') ? 'Unexpected token' : error.message}`,
        tool.isGnu ? 2 : 1,
      );
    if (error instanceof AwkRuntimeError || error instanceof RegexError)
      throw new Fatal(tool.isGnu ? error.message : `cmd. line:1: ${error.message}`, tool.isGnu ? 2 : 1);
    if (isErrno(error)) throw new Fatal(error.message, 2);
    throw error;
  }
}

function* sourceOf(tool: Tool<Key>, operands: string[]): Task<string> {
  const parts: string[] = [];
  for (const { key, value = '' } of tool.args.entries) {
    if (key === 'expression') parts.push(value);
    if (key !== 'file') continue;
    try {
      parts.push(yield* readText(tool.sys, value === '-' ? '/dev/stdin' : value));
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(tool.isGnu ? `cannot open ${value} (${error.message})` : `${value}: ${error.message}`, tool.isGnu ? 2 : 1);
    }
  }
  if (parts.length > 0) return parts.join('\n');
  const first = operands.shift();
  if (first === undefined) throw new UsageError('');
  return first;
}

function escaped(text: string): string {
  return text.includes('\\') ? decodeUtf8(Uint8Array.from(unescape(text, { leadingZero: false }).bytes)) : text;
}

import { largestOf } from '../../core/extremes.js';
import { formatFloat, readDirective, type Directive } from './directive.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';

type Key = 'format' | 'separator' | 'equalWidth';

export const seq = define<Key>({
  name: 'seq',
  options: {
    format: ['-f, --format=FORMAT', 'use a printf style FORMAT', 'gnu'],
    separator: ['-s, --separator=STRING', 'put STRING between numbers (default: a newline)'],
    equalWidth: ['-w, --equal-width', 'fill up with leading zeroes to the same width'],
  },
  stopAtOperand: true,
  negativeNumbers: true,
  gnu: {
    usage: ['[OPTION]... LAST', '[OPTION]... FIRST LAST', '[OPTION]... FIRST INCREMENT LAST'],
    about: 'Print numbers from FIRST to LAST, in steps of INCREMENT.',
  },
  busybox: {
    usage: ['[-w] [-s SEP] [FIRST [INC]] LAST'],
    about: 'Print numbers from FIRST to LAST, in steps of INC.\nFIRST, INC default to 1.',
  },
  origin: coreutils,
  *run(tool) {
    const { args } = tool;
    const given = args.operands;
    if (given.length === 0) throw new UsageError(tool.isGnu ? 'missing operand' : '');
    if (given.length > 3) throw new UsageError(tool.isGnu ? `extra operand '${given[3] ?? ''}'` : '');
    const words = given.length === 1 ? ['1', '1', given[0] ?? ''] : given.length === 2 ? [given[0] ?? '', '1', given[1] ?? ''] : given;
    const [first = 0, step = 1, last = 0] = words.map(word => parse(tool, word));
    if (step === 0) throw tool.isGnu ? new UsageError(`invalid Zero increment value: '${words[1] ?? ''}'`) : new Fatal('increment is zero');
    const format = formatter(tool, words, [first, last]);
    const separator = args.value('separator') ?? '\n';
    const count = Math.floor((last - first) / step + 1e-10);
    for (let i = 0; i <= count; i++) {
      yield* tool.out.write((i === 0 ? '' : separator) + format(first + i * step));
      if (i % 256 === 255) yield* tool.sys.tick();
    }
    if (count >= 0) yield* tool.out.write('\n');
  },
});

function parse(tool: Tool<Key>, word: string): number {
  const value = /^\s*[-+]?(?:0x[\da-f]+|\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|inf(?:inity)?)$/i.test(word)
    ? Number(word.replace(/inf(inity)?/i, 'Infinity'))
    : NaN;
  if (!Number.isNaN(value)) return value;
  if (tool.isGnu) throw new UsageError(`invalid floating point argument: '${word}'`);
  throw new UsageError('');
}

function formatter(tool: Tool<Key>, words: readonly string[], ends: readonly number[]): (value: number) => string {
  const own = tool.args.value('format');
  if (own !== undefined) {
    const at = own.search(/%(?!%)/);
    const directive = at < 0 ? undefined : readDirective(own, at);
    if (!directive || !'aefgEFG'.includes(directive.conversion)) throw new Fatal(`format '${own}' has no % directive`);
    const exact: Directive = {
      ...directive,
      width: Number(directive.width),
      precision: directive.precision === undefined ? undefined : Number(directive.precision),
    };
    return value => own.slice(0, at) + formatFloat(exact, value) + own.slice(directive.end);
  }
  const digits = largestOf(words.slice(0, 2).map(word => /\.(\d*)/.exec(word)?.[1]?.length ?? 0));
  const width = tool.args.has('equalWidth') ? largestOf(ends.map(value => value.toFixed(digits).length)) : 0;
  if (digits === 0 && width === 0) return value => (Math.abs(value) < 1e15 ? String(value) : value.toFixed(0));
  return value => {
    const text = value.toFixed(digits).replace(/^-(0(?:\.0*)?)$/, '$1');
    return text.startsWith('-') ? `-${text.slice(1).padStart(width - 1, '0')}` : text.padStart(width, '0');
  };
}

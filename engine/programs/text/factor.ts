import type { Task } from '../../core/task.js';
import { LineReader } from '../input.js';
import { coreutils } from '../origins.js';
import { define, UsageError, type Tool } from '../tool.js';

/** Larger numbers would take too long by trial division. */
const LARGEST = 2n ** 53n;

export const factor = define({
  name: 'factor',
  options: {},
  gnu: { usage: ['[NUMBER]...'], about: 'Print the prime factors of each NUMBER.' },
  busybox: { usage: ['[NUMBER]...'], about: 'Print prime factors' },
  origin: coreutils,
  busyboxUnknown: 'usage',
  *run(tool) {
    if (tool.args.operands.length > 0) {
      for (const word of tool.args.operands) yield* print(tool, word);
      return;
    }
    const lines = new LineReader(tool.sys, 0);
    for (let line = yield* lines.next(); line !== undefined; line = yield* lines.next())
      for (const word of line.split(/\s+/)) if (word !== '') yield* print(tool, word);
  },
});

function* print(tool: Tool, word: string): Task<void> {
  if (!/^\+?\d+$/.test(word)) {
    if (!tool.isGnu) throw new UsageError('');
    return yield* tool.fail(`'${word}' is not a valid positive integer`);
  }
  if (BigInt(word) > LARGEST) return yield* tool.fail(`drydock: factoring ${word} is not simulated`);
  let rest = Number(word);
  const factors: number[] = [];
  for (let divisor = 2; divisor * divisor <= rest; divisor += divisor === 2 ? 1 : 2) {
    if (divisor % 20001 === 0) yield* tool.sys.tick();
    for (; rest % divisor === 0 && rest > 1; rest /= divisor) factors.push(divisor);
  }
  if (rest > 1) factors.push(rest);
  yield* tool.out.line(`${String(Number(word))}:${factors.map(each => ` ${String(each)}`).join('')}`);
}

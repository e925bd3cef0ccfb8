import { append } from '../../core/append.js';
import type { Task } from '../../core/task.js';
import { LineReader } from '../input.js';
import { refused } from '../options.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, type Tool } from '../tool.js';
import { displayWidth } from '../width.js';

type Key = 'width' | 'goal' | 'split' | 'uniform' | 'prefix' | 'crown' | 'tagged';

/** Fills paragraphs with lines that are as even as can be. */
export const fmt = define<Key>({
  name: 'fmt',
  options: {
    crown: refused('-c, --crown-margin'),
    prefix: refused('-p, --prefix=STRING'),
    split: ['-s, --split-only', 'split long lines, but do not join short ones'],
    tagged: refused('-t, --tagged-paragraph'),
    uniform: ['-u, --uniform-spacing', 'one space between words, two after sentences'],
    width: ['-w, --width=WIDTH', 'most columns of a line (default 75)'],
    goal: refused('-g, --goal=WIDTH'),
  },
  digits: 'width',
  gnu: { usage: ['[-WIDTH] [OPTION]... [FILE]...'], about: 'Fill the lines of each paragraph of the FILEs.' },
  origin: coreutils,
  *run(tool) {
    const text = tool.args.value('width') ?? '75';
    if (!/^\d+$/.test(text) || Number(text) > 2500) throw new Fatal(`invalid width: ${quoteAlways(text)}`);
    yield* tool.eachInput(tool.args.operands, function* (fd) {
      yield* paragraphs(tool, new LineReader(tool.sys, fd), Number(text));
    });
  },
});

function* paragraphs(tool: Tool<Key>, lines: LineReader, width: number): Task<void> {
  let words: string[] = [];
  let indent = '';
  const flush = function* (): Task<void> {
    for (const line of filled(words, width - displayWidth(indent))) yield* tool.out.line(indent + line);
    words = [];
  };
  for (let line = yield* lines.next(); line !== undefined; line = yield* lines.next()) {
    const margin = /^\s*/.exec(line)?.[0] ?? '';
    const blank = line.trim() === '';
    if (blank || margin !== indent || tool.args.has('split')) yield* flush();
    if (blank) yield* tool.out.line('');
    else {
      indent = margin;
      append(words, line.trim().split(tool.args.has('uniform') ? /\s+/ : /[ \t]+/));
    }
  }
  yield* flush();
}

/** What GNU's fmt takes lines for: how far they are from the goal, how ragged beside the next one, and where they end. */
interface Break {
  readonly cost: number;
  readonly next: number;
  readonly length: number;
}

/** The cheapest way to cut words into lines, found from the end. */
function filled(words: readonly string[], width: number): readonly string[] {
  const goal = Math.floor((width * 187) / 200);
  const lengths = words.map(displayWidth);
  const best: Break[] = [];
  for (let from = words.length - 1; from >= 0; from--) best[from] = cheapest({ words, lengths, best, goal, width }, from);
  const lines: string[] = [];
  for (let from = 0; from < words.length; ) {
    const next = best[from]?.next ?? words.length;
    lines.push(words.slice(from, next).join(' '));
    from = next;
  }
  return lines;
}

interface Paragraph {
  readonly words: readonly string[];
  readonly lengths: readonly number[];
  readonly best: readonly Break[];
  readonly goal: number;
  readonly width: number;
}

function cheapest({ words, lengths, best, goal, width }: Paragraph, from: number): Break {
  let length = lengths[from] ?? 0;
  let found: Break = { cost: Infinity, next: from + 1, length };
  for (let next = from + 1; ; next++) {
    const following = best[next];
    const lack = following ? ((goal - length) * 10) ** 2 : 0;
    const ragged = following && following.next < words.length ? ((length - following.length) * 10) ** 2 / 2 : 0;
    const cost = lack + ragged + (following?.cost ?? 0);
    if (cost < found.cost) found = { cost, next, length };
    if (next >= words.length) break;
    length += 1 + (lengths[next] ?? 0);
    if (length >= width) break;
  }
  return { ...found, cost: found.cost + costOfBeginning(words, lengths, from) };
}

/** Lines should begin after a sentence or a comma, not with the last word alone. */
function costOfBeginning(words: readonly string[], lengths: readonly number[], from: number): number {
  let cost = 70 ** 2;
  if (from > 0) {
    const before = words[from - 1] ?? '';
    if (/[.?!][)\]'"]*$/.test(before)) cost += 600 ** 2;
    else if (/[!-/:-@[-`{-~]$/.test(before)) cost -= 40 ** 2;
  }
  const word = words[from] ?? '';
  if (/^[([`'"]/.test(word)) cost -= 40 ** 2;
  else if (from === words.length - 1) cost += 150 ** 2 / ((lengths[from] ?? 0) + 2);
  return cost;
}

import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import { readAll } from '../input.js';
import { quoteAlways, quoteIfNeeded } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { compareBytes } from './compare.js';

/** A thing to be put in order: how many must come before it, and who comes after. */
interface Item {
  readonly name: string;
  before: number;
  /** The latest one that was named stands first, as in GNU's list. */
  after: Item[];
  printed: boolean;
}

export const tsort = define({
  name: 'tsort',
  options: {},
  gnu: { usage: ['[OPTION] [FILE]'], about: 'Write a list in which all pairs of FILE are in their order.' },
  origin: coreutils,
  *run(tool) {
    const [path = '-', extra] = tool.args.operands;
    if (extra !== undefined) throw new UsageError(`extra operand ${quoteAlways(extra)}`);
    yield* tool.eachInput(
      [path],
      function* (fd) {
        yield* sortPairs(tool, path, decodeUtf8(yield* readAll(tool.sys, fd)));
      },
      (name, error) => tool.cannotOpen(name, error),
    );
  },
});

function* sortPairs(tool: Tool, path: string, text: string): Task<void> {
  const words = text.split(/[ \t\n]+/).filter(word => word !== '');
  const label = quoteIfNeeded(path);
  if (words.length % 2 === 1) throw new Fatal(`${label}: input contains an odd number of tokens`);
  const items = itemsOf(words);
  for (let left = items.length; left > 0; ) {
    const ready = items.filter(item => item.before === 0 && !item.printed);
    for (const item of ready) {
      yield* tool.sys.tick();
      item.printed = true;
      yield* tool.out.line(item.name);
      left--;
      // What was read last comes first.
      for (const next of item.after.toReversed()) if (--next.before === 0) ready.push(next);
    }
    if (left === 0) return;
    yield* tool.out.flush();
    yield* tool.fail(`${label}: input contains a loop:`);
    yield* breakLoop(tool, items);
  }
}

function itemsOf(words: readonly string[]): readonly Item[] {
  const items = new Map<string, Item>();
  const itemOf = (name: string): Item => {
    const item = items.get(name) ?? { name, before: 0, after: [], printed: false };
    items.set(name, item);
    return item;
  };
  for (let i = 0; i < words.length; i += 2) {
    const first = itemOf(words[i] ?? '');
    const second = itemOf(words[i + 1] ?? '');
    if (first === second) continue;
    second.before++;
    first.after.push(second);
  }
  return [...items.values()].sort((a, b) => compareBytes(a.name, b.name));
}

/** Goes backwards from one item to its predecessors, in the order of names, until one comes again; names the loop and cuts it there. */
function* breakLoop(tool: Tool, items: readonly Item[]): Task<void> {
  const chain: Item[] = [];
  for (;;) {
    for (const item of items) {
      yield* tool.sys.tick();
      if (item.before === 0) continue;
      const last = chain.at(-1);
      if (last === undefined) {
        chain.push(item);
        continue;
      }
      const edge = item.after.lastIndexOf(last);
      if (edge < 0) continue;
      // The item that the search began with only counts when it comes a second time.
      const start = chain.indexOf(item, 1);
      if (start < 0) {
        chain.push(item);
        continue;
      }
      for (const each of chain.slice(start).reverse()) yield* tool.warn(each.name);
      item.after.splice(edge, 1);
      last.before--;
      return;
    }
  }
}

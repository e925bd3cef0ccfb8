import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import type { Fd } from '../../process/sys.js';
import { LineReader, concatBytes } from '../input.js';
import { noEffect } from '../options.js';
import { quoteWord } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { complement, inRanges, parseRanges, type Range } from './ranges.js';

type Key = 'bytes' | 'characters' | 'delimiter' | 'fields' | 'noSplit' | 'complement' | 'onlyDelimited' | 'outputDelimiter' | 'zero';

export const cut = define<Key>({
  name: 'cut',
  options: {
    bytes: ['-b, --bytes=LIST', 'select only these bytes'],
    characters: ['-c, --characters=LIST', 'select only these characters'],
    delimiter: ['-d, --delimiter=DELIM', 'fields are separated by DELIM instead of TAB'],
    fields: ['-f, --fields=LIST', 'select only these fields; lines without a delimiter\nare printed whole, unless -s is given'],
    noSplit: noEffect('-n', 'ignored by cut itself', undefined, '(has no effect)'),
    complement: ['--complement', 'select everything else', 'gnu'],
    onlyDelimited: ['-s, --only-delimited', 'do not print lines without a delimiter'],
    outputDelimiter: ['--output-delimiter=STRING', 'put STRING between fields'],
    zero: ['-z, --zero-terminated', 'lines end with NUL, not newline', 'gnu'],
  },
  gnu: {
    usage: ['OPTION... [FILE]...'],
    about: 'Print selected parts of the lines of each FILE.\n\nWith no FILE, or when FILE is -, read standard input.',
  },
  busybox: { usage: ['[OPTIONS] [FILE]...'], about: 'Print selected fields from FILEs to stdout' },
  origin: coreutils,
  check: {
    bytes: checkSingle,
    characters: checkSingle,
    fields: checkSingle,
    delimiter: value => {
      if ([...value].length > 1) throw new UsageError('the delimiter must be a single character');
    },
  },
  *run(tool) {
    const { args } = tool;
    const kinds = (['bytes', 'characters', 'fields'] as const).filter(key => args.has(key));
    const [kind, second] = kinds;
    if (kind === undefined)
      throw tool.isGnu
        ? new UsageError('you must specify a list of bytes, characters, or fields')
        : new Fatal('expected a list of bytes, characters, or fields');
    if (second !== undefined) throw new UsageError(tool.isGnu ? 'only one list may be specified' : '');
    const given = args.value('delimiter');
    if (tool.isGnu && kind !== 'fields' && given !== undefined)
      throw new UsageError('an input delimiter may be specified only when operating on fields');
    if (tool.isGnu && kind !== 'fields' && args.has('onlyDelimited'))
      throw new UsageError('suppressing non-delimited lines makes sense\n\tonly when operating on fields');
    const ranges = rangesOf(tool, kind);
    const delimiter = given === undefined ? '\t' : given === '' ? '\0' : given;
    const between = args.value('outputDelimiter');
    const cut = (line: Uint8Array): string | undefined =>
      kind === 'fields'
        ? cutFields(decodeUtf8(line), delimiter, ranges, between ?? delimiter)
        : decodeUtf8(cutBytes(line, ranges, between));
    yield* tool.eachInput(args.operands, fd => cutLines(tool, fd, cut));
  },
});

const lists: ReadonlySet<string> = new Set<Key>(['bytes', 'characters', 'fields']);

function checkSingle(_: string, before: readonly { readonly key: string }[]): void {
  if (before.some(({ key }) => lists.has(key))) throw new UsageError('only one list may be specified');
}

function* cutLines({ args, sys, out }: Tool<Key>, fd: Fd, cut: (line: Uint8Array) => string | undefined): Task<void> {
  const end = args.has('zero') ? '\0' : '\n';
  const lines = new LineReader(sys, fd, args.has('zero') ? 0 : 10);
  for (let line = yield* lines.nextBytes(); line !== undefined; line = yield* lines.nextBytes()) {
    yield* sys.tick();
    const text = cut(line);
    if (text === undefined && args.has('onlyDelimited')) continue;
    yield* out.write((text ?? decodeUtf8(line)) + end);
  }
}

function rangesOf(tool: Tool<Key>, kind: 'bytes' | 'characters' | 'fields'): readonly Range[] {
  const ranges = parseRanges(tool.args.value(kind) ?? '');
  if (!('bad' in ranges)) return tool.args.has('complement') ? complement(ranges) : ranges;
  const fields = kind === 'fields';
  if (!tool.isGnu) throw new Fatal(ranges.kind === 'decreasing' ? `invalid range ${ranges.bad}` : `invalid number '${ranges.bad}'`);
  if (ranges.kind === 'zero') throw new UsageError(fields ? 'fields are numbered from 1' : 'byte/character positions are numbered from 1');
  if (ranges.kind === 'twice') throw new UsageError(fields ? 'invalid field range' : 'invalid byte or character range');
  if (ranges.kind === 'decreasing') throw new UsageError('invalid decreasing range');
  if (ranges.kind === 'range') throw new UsageError('invalid range with no endpoint: -');
  throw new UsageError(`${fields ? 'invalid field value' : 'invalid byte/character position'} ${quoteWord(ranges.bad)}`);
}

/** Undefined for a line without a delimiter. */
function cutFields(line: string, delimiter: string, ranges: readonly Range[], between: string): string | undefined {
  if (!line.includes(delimiter)) return undefined;
  return line
    .split(delimiter)
    .filter((_, i) => inRanges(ranges, i + 1))
    .join(between);
}

function cutBytes(line: Uint8Array, ranges: readonly Range[], between: string | undefined): Uint8Array {
  const parts = ranges.map(({ from, to }) => line.subarray(from - 1, to === Infinity ? line.length : to)).filter(part => part.length > 0);
  if (between === undefined) return concatBytes(parts);
  const gap = Uint8Array.from(between, character => character.charCodeAt(0));
  return concatBytes(parts.flatMap((part, i) => (i === 0 ? [part] : [gap, part])));
}

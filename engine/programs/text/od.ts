import { largestOf } from '../../core/extremes.js';
import type { Task } from '../../core/task.js';
import { concatBytes } from '../input.js';
import { CHUNK_BYTES } from '../limits.js';
import { coreutils } from '../origins.js';
import { define, Fatal, type Tool } from '../tool.js';
import { parseAmount } from './amount.js';
import { refused } from '../options.js';

type Key =
  | 'absent'
  | 'absentWith'
  | 'radix'
  | 'skip'
  | 'limit'
  | 'type'
  | 'all'
  | 'width'
  | 'named'
  | 'octalBytes'
  | 'characters'
  | 'decimal'
  | 'octal'
  | 'hex'
  | 'integers'
  | 'longs'
  | 'floats';

const WIDTH = 16;

export const od = define<Key>({
  name: 'od',
  options: {
    absent: refused('-h, -s', 'gnu'),
    absentWith: refused('-S BYTES, --strings=BYTES, --endian=TYPE', 'gnu'),
    radix: ['-A, --address-radix=RADIX', 'show offsets in d, o, x or n(one)'],
    skip: ['-j, --skip-bytes=BYTES', 'skip BYTES first'],
    limit: ['-N, --read-bytes=BYTES', 'show at most BYTES'],
    type: ['-t, --format=TYPE', 'show in these formats: a, c, d, o, u, x with sizes'],
    all: ['-v, --output-duplicates', 'do not mark repeated lines with *'],
    width: ['-w[BYTES], --width[=BYTES]', 'show BYTES per line'],
    named: ['-a', 'the same as -t a'],
    octalBytes: ['-b', 'the same as -t o1'],
    characters: ['-c', 'the same as -t c'],
    decimal: ['-d', 'the same as -t u2'],
    floats: ['-f', undefined],
    integers: ['-i', 'the same as -t dI'],
    longs: ['-l', undefined],
    octal: ['-o', 'the same as -t o2'],
    hex: ['-x', 'the same as -t x2'],
  },
  gnu: { usage: ['[OPTION]... [FILE]...'], about: 'Write the bytes of FILE, in octal by default, to standard output.' },
  busybox: {
    usage: ['[-abcdfhilovxs] [-t TYPE] [-A RADIX] [-N SIZE] [-j SKIP] [-S MINSTR] [-w WIDTH] [FILE]...'],
    about: 'Print FILEs (or stdin) unambiguously, as octal bytes by default',
  },
  origin: coreutils,
  *run(tool) {
    const { args } = tool;
    const formats = formatsOf(tool);
    const width = args.has('width') ? Number(args.value('width') ?? 32) : WIDTH;
    const radix = args.value('radix') ?? 'o';
    const bytes = yield* collect(tool);
    const skip = parseAmount(args.value('skip') ?? '0') ?? 0;
    const shown = bytes.subarray(skip, skip + (parseAmount(args.value('limit') ?? '') ?? bytes.length));
    yield* dump(tool, shown, { formats, width, skip, address: at => address(at, radix) });
  },
});

/** All files one after the other. */
export function* collect(tool: Tool): Task<Uint8Array> {
  const parts: Uint8Array[] = [];
  yield* tool.eachInput(tool.args.operands, function* (fd) {
    for (;;) {
      const bytes = yield* tool.sys.read(fd, CHUNK_BYTES);
      if (bytes.length === 0) return;
      parts.push(bytes);
      yield* tool.sys.tick();
    }
  });
  return concatBytes(parts);
}

interface Format {
  readonly size: number;
  /** Columns of one item, with the blank before it. */
  readonly width: number;
  readonly trail: boolean;
  show(bytes: Uint8Array): string;
}

interface Layout {
  readonly formats: readonly Format[];
  readonly width: number;
  readonly skip: number;
  address(at: number): string;
}

function* dump(tool: Tool, bytes: Uint8Array, layout: Layout): Task<void> {
  let before = '';
  let starred = false;
  const columns = largestOf(layout.formats.map(format => (layout.width / format.size) * format.width));
  for (let at = 0; at < bytes.length; at += layout.width) {
    yield* tool.sys.tick();
    const chunk = bytes.subarray(at, at + layout.width);
    const body = layout.formats.map(format => rowOf(chunk, format, layout.width, columns));
    const repeated = chunk.length === layout.width && body.join('\n') === before && !tool.args.has('all');
    before = body.join('\n');
    if (repeated) {
      if (!starred) yield* tool.out.line('*');
      starred = true;
      continue;
    }
    starred = false;
    const head = layout.address(layout.skip + at);
    for (const [i, row] of body.entries()) yield* tool.out.line((i === 0 ? head : ' '.repeat(head.length)) + row);
  }
  const end = layout.address(layout.skip + bytes.length);
  if (end !== '') yield* tool.out.line(end);
}

function rowOf(chunk: Uint8Array, format: Format, width: number, columns: number): string {
  const items = Math.ceil(chunk.length / format.size);
  const each = columns / (width / format.size);
  let row = '';
  for (let i = 0; i < items; i++) {
    const padded = new Uint8Array(format.size);
    padded.set(chunk.subarray(i * format.size, (i + 1) * format.size));
    row += format.show(padded).padStart(each);
  }
  if (!format.trail) return row;
  const text = [...chunk].map(byte => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
  return `${row.padEnd((each * width) / format.size)}  >${text}<`;
}

function address(at: number, radix: string): string {
  if (radix === 'n') return '';
  return radix === 'x' ? at.toString(16).padStart(6, '0') : at.toString(radix === 'd' ? 10 : 8).padStart(7, '0');
}

function formatsOf(tool: Tool<Key>): Format[] {
  const formats: Format[] = [];
  const short: Partial<Record<Key, string>> = {
    named: 'a',
    octalBytes: 'o1',
    characters: 'c',
    decimal: 'u2',
    octal: 'o2',
    hex: 'x2',
    integers: 'd4',
    longs: 'd8',
  };
  for (const { key, value = '' } of tool.args.entries) {
    const text = key === 'type' ? value : short[key];
    if (key === 'floats') throw new Fatal('drydock: floating point formats are not simulated');
    if (text === undefined) continue;
    for (const [, letter = '', size = '', trail = ''] of text.matchAll(/([acdoux])(\d*|[CSIL])(z?)/g))
      formats.push(formatOf(letter, size, trail === 'z'));
  }
  return formats.length > 0 ? formats : [formatOf('o', '2', false)];
}

const named = [
  'nul',
  'soh',
  'stx',
  'etx',
  'eot',
  'enq',
  'ack',
  'bel',
  'bs',
  'ht',
  'nl',
  'vt',
  'ff',
  'cr',
  'so',
  'si',
  'dle',
  'dc1',
  'dc2',
  'dc3',
  'dc4',
  'nak',
  'syn',
  'etb',
  'can',
  'em',
  'sub',
  'esc',
  'fs',
  'gs',
  'rs',
  'us',
  'sp',
];
const escapes: Readonly<Record<number, string>> = { 0: '\\0', 7: '\\a', 8: '\\b', 9: '\\t', 10: '\\n', 11: '\\v', 12: '\\f', 13: '\\r' };

function formatOf(letter: string, sizeText: string, trail: boolean): Format {
  if (letter === 'a')
    return {
      size: 1,
      width: 4,
      trail,
      show: ([byte = 0]) => ((byte & 0x7f) === 127 ? 'del' : (named[byte & 0x7f] ?? String.fromCharCode(byte & 0x7f))),
    };
  if (letter === 'c')
    return {
      size: 1,
      width: 4,
      trail,
      show: ([byte = 0]) => escapes[byte] ?? (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : byte.toString(8).padStart(3, '0')),
    };
  const size = { C: 1, S: 2, I: 4, L: 8 }[sizeText] ?? Number(sizeText || 4);
  if (![1, 2, 4, 8].includes(size)) throw new Fatal(`invalid type string '${letter}${sizeText}'`);
  const digits = letter === 'x' ? size * 2 : letter === 'o' ? Math.ceil((size * 8) / 3) : ({ 1: 3, 2: 5, 4: 10, 8: 20 }[size] ?? 3);
  const width = digits + (letter === 'd' ? 2 : 1);
  return {
    size,
    width,
    trail,
    show(bytes) {
      const value = bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
      if (letter === 'd') return BigInt.asIntN(size * 8, value).toString();
      if (letter === 'u') return value.toString();
      return value.toString(letter === 'x' ? 16 : 8).padStart(digits, '0');
    },
  };
}

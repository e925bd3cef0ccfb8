import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import { xxdOrigin } from '../origins.js';
import { define, Fatal, type Tool } from '../tool.js';
import { collect } from './od.js';
import { parseAmount } from './amount.js';
import { refused } from '../options.js';

type Key =
  | 'plain'
  | 'reverse'
  | 'columns'
  | 'group'
  | 'length'
  | 'skip'
  | 'upper'
  | 'bits'
  | 'include'
  | 'absent'
  | 'autoskip'
  | 'capitals'
  | 'little';

export const xxd = define<Key>({
  name: 'xxd',
  options: {
    absent: refused('-E'),
    autoskip: ['-a', "a single '*' replaces lines of NULs", 'gnu'],
    capitals: ['-C', 'capitalize variable names with -i', 'gnu'],
    little: ['-e', 'little-endian dump', 'gnu'],
    bits: ['-b', 'binary digit dump'],
    columns: ['-c COLS', 'format COLS octets per line'],
    group: ['-g BYTES', 'number of octets per group'],
    include: ['-i', 'output in C include file style'],
    length: ['-l LEN', 'stop after LEN octets'],
    plain: ['-p', 'plain hexdump'],
    reverse: ['-r', 'reverse: convert hexdump into binary'],
    skip: ['-s OFF', 'start at OFF bytes'],
    upper: ['-u', 'use upper case hex letters'],
  },
  gnu: { usage: ['[options] [infile [outfile]]'], about: '' },
  origin: xxdOrigin,
  busybox: { usage: ['[-pri] [-g N] [-c N] [-l LEN] [-s OFS] [-o OFS] [FILE]'], about: 'Hex dump FILE (or stdin)' },
  *run(tool) {
    const { args, out } = tool;
    let bytes: Uint8Array;
    try {
      bytes = yield* collect(tool);
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(error.message, 2);
    }
    if (args.has('reverse')) {
      yield* out.bytes(reverse(decodeUtf8(bytes), args.has('plain')));
      return;
    }
    const skip = parseAmount(args.value('skip') ?? '0') ?? 0;
    const shown = bytes.subarray(skip, skip + (parseAmount(args.value('length') ?? '') ?? bytes.length));
    if (args.has('include')) return yield* out.write(includeText(tool, shown));
    yield* dump(tool, shown, skip);
  },
});

/** The lines of a dump of bytes that begin at an offset. */
function* dump(tool: Tool<Key>, shown: Uint8Array, skip: number): Task<void> {
  const { args, out, sys } = tool;
  const plain = args.has('plain');
  const columns = Number(args.value('columns') ?? (plain ? 30 : args.has('bits') ? 6 : 16)) || 16;
  const little = args.has('little');
  const group = Number(args.value('group') ?? (args.has('bits') ? 1 : little ? 4 : 2)) || columns;
  if (little && (group & (group - 1)) !== 0) throw new Fatal('number of octets per group must be a power of 2 with -e.');
  const hex = (byte: number): string =>
    args.has('bits')
      ? byte.toString(2).padStart(8, '0')
      : args.has('upper')
        ? byte.toString(16).padStart(2, '0').toUpperCase()
        : byte.toString(16).padStart(2, '0');
  const unit = args.has('bits') ? 8 : 2;
  let zeros = 0;
  for (let at = 0; at < shown.length; at += columns) {
    yield* sys.tick();
    const chunk = shown.subarray(at, at + columns);
    if (plain) {
      yield* out.line([...chunk].map(hex).join(''));
      continue;
    }
    if (args.has('autoskip') && chunk.every(byte => byte === 0)) {
      zeros++;
      // One line of zeros, or the last, is shown all the same.
      if (zeros > 1 && at + columns < shown.length) {
        if (zeros === 2) yield* out.line('*');
        continue;
      }
    } else zeros = 0;
    const body = little
      ? littleGroups(chunk, columns, group, hex)
      : [...chunk].map((byte, i) => `${i > 0 && i % group === 0 ? ' ' : ''}${hex(byte)}`).join('');
    const width = columns * unit + Math.ceil(columns / group) - 1;
    yield* out.line(
      `${(skip + at).toString(16).padStart(8, '0')}: ${body.padEnd(width)}  ${[...chunk].map(byte => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('')}`,
    );
  }
}

/** Groups as numbers of the processor: their last byte comes first, and one that is cut is set to the right. */
function littleGroups(chunk: Uint8Array, columns: number, group: number, hex: (byte: number) => string): string {
  const groups: string[] = [];
  for (let at = 0; at < columns; at += group) {
    const bytes = [...chunk.subarray(at, at + group)];
    groups.push(
      bytes
        .toReversed()
        .map(hex)
        .join('')
        .padStart(2 * group),
    );
  }
  return groups.join(' ');
}

/** An array of C, with a name where a file has one. */
function includeText({ args }: Tool<Key>, bytes: Uint8Array): string {
  const [file] = args.operands;
  const columns = Number(args.value('columns') ?? 12) || 12;
  const hex = (byte: number): string => {
    const text = `0x${byte.toString(16).padStart(2, '0')}`;
    return args.has('upper') ? text.toUpperCase() : text;
  };
  const rows: string[] = [];
  for (let at = 0; at < bytes.length; at += columns) rows.push(`  ${[...bytes.subarray(at, at + columns)].map(hex).join(', ')}`);
  const body = rows.length === 0 ? '' : `${rows.join(',\n')}\n`;
  if (file === undefined || file === '-') return body;
  const plainName = (/^\d/.test(file) ? `__${file}` : file).replace(/[^A-Za-z0-9]/g, '_');
  const name = args.has('capitals') ? plainName.toUpperCase() : plainName;
  const length = args.has('capitals') ? 'LEN' : 'len';
  return `unsigned char ${name}[] = {\n${body}};\nunsigned int ${name}_${length} = ${String(bytes.length)};\n`;
}

function reverse(text: string, plain: boolean): Uint8Array {
  const digits = plain
    ? text.replace(/\s/g, '')
    : text
        .split('\n')
        .map(line => (/^[0-9a-fA-F]+: ((?:[0-9a-fA-F]{2,} ?)*)/.exec(line)?.[1] ?? '').replace(/ /g, ''))
        .join('');
  return Uint8Array.from({ length: Math.floor(digits.length / 2) }, (_, i) => parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}

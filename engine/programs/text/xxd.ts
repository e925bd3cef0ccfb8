import { isErrno } from '../../core/errno.js';
import { decodeUtf8 } from '../../core/utf8.js';
import { xxdOrigin } from '../origins.js';
import { define, Fatal } from '../tool.js';
import { collect } from './od.js';
import { parseAmount } from './amount.js';
import { refused } from '../options.js';

type Key = 'plain' | 'reverse' | 'columns' | 'group' | 'length' | 'skip' | 'upper' | 'bits' | 'include' | 'absent';

export const xxd = define<Key>({
  name: 'xxd',
  options: {
    absent: refused('-a, -e, -E'),
    bits: ['-b', 'binary digit dump'],
    columns: ['-c COLS', 'format COLS octets per line'],
    group: ['-g BYTES', 'number of octets per group'],
    include: ['-i', undefined],
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
    const { args, out, sys } = tool;
    if (args.has('include')) throw new Fatal('drydock: xxd -i is not simulated');
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
    const plain = args.has('plain');
    const columns = Number(args.value('columns') ?? (plain ? 30 : args.has('bits') ? 6 : 16)) || 16;
    const group = Number(args.value('group') ?? (args.has('bits') ? 1 : 2)) || columns;
    const hex = (byte: number): string =>
      args.has('bits')
        ? byte.toString(2).padStart(8, '0')
        : args.has('upper')
          ? byte.toString(16).padStart(2, '0').toUpperCase()
          : byte.toString(16).padStart(2, '0');
    const unit = args.has('bits') ? 8 : 2;
    for (let at = 0; at < shown.length; at += columns) {
      yield* sys.tick();
      const chunk = shown.subarray(at, at + columns);
      if (plain) {
        yield* out.line([...chunk].map(hex).join(''));
        continue;
      }
      const body = [...chunk].map((byte, i) => `${i > 0 && i % group === 0 ? ' ' : ''}${hex(byte)}`).join('');
      const width = columns * unit + Math.ceil(columns / group) - 1;
      yield* out.line(
        `${(skip + at).toString(16).padStart(8, '0')}: ${body.padEnd(width)}  ${[...chunk].map(byte => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('')}`,
      );
    }
  },
});

function reverse(text: string, plain: boolean): Uint8Array {
  const digits = plain
    ? text.replace(/\s/g, '')
    : text
        .split('\n')
        .map(line => (/^[0-9a-fA-F]+: ((?:[0-9a-fA-F]{2,} ?)*)/.exec(line)?.[1] ?? '').replace(/ /g, ''))
        .join('');
  return Uint8Array.from({ length: Math.floor(digits.length / 2) }, (_, i) => parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}

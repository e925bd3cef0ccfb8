import { collect } from './od.js';
import { parseAmount } from './amount.js';
import { utilLinux } from '../origins.js';
import { define, type Program, type Tool } from '../tool.js';
import type { Task } from '../../core/task.js';

type Key = 'canonical' | 'length' | 'skip' | 'all' | 'octal' | 'decimal' | 'hex' | 'characters';

function defineHexdump(name: 'hexdump' | 'hd'): Program {
  return define<Key>({
    name,
    options: {
      canonical: ['-C, --canonical', 'canonical hex + ASCII display'],
      characters: ['-c, --one-byte-char', 'one-byte character display'],
      decimal: ['-d, --two-bytes-decimal', 'two-byte decimal display'],
      length: ['-n, --length=LENGTH', 'interpret only LENGTH bytes of input'],
      octal: ['-o, --two-bytes-octal', 'two-byte octal display'],
      skip: ['-s, --skip=OFFSET', 'skip OFFSET bytes from the beginning'],
      all: ['-v, --no-squeezing', 'output identical lines'],
      hex: ['-x, --two-bytes-hex', 'two-byte hexadecimal display'],
    },
    gnu: { usage: ['[options] <file>...'], about: 'Display file contents in hexadecimal, decimal, octal, or ascii.' },
    busybox: {
      usage: ['[-bcdoxCv] [-e FMT] [-f FMT_FILE] [-n LEN] [-s OFS] [FILE]...'],
      about: 'Display FILEs (or stdin) in a user specified format',
    },
    origin: utilLinux,
    *run(tool) {
      const { args } = tool;
      const bytes = yield* collect(tool);
      const skip = parseAmount(args.value('skip') ?? '0') ?? 0;
      const shown = bytes.subarray(skip, skip + (parseAmount(args.value('length') ?? '') ?? bytes.length));
      yield* dump(tool, shown, skip, name === 'hd' || args.has('canonical') ? canonical : words(tool));
    },
  });
}

export const hexdump = defineHexdump('hexdump');
export const hd = defineHexdump('hd');

interface Style {
  readonly digits: number;
  row(chunk: Uint8Array): string;
}

function* dump(tool: Tool<Key>, bytes: Uint8Array, skip: number, style: Style): Task<void> {
  const address = (at: number): string => at.toString(16).padStart(style.digits, '0');
  let before: string | undefined;
  let starred = false;
  for (let at = 0; at < bytes.length; at += 16) {
    yield* tool.sys.tick();
    const chunk = bytes.subarray(at, at + 16);
    const row = style.row(chunk);
    if (row === before && chunk.length === 16 && !tool.args.has('all')) {
      if (!starred) yield* tool.out.line('*');
      starred = true;
      continue;
    }
    before = row;
    starred = false;
    yield* tool.out.line(address(skip + at) + row);
  }
  if (bytes.length > 0) yield* tool.out.line(address(skip + bytes.length));
}

const canonical: Style = {
  digits: 8,
  row(chunk) {
    const hex = [...chunk].map((byte, i) => `${i === 8 ? ' ' : ''} ${byte.toString(16).padStart(2, '0')}`).join('');
    return ` ${hex.padEnd(49)}  |${[...chunk].map(byte => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('')}|`;
  },
};

function words(tool: Tool<Key>): Style {
  const base = tool.args.last('octal', 'decimal', 'hex', 'characters');
  if (base === 'characters') {
    const names: Readonly<Record<number, string>> = { 0: '\\0', 7: '\\a', 8: '\\b', 9: '\\t', 10: '\\n', 11: '\\v', 12: '\\f', 13: '\\r' };
    return {
      digits: 7,
      row: chunk =>
        [...chunk]
          .map(
            byte =>
              ` ${(names[byte] ?? (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : byte.toString(8).padStart(3, '0'))).padStart(3)}`,
          )
          .join('')
          .padEnd(64),
    };
  }
  const width = base === undefined ? 4 : 7;
  const show = (word: number): string =>
    base === 'octal'
      ? word.toString(8).padStart(6, '0')
      : base === 'decimal'
        ? String(word).padStart(5, '0')
        : word.toString(16).padStart(4, '0');
  return {
    digits: 7,
    row(chunk) {
      let text = '';
      for (let i = 0; i < chunk.length; i += 2) text += ` ${show((chunk[i] ?? 0) | ((chunk[i + 1] ?? 0) << 8)).padStart(width)}`;
      return text.padEnd(8 * (width + 1));
    },
  };
}

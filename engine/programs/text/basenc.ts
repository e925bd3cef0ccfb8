import type { Task } from '../../core/task.js';
import { readAll } from '../input.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { decode, encode } from './base64.js';

interface Coding {
  encode(bytes: Uint8Array): string;
  /** The bytes up to the first thing that does not belong there. */
  decode(text: string): { readonly bytes: Uint8Array; readonly valid: boolean };
  /** What may stand in encoded text. */
  readonly garbage: RegExp;
}

const base32Letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Codings whose digits stand for 1, 4 or 5 bits each; groups are filled with `=` up to `group` digits. */
function byDigits(digits: string, bits: number, group: number, { lowFirst = false } = {}): Coding {
  return {
    garbage: new RegExp(`[^${digits}=]`, 'g'),
    encode(bytes) {
      let text = '';
      let held = 0;
      let count = 0;
      for (const byte of bytes) {
        held = (held << 8) | (lowFirst ? reversed(byte) : byte);
        count += 8;
        for (; count >= bits; count -= bits) text += digits[(held >> (count - bits)) & ((1 << bits) - 1)] ?? '';
        held &= (1 << count) - 1;
      }
      if (count > 0) text += digits[(held << (bits - count)) & ((1 << bits) - 1)] ?? '';
      return text.padEnd(Math.ceil(text.length / group) * group, '=');
    },
    decode(text) {
      const bytes: number[] = [];
      let held = 0;
      let count = 0;
      for (const digit of text.replace(/={1,6}$/, '')) {
        const value = digits.indexOf(digit);
        if (value < 0) return { bytes: Uint8Array.from(bytes), valid: false };
        held = (held << bits) | value;
        count += bits;
        if (count < 8) continue;
        count -= 8;
        bytes.push(lowFirst ? reversed((held >> count) & 0xff) : (held >> count) & 0xff);
        held &= (1 << count) - 1;
      }
      return { bytes: Uint8Array.from(bytes), valid: text.length % group === 0 };
    },
  };
}

function reversed(byte: number): number {
  let result = 0;
  for (let bit = 0; bit < 8; bit++) if ((byte & (1 << bit)) !== 0) result |= 128 >> bit;
  return result;
}

const base64Coding: Coding = { encode, decode, garbage: /[^A-Za-z0-9+/=]/g };

const codings = {
  base64: base64Coding,
  base64url: {
    encode: bytes => encode(bytes).replaceAll('+', '-').replaceAll('/', '_'),
    decode: text =>
      /[+/]/.test(text) ? { bytes: new Uint8Array(0), valid: false } : decode(text.replaceAll('-', '+').replaceAll('_', '/')),
    garbage: /[^A-Za-z0-9_=-]/g,
  },
  base32: byDigits(base32Letters, 5, 8),
  base32hex: byDigits('0123456789ABCDEFGHIJKLMNOPQRSTUV', 5, 8),
  base16: byDigits('0123456789ABCDEF', 4, 2),
  base2msbf: byDigits('01', 1, 8),
  base2lsbf: byDigits('01', 1, 8, { lowFirst: true }),
} satisfies Readonly<Record<string, Coding>>;

type CodingName = keyof typeof codings;
type Key = 'decode' | 'ignore' | 'wrap';

const shared = {
  decode: ['-d, --decode', 'decode data'],
  ignore: ['-i, --ignore-garbage', 'when decoding, ignore what is not of the alphabet'],
  wrap: ['-w, --wrap=COLS', 'break lines after COLS characters (default 76, 0: never)'],
} as const;

export const base32 = define<Key>({
  name: 'base32',
  options: shared,
  gnu: { usage: ['[OPTION]... [FILE]'], about: 'Encode FILE, or standard input, in base32, or decode it.' },
  origin: coreutils,
  run: tool => convert(tool, codings.base32),
});

export const basenc = define<Key | CodingName>({
  name: 'basenc',
  options: {
    base64: ['--base64', 'as base64 does'],
    base64url: ['--base64url', 'the same for names of files and addresses, with - and _'],
    base32: ['--base32', 'as base32 does'],
    base32hex: ['--base32hex', 'digits and letters up to V'],
    base16: ['--base16', 'hexadecimal'],
    base2msbf: ['--base2msbf', 'bits, the highest first'],
    base2lsbf: ['--base2lsbf', 'bits, the lowest first'],
    ...shared,
  },
  gnu: { usage: ['[OPTION]... [FILE]'], about: 'Encode FILE, or standard input, in one of several ways, or decode it.' },
  origin: coreutils,
  *run(tool) {
    const names: readonly CodingName[] = ['base64', 'base64url', 'base32', 'base32hex', 'base16', 'base2msbf', 'base2lsbf'];
    const name = tool.args.last(...names);
    if (name === undefined) throw new UsageError('missing encoding type');
    yield* convert(tool, codings[name]);
  },
});

function* convert<K extends string>(tool: Tool<K | Key>, coding: Coding): Task<void> {
  const { args, sys, out } = tool;
  const width = args.value('wrap') ?? '76';
  if (!/^\d+$/.test(width)) throw new Fatal(`invalid wrap size: ${quoteAlways(width)}`);
  const [, extra] = args.operands;
  if (extra !== undefined) throw new UsageError(`extra operand ${quoteAlways(extra)}`);
  yield* tool.eachInput(
    args.operands.slice(0, 1),
    function* (fd) {
      const bytes = yield* readAll(sys, fd);
      if (!args.has('decode')) return yield* out.write(wrapped(coding.encode(bytes), Number(width)));
      const text = Array.from(bytes, byte => String.fromCharCode(byte)).join('');
      const decoded = coding.decode(args.has('ignore') ? text.replace(coding.garbage, '') : text.replace(/\n/g, ''));
      yield* out.bytes(decoded.bytes);
      if (!decoded.valid) throw new Fatal('invalid input');
    },
    (path, error) => tool.cannotOpen(path, error),
  );
}

function wrapped(text: string, columns: number): string {
  if (columns === 0) return text;
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += columns) lines.push(`${text.slice(at, at + columns)}\n`);
  return lines.join('');
}

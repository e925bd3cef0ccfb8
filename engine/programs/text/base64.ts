import { readAll } from '../input.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError } from '../tool.js';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export const base64 = define<'decode' | 'ignore' | 'wrap'>({
  name: 'base64',
  options: {
    decode: ['-d, --decode', 'decode data'],
    ignore: ['-i, --ignore-garbage', 'when decoding, ignore what is not of the alphabet', 'gnu'],
    wrap: ['-w, --wrap=COLS', 'break lines after COLS characters (default 76, 0: never)'],
  },
  gnu: { usage: ['[OPTION]... [FILE]'], about: 'Encode FILE, or standard input, in base64, or decode it.' },
  busybox: { usage: ['[-d] [-w COL] [FILE]'], about: 'Base64 encode or decode FILE to standard output' },
  origin: coreutils,
  *run(tool) {
    const { args, sys, out } = tool;
    for (const width of args.values('wrap'))
      if (!/^\d+$/.test(width)) throw new Fatal(tool.isGnu ? `invalid wrap size: ${quoteAlways(width)}` : `invalid number '${width}'`);
    const [, extra] = args.operands;
    if (tool.isGnu && extra !== undefined) throw new UsageError(`extra operand ${quoteAlways(extra)}`);
    yield* tool.eachInput(args.operands.slice(0, 1), function* (fd) {
      const bytes = yield* readAll(sys, fd);
      if (!args.has('decode')) {
        yield* out.write(wrap(encode(bytes), Number(args.value('wrap') ?? 76)));
        return;
      }
      const text = String.fromCharCode(...bytes.subarray(0, 0)) + [...bytes].map(byte => String.fromCharCode(byte)).join('');
      const decoded = decode(args.has('ignore') ? text.replace(/[^A-Za-z0-9+/=]/g, '') : text.replace(/\n/g, ''));
      yield* out.bytes(decoded.bytes);
      if (!decoded.valid) throw new Fatal(tool.isGnu ? 'invalid input' : 'truncated input');
    });
  },
});

/** Bytes in base64, without line breaks. */
export function encode(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = bytes.subarray(i, i + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    text += `${alphabet[bits >> 18] ?? ''}${alphabet[(bits >> 12) & 63] ?? ''}${b === undefined ? '=' : (alphabet[(bits >> 6) & 63] ?? '')}${c === undefined ? '=' : (alphabet[bits & 63] ?? '')}`;
  }
  return text;
}

/** The bytes of a base64 text up to the first thing that is not of the alphabet. */
export function decode(text: string): { readonly bytes: Uint8Array; readonly valid: boolean } {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  const data = text.replace(/={1,2}$/, '');
  for (const character of data) {
    const value = alphabet.indexOf(character);
    if (value < 0) return { bytes: Uint8Array.from(bytes), valid: false };
    bits = ((bits << 6) | value) & 0xffffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return { bytes: Uint8Array.from(bytes), valid: text.length % 4 === 0 };
}

function wrap(text: string, columns: number): string {
  if (columns <= 0) return text;
  return text.replace(new RegExp(`.{1,${String(columns)}}`, 'g'), '$&\n');
}

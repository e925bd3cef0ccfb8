import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Fd } from '../../process/sys.js';
import { concatBytes } from '../input.js';
import { quoteAlways } from '../quoting.js';
import { parseAmount } from '../text/amount.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';

const MAX_BLOCK = 64 * 1024 * 1024;

export const dd = define({
  name: 'dd',
  options: {},
  gnu: {
    usage: ['[OPERAND]...', 'OPTION'],
    about: 'Copy a file, by blocks: if=FILE of=FILE bs=BYTES count=N skip=N seek=N conv=notrunc status=none.',
  },
  busybox: {
    usage: ['[if=FILE] [of=FILE] [bs=N] [count=N] [skip=N] [seek=N] [conv=notrunc|noerror|sync|fsync] [status=noxfer|none]'],
    about: 'Copy a file with converting and formatting',
  },
  origin: coreutils,
  busyboxUnknown: 'usage',
  *run(tool) {
    const operands = new Map<string, string>();
    for (const word of tool.args.operands) {
      const [name = '', value] = word.split(/=(.*)/s);
      if (
        value === undefined ||
        !['if', 'of', 'bs', 'ibs', 'obs', 'count', 'skip', 'seek', 'conv', 'status', 'iflag', 'oflag'].includes(name)
      )
        throw new UsageError(tool.isGnu ? `unrecognized operand ${quoteAlways(word)}` : '');
      operands.set(name, value);
    }
    const conversions = conversionsOf(tool, operands.get('conv'));
    const number = (name: string, fallback: number): number => {
      const text = operands.get(name);
      const value = text === undefined ? fallback : parseAmount(text);
      if (value === undefined)
        throw new Fatal(tool.isGnu ? `invalid number: ${quoteAlways(text ?? '')}` : `invalid number '${text ?? ''}'`);
      return value;
    };
    const size = Math.min(MAX_BLOCK, number('bs', number('ibs', 512)));
    if (size === 0) throw new Fatal("invalid number: '0'");
    const input = open(tool, operands.get('if'), true, false);
    const output = open(tool, operands.get('of'), false, !conversions.includes('notrunc') && number('seek', 0) === 0);
    const start = tool.sys.clock.now();
    for (let i = number('skip', 0); i > 0; i--) yield* block(tool, input, size);
    if (operands.has('seek')) tool.sys.seek(output, number('seek', 0) * size, 'start');
    yield* copy(tool, input, output, size, number('count', Infinity), operands.get('status') ?? '', start, caseOf(conversions));
  },
});

/** What `conv=` asks for, as far as it is simulated. */
function conversionsOf(tool: Tool, text: string | undefined): readonly string[] {
  const conversions = (text ?? '').split(',').filter(one => one !== '');
  const known = ['notrunc', 'noerror', 'sync', 'fsync', 'fdatasync', ...(tool.isGnu ? ['ucase', 'lcase'] : [])];
  const missing = ['ascii', 'ebcdic', 'ibm', 'block', 'unblock', 'sparse', 'swab', 'excl', 'nocreat', 'ucase', 'lcase'];
  for (const one of conversions) {
    if (known.includes(one)) continue;
    if (missing.includes(one) && tool.isGnu) throw new Fatal(`drydock: conv=${one} is not simulated`);
    throw tool.isGnu ? new UsageError(`invalid conversion: ${quoteAlways(one)}`) : new Fatal(`invalid argument '${one}' to 'conv'`);
  }
  return conversions;
}

type Change = 'upper' | 'lower' | undefined;

function caseOf(conversions: readonly string[]): Change {
  return conversions.includes('ucase') ? 'upper' : conversions.includes('lcase') ? 'lower' : undefined;
}

/** ASCII letters in the other case. */
function changed(bytes: Uint8Array, change: Change): Uint8Array {
  if (!change) return bytes;
  const first = change === 'upper' ? 97 : 65;
  return bytes.map(byte => (byte >= first && byte < first + 26 ? byte ^ 32 : byte));
}

function open(tool: Tool, path: string | undefined, reading: boolean, truncate: boolean): Fd {
  if (path === undefined) return reading ? 0 : 1;
  try {
    return tool.sys.open(path, reading ? { read: true } : { write: true, create: true, truncate });
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new Fatal(tool.isGnu ? `failed to open ${quoteAlways(path)}: ${error.message}` : `can't open '${path}': ${error.message}`);
  }
}

/** One block; shorter only when the input gives no more (a pipe's piece counts as a partial block). */
function* block(tool: Tool, fd: Fd, size: number): Task<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const file = tool.sys.fstat(fd).kind !== 'fifo';
  do {
    const bytes = yield* tool.sys.read(fd, size - length);
    if (bytes.length === 0) break;
    parts.push(bytes);
    length += bytes.length;
  } while (file && length < size);
  return concatBytes(parts);
}

function* copy(tool: Tool, input: Fd, output: Fd, size: number, count: number, status: string, start: number, change: Change): Task<void> {
  let full = 0;
  let partial = 0;
  let bytes = 0;
  while (full + partial < count) {
    const data = yield* block(tool, input, size);
    if (data.length === 0) break;
    yield* tool.sys.write(output, changed(data, change));
    yield* tool.sys.tick();
    bytes += data.length;
    if (data.length === size) full++;
    else partial++;
  }
  if (status === 'none') return;
  const records = `${String(full)}+${String(partial)}`;
  yield* tool.complain(`${records} records in\n${records} records out\n`);
  if (status !== 'noxfer') yield* tool.complain(summary(tool, bytes, Math.max(1e-6, (tool.sys.clock.now() - start) / 1000)));
}

function summary(tool: Tool, bytes: number, seconds: number): string {
  const scale = (value: number, base: number, units: readonly string[]): string => {
    let rest = value;
    let unit = 0;
    while (rest >= base && unit < units.length - 1) {
      rest /= base;
      unit++;
    }
    return `${rest < 10 && unit > 0 ? rest.toFixed(1) : String(Math.round(rest))} ${units[unit] ?? ''}`;
  };
  if (!tool.isGnu)
    return `${String(bytes)} bytes (${bytes < 1024 ? String(bytes) : scale(bytes, 1024, ['', 'K', 'M', 'G']).replace(' ', '')}B) copied, ${seconds.toFixed(6)} seconds, ${scale(bytes / seconds, 1024, ['', 'K', 'M', 'G']).replace(' ', '')}B/s\n`;
  const human =
    bytes >= 1000
      ? ` (${scale(bytes, 1000, ['B', 'kB', 'MB', 'GB'])}${bytes >= 1024 ? `, ${scale(bytes, 1024, ['B', 'KiB', 'MiB', 'GiB'])}` : ''})`
      : '';
  return `${String(bytes)} byte${bytes === 1 ? '' : 's'}${human} copied, ${Number(seconds.toPrecision(6)).toString()} s, ${scale(bytes / seconds, 1000, ['B', 'kB', 'MB', 'GB'])}/s\n`;
}

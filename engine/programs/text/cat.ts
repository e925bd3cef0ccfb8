import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import type { Fd } from '../../process/sys.js';
import { LineReader } from '../input.js';
import { CHUNK_BYTES } from '../limits.js';
import { noEffect } from '../options.js';
import { Output } from '../output.js';
import { coreutils } from '../origins.js';
import { define, type Tool } from '../tool.js';

type Key =
  | 'all'
  | 'numberNonblank'
  | 'endsAndControls'
  | 'ends'
  | 'number'
  | 'squeeze'
  | 'tabsAndControls'
  | 'tabs'
  | 'ignored'
  | 'controls';

export const cat = define<Key>({
  name: 'cat',
  options: {
    all: ['-A, --show-all', 'the same as -vET'],
    numberNonblank: ['-b, --number-nonblank', 'number the lines that are not empty, overrides -n'],
    endsAndControls: ['-e', 'the same as -vE'],
    ends: ['-E, --show-ends', 'put $ at the end of each line'],
    number: ['-n, --number', 'number all lines'],
    squeeze: ['-s, --squeeze-blank', 'show one empty line for several', 'gnu'],
    tabsAndControls: ['-t', 'the same as -vT'],
    tabs: ['-T, --show-tabs', 'show tabs as ^I', 'gnu'],
    ignored: noEffect('-u', 'ignored by cat itself', undefined, '(has no effect)'),
    controls: ['-v, --show-nonprinting', 'show control characters as ^ and M-'],
  },
  gnu: {
    usage: ['[OPTION]... [FILE]...'],
    about: 'Write FILE(s) one after the other to standard output.\n\nWith no FILE, or when FILE is -, read standard input.',
  },
  busybox: { usage: ['[-nbvteA] [FILE]...'], about: 'Print FILEs to stdout' },
  origin: coreutils,
  *run(tool) {
    const { args, sys } = tool;
    if (tool.isGnu && !sys.isOpen(1)) return yield* tool.fail('standard output: Bad file descriptor', 1);
    const plain = args.entries.every(entry => entry.key === 'ignored');
    const state = { number: 0, blank: false, atStart: true };
    yield* tool.eachInput(
      args.operands,
      fd => (plain ? copy(tool, fd) : decorate(tool, fd, state)),
      (path, error) => tool.cannotOpen(path, error),
    );
    const readsInput = args.operands.length === 0 || args.operands.includes('-');
    if (tool.isGnu && readsInput && !sys.isOpen(0)) yield* tool.fail('closing standard input: Bad file descriptor', 1);
  },
});

function* copy(tool: Tool<Key>, fd: Fd): Task<void> {
  for (;;) {
    const bytes = yield* tool.sys.read(fd, CHUNK_BYTES);
    if (bytes.length === 0) return;
    yield* tool.out.bytes(bytes);
  }
}

interface State {
  number: number;
  blank: boolean;
  /** The next text begins a line; false after a file whose last line was not ended. */
  atStart: boolean;
}

function* decorate(tool: Tool<Key>, fd: Fd, state: State): Task<void> {
  const { args } = tool;
  const controls = args.has('all') || args.has('endsAndControls') || args.has('tabsAndControls') || args.has('controls');
  const tabs = args.has('all') || args.has('tabsAndControls') || args.has('tabs');
  const ends = args.has('all') || args.has('endsAndControls') || args.has('ends');
  const lines = new LineReader(tool.sys, fd);
  for (;;) {
    const line = yield* lines.nextBytes();
    if (line === undefined) return yield* tool.out.flush();
    const empty = line.length === 0 && lines.terminated && state.atStart;
    if (empty && state.blank && args.has('squeeze')) continue;
    state.blank = empty;
    let text = '';
    if (state.atStart && (args.has('numberNonblank') ? !empty : args.has('number'))) text = `${String(++state.number).padStart(6)}\t`;
    text += controls || tabs ? visible(line, controls, tabs) : decodeUtf8(line);
    state.atStart = lines.terminated;
    yield* tool.out.write(
      lines.terminated
        ? `${text}${ends ? '$' : ''}\n`
        : tool.isGnu || (!args.has('number') && !args.has('numberNonblank'))
          ? text
          : `${text}\n`,
    );
  }
}

function visible(line: Uint8Array, controls: boolean, tabs: boolean): string {
  if (!controls) return decodeUtf8(line).replaceAll('\t', '^I');
  let text = '';
  for (const byte of line) {
    const low = byte & 0x7f;
    const shown =
      low === 9 && byte === 9 && !tabs
        ? '\t'
        : low < 32
          ? `^${String.fromCharCode(low + 64)}`
          : low === 127
            ? '^?'
            : String.fromCharCode(low);
    text += byte >= 128 ? `M-${shown}` : shown;
  }
  return text;
}

/** Copies one descriptor to standard output; pagers without a terminal do just that. */
export function* copyToOutput(out: Output, read: (max: number) => Task<Uint8Array>): Task<void> {
  for (;;) {
    const bytes = yield* read(CHUNK_BYTES);
    if (bytes.length === 0) return;
    yield* out.bytes(bytes);
  }
}

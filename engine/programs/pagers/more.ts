import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import { splitLines } from '../input.js';
import { utilLinux } from '../origins.js';
import { define, type Tool } from '../tool.js';
import { rowsOf, type Row } from './rows.js';
import { copyAll, keyboardOf, readSources } from './sources.js';

/** With a terminal a page at a time (space, Enter, q), otherwise cat with headings. */
export const more = define<never>({
  name: 'more',
  options: {},
  gnu: { usage: ['[options] file...'], about: '' },
  origin: utilLinux,
  busybox: { usage: ['[FILE]...'], about: 'View FILE (or stdin) one screenful at a time' },
  *run(tool) {
    if (!tool.out.isTerminal) {
      return yield* copyAll(tool, path => (tool.isGnu ? `::::::::::::::\n${path}\n::::::::::::::\n` : ''));
    }
    if (tool.args.operands.length === 0 && tool.sys.isTerminal(0)) return yield* tool.complain('more: bad usage\n');
    const keyboard = keyboardOf(tool.sys);
    for (const { text } of yield* readSources(tool)) {
      if (!(yield* page(tool, splitLines(text), keyboard))) return;
    }
  },
});

/** False when the user has had enough. */
function* page(tool: Tool, lines: readonly string[], keyboard: number | undefined): Task<boolean> {
  const { sys, out } = tool;
  const { columns, rows: height } = sys.windowSize(1);
  const rows = rowsOf(lines, Math.max(1, columns), { chop: false, shift: 0 });
  const first = Math.max(1, height - 1);
  yield* out.write(textOf(rows.slice(0, keyboard === undefined ? rows.length : first)));
  if (keyboard === undefined || rows.length <= first) return true;
  const before = sys.terminalModes(keyboard);
  sys.setTerminalModes(keyboard, { canonical: false, echo: false });
  try {
    for (let shown = first; shown < rows.length; ) {
      yield* out.write(`\u001b[7m--More--(${String(Math.floor((shown * 100) / rows.length))}%)\u001b[27m`);
      yield* out.flush();
      const key = decodeUtf8(yield* sys.read(keyboard, 16));
      yield* out.write('\r\u001b[K');
      if (key === '' || key.startsWith('q') || key === '\u0003') return false;
      const step = key === '\r' || key === '\n' ? 1 : first;
      yield* out.write(textOf(rows.slice(shown, shown + step)));
      shown += step;
    }
    return true;
  } finally {
    sys.setTerminalModes(keyboard, before);
    yield* out.flush();
  }
}

function textOf(rows: readonly Row[]): string {
  return rows.map(row => `${row.text}\n`).join('');
}

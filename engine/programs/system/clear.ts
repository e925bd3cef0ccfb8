import { ncurses } from '../origins.js';
import { define, Fatal, UsageError } from '../tool.js';
import { terminalSize } from './terminal-size.js';

export const clear = define({
  name: 'clear',
  options: {},
  origin: ncurses,
  gnu: { usage: ['[options]'], about: 'Clear the terminal screen.' },
  busybox: { usage: [''], about: 'Clear screen' },
  busyboxUnknown: 'operand',
  *run(tool) {
    if (tool.isGnu && (tool.sys.env.get('TERM') ?? '') === '') throw new Fatal('TERM environment variable not set.', 1);
    yield* tool.out.write(tool.isGnu ? '\u001b[H\u001b[2J\u001b[3J' : '\u001b[H\u001b[J');
  },
});

export const reset = define({
  name: 'reset',
  options: {},
  origin: ncurses,
  gnu: { usage: ['[options] [terminal]'], about: 'Set the terminal to a sane state.' },
  busybox: { usage: [''], about: 'Reset terminal (ESC codes) and termios (signals, buffering, echo)' },
  busyboxUnknown: 'operand',
  *run(tool) {
    if (tool.sys.isOpen(0) && tool.sys.isTerminal(0))
      tool.sys.setTerminalModes(0, { canonical: true, echo: true, signals: true, mapCarriageReturn: true, mapNewline: true });
    yield* tool.out.write('\u001bc\u001b(B\u001b[m\u001b[J\u001b[?25h');
  },
});

const capabilities: Readonly<Record<string, string>> = {
  bold: '\u001b[1m',
  dim: '\u001b[2m',
  sgr0: '\u001b(B\u001b[m',
  smul: '\u001b[4m',
  rmul: '\u001b[24m',
  rev: '\u001b[7m',
  smso: '\u001b[7m',
  rmso: '\u001b[27m',
  blink: '\u001b[5m',
  clear: '\u001b[H\u001b[2J\u001b[3J',
  home: '\u001b[H',
  el: '\u001b[K',
  ed: '\u001b[J',
  civis: '\u001b[?25l',
  cnorm: '\u001b[?12l\u001b[?25h',
  smcup: '\u001b[?1049h\u001b[22;0;0t',
  rmcup: '\u001b[?1049l\u001b[23;0;0t',
  bel: '\u0007',
  sc: '\u001b7',
  rc: '\u001b8',
  reset: '\u001bc',
};

export const tput = define<'terminal'>({
  name: 'tput',
  options: { terminal: ['-T TERM', 'use this instead of $TERM'] },
  stopAtOperand: true,
  origin: ncurses,
  gnu: { usage: ['[options] [command]'], about: '' },
  usageStatus: 2,
  *run(tool) {
    const { args, sys, out } = tool;
    const term = args.value('terminal') ?? sys.env.get('TERM') ?? '';
    if (term === '') throw new Fatal('No value for $TERM and no -T specified', 2);
    const [name, first, second] = args.operands;
    if (name === undefined) throw new UsageError('');
    const { columns, rows } = terminalSize(sys);
    if (name === 'cols') yield* out.line(String(columns));
    else if (name === 'lines') yield* out.line(String(rows));
    else if (name === 'colors') yield* out.line(term.includes('256') ? '256' : term === 'dumb' ? '-1' : '8');
    else if ((name === 'setaf' || name === 'setab') && first !== undefined) yield* out.write(colour(name, Number(first)));
    else if (name === 'cup' && first !== undefined && second !== undefined)
      yield* out.write(`\u001b[${String(Number(first) + 1)};${String(Number(second) + 1)}H`);
    else if (capabilities[name] !== undefined) yield* out.write(capabilities[name]);
    else throw new Fatal(`unknown terminfo capability '${name}'`, 4);
  },
});

function colour(name: 'setaf' | 'setab', number: number): string {
  const base = name === 'setaf' ? 30 : 40;
  if (number < 8) return `\u001b[${String(base + number)}m`;
  return number < 16 ? `\u001b[${String(base + 60 + number - 8)}m` : `\u001b[${String(base + 8)};5;${String(number)}m`;
}

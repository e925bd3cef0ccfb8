import { isErrno } from '../../core/errno.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Task } from '../../core/task.js';
import type { Main, Sys, TerminalModes } from '../../process/sys.js';
import type { Flavour } from '../flavour.js';

/** Settings by the names that stty has for them. */
const settings: Readonly<Record<string, Partial<TerminalModes>>> = {
  echo: { echo: true },
  '-echo': { echo: false },
  icanon: { canonical: true },
  '-icanon': { canonical: false },
  cbreak: { canonical: false },
  '-cbreak': { canonical: true },
  isig: { signals: true },
  '-isig': { signals: false },
  icrnl: { mapCarriageReturn: true },
  '-icrnl': { mapCarriageReturn: false },
  onlcr: { mapNewline: true },
  '-onlcr': { mapNewline: false },
  opost: { mapNewline: true },
  '-opost': { mapNewline: false },
  raw: { canonical: false, signals: false, mapCarriageReturn: false, mapNewline: false },
  '-raw': { canonical: true, signals: true, mapCarriageReturn: true, mapNewline: true },
  cooked: { canonical: true, signals: true, mapCarriageReturn: true, mapNewline: true },
  sane: { canonical: true, echo: true, signals: true, mapCarriageReturn: true, mapNewline: true },
};
const ignored = new Set([
  'ixon',
  '-ixon',
  'iexten',
  '-iexten',
  'echoe',
  '-echoe',
  'echok',
  '-echok',
  'echoctl',
  '-echoctl',
  'brkint',
  '-brkint',
  'hupcl',
  '-hupcl',
  'tostop',
  '-tostop',
  'iutf8',
  '-iutf8',
  'imaxbel',
  '-imaxbel',
  'crtscts',
  '-crtscts',
]);

function sttyMain(flavour: Flavour): Main {
  return function* (sys, argv) {
    const name = argv[0] ?? 'stty';
    const words = argv.slice(1);
    const input = flavour === 'gnu' ? "'standard input'" : 'standard input';
    try {
      if (!sys.isTerminal(0)) return yield* fail(sys, `${name}: ${input}: Inappropriate ioctl for device\n`);
      if (words.length === 0 || words[0] === '-a' || words[0] === '--all') {
        yield* sys.write(1, encodeUtf8(describe(sys, words.length > 0)));
        return 0;
      }
      return yield* apply(sys, name, words, flavour);
    } catch (error) {
      if (!isErrno(error)) throw error;
      return yield* fail(sys, `${name}: ${input}: ${error.message}\n`);
    }
  };
}

export const stty: Main = sttyMain('gnu');
export const busyboxStty: Main = sttyMain('busybox');

function* fail(sys: Sys, message: string): Task<number> {
  yield* sys.write(2, encodeUtf8(message));
  return 1;
}

function* apply(sys: Sys, name: string, words: readonly string[], flavour: Flavour): Task<number> {
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const modes = settings[word];
    if (modes) sys.setTerminalModes(0, modes);
    else if (word === 'size') {
      const { rows, columns } = sys.windowSize(0);
      yield* sys.write(1, encodeUtf8(`${String(rows)} ${String(columns)}\n`));
    } else if (['rows', 'cols', 'columns'].includes(word)) {
      const value = Number(words[++i]);
      if (!Number.isInteger(value) || value < 0) return yield* fail(sys, `${name}: invalid integer argument: '${words[i] ?? ''}'\n`);
      const size = sys.windowSize(0);
      sys.setWindowSize(0, word === 'rows' ? { ...size, rows: value } : { ...size, columns: value });
    } else if (word === '-g') yield* sys.write(1, encodeUtf8(`${save(sys.terminalModes(0))}\n`));
    else if (/^[01]{5}$/.test(word)) sys.setTerminalModes(0, restore(word));
    else if (word === 'min' || word === 'time') i++;
    else if (!ignored.has(word))
      return yield* fail(
        sys,
        `${name}: invalid argument '${word}'\n${flavour === 'gnu' ? `Try '${name} --help' for more information.\n` : ''}`,
      );
  }
  return 0;
}

const order = ['canonical', 'echo', 'signals', 'mapCarriageReturn', 'mapNewline'] as const;

function save(modes: TerminalModes): string {
  return order.map(key => (modes[key] ? '1' : '0')).join('');
}

function restore(text: string): Partial<TerminalModes> {
  return Object.fromEntries(order.map((key, i) => [key, text[i] === '1']));
}

function describe(sys: Sys, all: boolean): string {
  const modes = sys.terminalModes(0);
  const { rows, columns } = sys.windowSize(0);
  const flag = (on: boolean, text: string): string => (on ? text : `-${text}`);
  const local = [
    flag(modes.signals, 'isig'),
    flag(modes.canonical, 'icanon'),
    'iexten',
    flag(modes.echo, 'echo'),
    'echoe',
    'echok',
    '-echonl',
    '-noflsh',
    '-xcase',
    '-tostop',
    '-echoprt',
  ].join(' ');
  if (!all) {
    const changed = [
      modes.canonical ? '' : '-icanon',
      modes.echo ? '' : '-echo',
      modes.signals ? '' : '-isig',
      modes.mapCarriageReturn ? '' : '-icrnl',
      modes.mapNewline ? '' : '-onlcr',
    ].filter(text => text !== '');
    return `speed 38400 baud; line = 0;\n-brkint -imaxbel${changed.length > 0 ? `\n${changed.join(' ')}` : ''}\n`;
  }
  return [
    `speed 38400 baud; rows ${String(rows)}; columns ${String(columns)}; line = 0;`,
    'intr = ^C; quit = ^\\; erase = ^?; kill = ^U; eof = ^D; eol = <undef>;',
    'eol2 = <undef>; swtch = <undef>; start = ^Q; stop = ^S; susp = ^Z; rprnt = ^R;',
    'werase = ^W; lnext = ^V; discard = ^O; min = 1; time = 0;',
    '-parenb -parodd -cmspar cs8 -hupcl -cstopb cread -clocal -crtscts',
    `-ignbrk -brkint -ignpar -parmrk -inpck -istrip -inlcr -igncr ${flag(modes.mapCarriageReturn, 'icrnl')} ixon -ixoff`,
    '-iuclc -ixany -imaxbel -iutf8',
    `opost -olcuc -ocrnl ${flag(modes.mapNewline, 'onlcr')} -onocr -onlret -ofill -ofdel nl0 cr0 tab0 bs0 vt0 ff0`,
    local,
    'echoctl echoke -flusho -extproc',
    '',
  ].join('\n');
}

import { groupName, userName, type Accounts } from '../accounts.js';
import type { Sys } from '../../process/sys.js';
import { blocksOf } from '../files/blocks.js';
import { formatMode } from '../files/mode.js';
import { directoryName } from '../files/paths.js';
import { readEscape } from '../text/escapes.js';
import { decodeUtf8 } from '../../core/utf8.js';
import { zoneOf } from '../time/zone.js';
import { strftime } from '../time/strftime.js';
import type { Found } from './expression.js';

const letters = { file: 'f', directory: 'd', symlink: 'l', character: 'c', block: 'b', fifo: 'p', socket: 's' } as const;

/** find's -printf. */
export function formatFound(format: string, found: Found, sys: Sys, accounts: Accounts): string {
  let text = '';
  for (let i = 0; i < format.length; ) {
    if (format[i] === '\\') {
      if (format[i + 1] === 'c') return text;
      const escape = readEscape(format, i, { leadingZero: false });
      text += decodeUtf8(Uint8Array.from(escape.bytes));
      i += escape.length;
      continue;
    }
    const directive = /^%([-0 #+]*)(\d*)([TAC]?)([a-zA-Z%@+])/.exec(format.slice(i, i + 16));
    if (!directive) {
      text += format[i] ?? '';
      i++;
      continue;
    }
    const [all, flags = '', width = '', time = '', letter = ''] = directive;
    const value = time === '' ? plain(letter, found, sys, accounts) : timeOf(time, letter, found, sys);
    const padded = flags.includes('-') ? value.padEnd(Number(width)) : value.padStart(Number(width), flags.includes('0') ? '0' : ' ');
    text += padded;
    i += all.length;
  }
  return text;
}

function timeOf(which: string, letter: string, { status }: Found, sys: Sys): string {
  const at = sys.clock.epochMsOf(which === 'T' ? status.modifiedAt : which === 'A' ? status.accessedAt : status.changedAt);
  const zone = zoneOf(sys);
  const fraction = `${strftime('%N', at, zone)}0`;
  if (letter === '@') return `${String(Math.floor(at / 1000))}.${fraction}`;
  if (letter === '+') return `${strftime('%Y-%m-%d+%H:%M:%S', at, zone)}.${fraction}`;
  return letter === 'S' || letter === 'T' ? `${strftime(`%${letter}`, at, zone)}.${fraction}` : strftime(`%${letter}`, at, zone);
}

function plain(letter: string, found: Found, sys: Sys, accounts: Accounts): string {
  const { status, path } = found;
  const ctime = '%a %b %e %H:%M:%S';
  const at = (instant: number): string => {
    const epoch = sys.clock.epochMsOf(instant);
    const zone = zoneOf(sys);
    return `${strftime(ctime, epoch, zone)}.${strftime('%N', epoch, zone)}0 ${strftime('%Y', epoch, zone)}`;
  };
  const table: Readonly<Record<string, () => string>> = {
    '%': () => '%',
    p: () => path,
    P: () => found.below,
    f: () => found.name,
    h: () => directoryName(path),
    H: () => (found.below === '' ? path : path.slice(0, path.length - found.below.length - 1)),
    d: () => String(found.depth),
    s: () => String(status.sizeBytes),
    k: () => String(Math.ceil(blocksOf(status) / 2)),
    b: () => String(blocksOf(status)),
    m: () => status.mode.toString(8),
    M: () => formatMode(status),
    u: () => userName(accounts, status.uid),
    g: () => groupName(accounts, status.gid),
    U: () => String(status.uid),
    G: () => String(status.gid),
    i: () => String(status.ino),
    n: () => String(status.nlink),
    D: () => String(status.dev),
    y: () => letters[status.kind],
    Y: () => letters[status.kind],
    l: () => (status.kind === 'symlink' ? sys.readlink(path) : ''),
    t: () => at(status.modifiedAt),
    a: () => at(status.accessedAt),
    c: () => at(status.changedAt),
  };
  return Object.hasOwn(table, letter) ? (table[letter]?.() ?? '') : `%${letter}`;
}

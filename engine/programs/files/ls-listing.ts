import { largestOf } from '../../core/extremes.js';
import type { Accounts } from '../accounts.js';
import { groupName, userName } from '../accounts.js';
import type { Stat } from '../../fs/stat.js';
import { busyboxSize, humanSize } from '../human-size.js';
import { zoneOf } from '../time/zone.js';
import { strftime } from '../time/strftime.js';
import type { Sys } from '../../process/sys.js';
import { blocksOf } from './blocks.js';
import { formatMode } from './mode.js';

/** One file to be listed. */
export interface Row {
  /** As printed: quoted, with colour and indicator. */
  readonly label: string;
  /** The label has quotes around it that the name has not. */
  readonly quoted: boolean;
  /** As sorted and looked at. */
  readonly name: string;
  readonly path: string;
  readonly status: Stat;
  /** Where a symlink points to. */
  readonly target: string | undefined;
  /** Why it is not known where a symlink points to. */
  readonly problem: string | undefined;
}

export interface LongRules {
  readonly human: 'none' | 'binary' | 'decimal';
  readonly numeric: boolean;
  readonly inode: boolean;
  readonly blocks: boolean;
  readonly showOwner: boolean;
  readonly showGroup: boolean;
  readonly showAuthor: boolean;
  /** How times are shown: older ones, and those of the last half year. */
  readonly timeFormats: readonly [old: string, recent: string];
  readonly gnu: boolean;
  time(status: Stat): number;
}

/** The lines of `ls -l`; `others` are not shown, but make columns wider. */
export function formatLong(rows: readonly Row[], rules: LongRules, accounts: Accounts, sys: Sys, others: readonly Row[] = []): string[] {
  const cells = rows.map(row => cellsOf(row, rules, accounts, sys));
  const measured = [...cells, ...others.map(row => cellsOf(row, rules, accounts, sys))];
  const width = (pick: (cell: Cells) => string): number =>
    largestOf(
      measured.map(cell => pick(cell).length),
      0,
    );
  const device = rules.gnu && rows.some(({ status }) => status.device);
  const majors = width(cell => cell.major);
  const minors = width(cell => cell.minor);
  const atLeast = (busybox: number, pick: (cell: Cells) => string): number => Math.max(width(pick), rules.gnu ? 0 : busybox);
  const sizes = Math.max(
    atLeast(rules.human === 'none' ? 9 : 7, cell => cell.size),
    device ? majors + 2 + minors : 0,
  );
  const links = atLeast(4, cell => cell.links);
  const owners = atLeast(8, cell => cell.owner);
  const groupsWidth = atLeast(8, cell => cell.group);
  const inodes = atLeast(7, cell => cell.inode);
  const blocks = atLeast(6, cell => cell.blocks);
  return cells.map(cell => {
    const size =
      cell.major === ''
        ? cell.size.padStart(sizes)
        : rules.gnu
          ? `${cell.major.padStart(sizes - 2 - minors)}, ${cell.minor.padStart(minors)}`
          : `${cell.major.padStart(4)}, ${cell.minor.padStart(3)}`;
    const number = rules.numeric ? 'padStart' : 'padEnd';
    return [
      ...(rules.inode ? [cell.inode.padStart(inodes)] : []),
      ...(rules.blocks ? [cell.blocks.padStart(blocks)] : []),
      cell.mode,
      cell.links.padStart(links),
      ...(rules.showOwner ? [rules.gnu ? cell.owner[number](owners) : cell.owner.slice(0, 8).padEnd(owners)] : []),
      ...(rules.showGroup ? [rules.gnu ? cell.group[number](groupsWidth) : cell.group.slice(0, 8).padEnd(groupsWidth)] : []),
      ...(rules.showAuthor ? [cell.owner[number](owners)] : []),
      size,
      cell.time,
      cell.label,
    ].join(' ');
  });
}

interface Cells {
  readonly inode: string;
  readonly blocks: string;
  readonly mode: string;
  readonly links: string;
  readonly owner: string;
  readonly group: string;
  readonly size: string;
  readonly major: string;
  readonly minor: string;
  readonly time: string;
  readonly label: string;
}

function cellsOf(row: Row, rules: LongRules, accounts: Accounts, sys: Sys): Cells {
  const { status } = row;
  return {
    inode: String(status.ino),
    blocks: formatBlocks(status, rules),
    mode: formatMode(status),
    links: String(status.nlink),
    owner: rules.numeric ? String(status.uid) : userName(accounts, status.uid),
    group: rules.numeric ? String(status.gid) : groupName(accounts, status.gid),
    size: status.device ? '' : formatSize(status.sizeBytes, rules),
    major: status.device ? String(status.device.major) : '',
    minor: status.device ? String(status.device.minor) : '',
    time: formatTime(rules.time(status), rules, sys),
    label: row.target === undefined ? row.label : `${row.label} -> ${row.target}`,
  };
}

export function formatSize(bytes: number, rules: Pick<LongRules, 'human' | 'gnu'>): string {
  if (rules.human === 'none') return String(bytes);
  return rules.gnu ? humanSize(bytes, rules.human === 'decimal' ? 1000 : 1024) : busyboxSize(bytes);
}

export function formatBlocks(status: Stat, rules: Pick<LongRules, 'human' | 'gnu'>): string {
  const blocks = blocksOf(status);
  return rules.human === 'none' || !rules.gnu ? String(Math.ceil(blocks / 2)) : formatSize(blocks * 512, rules);
}

const HALF_A_YEAR = 31_556_952_000 / 2;

/** Files of the last half year show the time of day, others the year, unless another style is asked for. */
function formatTime(at: number, rules: LongRules, sys: Sys): string {
  const epoch = sys.clock.epochMsOf(at);
  const zone = zoneOf(sys);
  const now = sys.clock.epochMsOf(sys.clock.now());
  const recent = epoch <= now && epoch > now - HALF_A_YEAR;
  const [old, young] = rules.timeFormats;
  return strftime(recent ? young : old, epoch, zone);
}

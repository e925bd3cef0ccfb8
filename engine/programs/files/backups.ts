import type { Sys } from '../../process/sys.js';
import type { ValueCheck } from '../tool.js';
import { readWord, type WordList } from '../words.js';
import { baseName, directoryName, joinPath } from './paths.js';

type BackupKey = 'backup' | 'backupWith' | 'suffix';
type Control = 'none' | 'numbered' | 'existing' | 'simple';

/** The options of a program that can keep backups. */
interface Given {
  has(key: BackupKey): boolean;
  value(key: BackupKey): string | undefined;
}

/** How files that are to be replaced are kept under other names. */
export interface Backups {
  readonly control: Control;
  readonly suffix: string;
}

const controls: WordList = [
  ['none', 'off'],
  ['simple', 'never'],
  ['existing', 'nil'],
  ['numbered', 't'],
];

export const checkBackup: ValueCheck = value => {
  if (value !== '') readWord('backup type', controls, value);
};

/** What `-b`, `--backup` and `-S` (and their variables) ask for; undefined when nothing is kept. */
export function backupsOf(args: Given, sys: Sys): Backups | undefined {
  if (!args.has('backup') && !args.has('backupWith') && !args.has('suffix')) return undefined;
  const word = args.value('backupWith') ?? sys.env.get('VERSION_CONTROL') ?? 'existing';
  const name = readWord('backup type', controls, word);
  if (name === 'none') return undefined;
  const given = args.value('suffix') ?? sys.env.get('SIMPLE_BACKUP_SUFFIX') ?? '~';
  const control = name === 'simple' || name === 'numbered' ? name : 'existing';
  return { control, suffix: given === '' || given.includes('/') ? '~' : given };
}

/** The name under which a file is kept: `a~`, or `a.~1~` where there are numbered ones already (or wished for). */
export function backupName(sys: Sys, path: string, { control, suffix }: Backups): string {
  if (control === 'simple') return path + suffix;
  const directory = directoryName(path);
  const base = baseName(path);
  const numbers = sys.readdir(directory).flatMap(({ name }) => {
    const number = name.startsWith(`${base}.~`) ? /^(\d+)~$/.exec(name.slice(base.length + 2))?.[1] : undefined;
    return number === undefined ? [] : [Number(number)];
  });
  if (numbers.length === 0 && control === 'existing') return path + suffix;
  const last = numbers.reduce((most, each) => Math.max(most, each), 0);
  const name = `${base}.~${String(last + 1)}~`;
  return path.includes('/') ? joinPath(directory, name) : name;
}

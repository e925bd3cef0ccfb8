import { inverse } from '../full-screen.js';
import { screenColumns } from '../columns.js';

/** One thing that can be done, as the two rows at the bottom show it. */
export type Shortcut = readonly [key: string, what: string];

/** Column by column: an upper one, a lower one. */
export const mainMenu: readonly Shortcut[] = [
  ['^G', 'Help'],
  ['^X', 'Exit'],
  ['^O', 'Write Out'],
  ['^R', 'Read File'],
  ['^W', 'Where Is'],
  ['^\\', 'Replace'],
  ['^K', 'Cut'],
  ['^U', 'Paste'],
  ['^T', 'Execute'],
  ['^J', 'Justify'],
  ['^C', 'Location'],
  ['^/', 'Go To Line'],
  ['M-U', 'Undo'],
  ['M-E', 'Redo'],
  ['M-A', 'Set Mark'],
  ['M-6', 'Copy'],
];

/** The same before nano 4, with its words. */
export const oldMainMenu: readonly Shortcut[] = [
  ['^G', 'Get Help'],
  ['^X', 'Exit'],
  ['^O', 'WriteOut'],
  ['^J', 'Justify'],
  ['^R', 'Read File'],
  ['^W', 'Where Is'],
  ['^Y', 'Prev Page'],
  ['^V', 'Next Page'],
  ['^K', 'Cut Text'],
  ['^U', 'UnCut Text'],
  ['^C', 'Cur Pos'],
  ['^T', 'To Spell'],
];

export const searchMenu: readonly Shortcut[] = [
  ['^G', 'Help'],
  ['^C', 'Cancel'],
  ['M-C', 'Case Sens'],
  ['M-R', 'Reg.exp.'],
  ['M-B', 'Backwards'],
  ['^R', 'Replace'],
  ['^P', 'Older'],
  ['^N', 'Newer'],
  ['^T', 'Go To Line'],
];

export const replaceMenu: readonly Shortcut[] = [
  ['^G', 'Help'],
  ['^C', 'Cancel'],
  ['M-C', 'Case Sens'],
  ['M-R', 'Reg.exp.'],
  ['M-B', 'Backwards'],
  ['^R', 'No Replace'],
  ['^P', 'Older'],
  ['^N', 'Newer'],
];

export const replaceWithMenu: readonly Shortcut[] = [
  ['^G', 'Help'],
  ['^C', 'Cancel'],
  ['^P', 'Older'],
  ['^N', 'Newer'],
];

export const lineMenu: readonly Shortcut[] = [
  ['^G', 'Help'],
  ['^C', 'Cancel'],
  ['^Y', 'First Line'],
  ['^V', 'Last Line'],
  ['^T', 'Go To Text'],
];

export const writeMenu: readonly Shortcut[] = [
  ['^G', 'Help'],
  ['^C', 'Cancel'],
  ['M-D', 'DOS Format'],
  ['M-M', 'Mac Format'],
  ['M-A', 'Append'],
  ['M-P', 'Prepend'],
  ['M-B', 'Backup File'],
  ['^T', 'Browse'],
];

export const insertMenu: readonly Shortcut[] = [
  ['^G', 'Help'],
  ['^C', 'Cancel'],
];

export const helpMenu: readonly Shortcut[] = [
  ['^L', 'Refresh'],
  ['^X', 'Close'],
  ['^Y', 'Prev Page'],
  ['^V', 'Next Page'],
];

/** The two rows, cut to the width; as many columns of the main menu as the window has room for (nano's winio.c: bottombars). */
export function menuRows(menu: readonly Shortcut[], width: number): readonly [string, string] {
  const room = Math.max(2, Math.floor((width + 40) / 20) * 2);
  const shown = menu.slice(0, room);
  const cell = Math.max(1, Math.floor(width / Math.ceil(shown.length / 2)));
  const row = (start: number): string =>
    shown
      .filter((_, i) => i % 2 === start)
      .map(shortcut => cellText(shortcut, cell))
      .join('');
  return [row(0), row(1)];
}

function cellText([key, what]: Shortcut, width: number): string {
  const text = ` ${what}`.slice(0, Math.max(0, width - key.length));
  return inverse(key.slice(0, width)) + text + ' '.repeat(Math.max(0, width - screenColumns(key + text)));
}

/** The rows under a question that is answered with Yes, No and perhaps All. */
export function answerRows(withAll: boolean, width: number): readonly [string, string] {
  const cell = width < 32 ? Math.floor(width / 2) : 16;
  const item = (key: string, what: string): string => `${inverse(key.padStart(2))} ${what.padEnd(cell - 3)}`;
  return [item('Y', 'Yes') + (withAll ? item('A', 'All') : ''), item('N', 'No') + item('^C', 'Cancel')];
}

import type { Sys } from '../../process/sys.js';

/** Where ncurses looks for descriptions of terminals (terminfo(5), as Debian builds it). */
const folders = ['/etc/terminfo', '/lib/terminfo', '/usr/lib/terminfo', '/usr/share/terminfo'];

/** Whether the machine has a description of this kind of terminal. Without one, readline does not ask for bracketed paste. */
export function isKnownTerminal(sys: Sys, name: string): boolean {
  if (name === '' || name.includes('/')) return false;
  return folders.some(folder => sys.access(`${folder}/${name.slice(0, 1)}/${name}`, { read: true }));
}

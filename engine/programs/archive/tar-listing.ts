import type { TarEntry } from '../../fs/tar.js';
import { formatPermissions } from '../files/mode.js';
import { zoneOf } from '../time/zone.js';
import { strftime } from '../time/strftime.js';
import type { Tool } from '../tool.js';
import { memberLabel } from './tar-extract.js';

const letters = { file: '-', directory: 'd', symlink: 'l', hardlink: 'h', character: 'c', block: 'b', fifo: 'p', socket: 's' } as const;

/** A line of `tar -tv`; with `numeric` owners are numbers. */
export function longLine(tool: Tool, entry: TarEntry, numeric: boolean): string {
  const owner = `${numeric || !entry.uname ? String(entry.uid) : entry.uname}/${numeric || !entry.gname ? String(entry.gid) : entry.gname}`;
  const time = strftime(tool.isGnu ? '%Y-%m-%d %H:%M' : '%Y-%m-%d %H:%M:%S', entry.mtime * 1000, zoneOf(tool.sys));
  const target = entry.kind === 'symlink' ? ` -> ${entry.linkTarget}` : entry.kind === 'hardlink' ? ` link to ${entry.linkTarget}` : '';
  const size = tool.isGnu ? String(entry.sizeBytes).padStart(Math.max(0, 18 - owner.length)) : String(entry.sizeBytes).padStart(9);
  return `${letters[entry.kind]}${formatPermissions(entry.mode)} ${owner} ${size} ${time} ${memberLabel(entry)}${target}`;
}

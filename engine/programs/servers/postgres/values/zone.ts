import type { Zone } from '../../../time/calendar.js';
import { namedZone } from '../../../time/zone.js';

const known = ['UTC', 'Etc/UTC', 'GMT', 'Asia/Seoul', 'Asia/Tokyo', 'Asia/Shanghai', 'Asia/Kolkata', 'Asia/Singapore'];
const abbreviations: ReadonlyMap<string, number> = new Map([
  ['utc', 0],
  ['gmt', 0],
  ['z', 0],
  ['zulu', 0],
  ['kst', 540],
  ['jst', 540],
  ['est', -300],
  ['edt', -240],
  ['cst', -360],
  ['cdt', -300],
  ['mst', -420],
  ['mdt', -360],
  ['pst', -480],
  ['pdt', -420],
  ['cet', 60],
  ['cest', 120],
]);

/** The zone that a name, an abbreviation or an offset such as `+09` means; undefined when none. Summer time is not known here. */
export function findZone(name: string): Zone | undefined {
  const found = known.find(zone => zone.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return namedZone(found);
  const minutes = abbreviations.get(name.toLowerCase());
  if (minutes !== undefined) return { name: name.toUpperCase(), offsetMinutes: minutes };
  const offset = /^([-+])(\d{1,2})(?::?(\d\d))?$/.exec(name);
  if (!offset) return undefined;
  const size = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
  return { name, offsetMinutes: offset[1] === '-' ? -size : size };
}

/** How a zone is called in settings, with its own capitals. */
export function zoneName(name: string): string {
  return known.find(zone => zone.toLowerCase() === name.toLowerCase()) ?? name;
}

/** `+00`, `+05:30`. */
export function formatOffset(minutes: number): string {
  const size = Math.abs(minutes);
  const rest = size % 60;
  return `${minutes < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

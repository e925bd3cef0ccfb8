const DAY = 86_400;

/** A time zone: an offset, an abbreviation such as EST, or a place with its own rules. */
export interface Zone {
  /** As `timezone_type` counts them. */
  readonly type: 1 | 2 | 3;
  readonly name: string;
  at(seconds: number): ZoneMoment;
}

export interface ZoneMoment {
  readonly offset: number;
  readonly abbreviation: string;
  readonly isSummer: boolean;
}

/** When clocks are changed: the United States and Canada, or Europe (all at 1:00 of UTC). */
type Rule = 'us' | 'eu';

/** Standard time, its minutes from UTC, and the rule of its summer time. */
const places: Readonly<Record<string, string>> = {
  UTC: 'UTC 0',
  'Africa/Accra': 'GMT 0',
  'Africa/Algiers': 'CET 60',
  'Africa/Johannesburg': 'SAST 120',
  'Africa/Lagos': 'WAT 60',
  'Africa/Nairobi': 'EAT 180',
  'America/Anchorage': 'AKST -540 us AKDT',
  'America/Argentina/Buenos_Aires': '-03 -180',
  'America/Bogota': '-05 -300',
  'America/Chicago': 'CST -360 us CDT',
  'America/Denver': 'MST -420 us MDT',
  'America/Halifax': 'AST -240 us ADT',
  'America/Lima': '-05 -300',
  'America/Los_Angeles': 'PST -480 us PDT',
  'America/New_York': 'EST -300 us EDT',
  'America/Phoenix': 'MST -420',
  'America/Puerto_Rico': 'AST -240',
  'America/St_Johns': 'NST -210 us NDT',
  'America/Toronto': 'EST -300 us EDT',
  'America/Vancouver': 'PST -480 us PDT',
  'Asia/Bangkok': '+07 420',
  'Asia/Colombo': '+0530 330',
  'Asia/Dhaka': '+06 360',
  'Asia/Dubai': '+04 240',
  'Asia/Ho_Chi_Minh': '+07 420',
  'Asia/Hong_Kong': 'HKT 480',
  'Asia/Jakarta': 'WIB 420',
  'Asia/Karachi': 'PKT 300',
  'Asia/Kathmandu': '+0545 345',
  'Asia/Kolkata': 'IST 330',
  'Asia/Kuala_Lumpur': '+08 480',
  'Asia/Manila': 'PST 480',
  'Asia/Riyadh': '+03 180',
  'Asia/Seoul': 'KST 540',
  'Asia/Shanghai': 'CST 480',
  'Asia/Singapore': '+08 480',
  'Asia/Taipei': 'CST 480',
  'Asia/Tokyo': 'JST 540',
  'Australia/Brisbane': 'AEST 600',
  'Australia/Darwin': 'ACST 570',
  'Europe/Amsterdam': 'CET 60 eu CEST',
  'Europe/Athens': 'EET 120 eu EEST',
  'Europe/Berlin': 'CET 60 eu CEST',
  'Europe/Brussels': 'CET 60 eu CEST',
  'Europe/Bucharest': 'EET 120 eu EEST',
  'Europe/Budapest': 'CET 60 eu CEST',
  'Europe/Copenhagen': 'CET 60 eu CEST',
  'Europe/Dublin': 'GMT 0 eu IST',
  'Europe/Helsinki': 'EET 120 eu EEST',
  'Europe/Kyiv': 'EET 120 eu EEST',
  'Europe/Lisbon': 'WET 0 eu WEST',
  'Europe/London': 'GMT 0 eu BST',
  'Europe/Luxembourg': 'CET 60 eu CEST',
  'Europe/Madrid': 'CET 60 eu CEST',
  'Europe/Oslo': 'CET 60 eu CEST',
  'Europe/Paris': 'CET 60 eu CEST',
  'Europe/Prague': 'CET 60 eu CEST',
  'Europe/Rome': 'CET 60 eu CEST',
  'Europe/Sofia': 'EET 120 eu EEST',
  'Europe/Stockholm': 'CET 60 eu CEST',
  'Europe/Vienna': 'CET 60 eu CEST',
  'Europe/Warsaw': 'CET 60 eu CEST',
  'Europe/Zurich': 'CET 60 eu CEST',
  'Pacific/Honolulu': 'HST -600',
};

const abbreviations: ReadonlyMap<string, readonly [number, boolean]> = new Map<string, readonly [number, boolean]>([
  ['utc', [0, false]],
  ['z', [0, false]],
  ['gmt', [0, false]],
  ['est', [-18_000, false]],
  ['edt', [-14_400, true]],
  ['cst', [-21_600, false]],
  ['cdt', [-18_000, true]],
  ['mst', [-25_200, false]],
  ['mdt', [-21_600, true]],
  ['pst', [-28_800, false]],
  ['pdt', [-25_200, true]],
  ['cet', [3600, false]],
  ['cest', [7200, true]],
  ['eet', [7200, false]],
  ['eest', [10_800, true]],
  ['bst', [3600, true]],
  ['kst', [32_400, false]],
  ['jst', [32_400, false]],
]);

const known = new Map<string, Zone>();

export const zoneNames: readonly string[] = Object.keys(places).toSorted();

/** The zone of that name, abbreviation or offset; undefined for one that is not known here. */
export function findZone(name: string): Zone | undefined {
  const key = name.toLowerCase();
  const found = known.get(key);
  if (found) return found;
  const made = offsetZone(name) ?? abbreviated(key) ?? place(key);
  if (made) known.set(key, made);
  return made;
}

export const utcZone: Zone = { type: 3, name: 'UTC', at: () => ({ offset: 0, abbreviation: 'UTC', isSummer: false }) };

/** Whether such a zone may exist, though it is not known here. */
export function mayBeZone(name: string): boolean {
  return /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)\/[A-Z][\w/+-]+$/i.test(name);
}

function offsetZone(name: string): Zone | undefined {
  const [, sign, hours = '', minutes = '0', seconds = '0'] = /^([+-])(\d{1,2}):?(\d\d)?(?::?(\d\d))?$/.exec(name) ?? [];
  if (sign === undefined) return undefined;
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  const offset = sign === '-' ? 0 - size : size;
  const moment = { offset, abbreviation: formatOffset(offset, ':'), isSummer: false };
  return { type: 1, name: moment.abbreviation, at: () => moment };
}

function abbreviated(lower: string): Zone | undefined {
  if (lower === 'utc') return utcZone;
  const found = abbreviations.get(lower);
  if (!found) return undefined;
  const moment = { offset: found[0], abbreviation: lower.toUpperCase(), isSummer: found[1] };
  return { type: 2, name: moment.abbreviation, at: () => moment };
}

function place(lower: string): Zone | undefined {
  const name = Object.keys(places).find(each => each.toLowerCase() === lower.replace(/^etc\/(?=utc)/, ''));
  if (name === undefined) return undefined;
  const [standard = 'UTC', minutes = '0', rule, summer = ''] = (places[name] ?? '').split(' ');
  const winter: ZoneMoment = { offset: Number(minutes) * 60, abbreviation: standard, isSummer: false };
  if (rule !== 'us' && rule !== 'eu') return { type: 3, name, at: () => winter };
  const warm: ZoneMoment = { offset: winter.offset + 3600, abbreviation: summer, isSummer: true };
  return { type: 3, name, at: seconds => (isSummer(rule, seconds, winter.offset) ? warm : winter) };
}

function isSummer(rule: Rule, seconds: number, offset: number): boolean {
  const year = new Date((seconds + offset) * 1000).getUTCFullYear();
  const bounds = rule === 'us' ? americanSummer(year, offset) : europeanSummer(year);
  return bounds !== undefined && seconds >= bounds[0] && seconds < bounds[1];
}

/** From 2:00 of standard time to 2:00 of summer time. */
function americanSummer(year: number, offset: number): readonly [number, number] | undefined {
  if (year < 1967) return undefined;
  const start = year >= 2007 ? sunday(year, 2, 2) : year >= 1987 ? sunday(year, 3, 1) : sunday(year, 3, -1);
  const end = year >= 2007 ? sunday(year, 10, 1) : sunday(year, 9, -1);
  return [start + 7200 - offset, end + 3600 - offset];
}

function europeanSummer(year: number): readonly [number, number] | undefined {
  if (year < 1981) return undefined;
  return [sunday(year, 2, -1) + 3600, sunday(year, year >= 1996 ? 9 : 8, -1) + 3600];
}

/** Midnight of the nth Sunday of a month (counted from 0), or of the last one. */
function sunday(year: number, month: number, nth: number): number {
  const first = nth > 0 ? Date.UTC(year, month, 1) / 1000 : Date.UTC(year, month + 1, 1) / 1000 - 7 * DAY;
  const weekday = new Date(first * 1000).getUTCDay();
  return first + ((7 - weekday) % 7) * DAY + Math.max(0, nth - 1) * 7 * DAY;
}

/** The moment of a time on a zone's clocks; of one that is skipped, as if they had not been changed yet. */
export function toUtc(zone: Zone, local: number): number {
  const before = local - zone.at(local - DAY).offset;
  const after = local - zone.at(local + DAY).offset;
  if (before === after) return before;
  return zone.at(before).offset === local - before ? before : zone.at(after).offset === local - after ? after : before;
}

/** `+01:00`, or with another separator. */
export function formatOffset(offset: number, separator: string): string {
  const size = Math.abs(offset);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}${separator}${two(Math.floor(size / 60) % 60)}`;
}

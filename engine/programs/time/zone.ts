import { isErrno } from '../../core/errno.js';
import { remembered } from '../../core/remembered.js';
import { decodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';
import { utc, type YearlyMoment, type Zone } from './calendar.js';
import { zoneRules } from './zone-rules.js';

/** The zone of a process: TZ, otherwise /etc/localtime, otherwise UTC. */
export function zoneOf(sys: Pick<Sys, 'env' | 'mapFile' | 'access'>): Zone {
  const tz = sys.env.get('TZ');
  if (tz === undefined) return zoneInFile(sys, '/etc/localtime') ?? utc;
  const name = tz.replace(/^:/, '');
  if (name === '') return utc;
  const found = zoneInFile(sys, name.startsWith('/') ? name : `/usr/share/zoneinfo/${name}`) ?? parsePosixZone(name);
  if (found) return found;
  // The GNU C library takes what it can read of a name for the abbreviation, musl does not know such a place at all.
  const isMusl = sys.access('/lib/ld-musl-x86_64.so.1', {});
  return isMusl && name.includes('/') ? utc : { name: /^[A-Za-z]{3,}/.exec(name)?.[0] ?? 'UTC', offsetMinutes: 0 };
}

/** The zone that is known by a name everywhere (`Asia/Seoul`). */
export function namedZone(name: string): Zone | undefined {
  const rule = zoneRules().get(name);
  return rule === undefined ? undefined : parsePosixZone(rule);
}

/** The last line of a zone file says what holds from its last change on (tzfile(5)); what was before is not looked at. */
function zoneInFile(sys: Pick<Sys, 'mapFile'>, path: string): Zone | undefined {
  let bytes: Uint8Array;
  try {
    bytes = sys.mapFile(path);
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
  if (decodeUtf8(bytes.subarray(0, 4)) !== 'TZif') return undefined;
  const end = bytes.lastIndexOf(NEWLINE);
  const start = bytes.lastIndexOf(NEWLINE, end - 1);
  return start < 0 ? undefined : parsePosixZone(decodeUtf8(bytes.subarray(start + 1, end)));
}

const NEWLINE = 10;

const NAME = '<[^>]+>|[A-Za-z]{3,}';
const OFFSET = String.raw`[-+]?\d{1,3}(?::\d\d){0,2}`;
const MOMENT = String.raw`M\d{1,2}\.\d\.\d(?:/${OFFSET})?`;
const ZONE = new RegExp(`^(${NAME})(${OFFSET})(?:(${NAME})(${OFFSET})?(?:,(${MOMENT}),(${MOMENT}))?)?$`);

/**
 * `KST-9`, `EST5EDT,M3.2.0,M11.1.0` (POSIX, tzset(3)); undefined for what is no such text. Every line of a log has a time, so zones are
 * remembered.
 */
export const parsePosixZone = remembered((text: string): Zone | undefined => {
  const [, name = '', west = '', summerName, summerWest, begins, ends] = ZONE.exec(text) ?? [];
  if (name === '') return undefined;
  // POSIX counts westwards: KST-9 is nine hours ahead.
  const zone = { name: plain(name), offsetMinutes: 0 - minutesOf(west) };
  if (summerName === undefined) return zone;
  const offsetMinutes = summerWest === undefined ? zone.offsetMinutes + 60 : 0 - minutesOf(summerWest);
  // Without rules those of the United States are meant.
  const moments = { begins: parseMoment(begins ?? 'M3.2.0'), ends: parseMoment(ends ?? 'M11.1.0') };
  return { ...zone, summer: { name: plain(summerName), offsetMinutes, ...moments } };
});

function plain(name: string): string {
  return name.replace(/^<|>$/g, '');
}

function minutesOf(text: string): number {
  const [hours = '0', minutes = '0'] = text.replace(/^[-+]/, '').split(':');
  const size = Number(hours) * 60 + Number(minutes);
  return text.startsWith('-') ? -size : size;
}

function parseMoment(text: string): YearlyMoment {
  const [date = '', time = '2'] = text.slice(1).split('/');
  const [month = 1, week = 1, weekday = 0] = date.split('.').map(Number);
  return { month, week, weekday, minutes: minutesOf(time) };
}

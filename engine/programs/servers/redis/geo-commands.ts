import { reads, realNumber, wholeNumber, writes, type Rule } from './more-commands.js';
import { array, bulk, bulks, integer, NIL, type Reply } from './resp.js';
import { CommandError, type Database } from './store.js';

/** Places on the earth are members of a sorted set, their scores 26 bits of longitude and of latitude, one after the other. */
const STEPS = 26;
const LATITUDE = 85.05112878;
const EARTH_METERS = 6372797.560856;
const units: Readonly<Record<string, number>> = { m: 1, km: 1000, ft: 0.3048, mi: 1609.34 };
const DIGITS = '0123456789bcdefghjkmnpqrstuvwxyz';

interface Place {
  readonly longitude: number;
  readonly latitude: number;
}

function cell(value: number, min: number, max: number): number {
  return Math.floor(((value - min) / (max - min)) * 2 ** STEPS);
}

/** The bits of two numbers, taken in turns. */
function interleave(even: number, odd: number): number {
  let result = 0;
  for (let bit = STEPS - 1; bit >= 0; bit--) result = result * 4 + ((odd >>> bit) & 1) * 2 + ((even >>> bit) & 1);
  return result;
}

function encode({ longitude, latitude }: Place, latitudeLimit = LATITUDE): number {
  return interleave(cell(latitude, -latitudeLimit, latitudeLimit), cell(longitude, -180, 180));
}

function decode(score: number): Place {
  let [lat, lon] = [0, 0];
  for (let bit = STEPS - 1; bit >= 0; bit--) {
    const pair = Math.floor(score / 4 ** bit) % 4;
    lat = lat * 2 + (pair & 1);
    lon = lon * 2 + (pair >> 1);
  }
  const middle = (at: number, min: number, max: number): number => {
    const low = min + (at / 2 ** STEPS) * (max - min);
    const high = min + ((at + 1) / 2 ** STEPS) * (max - min);
    return (low + high) / 2;
  };
  return { longitude: middle(lon, -180, 180), latitude: middle(lat, -LATITUDE, LATITUDE) };
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

function meters(a: Place, b: Place): number {
  const u = Math.sin((radians(b.latitude) - radians(a.latitude)) / 2);
  const v = Math.sin((radians(b.longitude) - radians(a.longitude)) / 2);
  return 2 * EARTH_METERS * Math.asin(Math.sqrt(u * u + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * v * v));
}

function readPlace(longitude: string | undefined, latitude: string | undefined): Place {
  const place = { longitude: realNumber(longitude), latitude: realNumber(latitude) };
  if (Math.abs(place.longitude) > 180 || Math.abs(place.latitude) > LATITUDE)
    throw new CommandError(`ERR invalid longitude,latitude pair ${place.longitude.toFixed(6)},${place.latitude.toFixed(6)}`);
  return place;
}

function unitOf(word: string | undefined): number {
  const name = word?.toLowerCase() ?? '';
  const found = Object.hasOwn(units, name) ? units[name] : undefined;
  if (found === undefined) throw new CommandError('ERR unsupported unit provided. please use M, KM, FT, MI');
  return found;
}

function scoresOf(db: Database, key: string): ReadonlyMap<string, number> {
  return db.find(key, 'zset')?.scores ?? new Map<string, number>();
}

function add(db: Database, [key = '', ...rest]: readonly string[]): Reply {
  const flags = new Set<string>();
  let at = 0;
  for (; /^(nx|xx|ch)$/i.test(rest[at] ?? ''); at++) flags.add(rest[at]?.toUpperCase() ?? '');
  const triples = rest.slice(at);
  if (triples.length === 0 || triples.length % 3 !== 0 || (flags.has('NX') && flags.has('XX'))) throw new CommandError('ERR syntax error');
  const places = triples.flatMap((_, i) =>
    i % 3 === 0 ? [{ name: triples[i + 2] ?? '', place: readPlace(triples[i], triples[i + 1]) }] : [],
  );
  const { scores } = db.need(key, 'zset', () => ({ kind: 'zset', scores: new Map() }));
  let [added, changed] = [0, 0];
  for (const { name, place } of places) {
    const old = scores.get(name);
    if ((flags.has('NX') && old !== undefined) || (flags.has('XX') && old === undefined)) continue;
    const score = encode(place);
    if (old === undefined) added++;
    else if (old !== score) changed++;
    scores.set(name, score);
  }
  db.prune(key, scores.size === 0);
  return integer(flags.has('CH') ? added + changed : added);
}

function distance(db: Database, [key = '', from = '', to = '', unit = 'm']: readonly string[]): Reply {
  const scale = unitOf(unit);
  const scores = scoresOf(db, key);
  const [a, b] = [scores.get(from), scores.get(to)];
  return a === undefined || b === undefined ? NIL : bulk((meters(decode(a), decode(b)) / scale).toFixed(4));
}

/** With all digits that a number has. */
function coordinate(value: number): Reply {
  return bulk(value.toFixed(17).replace(/\.?0+$/, ''));
}

function positions(db: Database, [key = '', ...members]: readonly string[]): Reply {
  const scores = scoresOf(db, key);
  return array(
    members.map(member => {
      const score = scores.get(member);
      return score === undefined ? { kind: 'array', items: undefined } : pair(decode(score));
    }),
  );
}

function pair({ longitude, latitude }: Place): Reply {
  return array([coordinate(longitude), coordinate(latitude)]);
}

/** The hash that the rest of the world uses, whose latitudes go to the poles. */
function worldHash(score: number): string {
  const code = encode(decode(score), 90);
  return Array.from({ length: 11 }, (_, i) => (i === 10 ? '0' : (DIGITS[Math.floor(code / 2 ** (52 - (i + 1) * 5)) % 32] ?? '0'))).join('');
}

interface Search {
  readonly center: Place;
  /** Meters: a radius, or half the sides of a box. */
  readonly radius: number | undefined;
  readonly box: readonly [number, number] | undefined;
  readonly scale: number;
  readonly order: 'ASC' | 'DESC' | undefined;
  readonly count: number | undefined;
  readonly shows: ReadonlySet<string>;
  readonly store: string | undefined;
  readonly storesDistance: boolean;
}

const SYNTAX = 'ERR syntax error';

/** Reads what GEOSEARCH and GEORADIUS say, from `start` on. */
function readSearch(
  words: readonly string[],
  scores: ReadonlyMap<string, number>,
  begin: Partial<Search> & { readonly center?: Place },
): Search {
  let { center, radius, box, scale = 1 } = begin;
  let [order, count, store]: [Search['order'], number | undefined, string | undefined] = [undefined, undefined, begin.store];
  let storesDistance = false;
  const shows = new Set<string>();
  for (let i = 0; i < words.length; i++) {
    const word = words[i]?.toUpperCase() ?? '';
    if (word === 'FROMMEMBER') center = memberPlace(scores, words[++i]);
    else if (word === 'FROMLONLAT') center = readPlace(words[++i], words[++i]);
    else if (word === 'BYRADIUS') [radius, scale] = [realNumber(words[++i]), unitOf(words[++i])];
    else if (word === 'BYBOX') {
      box = [realNumber(words[++i]), realNumber(words[++i])];
      scale = unitOf(words[++i]);
    } else if (word === 'ASC' || word === 'DESC') order = word;
    else if (word === 'COUNT') {
      count = wholeNumber(words[++i]);
      if (count <= 0) throw new CommandError('ERR COUNT must be > 0');
      if (words[i + 1]?.toUpperCase() === 'ANY') i++;
    } else if (['WITHDIST', 'WITHCOORD', 'WITHHASH'].includes(word)) shows.add(word);
    else if (word === 'STOREDIST') {
      storesDistance = true;
      if (begin.store === undefined) store = words[++i];
    } else if (word === 'STORE' && begin.store === undefined) store = words[++i];
    else throw new CommandError(SYNTAX);
  }
  if (!center) throw new CommandError('ERR exactly one of FROMMEMBER or FROMLONLAT can be specified for geosearch');
  if (radius === undefined && !box) throw new CommandError('ERR exactly one of BYRADIUS and BYBOX can be specified for geosearch');
  return { center, radius, box, scale, order, count, shows, store, storesDistance };
}

function memberPlace(scores: ReadonlyMap<string, number>, member: string | undefined): Place {
  const score = scores.get(member ?? '');
  if (score === undefined) throw new CommandError('ERR could not decode requested zset member');
  return decode(score);
}

interface Hit {
  readonly member: string;
  readonly score: number;
  readonly place: Place;
  readonly distance: number;
}

function hits(scores: ReadonlyMap<string, number>, { center, radius, box, scale, order, count }: Search): readonly Hit[] {
  const found = [...scores]
    .sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1))
    .flatMap(([member, score]): readonly Hit[] => {
      const place = decode(score);
      const away = meters(center, place);
      const isInside = box
        ? meters({ ...center, longitude: center.longitude }, { ...center, latitude: place.latitude }) <= (box[1] * scale) / 2 &&
          meters({ latitude: place.latitude, longitude: center.longitude }, place) <= (box[0] * scale) / 2
        : away <= (radius ?? 0) * scale;
      return isInside ? [{ member, score, place, distance: away / scale }] : [];
    });
  const sign = order === 'DESC' ? -1 : 1;
  const sorted = order === undefined && count === undefined ? found : found.sort((a, b) => sign * (a.distance - b.distance));
  return sorted.slice(0, count);
}

function answer(db: Database, scores: ReadonlyMap<string, number>, search: Search): Reply {
  const found = hits(scores, search);
  if (search.store !== undefined) {
    db.delete(search.store);
    const kept = found.map(({ member, score, distance: away }) => [member, search.storesDistance ? away : score] as const);
    if (kept.length > 0) db.set(search.store, { kind: 'zset', scores: new Map(kept) });
    return integer(found.length);
  }
  if (search.shows.size === 0) return bulks(found.map(({ member }) => member));
  return array(
    found.map(({ member, score, place, distance: away }) =>
      array([
        bulk(member),
        ...(search.shows.has('WITHDIST') ? [bulk(away.toFixed(4))] : []),
        ...(search.shows.has('WITHHASH') ? [integer(score)] : []),
        ...(search.shows.has('WITHCOORD') ? [pair(place)] : []),
      ]),
    ),
  );
}

function search(db: Database, [key = '', ...words]: readonly string[]): Reply {
  const scores = scoresOf(db, key);
  return scores.size === 0 ? bulks([]) : answer(db, scores, readSearch(words, scores, {}));
}

function searchAndStore(db: Database, [store = '', key = '', ...words]: readonly string[]): Reply {
  const scores = scoresOf(db, key);
  return answer(db, scores, readSearch(words, scores, { store, ...(scores.size === 0 ? { center: { longitude: 0, latitude: 0 } } : {}) }));
}

function aroundPlace(db: Database, [key = '', longitude, latitude, radius, unit, ...words]: readonly string[]): Reply {
  const scores = scoresOf(db, key);
  const begin = { center: readPlace(longitude, latitude), radius: realNumber(radius), scale: unitOf(unit) };
  return answer(db, scores, readSearch(words, scores, begin));
}

function aroundMember(db: Database, [key = '', member, radius, unit, ...words]: readonly string[]): Reply {
  const scores = scoresOf(db, key);
  if (scores.size === 0) return bulks([]);
  const begin = { center: memberPlace(scores, member), radius: realNumber(radius), scale: unitOf(unit) };
  return answer(db, scores, readSearch(words, scores, begin));
}

/** By lower-case name. */
export const geoCommands: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['geoadd', writes(-4, add)],
  ['geodist', reads(-3, distance)],
  ['geopos', reads(-1, positions)],
  [
    'geohash',
    reads(-1, (db, [key = '', ...members]) =>
      bulks(
        members.map(member => {
          const score = scoresOf(db, key).get(member);
          return score === undefined ? undefined : worldHash(score);
        }),
      ),
    ),
  ],
  ['geosearch', reads(-5, search)],
  ['geosearchstore', writes(-6, searchAndStore)],
  ['georadius', writes(-5, aroundPlace)],
  ['georadius_ro', reads(-5, aroundPlace)],
  ['georadiusbymember', writes(-4, aroundMember)],
  ['georadiusbymember_ro', reads(-4, aroundMember)],
]);

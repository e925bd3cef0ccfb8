import type { Task } from '../../../core/task.js';
import { formatAmount } from '../amounts.js';
import { formatStanza, type Stanza } from '../control.js';
import { readAutomatic } from './extended-states.js';
import { placeOf, readCache } from './cache.js';
import { isFlat, type Available } from './lists.js';
import { AptError, type Apt } from './session.js';

/** Fields that the file of status has and a list has not. */
const ofStatus = new Set(['Status', 'Conffiles', 'Config-Version']);

/** Fields that `apt show` leaves out, or shows in another way. */
const notShown = new Set([
  'Filename',
  'Size',
  'MD5sum',
  'SHA1',
  'SHA256',
  'SHA512',
  'Description-md5',
  'Description',
  'Installed-Size',
  'Architecture',
  ...ofStatus,
]);

const order =
  'Package Version Built-Using Priority Essential Section Source Origin Maintainer Bugs Installed-Size Provides Pre-Depends Depends Recommends Suggests Conflicts Breaks Replaces Enhances Homepage Tag'.split(
    ' ',
  );

/** `apt-cache show NAME…`, and `apt show`, which is for people. */
export function* show(apt: Apt): Task<number> {
  const { available, database } = yield* readCache(apt);
  const automatic = yield* readAutomatic(apt.sys);
  const forPeople = apt.program === 'apt';
  let found = 0;
  for (const word of apt.options.words.slice(1)) {
    const [, name = word, wanted] = /^([^=]+)=(.+)$/.exec(word) ?? [];
    const offered = (available.get(name) ?? []).filter(({ version }) => wanted === undefined || version === wanted);
    const installed = database.find(name);
    const shown = forPeople ? offered.slice(0, apt.options.allVersions ? undefined : 1) : offered;
    if (shown.length === 0 && !installed) {
      yield* apt.say(apt.style.isModern ? 'N' : 'W', `Unable to locate package ${name}`);
      continue;
    }
    found++;
    if (shown.length === 0 && installed)
      yield* apt.out.write(`${forPeople ? people(installed.stanza, undefined, undefined) : formatStanza(plain(installed.stanza))}\n`);
    for (const item of shown) {
      const isHere = installed?.version === item.version;
      const marked = isHere ? (automatic.has(name) ? 'no' : 'yes') : undefined;
      yield* apt.out.write(`${forPeople ? people(item.stanza, item, marked) : formatStanza(plain(item.stanza))}\n`);
    }
    const others = offered.length - shown.length;
    if (forPeople && others > 0)
      yield* apt.say(
        'N',
        `There ${others > 1 ? 'are' : 'is'} ${String(others)} additional record${others > 1 ? 's' : ''}. Please use the '-a' switch to see ${others > 1 ? 'them.' : 'it'}`,
      );
  }
  if (found > 0) return 0;
  throw new AptError('No packages found');
}

function plain(stanza: Stanza): Stanza {
  return new Map([...stanza].filter(([field]) => !ofStatus.has(field)));
}

/** The stanza as `apt show` lays it out. */
function people(stanza: Stanza, item: Available | undefined, manual: string | undefined): string {
  const rank = (field: string): number => (order.includes(field) ? order.indexOf(field) : order.length);
  const amount = (field: string, unit: number): string => `${formatAmount(Number(stanza.get(field) ?? 0) * unit)}B`;
  const fields = [...stanza].filter(([field]) => !notShown.has(field));
  if (stanza.has('Installed-Size')) fields.push(['Installed-Size', amount('Installed-Size', 1024)]);
  fields.sort(([a], [b]) => rank(a) - rank(b));
  const more: [string, string][] = [
    ...(stanza.has('Size') ? [['Download-Size', amount('Size', 1)] satisfies [string, string]] : []),
    ...(manual === undefined ? [] : [['APT-Manual-Installed', manual] satisfies [string, string]]),
    ['APT-Sources', item ? sourcesOf(item) : '/var/lib/dpkg/status'],
    ['Description', stanza.get('Description') ?? ''],
  ];
  return formatStanza(new Map([...fields, ...more]));
}

function sourcesOf(item: Available): string {
  return isFlat(item.source) ? `${item.source.uri} ${item.source.suite} Packages` : placeOf(item);
}

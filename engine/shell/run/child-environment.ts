import { CowMap } from '../../core/cow.js';
import { remembered } from '../../core/remembered.js';
import { isName } from '../state/variable-names.js';
import type { Execution } from './execution.js';

type Entry = readonly [string, string];

/**
 * The environment of a program that a shell starts, in the order in which that shell hands variables on: `env` shows it. `own` are those that stand in
 * front of the command; bash has them in a table before the others. Names that no shell variable can have come last, as they were.
 */
export function childEnvironment(execution: Execution, own: ReadonlyMap<string, string> | undefined, path: string): CowMap<string, string> {
  const { shell, sys } = execution;
  const given = own ?? sys.env;
  // What a script was given is in order already, and is handed on without a copy.
  if (shell.dialect.name !== 'bash') return isOrdered(given, otherRank) ? CowMap.of(given) : ordered([...given], otherRank);
  const isOwn = ([name, value]: Entry): boolean => sys.env.get(name) !== value;
  const entries = [...given];
  const before = own ? [...ordered(entries.filter(isOwn).reverse(), temporaryRank)] : [];
  const rest = ordered((own ? entries.filter(entry => !isOwn(entry)) : entries).reverse(), bashRank);
  // The name of the program stands where the shell was given it; after its first command it comes last.
  if (shell.hasRun) rest.delete('_');
  const environment =
    before.length === 0
      ? rest
      : new CowMap([...before, ...rest].reduce((map, [name, value]) => map.set(name, value), new Map<string, string>()));
  return environment.set('_', path);
}

function ordered(entries: readonly Entry[], rankOf: (name: string) => number): CowMap<string, string> {
  const sorted = isOrdered(entries, rankOf) ? entries : entries.toSorted(([a], [b]) => difference(rankOf(a), rankOf(b)));
  return new CowMap(new Map(sorted));
}

function isOrdered(entries: Iterable<Entry>, rankOf: (name: string) => number): boolean {
  let last = -1;
  for (const [name] of entries) {
    const rank = rankOf(name);
    if (rank < last) return false;
    last = rank;
  }
  return true;
}

/** Of two ranks, of which both may be Infinity. */
function difference(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

/** The bucket of bash's table of variables (hashlib.c: FNV-1, 1024 buckets); of two in a bucket the newer one comes first. */
const bashRank = remembered(name => (isName(name) ? fnv(name) & 1023 : Infinity));

/** The same for the four buckets of variables in front of a command. */
function temporaryRank(name: string): number {
  return fnv(name) & 3;
}

function fnv(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash, 0x01000193) ^ name.charCodeAt(i);
  return hash >>> 0;
}

/** The bucket of the tables of dash and ash (hashvar in var.c), where of two in a bucket the older one comes first. */
const otherRank = remembered(name => {
  if (!isName(name)) return Infinity;
  let hash = name.charCodeAt(0) << 4;
  for (let i = 0; i < name.length; i++) hash += name.charCodeAt(i);
  return (hash % 39) + (builtIn.has(name) ? 0 : 0.5);
});

/** Variables that these shells have from the start, before all others of their buckets. */
const builtIn: ReadonlySet<string> = new Set([
  'ATTY',
  'IFS',
  'MAIL',
  'MAILPATH',
  'PATH',
  'PS1',
  'PS2',
  'PS4',
  'OPTIND',
  'LINENO',
  'TERM',
  'HISTSIZE',
]);

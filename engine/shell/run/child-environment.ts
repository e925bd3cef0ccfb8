import { CowMap } from '../../core/cow.js';
import { isName } from '../state/variables.js';
import type { Execution } from './execution.js';

type Entry = readonly [string, string];

/**
 * The environment of a program that a shell starts, in the order in which that shell hands variables on: `env` shows it. `own` are those that stand in
 * front of the command; bash has them in a table before the others. Names that no shell variable can have come last, as they were.
 */
export function childEnvironment(execution: Execution, own: ReadonlyMap<string, string> | undefined, path: string): CowMap<string, string> {
  const { shell, sys } = execution;
  if (shell.dialect.name !== 'bash') return ordered([...(own ?? sys.env)], otherRank);
  const isOwn = ([name, value]: Entry): boolean => sys.env.get(name) !== value;
  const entries = [...(own ?? sys.env)];
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
  const ranked = entries.map(entry => ({ entry, rank: rankOf(entry[0]) })).sort((a, b) => a.rank - b.rank);
  const map = new Map<string, string>();
  for (const { entry } of ranked) map.set(entry[0], entry[1]);
  return new CowMap(map);
}

const MOST_KNOWN = 1000;

/** The same function with a memory: the names in environments are nearly always the same. */
function remembered(rankOf: (name: string) => number): (name: string) => number {
  const ranks = new Map<string, number>();
  return name => {
    let rank = ranks.get(name);
    if (rank === undefined) {
      rank = rankOf(name);
      if (ranks.size < MOST_KNOWN) ranks.set(name, rank);
    }
    return rank;
  };
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

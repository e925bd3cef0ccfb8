import { compareVersions } from '../version.js';
import { bareName, type ApkDatabase, type ApkPackage } from './database.js';
import type { Index, Offer } from './index-cache.js';

/** What changes, in the order in which it is done. */
export type Change =
  | { readonly kind: 'install'; readonly offer: Offer }
  | { readonly kind: 'upgrade'; readonly offer: Offer; readonly old: ApkPackage }
  | { readonly kind: 'purge'; readonly old: ApkPackage };

export interface Solution {
  readonly changes: readonly Change[];
  /** Names that nothing provides, and who wants them. */
  readonly missing: readonly { readonly name: string; readonly requiredBy: readonly string[] }[];
  /** Packages of which another version is wanted, and by whom. */
  readonly broken: readonly { readonly name: string; readonly wanted: readonly string[] }[];
}

/** Works out what the world needs: what is missing comes in, what nobody needs goes. */
export function solve(index: Index, database: ApkDatabase, world: readonly string[], options: { readonly upgrade: boolean }): Solution {
  const wanted = new Map<string, ApkPackage | Offer>();
  const missing = new Map<string, string[]>();
  const broken = new Map<string, string[]>();
  const visit = (word: string, requiredBy: string): void => {
    const name = bareName(word);
    const found = find(index, database, name, options.upgrade || database.packages.get(name) === undefined);
    if (!found) {
      missing.set(name, [...(missing.get(name) ?? []), requiredBy]);
      return;
    }
    if (found.name === name && !satisfies(word, found.version)) {
      const full = `${found.name}-${found.version}`;
      broken.set(full, [...(broken.get(full) ?? []), requiredBy]);
    }
    if (wanted.has(found.name)) return;
    wanted.set(found.name, found);
    for (const needed of found.depends) if (!needed.startsWith('!')) visit(needed, `${found.name}-${found.version}[${needed}]`);
    // Later than what it needs: a Map keeps the place of the first setting, so it is set anew.
    wanted.delete(found.name);
    wanted.set(found.name, found);
  };
  for (const word of world) visit(word, `world[${word}]`);
  const all = [...database.packages.values(), ...index.byName.values()];
  for (const { name, installIf } of all) if (installIf.length > 0 && installIf.every(word => wanted.has(word))) visit(name, '');
  const purged = [...database.packages.values()].filter(({ name }) => !wanted.has(name)).map((old): Change => ({ kind: 'purge', old }));
  const brought = [...wanted.values()].flatMap((found): readonly Change[] => {
    if (!('repository' in found)) return [];
    const old = database.packages.get(found.name);
    if (!old) return [{ kind: 'install', offer: found }];
    return compareVersions(found.version, old.version) > 0 ? [{ kind: 'upgrade', offer: found, old }] : [];
  });
  return {
    changes: [...purged, ...brought],
    missing: [...missing].map(([name, requiredBy]) => ({ name, requiredBy })),
    broken: [...broken].map(([name, requirers]) => ({ name, wanted: requirers })),
  };
}

function find({ byName }: Index, database: ApkDatabase, name: string, fromMirror: boolean): ApkPackage | Offer | undefined {
  const installed = database.packages.get(name) ?? [...database.packages.values()].find(({ provides }) => provides.includes(name));
  const offered = byName.get(installed?.name ?? name) ?? [...byName.values()].find(({ provides }) => provides.includes(name));
  return fromMirror ? (offered ?? installed) : (installed ?? offered);
}

/** `bash=5.2.15-r5`, `bash>5`, `bash~5.2`; a tag behind `@` says nothing of the version. */
function satisfies(word: string, version: string): boolean {
  const [, relation, wanted = ''] = /^[^<>=~@]+(=?~|[<>]=?|=)([^@]+)/.exec(word) ?? [];
  if (relation === undefined) return true;
  if (relation.includes('~')) return version === wanted || (version.startsWith(wanted) && /^[.\-_]/.test(version.slice(wanted.length)));
  const order = compareVersions(version, wanted);
  return (relation.includes('=') && order === 0) || (relation.includes('<') && order < 0) || (relation.includes('>') && order > 0);
}

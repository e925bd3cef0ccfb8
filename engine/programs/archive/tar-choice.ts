import type { TarEntry } from '../../fs/tar.js';
import { baseName } from '../files/paths.js';
import { matchGlob } from '../find/glob.js';

/** Which members are wanted, and which names have met none. */
export class Choice {
  readonly #names: readonly string[];
  readonly #excluded: readonly string[];
  readonly #wildcards: boolean;
  readonly #used = new Set<string>();

  constructor(names: readonly string[], excluded: readonly string[], wildcards: boolean) {
    this.#names = names;
    this.#excluded = excluded;
    this.#wildcards = wildcards;
  }

  takes({ path }: TarEntry): boolean {
    if (this.#excluded.some(pattern => matchGlob(pattern, path) || matchGlob(pattern, baseName(path)))) return false;
    if (this.#names.length === 0) return true;
    const name = this.#names.find(each => selects(each.replace(/\/+$/, ''), path, this.#wildcards));
    if (name !== undefined) this.#used.add(name);
    return name !== undefined;
  }

  missing(): readonly string[] {
    return this.#names.filter(name => !this.#used.has(name));
  }
}

function selects(name: string, path: string, wildcards: boolean): boolean {
  const wanted = name.replace(/^\.\//, '');
  const own = path.replace(/^\.\//, '');
  return own === wanted || own.startsWith(`${wanted}/`) || (wildcards && matchGlob(wanted, own));
}

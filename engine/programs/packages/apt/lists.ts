import type { Task } from '../../../core/task.js';
import type { Sys } from '../../../process/sys.js';
import { parseStanzas, type Stanza } from '../control.js';
import { readIfThere } from '../dpkg/database.js';
import { compareVersions } from '../version.js';
import { readSources, type Source } from './sources.js';

export const LISTS = '/var/lib/apt/lists';

/** A package that a mirror offers. */
export interface Available {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  readonly stanza: Stanza;
  readonly source: Source;
  readonly component: string;
}

/** `archive.ubuntu.com_ubuntu_dists_trusty_InRelease`: the file of what stands at an address. */
export function listFile(uri: string): string {
  return `${LISTS}/${uri.replace(/^[a-z]+:\/\//, '').replaceAll('/', '_')}`;
}

export function suiteUri({ uri, suite }: Source): string {
  return `${uri}/dists/${suite}`;
}

export function indexUri(source: Source, component: string): string {
  return `${suiteUri(source)}/${component}/binary-amd64/Packages`;
}

/** Everything that the fetched lists offer, by name, newest first. */
export function* readLists(sys: Sys): Task<ReadonlyMap<string, readonly Available[]>> {
  const byName = new Map<string, Available[]>();
  for (const source of yield* readSources(sys)) {
    for (const component of source.components) {
      for (const stanza of parseStanzas(yield* readIfThere(sys, listFile(indexUri(source, component))))) {
        const name = stanza.get('Package') ?? '';
        const version = stanza.get('Version') ?? '';
        const found = { name, version, architecture: stanza.get('Architecture') ?? 'amd64', stanza, source, component };
        byName.set(
          name,
          [...(byName.get(name) ?? []), found].sort((a, b) => compareVersions(b.version, a.version)),
        );
      }
    }
  }
  return byName;
}

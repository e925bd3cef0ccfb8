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
  readonly release: Release;
  /** Where it lies, when it was given as a file. */
  readonly file?: string;
}

/** What a suite says of itself. */
export interface Release {
  readonly origin: string;
  readonly label: string;
  readonly suite: string;
  readonly codename: string;
  readonly version: string;
}

function* readRelease(sys: Sys, source: Source): Task<Release> {
  for (const name of ['InRelease', 'Release']) {
    const [found] = parseStanzas(yield* readIfThere(sys, listFile(`${suiteUri(source)}/${name}`)));
    if (!found) continue;
    const field = (key: string): string => found.get(key) ?? '';
    return {
      origin: field('Origin'),
      label: field('Label'),
      suite: field('Suite'),
      codename: field('Codename'),
      version: field('Version'),
    };
  }
  return { origin: '', label: '', suite: '', codename: '', version: '' };
}

/** Whether what stands at an address is a file of this machine. */
export function localPath(uri: string): string | undefined {
  return uri.startsWith('file:') ? uri.replace(/^file:(\/\/)?/, '') : undefined;
}

/** `Debian:12.15/oldstable`: where a version comes from, as simulations and lists show it. */
export function originOf({ release }: Available): string {
  if (release.label === '' && release.suite === '') return 'localhost';
  const version = release.version === '' ? '' : `:${release.version}`;
  return `${release.label}${version}/${release.suite}`;
}

/** `archive.ubuntu.com_ubuntu_dists_trusty_InRelease`: the file of what stands at an address. */
export function listFile(uri: string): string {
  return `${LISTS}/${uri.replace(/^[a-z]+:(\/\/)?/, '').replaceAll('/', '_')}`;
}

export function suiteUri({ uri, suite }: Source): string {
  return isFlat({ suite }) ? `${uri}/${suite.replace(/\/$/, '')}` : `${uri}/dists/${suite}`;
}

/** A folder with packages and one list of them. */
export function isFlat({ suite }: Pick<Source, 'suite'>): boolean {
  return suite.endsWith('/');
}

/** The parts of a source that have lists of their own. */
export function partsOf(source: Source): readonly string[] {
  return isFlat(source) ? [''] : source.components;
}

export function indexUri(source: Source, component: string): string {
  return isFlat(source) ? `${suiteUri(source)}/Packages` : `${suiteUri(source)}/${component}/binary-amd64/Packages`;
}

/** Everything that the fetched lists offer, by name, newest first. */
export function* readLists(sys: Sys): Task<Map<string, readonly Available[]>> {
  const byName = new Map<string, readonly Available[]>();
  for (const source of yield* readSources(sys)) {
    for (const component of partsOf(source)) {
      const release = yield* readRelease(sys, source);
      for (const stanza of parseStanzas(yield* readIfThere(sys, listFile(indexUri(source, component))))) {
        const name = stanza.get('Package') ?? '';
        const version = stanza.get('Version') ?? '';
        const found = { name, version, architecture: stanza.get('Architecture') ?? 'amd64', stanza, source, component, release };
        byName.set(
          name,
          [...(byName.get(name) ?? []), found].sort((a, b) => compareVersions(b.version, a.version)),
        );
      }
    }
  }
  return byName;
}

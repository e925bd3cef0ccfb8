import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import type { Sys } from '../../../process/sys.js';
import { splitLines } from '../../input.js';
import { parseStanzas } from '../control.js';
import { readIfThere } from '../dpkg/database.js';

const FOLDER = '/etc/apt/sources.list.d';

/** One suite of a mirror, and the parts of it that are wanted. */
export interface Source {
  /** `http://deb.debian.org/debian`, without a slash at the end. */
  readonly uri: string;
  readonly suite: string;
  /** Empty for a flat one, whose suite is a folder. */
  readonly components: readonly string[];
  /** `[trusted=yes]`: it need not be signed. */
  readonly isTrusted: boolean;
}

/** A list of sources that cannot be read. */
export class SourcesError extends Error {
  override readonly name = 'SourcesError';
}

/** The sources that are configured, in the order in which apt reads them. */
export function* readSources(sys: Sys): Task<readonly Source[]> {
  const sources = parseList(yield* readIfThere(sys, '/etc/apt/sources.list'), '/etc/apt/sources.list');
  for (const name of namesIn(sys, FOLDER)) {
    const text = yield* readIfThere(sys, `${FOLDER}/${name}`);
    if (name.endsWith('.list')) sources.push(...parseList(text, `${FOLDER}/${name}`));
    if (name.endsWith('.sources')) sources.push(...parseDeb822(text));
  }
  return sources;
}

function namesIn(sys: Sys, folder: string): readonly string[] {
  try {
    return sys.readdir(folder).map(({ name }) => name);
  } catch (error) {
    if (isErrno(error)) return [];
    throw error;
  }
}

/** Throws SourcesError. */
function parseList(text: string, file: string): Source[] {
  return splitLines(text).flatMap((row, index) => {
    const line = row.replace(/#.*/, '').trim();
    if (line === '') return [];
    const number = String(index + 1);
    const [, type = '', options = '', uri, suite, rest = ''] = /^(\S+)\s*(\[[^\]]*\])?\s*(\S+)?\s*(\S+)?\s*(.*)$/.exec(line) ?? [];
    if (type !== 'deb' && type !== 'deb-src')
      throw new SourcesError(`Type '${type}' is not known on line ${number} in source list ${file}`);
    if (uri === undefined) throw new SourcesError(`Malformed entry ${number} in list file ${file} (URI)`);
    if (suite === undefined) throw new SourcesError(`Malformed entry ${number} in list file ${file} (Suite)`);
    const components = words(rest);
    if (components.length === 0 && !suite.endsWith('/'))
      throw new SourcesError(`Malformed entry ${number} in list file ${file} (Component)`);
    if (type === 'deb-src') return [];
    return [{ uri: uri.replace(/\/$/, ''), suite, components, isTrusted: /\btrusted=yes\b/.test(options) }];
  });
}

function parseDeb822(text: string): readonly Source[] {
  return parseStanzas(text.replace(/^#.*\n/gm, ''))
    .filter(stanza => words(stanza.get('Types')).includes('deb') && stanza.get('Enabled') !== 'no')
    .flatMap(stanza =>
      words(stanza.get('URIs')).flatMap(uri =>
        words(stanza.get('Suites')).map(suite => ({
          uri: uri.replace(/\/$/, ''),
          suite,
          components: words(stanza.get('Components')),
          isTrusted: stanza.get('Trusted') === 'yes',
        })),
      ),
    );
}

function words(text = ''): readonly string[] {
  return text.split(/\s+/).filter(word => word !== '');
}

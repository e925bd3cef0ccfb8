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
  readonly components: readonly string[];
}

/** The sources that are configured, in the order in which apt reads them. */
export function* readSources(sys: Sys): Task<readonly Source[]> {
  const sources = parseList(yield* readIfThere(sys, '/etc/apt/sources.list'));
  for (const name of namesIn(sys, FOLDER)) {
    const text = yield* readIfThere(sys, `${FOLDER}/${name}`);
    if (name.endsWith('.list')) sources.push(...parseList(text));
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

function parseList(text: string): Source[] {
  return splitLines(text).flatMap(line => {
    const match = /^deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+(\S+)\s*(.*)$/.exec(line.replace(/#.*/, '').trim());
    if (!match) return [];
    const [, uri = '', suite = '', components = ''] = match;
    return [{ uri: uri.replace(/\/$/, ''), suite, components: words(components) }];
  });
}

function parseDeb822(text: string): readonly Source[] {
  return parseStanzas(text.replace(/^#.*\n/gm, ''))
    .filter(stanza => words(stanza.get('Types')).includes('deb') && stanza.get('Enabled') !== 'no')
    .flatMap(stanza =>
      words(stanza.get('URIs')).flatMap(uri =>
        words(stanza.get('Suites')).map(suite => ({ uri: uri.replace(/\/$/, ''), suite, components: words(stanza.get('Components')) })),
      ),
    );
}

function words(text = ''): readonly string[] {
  return text.split(/\s+/).filter(word => word !== '');
}

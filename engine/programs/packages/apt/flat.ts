import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import { fetchFile } from '../fetch.js';
import { readIfThere } from '../dpkg/database.js';
import { indexUri, listFile, localPath, suiteUri } from './lists.js';
import type { Apt } from './session.js';
import type { Source } from './sources.js';
import { reasonOf, type Acquire } from './acquire.js';
import { exists } from '../../files/presence.js';

/** How many packed forms of a list are looked for before the plain one. */
const PACKINGS = 6;

/** Takes the list of a folder with packages: of this machine, or of a server. */
export function* takeFlat(apt: Apt, acquire: Acquire, source: Source): Task<void> {
  const described = `${source.uri} ${source.suite}`;
  const base = suiteUri(source);
  const path = localPath(indexUri(source, ''));
  const isTrusted = source.isTrusted || apt.options.allowUnsigned;
  for (const name of ['InRelease', 'Release']) {
    const here = localPath(`${base}/${name}`);
    if (here !== undefined) yield* acquire.look(`${described} ${name}`);
    if (name === 'Release' && !isTrusted) {
      yield* acquire.repeat(
        'Err',
        `${described} ${name}`,
        here === undefined ? '' : `\n  File not found - ${dotted(source, name)} (2: No such file or directory)`,
      );
      acquire.errors.push(`The repository '${described} Release' does not have a Release file.`);
      return;
    }
    yield* acquire.repeat('Ign', `${described} ${name}`);
  }
  if (!source.isTrusted) yield* apt.say('W', `The repository '${described} Release' does not have a Release file.`);
  if (path === undefined) return yield* fetchFlat(apt, acquire, source, described);
  for (let i = 0; i < PACKINGS; i++) {
    yield* i === 0 ? acquire.look(`${described} Packages`) : acquire.again('Get', `${described} Packages`);
    yield* acquire.repeat('Ign', `${described} Packages`);
  }
  if (!exists(apt.sys, path)) {
    const why = `File not found - ${dotted(source, 'Packages')} (2: No such file or directory)`;
    yield* acquire.again('Get', `${described} Packages`);
    yield* acquire.repeat('Err', `${described} Packages`, `\n  ${why}`);
    acquire.failures.push(`Failed to fetch ${source.uri}/${source.suite}Packages  ${why}`);
    acquire.isFatal = true;
    return;
  }
  const text = yield* readIfThere(apt.sys, path);
  yield* acquire.again('Get', `${described} Packages`, ` [${String(encodeUtf8(text).length)} B]`);
  const fd = apt.sys.open(listFile(indexUri(source, '')), { write: true, create: true, truncate: true, mode: 0o644 });
  yield* apt.sys.write(fd, encodeUtf8(text));
  apt.sys.close(fd);
}

function dotted(source: Source, name: string): string {
  return `${localPath(source.uri) ?? ''}/${source.suite}${name}`;
}

function* fetchFlat(apt: Apt, acquire: Acquire, source: Source, described: string): Task<void> {
  const uri = indexUri(source, '');
  const result = yield* fetchFile(apt.sys, uri, listFile(uri), {
    userAgent: `Debian APT-HTTP/1.3 (${apt.style.number})`,
    onStart: size => acquire.get(`${described} Packages`, size),
  });
  if (result.kind === 'ok' || result.kind === 'not-modified') return;
  const why = reasonOf(result);
  yield* acquire.note('Err', `${described} Packages`, `\n  ${why}`);
  acquire.failures.push(`Failed to fetch ${uri}  ${why}`);
  acquire.isFatal = true;
}

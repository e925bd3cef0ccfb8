import { largestOf } from '../../../core/extremes.js';
import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Main, Sys } from '../../../process/sys.js';
import { readIfThere } from '../dpkg/database.js';
import { fetchFile, type Fetched } from '../fetch.js';
import { makeDirectories } from '../put-files.js';
import { readRepositories, readVariables, type Repository } from './repositories.js';

const CACHE = '/var/cache/dnf';
/** Where the name of a repository ends and its amounts begin. */
const NAME_COLUMNS = 48;

/** What only root may do. */
const changing: ReadonlySet<string> = new Set(
  'install in remove rm erase update upgrade upgrade-minimal reinstall downgrade autoremove distro-sync groupinstall swap module mark'.split(
    ' ',
  ),
);
/** What asks the mirrors first. */
const asking: ReadonlySet<string> = new Set([
  ...changing,
  ...'search info list makecache check-update repoquery provides whatprovides repolist-v group grouplist download builddep'.split(' '),
]);

class DnfError extends Error {
  override readonly name = 'DnfError';
}

/**
 * dnf of CentOS 8, whose mirrors are gone: it says so, as the real one does, for as long as its repositories are those of the image. The
 * packages that the vault keeps are not simulated.
 */
export const dnf: Main = function* (sys, argv) {
  const words = argv.slice(1).filter(word => !word.startsWith('-'));
  const [command] = words;
  const complain = (text: string): Task<void> => sys.write(2, encodeUtf8(text));
  try {
    if (argv.includes('--version')) return yield* say(sys, '4.7.0\n');
    if (command === undefined) {
      yield* complain('usage: dnf [options] COMMAND\n');
      return 1;
    }
    if (changing.has(command) && sys.credentials().uid !== 0)
      throw new DnfError('Error: This command has to be run with superuser privileges (under the root user on most systems).');
    if (sys.env.get('LANG') === undefined && sys.env.get('LC_ALL') === undefined)
      yield* complain('Failed to set locale, defaulting to C.UTF-8\n');
    if (command === 'clean') return yield* say(sys, '0 files removed\n');
    const repositories = (yield* readRepositories(sys, yield* readVariables(sys))).filter(({ enabled }) => enabled);
    if (command === 'repolist') return yield* say(sys, repositoryList(repositories));
    if (!asking.has(command)) {
      yield* complain(
        `No such command: ${command}. Please use /usr/bin/dnf --help\nIt could be a DNF plugin command, try: "dnf install 'dnf-command(${command})'"\n`,
      );
      return 1;
    }
    if (repositories.length === 0)
      throw new DnfError('Error: There are no enabled repositories in "/etc/yum.repos.d", "/etc/yum/repos.d", "/etc/distro.repos.d".');
    makeDirectories(sys, CACHE);
    for (const repository of repositories) yield* fetchMetadata(sys, repository);
    throw new DnfError('drydock: the packages of CentOS 8 are not simulated (those of centos:7 are)');
  } catch (error) {
    if (!(error instanceof DnfError) && !isErrno(error)) throw error;
    yield* complain(`${error instanceof DnfError ? error.message : `Error: ${error.message}`}\n`);
    return 1;
  }
};

function* say(sys: Sys, text: string): Task<number> {
  yield* sys.write(1, encodeUtf8(text));
  return 0;
}

function repositoryList(repositories: readonly Repository[]): string {
  const width = largestOf(
    repositories.map(({ id }) => id.length),
    7,
  );
  const rows = [...repositories].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, name }) => `${id.padEnd(width)}  ${name}\n`);
  return `${'repo id'.padEnd(width)}  repo name\n${rows.join('')}`;
}

/** Asks for the mirrors of a repository, then for its list. Throws DnfError. */
function* fetchMetadata(sys: Sys, repository: Repository): Task<void> {
  const { id, mirrorlist, baseurl } = repository;
  const failed = (why: string): DnfError => new DnfError(`Error: Failed to download metadata for repo '${id}': ${why}`);
  const startedAt = sys.clock.now();
  const tell = function* (sizeBytes: number): Task<void> {
    const rate = sizeBytes === 0 ? '0.0' : String(Math.round(sizeBytes / Math.max(0.001, (sys.clock.now() - startedAt) / 1000)));
    yield* say(
      sys,
      `${repository.name.padEnd(NAME_COLUMNS - 1)} ${rate.padStart(3)}  B/s | ${String(sizeBytes).padStart(3)}  B     00:00    \n`,
    );
  };
  const file = `${CACHE}/${id}.metadata`;
  const uri = mirrorlist ?? `${(baseurl ?? '').replace(/\/$/, '')}/repodata/repomd.xml`;
  const result = yield* fetchFile(sys, uri, file, { userAgent: 'libdnf (CentOS Linux 8; generic; Linux.x86_64)' });
  if (mirrorlist !== undefined && result.kind === 'ok') {
    yield* tell(result.sizeBytes);
    if (/^https?:\/\//m.test(yield* readIfThere(sys, file))) return;
    throw failed('Cannot prepare internal mirrorlist: No URLs in mirrorlist');
  }
  if (result.kind === 'ok') return;
  const why = reasonOf(result, uri);
  yield* tell(0);
  yield* sys.write(2, encodeUtf8(`Errors during downloading metadata for repository '${id}':\n  - ${why}\n`));
  throw failed(
    mirrorlist === undefined
      ? 'Cannot download repomd.xml: Cannot download repodata/repomd.xml: All mirrors were tried'
      : `Cannot prepare internal mirrorlist: ${why}`,
  );
}

function reasonOf(result: Exclude<Fetched, { kind: 'ok' }>, uri: string): string {
  switch (result.kind) {
    case 'resolve':
      return `Curl error (6): Couldn't resolve host name for ${uri} [Could not resolve host: ${result.host}]`;
    case 'connect':
      return `Curl error (7): Couldn't connect to server for ${uri} [Failed to connect to ${result.host} port ${String(result.port)}: ${result.reason}]`;
    case 'status':
      return `Status code: ${String(result.status)} for ${uri} (IP: ${result.ip})`;
    default:
      return `Curl error (56): Failure when receiving data from the peer for ${uri}`;
  }
}

import { sha224 } from '@noble/hashes/sha2.js';
import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import { readFile } from '../input.js';
import { fetchFile, type Fetched } from '../packages/fetch.js';
import { makeFolders } from './folders.js';
import { parseMetadata, type Metadata } from './metadata.js';
import { canonicalName } from './requirement.js';
import { complain, failure, formatSize, say, type Session } from './session.js';
import { compareVersions, isPrerelease, parseVersion, type Version } from './version.js';
import { exists } from '../files/presence.js';

export const INDEX = 'https://pypi.org/simple';
const RETRIES = 5;

/** A file that the index offers. */
export interface Offer {
  readonly version: Version;
  readonly file: string;
  readonly url: string;
  readonly sha256: string;
}

/** An index of packages, asked once for each name. */
export class IndexClient {
  readonly #session: Session;
  readonly #address: string;
  readonly #known = new Map<string, readonly Offer[]>();
  readonly #metadata = new Map<string, Metadata>();

  constructor(session: Session) {
    this.#session = session;
    this.#address = (session.options.get('index-url')?.at(-1) ?? session.sys.env.get('PIP_INDEX_URL') ?? INDEX).replace(/\/+$/, '');
  }

  /** What there is of a package for this machine, the newest first. */
  *offers(name: string): Task<readonly Offer[]> {
    const key = canonicalName(name);
    const known = this.#known.get(key);
    if (known) return known;
    const page = yield* this.#page(key);
    const offers = page === undefined ? [] : offersOf(page, isMusl(this.#session));
    const sorted = offers.toSorted((a, b) => compareVersions(b.version, a.version));
    this.#known.set(key, sorted);
    return sorted;
  }

  /** What a package says of itself, fetched with a line that tells of it. */
  *metadata({ url, file }: Offer): Task<Metadata> {
    const known = this.#metadata.get(url);
    if (known) return known;
    const { bytes, isCached } = yield* this.download(`${url}.metadata`);
    yield* say(this.#session, `  ${isCached ? 'Using cached' : 'Downloading'} ${file}.metadata (${formatSize(bytes.length)})`);
    const metadata = parseMetadata(decodeUtf8(bytes));
    this.#metadata.set(url, metadata);
    return metadata;
  }

  /** A file, from the cache where it was fetched before. */
  *download(url: string): Task<{ readonly bytes: Uint8Array; readonly isCached: boolean }> {
    const cached = cacheFile(this.#session, url);
    if (cached !== undefined && exists(this.#session.sys, cached))
      return { bytes: yield* readFile(this.#session.sys, cached), isCached: true };
    const bytes = yield* this.#fetch(url);
    if (typeof bytes === 'string') throw failure(`HTTP error 404 while getting ${url}`);
    if (cached !== undefined) yield* keep(this.#session, cached, bytes);
    return { bytes, isCached: false };
  }

  *#page(key: string): Task<string | undefined> {
    const path = `/${this.#address.replace(/^https?:\/\/[^/]*\/?/, '')}/${key}/`;
    for (let left = RETRIES; ; left--) {
      const fetched = yield* this.#fetch(`${this.#address}/${key}/`);
      if (typeof fetched !== 'string') return decodeUtf8(fetched);
      if (fetched === 'missing' || left === 0) return undefined;
      const at = `0x7f${this.#session.sys.random.hex(10)}`;
      const why = `<pip._vendor.urllib3.connection.HTTPSConnection object at ${at}>: Failed to establish a new connection: ${fetched}`;
      yield* complain(
        this.#session,
        `WARNING: Retrying (Retry(total=${(left - 1).toString()}, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError('${why}')': ${path}`,
      );
      yield* this.#session.sys.sleep(left === RETRIES ? 0 : 250 * 2 ** (RETRIES - left));
    }
  }

  /** The bytes, 'missing', or why there was no connection. */
  *#fetch(url: string): Task<Uint8Array | string> {
    const { sys, version, python } = this.#session;
    const target = `/tmp/pip-unpack-${sys.random.hex(8)}`;
    const fetched = yield* fetchFile(sys, url, target, { userAgent: `pip/${version} (CPython ${python.number})` });
    const bytes = fetched.kind === 'ok' ? yield* readFile(sys, target) : undefined;
    if (exists(sys, target)) sys.unlink(target);
    return bytes ?? reasonOf(fetched);
  }
}

/** Where pip keeps what it has fetched; undefined where it is to keep nothing. */
function cacheFile({ sys, options }: Session, url: string): string | undefined {
  const home = sys.env.get('HOME') ?? '';
  const isOff = options.has('no-cache-dir') || /^(1|true|yes|on)$/i.test(sys.env.get('PIP_NO_CACHE_DIR') ?? '');
  if (isOff || home === '') return undefined;
  const name = [...sha224(encodeUtf8(url))].map(byte => byte.toString(16).padStart(2, '0')).join('');
  const folder = sys.env.get('PIP_CACHE_DIR') ?? `${sys.env.get('XDG_CACHE_HOME') ?? `${home}/.cache`}/pip`;
  return `${folder}/http-v2/${[...name.slice(0, 5)].join('/')}/${name}.body`;
}

function* keep({ sys }: Session, path: string, bytes: Uint8Array): Task<void> {
  try {
    makeFolders(sys, path.replace(/\/[^/]*$/, ''));
    const fd = sys.open(path, { write: true, create: true, truncate: true, mode: 0o600 });
    yield* sys.write(fd, bytes);
    sys.close(fd);
  } catch (error) {
    // A cache that cannot be written to is none.
    if (!isErrno(error)) throw error;
  }
}

function reasonOf(fetched: Fetched): string {
  if (fetched.kind === 'resolve')
    return fetched.temporary ? '[Errno -3] Temporary failure in name resolution' : '[Errno -2] Name or service not known';
  return fetched.kind === 'connect' ? `[Errno 111] ${fetched.reason}` : 'missing';
}

/** Links of a page of the index (PEP 503) to wheels that run here. */
function offersOf(page: string, musl: boolean): readonly Offer[] {
  return [...page.matchAll(/<a href="([^"#]*)#sha256=(\w+)"[^>]*>([^<]*)<\/a>/g)].flatMap(([, url = '', sha256 = '', file = '']) => {
    const [, version = '', tags = ''] = /^[^-]+-([^-]+)-(.*)\.whl$/.exec(file) ?? [];
    const parsed = parseVersion(version);
    return parsed && runsHere(tags, musl) ? [{ version: parsed, file, url, sha256 }] : [];
  });
}

function runsHere(tags: string, musl: boolean): boolean {
  return tags.endsWith('-none-any') || tags.includes(musl ? 'musllinux' : 'manylinux');
}

function isMusl({ sys }: Session): boolean {
  return exists(sys, '/etc/alpine-release');
}

/** Those that count: no previews, unless there is nothing else or they were asked for. */
export function released(offers: readonly Offer[], allowsPreviews: boolean): readonly Offer[] {
  const finals = offers.filter(({ version }) => !isPrerelease(version));
  return allowsPreviews || finals.length === 0 ? offers : finals;
}

import { encodeUtf8 } from '../../core/utf8.js';
import { Content } from '../../fs/content.js';
import { encodeArchive } from '../../programs/packages/archive.js';
import { formatApk } from '../../programs/packages/apk/database.js';
import { filler, type Files } from '../catalogue/tree.js';
import { membersOf } from './apt-mirror.js';
import { sizeOf } from './deb-files.js';
import { programFiles } from './program-files.js';
import { summaryOf } from './summaries.js';

/** A branch of Alpine, as its mirrors have it. */
export interface ApkRelease {
  /** `v3.18` */
  readonly branch: string;
  /** Bytes of the index of each repository, as it travels. */
  readonly indexBytes: Readonly<Record<string, number>>;
  /** What the distribution's image has: a table as parseApkTable reads it; the mirrors offer it too. */
  readonly base: string;
  readonly packages: string;
}

interface ApkRow {
  readonly name: string;
  readonly version: string;
  readonly repository: string;
  readonly downloadBytes: number;
  readonly installedBytes: number;
  readonly depends: readonly string[];
  readonly provides: readonly string[];
  readonly installIf: readonly string[];
}

/** Reads a table of packages: a line a package, `name version repository download-bytes installed-bytes [; depends [; provides [; install_if]]]`. */
function parseApkTable(table: string): readonly ApkRow[] {
  const words = (text: string): readonly string[] => text.split(' ').filter(word => word !== '');
  return table
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const [head = '', depends = '', provides = '', installIf = ''] = line.split(';');
      const [name = '', version = '', repository = '', download = '', installed = ''] = words(head);
      return {
        name,
        version,
        repository,
        downloadBytes: Number(download),
        installedBytes: Number(installed),
        depends: words(depends),
        provides: words(provides),
        installIf: words(installIf),
      };
    });
}

/** What stands at an address of a mirror: `/alpine/v3.18/main/x86_64/…`; undefined for nothing. */
export function apkFile(releases: readonly ApkRelease[], path: string): Content | undefined {
  const [, branch, repository = '', file = ''] = /^\/alpine\/(v[\d.]+)\/(\w+)\/x86_64\/([^/]+)$/.exec(path) ?? [];
  const release = releases.find(each => each.branch === branch);
  const indexBytes = release?.indexBytes[repository];
  if (!release || indexBytes === undefined) return undefined;
  const rows = parseApkTable(`${release.base}${release.packages}`).filter(row => row.repository === repository);
  if (file === 'APKINDEX.tar.gz') return new Content(encodeUtf8(rows.map(row => entryOf(row, [])).join('')), indexBytes);
  const found = rows.find(({ name, version }) => file === `${name}-${version}.apk`);
  return found && encodeArchive('apk', { control: entryOf(found, []), members: membersOf(filesOf(found)) }, found.downloadBytes);
}

function entryOf(row: ApkRow, files: readonly string[]): string {
  return formatApk({ ...row, summary: summaryOf(row.name), files });
}

function filesOf({ name, version, installedBytes }: ApkRow): Files {
  const own = programFiles(name, version.replace(/-r\d+$/, ''), 'apk', version);
  const rest = Math.max(0, installedBytes - Object.values(own).reduce((sum, node) => sum + sizeOf(node), 0));
  const isLibrary = /^lib|-libs$/.test(name);
  const path = isLibrary ? `/usr/lib/${name.replace(/-libs$/, '').replace(/^(?!lib)/, 'lib')}.so.1` : `/usr/share/${name}/data`;
  return rest === 0 ? own : { ...own, [path]: filler(rest) };
}

/** apk's database of an image; `names` come in with what they need besides the base, `own` are rows that no mirror has. */
export function apkDatabase(release: ApkRelease, isThere: (path: string) => boolean, names: readonly string[] = [], own = ''): string {
  const offered = parseApkTable(own + release.packages);
  const chosen = new Map(parseApkTable(release.base).map(row => [row.name, row]));
  const visit = (name: string): void => {
    const row = offered.find(each => each.name === name);
    if (!row || chosen.has(name)) return;
    chosen.set(name, row);
    row.depends.forEach(visit);
  };
  names.forEach(visit);
  return [...chosen.values()]
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(row => entryOf(row, owners[row.name] ?? Object.keys(filesOf(row)).filter(isThere)))
    .join('');
}

const owners: Readonly<Record<string, readonly string[]>> = {
  'alpine-baselayout': ['/etc/motd', '/etc/fstab', '/etc/profile'],
  'alpine-baselayout-data': ['/etc/group', '/etc/hosts', '/etc/passwd', '/etc/shadow', '/etc/shells'],
  'apk-tools': ['/sbin/apk', '/lib/libapk.so.2.14.0'],
  busybox: ['/bin/busybox'],
  'busybox-binsh': ['/bin/sh'],
  'libc-utils': [],
  libcrypto3: ['/lib/libcrypto.so.3'],
  libssl3: ['/lib/libssl.so.3'],
  musl: ['/lib/ld-musl-x86_64.so.1', '/lib/libc.musl-x86_64.so.1'],
  'musl-utils': ['/usr/bin/getent', '/usr/bin/ldd'],
  ssl_client: ['/usr/bin/ssl_client'],
  zlib: ['/lib/libz.so.1.2.13'],
};

import { Content } from '../../fs/content.js';
import { encodeArchive, type Member } from '../../programs/packages/archive.js';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import { digestOf, hexOf } from '../digest.js';
import type { Files, Node } from '../catalogue/tree.js';
import { filesOfDeb } from './deb-files.js';
import { controlOf, parseDebTable, poolPath, type DebPackage } from './deb-table.js';
import { packageScripts } from './package-scripts.js';
import { summaryOf } from './summaries.js';

/** A release of a distribution, as its mirrors have it. */
export interface DebRelease {
  readonly codename: string;
  /** What its suites are called: `oldstable`; Ubuntu's by their code names. */
  readonly archive: string;
  /** `12.12`, `22.04`. */
  readonly version: string;
  readonly origin: 'Debian' | 'Ubuntu';
  /** Where its packages are, when another release has others under the same names and numbers. */
  readonly pool?: string;
  readonly pockets: readonly Pocket[];
  /** Ready-made lists end in this. */
  readonly packing: '.xz' | '.bz2' | '.gz';
  /** What the distribution's image has: a table as parseDebTable reads it. The mirrors offer it too. */
  readonly base: string;
  /** What the mirrors offer besides. */
  readonly packages: string;
}

/** One suite: `trusty`, `trusty-updates`, `trusty-security`. */
export interface Pocket {
  /** '', 'updates' or 'security'. */
  readonly name: string;
  readonly suite: string;
  /** `/ubuntu`, the folder of the mirror. */
  readonly root: string;
  readonly releaseBytes: number;
  /** Signed beside, in Release.gpg of so many bytes, not inside. */
  readonly signatureBytes?: number;
  /** For each component the bytes of its list, packed and on disk. */
  readonly lists: Readonly<Record<string, readonly [packed: number, stored: number]>>;
}

/** What stands at an address of the mirror; undefined for nothing. Made when it is asked for, and not kept. */
export function aptFile(releases: readonly DebRelease[], path: string): Content | undefined {
  for (const release of releases) {
    for (const pocket of release.pockets) {
      const base = `${pocket.root}/dists/${pocket.suite}/`;
      if (path.startsWith(base)) return distsFile(release, pocket, path.slice(base.length));
    }
  }
  if (!path.includes('/pool/') || !path.endsWith('.deb')) return undefined;
  for (const release of releases) {
    const root = release.pockets.find(pocket => path.startsWith(`${pocket.root}/`))?.root;
    if (root === undefined) continue;
    const found = packagesOf(release).find(item => `${root}/${poolPath(item, release.pool)}` === path);
    if (found) return debOf(found);
  }
  return undefined;
}

const parsed = new WeakMap<DebRelease, readonly DebPackage[]>();

export function packagesOf(release: DebRelease): readonly DebPackage[] {
  const known = parsed.get(release) ?? parseDebTable(`${release.base}\n${release.packages}`);
  parsed.set(release, known);
  return known;
}

function distsFile(release: DebRelease, pocket: Pocket, path: string): Content | undefined {
  if (path === (pocket.signatureBytes === undefined ? 'InRelease' : 'Release'))
    return padded(releaseText(release, pocket), pocket.releaseBytes);
  if (path === 'Release.gpg' && pocket.signatureBytes !== undefined) return padded('', pocket.signatureBytes);
  const [, component = '', suffix] = /^(\w+)\/binary-amd64\/Packages(\.\w+)$/.exec(path) ?? [];
  const [packed] = pocket.lists[component] ?? [];
  if (packed === undefined || suffix !== release.packing) return undefined;
  return padded(listText(release, pocket, component), packed);
}

function padded(text: string, sizeBytes: number): Content {
  return new Content(encodeUtf8(text), sizeBytes);
}

function releaseText(release: DebRelease, pocket: Pocket): string {
  const rows = Object.entries(pocket.lists).flatMap(([component, [packed, stored]]) => {
    const sum = hexOf(digestOf(listText(release, pocket, component)));
    const row = (size: number, suffix: string): string => ` ${sum} ${String(size).padStart(8)} ${component}/binary-amd64/Packages${suffix}`;
    return [row(stored, ''), row(packed, release.packing)];
  });
  const fields = [
    `Origin: ${release.origin}`,
    `Label: ${pocket.name === 'security' && release.origin === 'Debian' ? 'Debian-Security' : release.origin}`,
    `Suite: ${pocket.suite.replace(release.codename, release.archive)}`,
    ...(release.version === '' ? [] : [`Version: ${release.version}`]),
    `Codename: ${release.codename}`,
    'Architectures: amd64',
    `Components: ${Object.keys(pocket.lists).join(' ')}`,
    'SHA256:',
  ];
  return `${[...fields, ...rows].join('\n')}\n`;
}

function listText(release: DebRelease, pocket: Pocket, component: string): string {
  return packagesOf(release)
    .filter(item => item.pocket === pocket.name && item.component === component)
    .map(
      item => `${controlOf(item, summaryOf(item.name))}Filename: ${poolPath(item, release.pool)}\nSize: ${String(item.downloadBytes)}\n\n`,
    )
    .join('');
}

function debOf(item: DebPackage): Content {
  const members = membersOf(filesOfDeb(item));
  return encodeArchive('deb', { control: controlOf(item, summaryOf(item.name)), members, info: infoOf(item, members) }, item.downloadBytes);
}

/** Everything in /etc that is no folder and no link is a settings file. */
function infoOf({ name }: DebPackage, members: readonly Member[]): Readonly<Record<string, string>> {
  const settings = members.filter(({ path, kind }) => path.startsWith('/etc/') && (kind === 'text' || kind === 'filler'));
  const conffiles = settings.map(({ path }) => `${path}\n`).join('');
  return { ...packageScripts(name), ...(conffiles === '' ? {} : { conffiles }) };
}

/** Files as they travel in a package. */
export function membersOf(files: Files): readonly Member[] {
  return Object.entries(files)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, node]) => memberOf(path, node));
}

function memberOf(path: string, node: Node): Member {
  const common = { path, uid: node.uid ?? 0, gid: node.gid ?? 0 };
  switch (node.kind) {
    case 'directory':
      return { ...common, kind: 'directory', mode: node.mode };
    case 'symlink':
    case 'hardlink':
      return { ...common, kind: 'symlink', mode: 0o777, target: node.target };
    case 'file': {
      const { content, mode } = node;
      if (content.kind === 'text') return { ...common, kind: 'text', mode, text: decodeUtf8(content.bytes) };
      if (content.kind === 'program') return { ...common, kind: 'program', mode, program: content.program, sizeBytes: content.sizeBytes };
      return { ...common, kind: 'filler', mode, sizeBytes: content.sizeBytes };
    }
  }
}

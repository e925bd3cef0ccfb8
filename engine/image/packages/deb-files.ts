import { filler, type Files, type Node } from '../catalogue/tree.js';
import type { DebPackage } from './deb-table.js';
import { pathInDeb } from './deb-programs.js';
import { programFiles } from './program-files.js';

const MULTIARCH = '/usr/lib/x86_64-linux-gnu';

/** What a package brings along: its programs, and where the rest of its size is. */
export function filesOfDeb(item: DebPackage): Files {
  const known = Object.entries(programFiles(item.name, upstreamOf(item.version), 'deb', item.version));
  const own = Object.fromEntries(known.map(([path, node]) => [pathInDeb(path), node]));
  const rest = Math.max(0, item.installedKib * 1024 - Object.values(own).reduce((sum, node) => sum + sizeOf(node), 0) - COPYRIGHT_BYTES);
  return { ...own, [`/usr/share/doc/${item.name}/copyright`]: filler(COPYRIGHT_BYTES), [bulkPath(item)]: filler(rest) };
}

const COPYRIGHT_BYTES = 2_048;

/** The bytes that a file takes. */
export function sizeOf(node: Node): number {
  if (node.kind !== 'file') return 0;
  return node.content.kind === 'text' ? node.content.bytes.length : node.content.sizeBytes;
}

/** A library is a file named after its package: libcurl3 has libcurl.so.3. */
function bulkPath({ name, section }: DebPackage): string {
  const [, stem, number] = /^(lib.*?[a-z+])-?(\d[\d.]*)?(?:-\d+)?$/.exec(name) ?? [];
  if (name.startsWith('libpam-')) return `${MULTIARCH}/security/${name.replace('libpam-', 'pam_')}.so`;
  if (section === 'libs' && stem !== undefined) return `${MULTIARCH}/${stem}.so.${number ?? '1'}`;
  return `/usr/share/${name}/data`;
}

/** `7.35.0` of `1:7.35.0-1ubuntu2.20`, `0.9` of `0.9+dfsg1`. */
function upstreamOf(version: string): string {
  return version
    .replace(/^\d+:/, '')
    .replace(/-[^-]*$/, '')
    .replace(/[+~].*$/, '');
}

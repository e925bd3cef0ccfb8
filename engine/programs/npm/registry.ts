import { sha512 } from '@noble/hashes/sha2.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { contentOf } from '../../fs/content.js';
import { encodeTar } from '../../fs/tar.js';
import { gzipBytes } from '../archive/gzip-format.js';
import { encode } from '../text/base64.js';
import { catalogue, manifestOf, type RegistryPackage } from './catalogue.js';

/** What the registry answers to a GET. */
export interface RegistryAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: Uint8Array;
}

/** Packages were packed then: 1985-10-26T08:15:00Z, as in every package that npm packs. */
const PACKED_AT = 499_162_500;
const tarballs = new Map<string, Uint8Array>();

export function answerRegistry(path: string): RegistryAnswer {
  const name = decodeURIComponent(path.slice(1));
  const tarball = /^((?:@[^/]+\/)?[^/]+)\/-\/[^/]+-(\d[^/]*)\.tgz$/.exec(name);
  const found = catalogue().find(item => item.name === (tarball?.[1] ?? name));
  const version = tarball?.[2];
  if (!found || (version !== undefined && !versionsOf(found).includes(version))) return json(404, { error: 'Not found' });
  if (version !== undefined) return { status: 200, type: 'application/octet-stream', body: tarballOf(found, version) };
  return json(200, packument(found));
}

function json(status: number, value: unknown): RegistryAnswer {
  return { status, type: 'application/json', body: encodeUtf8(JSON.stringify(value)) };
}

function versionsOf({ version, older = [] }: RegistryPackage): readonly string[] {
  return [...older, version];
}

function packument(item: RegistryPackage): unknown {
  const versions = versionsOf(item).map(version => [version, { ...manifestOf(item, version), dist: distOf(item, version) }] as const);
  return { name: item.name, description: item.description, 'dist-tags': { latest: item.version }, versions: Object.fromEntries(versions) };
}

function distOf(item: RegistryPackage, version: string): Readonly<Record<string, unknown>> {
  const bytes = tarballOf(item, version);
  return {
    shasum: hex(sha1(bytes)),
    integrity: `sha512-${encode(sha512(bytes))}`,
    tarball: `https://registry.npmjs.org/${item.name}/-/${item.name.replace(/^.*\//, '')}-${version}.tgz`,
    fileCount: Object.keys(item.files).length + 2,
    unpackedSize: Object.values(item.files).reduce((sum, text) => sum + text.length, 0),
  };
}

/** Every package says of itself that it stands in for another. */
function readmeOf({ name, description }: RegistryPackage): string {
  return `# ${name}\n\n${description}.\n\nThis is a small stand-in for the package of that name, written for Drydock. It does what lessons need and no more.\n`;
}

function tarballOf(item: RegistryPackage, version: string): Uint8Array {
  const key = `${item.name}@${version}`;
  const known = tarballs.get(key);
  if (known) return known;
  const files = {
    'package.json': `${JSON.stringify(manifestOf(item, version), undefined, 2)}\n`,
    'README.md': readmeOf(item),
    ...item.files,
  };
  const commands = new Set(Object.values(item.bin ?? {}));
  const entries = Object.entries(files).map(([path, text]) => {
    const content = contentOf(text);
    const mode = commands.has(path) ? 0o755 : 0o644;
    const common = { kind: 'file', uid: 0, gid: 0, mtime: PACKED_AT, linkTarget: '' } as const;
    return { ...common, path: `package/${path}`, mode, sizeBytes: content.sizeBytes, content };
  });
  const bytes = gzipBytes(encodeTar(entries), { mtime: 0 });
  tarballs.set(key, bytes);
  return bytes;
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

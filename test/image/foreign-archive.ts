import { encodeUtf8 } from '../../engine/core/utf8.js';
import { contentOf } from '../../engine/fs/content.js';
import { encodeTar, type TarEntry } from '../../engine/fs/tar.js';
import { digestOf, hexOf } from '../../engine/image/digest.js';

/** A member of an archive; a file unless said otherwise. */
export function member(path: string, data: string | Uint8Array = '', more: Partial<TarEntry> = {}): TarEntry {
  const content = contentOf(data);
  const base = { path, kind: 'file' as const, mode: 0o644, uid: 0, gid: 0, mtime: 0, sizeBytes: content.sizeBytes, linkTarget: '' };
  return more.kind === undefined || more.kind === 'file' ? { ...base, content, ...more } : { ...base, sizeBytes: 0, ...more };
}

export const symlink = (path: string, linkTarget: string): TarEntry => member(path, '', { kind: 'symlink', linkTarget });
export const hardlink = (path: string, linkTarget: string): TarEntry => member(path, '', { kind: 'hardlink', linkTarget });
export const directory = (path: string): TarEntry => member(path, '', { kind: 'directory', mode: 0o755 });

export interface ForeignImage {
  readonly tags?: readonly string[] | null;
  /** The members of each layer, or the bytes that stand for it. */
  readonly layers: readonly (readonly TarEntry[] | { readonly diffId: string; readonly bytes: Uint8Array })[];
  readonly config?: Readonly<Record<string, unknown>>;
}

export interface ForeignParts {
  readonly members: Map<string, Uint8Array>;
  readonly manifest: { Config: string; RepoTags: readonly string[] | null; Layers: string[] }[];
}

/** The files of an archive as `docker save` of an older Docker writes them, for a test to damage. */
export function foreignParts({ tags = ['evil:1'], layers, config = {} }: ForeignImage): ForeignParts {
  const members = new Map<string, Uint8Array>();
  const made = layers.map(layer => {
    if ('diffId' in layer) return layer;
    const bytes = encodeTar(layer);
    return { diffId: digestOf(bytes), bytes };
  });
  const text = JSON.stringify({
    architecture: 'amd64',
    os: 'linux',
    created: '2024-05-01T10:00:00Z',
    config: {},
    rootfs: { type: 'layers', diff_ids: made.map(({ diffId }) => diffId) },
    history: made.map(() => ({ created: '2024-05-01T10:00:00Z', created_by: 'elsewhere' })),
    ...config,
  });
  const configPath = `${hexOf(digestOf(text))}.json`;
  const paths = made.map(({ diffId }) => `${hexOf(diffId)}/layer.tar`);
  for (const [index, { bytes }] of made.entries()) members.set(paths[index] ?? '', bytes);
  members.set(configPath, encodeUtf8(text));
  return { members, manifest: [{ Config: configPath, RepoTags: tags, Layers: paths }] };
}

/** The archive of the parts, with the manifest written down. */
export function foreignArchive({ members, manifest }: ForeignParts): Uint8Array {
  return encodeTar(
    [...members, ['manifest.json', encodeUtf8(JSON.stringify(manifest))] as const].map(([path, bytes]) => member(path, bytes)),
  );
}

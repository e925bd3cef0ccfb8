import { decodeUtf8 } from '../core/utf8.js';
import { decodeTar, type TarEntry } from '../fs/tar.js';
import { readConfig, type SealedConfig } from './config.js';
import { digestOf, isDigest } from './digest.js';
import { layerOf } from './derive.js';
import type { Layer } from './layer.js';

/** An image found in an archive. */
export interface ReadImage {
  readonly config: SealedConfig;
  readonly layers: readonly Layer[];
  /** As written: `alpine:latest`. */
  readonly tags: readonly string[];
}

/** Something in an archive is not as it must be; the message is Docker's. */
export class ImageArchiveError extends Error {
  override readonly name = 'ImageArchiveError';
}

interface ManifestEntry {
  readonly Config: string;
  readonly RepoTags: readonly string[] | null;
  readonly Layers: readonly string[];
}

/** Reads what `docker save` wrote, here or elsewhere. Throws `ArchiveError` and `ImageArchiveError`. `known` layers need not be unpacked. */
export function readArchive(bytes: Uint8Array, known: (diffId: string) => Layer | undefined): readonly ReadImage[] {
  const members = new Map(decodeTar(bytes).map(entry => [entry.path.replace(/^\.\//, ''), entry]));
  return manifestOf(members).map(({ Config, RepoTags, Layers }) => {
    const config = readConfig(decodeUtf8(data(members, Config)));
    const diffIds = config.config.rootfs.diff_ids;
    if (Layers.length !== diffIds.length) {
      throw new ImageArchiveError(
        `invalid manifest, layers length mismatch: expected ${String(diffIds.length)}, got ${String(Layers.length)}`,
      );
    }
    const layers = Layers.map((path, index) => readLayer(data(members, path), diffIds[index] ?? '', known));
    return { config, layers, tags: RepoTags ?? [] };
  });
}

function manifestOf(members: ReadonlyMap<string, TarEntry>): readonly ManifestEntry[] {
  if (!members.has('manifest.json'))
    throw new ImageArchiveError('open /var/lib/docker/tmp/docker-import/repositories: no such file or directory');
  const value: unknown = JSON.parse(decodeUtf8(data(members, 'manifest.json')));
  if (!Array.isArray(value) || !value.every(isManifestEntry)) throw new ImageArchiveError('invalid manifest.json');
  return value;
}

function isManifestEntry(value: unknown): value is ManifestEntry {
  if (typeof value !== 'object' || value === null || !('Config' in value) || !('Layers' in value)) return false;
  const tags = 'RepoTags' in value ? value.RepoTags : null;
  const isTexts = (list: unknown): boolean => Array.isArray(list) && list.every(item => typeof item === 'string');
  return typeof value.Config === 'string' && isTexts(value.Layers) && (tags === null || isTexts(tags));
}

/** The bytes of a member; older archives have symbolic links from one layer to another. */
function data(members: ReadonlyMap<string, TarEntry>, path: string): Uint8Array {
  let entry = members.get(path);
  for (let hops = 0; entry?.kind === 'symlink' && hops < 8; hops++) entry = members.get(resolve(entry.path, entry.linkTarget));
  if (entry?.kind !== 'file') throw new ImageArchiveError(`open /var/lib/docker/tmp/docker-import/${path}: no such file or directory`);
  return entry.content?.bytes() ?? new Uint8Array(0);
}

function resolve(from: string, target: string): string {
  const names = from.split('/').slice(0, -1);
  for (const name of target.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '.' && name !== '') names.push(name);
  }
  return names.join('/');
}

function readLayer(archive: Uint8Array, diffId: string, known: (diffId: string) => Layer | undefined): Layer {
  if (!isDigest(diffId)) throw new ImageArchiveError('invalid digest');
  const here = known(diffId);
  if (here) return here;
  if (archive[0] === 0x1f && archive[1] === 0x8b) throw new ImageArchiveError('drydock: loading compressed layers is not simulated');
  const found = digestOf(archive);
  if (found !== diffId)
    throw new ImageArchiveError(`invalid diffID for layer: expected ${JSON.stringify(diffId)}, got ${JSON.stringify(found)}`);
  // The archive may order or pad its members in its own way: its digest stays what it was.
  return { ...layerOf(decodeTar(archive)), diffId, archiveBytes: archive.length };
}

import type { Content } from './content.js';
import type { FileKind } from './stat.js';
import type { Device } from './tree-node.js';

/** One member of a tar archive. */
export interface TarEntry {
  /** As in the archive, without a slash at either end: `etc/nginx/nginx.conf`; the root is `.`. */
  readonly path: string;
  /** The name letter by letter (`./etc/`), where an archive writes it otherwise than `path`. */
  readonly name?: string;
  /** 'hardlink': another name of the member that `linkTarget` names. */
  readonly kind: FileKind | 'hardlink';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly uname?: string;
  readonly gname?: string;
  readonly sizeBytes: number;
  /** Seconds since 1970. */
  readonly mtime: number;
  /** Where a symbolic or hard link leads; '' for others. */
  readonly linkTarget: string;
  /** Of files. */
  readonly content?: Content;
  readonly device?: Device | undefined;
}

/** An archive that cannot be read or must not be unpacked. `message` is what Docker says about it. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

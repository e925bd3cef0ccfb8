import type { Readiness } from '../core/duplex.js';
import { Errno } from '../core/errno.js';
import type { OpenFile } from '../fs/open-file.js';
import type { OpenDirectory } from '../fs/open-path.js';
import type { Stat } from '../fs/stat.js';
import { NEVER, OpenDescription, type AccessMode } from './open-description.js';

const ALWAYS: Readiness = { read: true, write: true, hangup: false };

/** A regular file: never makes anybody wait. */
export class RegularFile extends OpenDescription {
  readonly file: OpenFile;
  readonly readable = NEVER;
  readonly writable = NEVER;

  constructor(file: OpenFile) {
    super();
    this.file = file;
  }

  get mode(): AccessMode {
    return this.file.mode;
  }

  get description(): string {
    return this.file.path;
  }

  /** Where the next write goes, for the limit on file sizes. */
  override get writeOffset(): number {
    return this.file.mode.append ? this.file.sizeBytes : this.file.offset;
  }

  read(max: number): Uint8Array {
    return this.file.read(max);
  }

  write(data: Uint8Array): number {
    return this.file.write(data);
  }

  ready(): Readiness {
    return ALWAYS;
  }

  stat(): Stat {
    return this.file.stat();
  }

  override seek(offset: number, from: 'start' | 'current' | 'end'): number {
    return this.file.seek(offset, from);
  }

  override truncate(sizeBytes: number): void {
    this.file.truncate(sizeBytes);
  }

  protected release(): void {
    this.file.close();
  }
}

/** A directory: it can be asked what it is, and nothing else. */
export class DirectoryFile extends OpenDescription {
  readonly description: string;
  readonly mode: AccessMode = { read: true, write: false };
  readonly readable = NEVER;
  readonly writable = NEVER;
  readonly #directory: OpenDirectory;

  constructor(path: string, directory: OpenDirectory) {
    super();
    this.description = path;
    this.#directory = directory;
  }

  read(): never {
    throw new Errno('EISDIR');
  }

  write(): never {
    throw new Errno('EBADF');
  }

  ready(): Readiness {
    return ALWAYS;
  }

  stat(): Stat {
    return this.#directory.stat();
  }

  protected release(): void {
    // Nothing is held: the directory lives as long as its filesystem.
  }
}

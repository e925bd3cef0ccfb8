import { texts, type Manifest } from './project.js';

/** A package and where it goes. */
export interface Resolved {
  readonly name: string;
  readonly version: string;
  /** Under the project: `node_modules/debug/node_modules/ms`. */
  readonly path: string;
  readonly tarball: string;
  readonly shasum: string;
  readonly integrity: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly isDev: boolean;
  /** A folder of this machine that is linked in place of a package: `../lib`. */
  readonly link?: string;
}

/** `bin` as names and files: one text means a command of the package's name. */
export function binOf(manifest: Manifest, name: string): Readonly<Record<string, string>> {
  const { bin } = manifest;
  return typeof bin === 'string' ? { [name.replace(/^.*\//, '')]: bin } : texts(bin);
}

import type { Task } from '../../core/task.js';
import type { Sys } from '../../process/sys.js';
import { MAX_PACKAGES } from './limits.js';
import { readManifest, texts, type Manifest } from './project.js';
import { exists } from '../files/presence.js';

/** A package that lies in node_modules. */
export interface Installed {
  readonly name: string;
  readonly version: string;
  readonly path: string;
  readonly manifest: Manifest;
  readonly link: string | undefined;
}

/** What is installed in a folder, by path. */
export function* installedIn(sys: Sys, folder: string): Task<ReadonlyMap<string, Installed>> {
  const found = new Map<string, Installed>();
  const waiting = ['node_modules'];
  for (let path = waiting.shift(); path !== undefined && found.size < MAX_PACKAGES; path = waiting.shift()) {
    if (!exists(sys, `${folder}/${path}`)) continue;
    for (const { name, kind } of sys.readdir(`${folder}/${path}`)) {
      const child = `${path}/${name}`;
      if (name.startsWith('.')) continue;
      if (name.startsWith('@')) {
        waiting.push(child);
        continue;
      }
      const manifest = yield* readManifest(sys, `${folder}/${child}`);
      if (!manifest) continue;
      const title = child.replace(/^.*node_modules\//, '');
      const link = kind === 'symlink' ? sys.readlink(`${folder}/${child}`) : undefined;
      found.set(child, { name: title, version: texts(manifest)['version'] ?? '', path: child, manifest, link });
      if (link === undefined) waiting.push(`${child}/node_modules`);
    }
  }
  return found;
}

/** What a package at `from` gets for a name. */
export function visible(tree: ReadonlyMap<string, Installed>, name: string, from: string): Installed | undefined {
  for (let at = from; ; at = at.replace(/\/?node_modules\/(?:@[^/]+\/)?[^/]+$/, '')) {
    const found = tree.get(`${at === '' ? '' : `${at}/`}node_modules/${name}`);
    if (found || at === '') return found;
  }
}

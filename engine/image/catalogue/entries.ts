import { Content } from '../../fs/content.js';
import { executable } from '../../fs/executable.js';
import type { TarEntry } from '../../fs/tar-entry.js';
import { completeTree, type FileContent, type Files, type Node } from './tree.js';

/** The files of a layer as members of its archive, all of one time (seconds since 1970). */
export function entriesOf(files: Files, mtime: number): readonly TarEntry[] {
  return completeTree(files).map(([path, node]) => entryOf(path.slice(1), node, mtime));
}

function entryOf(path: string, node: Node, mtime: number): TarEntry {
  const { uid = 0, gid = 0 } = node;
  const common = { path, uid, gid, mtime, sizeBytes: 0, linkTarget: '' };
  switch (node.kind) {
    case 'directory':
      return { kind: 'directory', ...common, mode: node.mode };
    case 'symlink':
      return { kind: 'symlink', ...common, mode: 0o777, linkTarget: node.target };
    case 'hardlink':
      return { kind: 'hardlink', ...common, mode: 0o755, linkTarget: node.target.slice(1) };
    case 'file': {
      const content = contentOf(node.content);
      return { kind: 'file', ...common, mode: node.mode, sizeBytes: content.sizeBytes, content };
    }
  }
}

function contentOf(content: FileContent): Content {
  switch (content.kind) {
    case 'text':
      return new Content(content.bytes);
    case 'program':
      return executable(content.program, content.sizeBytes);
    case 'filler':
      return new Content(undefined, content.sizeBytes);
  }
}

import { Content } from '../../fs/content.js';
import { executable } from '../../fs/executable.js';
import type { TarEntry } from '../../fs/tar-entry.js';
import { completeTree, type FileContent, type Files, type Node } from './tree.js';

/** The files of a layer as members of its archive, all of one time (seconds since 1970). */
export function entriesOf(files: Files, mtime: number): readonly TarEntry[] {
  return completeTree(files).map(([path, node]) => entryOf(path.slice(1), node, mtime));
}

function entryOf(path: string, node: Node, mtime: number): TarEntry {
  const { kind, uid = 0, gid = 0 } = node;
  switch (kind) {
    case 'directory':
      return { kind, path, mode: node.mode, uid, gid, mtime, sizeBytes: 0, linkTarget: '' };
    case 'symlink':
      return { kind, path, mode: 0o777, uid, gid, mtime, sizeBytes: 0, linkTarget: node.target };
    case 'hardlink':
      return { kind, path, mode: 0o755, uid, gid, mtime, sizeBytes: 0, linkTarget: node.target.slice(1) };
    case 'file': {
      const content = contentOf(node.content);
      return { kind, path, mode: node.mode, uid, gid, mtime, sizeBytes: content.sizeBytes, linkTarget: '', content };
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

import { changesBetween } from './changes.js';
import { Content } from './content.js';
import { limits } from './limits.js';
import { isWhiteout, mergeLayer, OPAQUE, whiteoutDevice } from './layer-merge.js';
import { emptySnapshot, newOwner, Snapshot, splitPath, walkNodes } from './snapshot-tree.js';
import { ArchiveError, type TarEntry } from './tar-entry.js';
import { TreeEditor } from './tree-editor.js';
import { DirectoryNode, FileNode, sizeOfNode, SpecialNode, SymlinkNode, utf8Length, type TreeNode } from './tree-node.js';

const WHITEOUT = '.wh.';

/**
 * The tree that a layer makes of its base. As on overlay2 the layer is unpacked by itself and laid over the base then: `.wh.x` deletes
 * x, `.wh..wh..opq` hides what is below its directory, a directory merges with a directory, anything else replaces, and a name below a link of
 * a lower layer makes a directory in the place of that link. Throws `ArchiveError` for entries that would leave the tree or link to
 * what the layer does not have.
 */
export function applyLayer(base: Snapshot, entries: readonly TarEntry[]): Snapshot {
  const implied = entries.reduce((latest, { mtime }) => Math.max(latest, mtime), 0) * 1000;
  const isLowest = base === emptySnapshot();
  if (isLowest && !entries.some(({ path }) => path.includes(WHITEOUT))) return unpack(base, entries, implied);
  const { mode, uid, gid, modifiedMs, ino } = base.root;
  const root = new DirectoryNode(newOwner(), { ino, mode, uid, gid, modifiedMs });
  return mergeLayer(base, unpack(new Snapshot(root, base.nextIno), entries, implied));
}

/** Directories that the layer needs and does not have get the time `impliedMs`. */
function unpack(onto: Snapshot, entries: readonly TarEntry[], impliedMs: number): Snapshot {
  const editor = new TreeEditor(onto, { impliedMs });
  for (const entry of entries) {
    const path = entryPath(entry.path);
    const name = path.at(-1) ?? '';
    if (name === OPAQUE) putWhiteout(editor, path);
    else if (name.startsWith(WHITEOUT)) hide(editor, [...path.slice(0, -1), name.slice(WHITEOUT.length)]);
    else putEntry(editor, path, entry);
  }
  return editor.freeze();
}

function hide(editor: TreeEditor, path: readonly string[]): void {
  const there = editor.find(path);
  if (there && !isWhiteout(there)) throw new ArchiveError(`failed to mknod('${path.join('/')}', S_IFCHR, 0): file exists`);
  putWhiteout(editor, path);
}

function putWhiteout(editor: TreeEditor, path: readonly string[]): void {
  const attributes = { mode: 0, uid: 0, gid: 0, modifiedMs: 0 };
  editor.put(path, attributes, (owner, from) => new SpecialNode(owner, from, 'character', whiteoutDevice));
}

/** The names of an entry's path; moby refuses those that lead out of the root. */
function entryPath(path: string): string[] {
  const names: string[] = [];
  for (const name of splitPath(path)) {
    if (utf8Length(name) > limits.nameBytes) throw new ArchiveError(`open /${path}: file name too long`);
    if (name !== '..') names.push(name);
    else if (names.pop() === undefined) throw new ArchiveError(`${JSON.stringify(path)} is outside of "/"`);
  }
  return names;
}

function putEntry(editor: TreeEditor, path: readonly string[], entry: TarEntry): void {
  const { mode, uid, gid, mtime } = entry;
  const attributes = { mode: mode & 0o7777, uid, gid, modifiedMs: Math.max(0, mtime) * 1000 };
  const { kind } = entry;
  switch (kind) {
    case 'directory':
      editor.putDirectory(path, attributes);
      return;
    case 'hardlink':
      editor.link(entryPath(entry.linkTarget), path, attributes);
      return;
    case 'file':
      editor.put(path, attributes, (owner, from) => new FileNode(owner, from, entry.content ?? new Content()));
      return;
    case 'symlink':
      editor.put(path, attributes, (owner, from) => new SymlinkNode(owner, from, entry.linkTarget));
      return;
    default:
      editor.put(path, attributes, (owner, from) => new SpecialNode(owner, from, kind, entry.device));
  }
}

/**
 * The layer that makes `changed` out of `base`, sorted by path. Sockets are left out, as moby leaves them out; deletions carry
 * the time `whiteoutTime` (seconds since 1970).
 */
export function layerBetween(base: Snapshot, changed: Snapshot, whiteoutTime = 0): TarEntry[] {
  const names = new Map<TreeNode, string>();
  const entries: TarEntry[] = [];
  const changes = changesBetween(base, changed).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  for (const { kind, path } of changes) {
    if (kind === 'D') entries.push(whiteout(path.slice(1), whiteoutTime));
    else {
      const node = nodeAt(changed, path);
      if (node && node.kind !== 'socket') entries.push(entryOf(node, path.slice(1), names));
    }
  }
  return entries;
}

/** All files of a tree as an archive has them (`docker export`), sorted by path; the root itself is left out. */
export function entriesOf(snapshot: Snapshot): TarEntry[] {
  const names = new Map<TreeNode, string>();
  const entries: TarEntry[] = [];
  for (const { path, node } of walkNodes(snapshot.root)) {
    if (path !== '/' && node.kind !== 'socket') entries.push(entryOf(node, path.slice(1), names));
  }
  return entries;
}

function nodeAt(snapshot: Snapshot, path: string): TreeNode | undefined {
  let node: TreeNode | undefined = snapshot.root;
  for (const name of splitPath(path)) node = node instanceof DirectoryNode ? node.children.get(name) : undefined;
  return node;
}

function whiteout(path: string, mtime: number): TarEntry {
  const slash = path.lastIndexOf('/') + 1;
  const name = `${path.slice(0, slash)}${WHITEOUT}${path.slice(slash)}`;
  return { path: name, kind: 'file', mode: 0, uid: 0, gid: 0, sizeBytes: 0, mtime, linkTarget: '' };
}

/** A node under a path; a file that has had a name before becomes a hard link to that. */
function entryOf(node: TreeNode, path: string, names: Map<TreeNode, string>): TarEntry {
  const common = { path, mode: node.mode, uid: node.uid, gid: node.gid, mtime: Math.floor(Math.max(0, node.modifiedMs) / 1000) };
  const first = names.get(node);
  if (first !== undefined) return { kind: 'hardlink', sizeBytes: 0, linkTarget: first, ...common };
  if (node.names > 1) names.set(node, path);
  if (node instanceof FileNode) return { kind: 'file', sizeBytes: sizeOfNode(node), linkTarget: '', content: node.content, ...common };
  if (node instanceof SymlinkNode) return { kind: 'symlink', sizeBytes: 0, linkTarget: node.target, ...common };
  const device = node instanceof SpecialNode ? node.device : undefined;
  return { kind: node.kind, sizeBytes: 0, linkTarget: '', device, ...common };
}

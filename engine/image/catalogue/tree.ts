import { encodeUtf8 } from '../../core/utf8.js';

/** A thing in a layer. Times are the layer's; owners are root unless said. */
export type Node = { readonly uid?: number; readonly gid?: number } & (
  | { readonly kind: 'directory'; readonly mode: number }
  | { readonly kind: 'symlink'; readonly target: string }
  /** Another name of a file of the same layer. */
  | { readonly kind: 'hardlink'; readonly target: string }
  | { readonly kind: 'file'; readonly mode: number; readonly content: FileContent }
);

/** What is in a file: text, a program that Drydock runs, or zeros that only take room. */
export type FileContent =
  | { readonly kind: 'text'; readonly bytes: Uint8Array }
  | { readonly kind: 'program'; readonly program: string; readonly sizeBytes: number }
  | { readonly kind: 'filler'; readonly sizeBytes: number };

/** The contents of a layer by absolute path. Directories that are not named come into being with mode 0755. */
export type Files = Readonly<Record<string, Node>>;

interface Attributes {
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
}

export function text(content: string, { mode = 0o644, ...owner }: Attributes = {}): Node {
  return { kind: 'file', mode, content: { kind: 'text', bytes: encodeUtf8(content) }, ...owner };
}

/** An executable text file. */
export function script(content: string, attributes: Attributes = {}): Node {
  return text(content, { mode: 0o755, ...attributes });
}

/** An executable of Drydock's: `program` is its id in the table of programs. */
export function program(id: string, sizeBytes: number, { mode = 0o755, ...owner }: Attributes = {}): Node {
  return { kind: 'file', mode, content: { kind: 'program', program: id, sizeBytes }, ...owner };
}

/** The same files, whose programs say which version of their package they are; those whose id has a number need not. */
export function released(files: Files, version: string): Files {
  return Object.fromEntries(Object.entries(files).map(([path, node]) => [path, releasedNode(node, version)]));
}

/** The same file, if it is a program that has versions. */
export function releasedNode(node: Node, version: string): Node {
  if (node.kind !== 'file' || node.content.kind !== 'program' || /-[a-z]*\d/.test(node.content.program)) return node;
  return { ...node, content: { ...node.content, program: `${node.content.program}@${version.replace(/^\d+:/, '')}` } };
}

/** A file that stands for something that nobody looks into (a library, a data file). */
export function filler(sizeBytes: number, { mode = 0o644, ...owner }: Attributes = {}): Node {
  return { kind: 'file', mode, content: { kind: 'filler', sizeBytes }, ...owner };
}

export function directory({ mode = 0o755, ...owner }: Attributes = {}): Node {
  return { kind: 'directory', mode, ...owner };
}

export function symlink(target: string, owner: Omit<Attributes, 'mode'> = {}): Node {
  return { kind: 'symlink', target, ...owner };
}

export function hardlink(target: string): Node {
  return { kind: 'hardlink', target };
}

/**
 * Files of several parts; what a later one has replaces what an earlier one has. Trees have hundreds of paths: as a dictionary from its
 * beginning an object of them is made in a tenth of the time that `{ ...a, ...b }` takes.
 */
export function together(...parts: readonly Files[]): Files {
  const all: Record<string, Node> = Object.create(null) as Record<string, Node>;
  return Object.assign(all, ...parts) as Files;
}

/** Empty directories, all 0755; the paths are separated by spaces. */
export function directories(paths: string): Files {
  return Object.fromEntries(paths.split(' ').map(path => [path, directory()]));
}

/** The bytes that the files of a layer take, hard links once, symbolic links by their targets: what `docker history` shows. */
export function sizeOfFiles(files: Files): number {
  return Object.values(files).reduce((sum, node) => sum + sizeOfNode(node), 0);
}

function sizeOfNode(node: Node): number {
  if (node.kind === 'symlink') return node.target.length;
  if (node.kind !== 'file') return 0;
  return node.content.kind === 'text' ? node.content.bytes.length : node.content.sizeBytes;
}

/**
 * Spreads what is missing up to `totalBytes` over filler files, by weight, so that the layer is as big as the published one
 * and `du` finds it in plausible places.
 */
export function filledTo(totalBytes: number, files: Files, weights: Readonly<Record<string, number>>): Files {
  const missing = Math.max(0, totalBytes - sizeOfFiles(files));
  const sum = Object.values(weights).reduce((a, b) => a + b, 0);
  const paths = Object.keys(weights);
  let left = missing;
  const fillers = paths.map((path, index): [string, Node] => {
    const share = index === paths.length - 1 ? left : Math.floor((missing * (weights[path] ?? 0)) / sum);
    left -= share;
    return [path, filler(share)];
  });
  return together(files, Object.fromEntries(fillers));
}

/** Modes of directories that are not 0755 wherever they occur. */
const specialModes: Readonly<Record<string, number>> = { '/root': 0o700, '/tmp': 0o1777, '/var/tmp': 0o1777 };

/** All paths of a layer in the order of an archive (parents first), parents filled in. */
export function completeTree(files: Files): readonly (readonly [path: string, node: Node])[] {
  const all = new Map<string, Node>(Object.entries(files));
  for (const path of Object.keys(files)) {
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const parent = path.slice(0, slash);
      if (!all.has(parent)) all.set(parent, directory({ mode: specialModes[parent] ?? 0o755 }));
    }
  }
  const keyed = Array.from(all, entry => ({ key: sortKey(entry[0]), entry }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ entry }) => entry);
}

/** Sorts `/a/b` right after `/a` and before `/a-b`; hard links come where their names put them. */
function sortKey(path: string): string {
  return path.replaceAll('/', '\u0001');
}

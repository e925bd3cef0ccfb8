import type { Operation } from './operations.js';

type Node = { readonly kind: 'file'; mode: number; text: string } | { readonly kind: 'directory'; mode: number };

/** A filesystem as a map from path to node, as simple as can be: what the real one is compared with. Knows no symbolic links. */
export class NaiveTree {
  readonly #nodes = new Map<string, Node>([['', { kind: 'directory', mode: 0o755 }]]);

  run(step: Operation): string {
    switch (step.kind) {
      case 'freeze':
      case 'symlink':
        return 'ok';
      case 'write':
        return this.#write(step.path, () => step.text);
      case 'append':
        return this.#write(step.path, old => old + step.text);
      case 'mkdir':
        return (
          this.#parentError(step.path) ?? (this.#nodes.has(step.path) ? 'EEXIST' : this.#set(step.path, { kind: 'directory', mode: 0o755 }))
        );
      case 'rmdir':
        return this.#error(step.path) ?? this.#rmdir(step.path);
      case 'unlink':
        return this.#error(step.path) ?? (this.#isDirectory(step.path) ? 'EISDIR' : this.#delete(step.path));
      case 'link':
        return this.#link(step.path, step.to);
      case 'rename':
        return this.#rename(step.path, step.to);
      case 'chmod': {
        const error = this.#error(step.path);
        const node = this.#nodes.get(step.path);
        if (!error && node) node.mode = step.mode;
        return error ?? 'ok';
      }
    }
  }

  /** The same lines as the test makes of the real tree. */
  lines(): string[] {
    const names = new Map<Node, number>();
    for (const node of this.#nodes.values()) names.set(node, (names.get(node) ?? 0) + 1);
    return [...this.#nodes]
      .filter(([path]) => path !== '')
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, node]) => {
        const isFile = node.kind === 'file';
        return `${path} ${node.kind} ${node.mode.toString(8)} ${isFile ? `${names.get(node) ?? 0}` : ''} ${isFile ? node.text : ''}`;
      });
  }

  #write(path: string, change: (old: string) => string): string {
    const error = this.#parentError(path);
    if (error) return error;
    const node = this.#nodes.get(path);
    if (node?.kind === 'directory') return 'EISDIR';
    if (node) node.text = change(node.text);
    else this.#set(path, { kind: 'file', mode: 0o644, text: change('') });
    return 'ok';
  }

  #rmdir(path: string): string {
    if (!this.#isDirectory(path)) return 'ENOTDIR';
    return this.#childrenOf(path).length > 0 ? 'ENOTEMPTY' : this.#delete(path);
  }

  #link(path: string, to: string): string {
    const error = this.#error(path) ?? this.#parentError(to);
    if (error) return error;
    const node = this.#nodes.get(path);
    if (this.#nodes.has(to)) return 'EEXIST';
    return !node || node.kind === 'directory' ? 'EPERM' : this.#set(to, node);
  }

  #rename(path: string, to: string): string {
    const parentError = this.#parentError(path) ?? this.#parentError(to);
    if (parentError) return parentError;
    const node = this.#nodes.get(path);
    if (!node) return 'ENOENT';
    const target = this.#nodes.get(to);
    if (path === to) return 'ok';
    if (node.kind === 'directory' && to.startsWith(`${path}/`)) return 'EINVAL';
    if (target && path.startsWith(`${to}/`)) return 'ENOTEMPTY';
    if (target === node) return 'ok';
    if (node.kind === 'directory' && target?.kind === 'file') return 'ENOTDIR';
    if (node.kind === 'file' && target?.kind === 'directory') return 'EISDIR';
    if (this.#childrenOf(to).length > 0) return 'ENOTEMPTY';
    for (const old of [path, ...this.#childrenOf(path)]) {
      const moved = this.#nodes.get(old);
      this.#nodes.delete(old);
      if (moved) this.#nodes.set(to + old.slice(path.length), moved);
    }
    return 'ok';
  }

  #childrenOf(path: string): string[] {
    return [...this.#nodes.keys()].filter(other => other.startsWith(`${path}/`));
  }

  #isDirectory(path: string): boolean {
    return this.#nodes.get(path)?.kind === 'directory';
  }

  #error(path: string): string | undefined {
    return this.#parentError(path) ?? (this.#nodes.has(path) ? undefined : 'ENOENT');
  }

  #parentError(path: string): string | undefined {
    const names = path.split('/').slice(1, -1);
    for (let i = 1; i <= names.length; i++) {
      const node = this.#nodes.get(`/${names.slice(0, i).join('/')}`);
      if (node?.kind !== 'directory') return node ? 'ENOTDIR' : 'ENOENT';
    }
    return undefined;
  }

  #set(path: string, node: Node): string {
    this.#nodes.set(path, node);
    return 'ok';
  }

  #delete(path: string): string {
    this.#nodes.delete(path);
    return 'ok';
  }
}

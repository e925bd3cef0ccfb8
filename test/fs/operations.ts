import fc from 'fast-check';
import { encodeUtf8 } from '../../engine/core/utf8.js';
import type { MountNamespace } from '../../engine/fs/mount-namespace.js';
import { superuser as root } from '../../engine/fs/permissions.js';
import { errnoOf } from './world.js';

/** Something done to a filesystem. */
export type Operation =
  | { readonly kind: 'write' | 'append'; readonly path: string; readonly text: string }
  | { readonly kind: 'mkdir' | 'rmdir' | 'unlink'; readonly path: string }
  | { readonly kind: 'rename' | 'link'; readonly path: string; readonly to: string }
  | { readonly kind: 'symlink'; readonly target: string; readonly path: string }
  | { readonly kind: 'chmod'; readonly path: string; readonly mode: number }
  | { readonly kind: 'freeze' };

const name = fc.constantFrom('a', 'b', 'c');
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map(names => `/${names.join('/')}`);
const text = fc.constantFrom('', 'x', 'hello\n');

const operation: fc.Arbitrary<Operation> = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constantFrom('write' as const, 'append' as const), path, text }), weight: 4 },
  { arbitrary: fc.record({ kind: fc.constant('mkdir' as const), path }), weight: 4 },
  { arbitrary: fc.record({ kind: fc.constantFrom('rmdir' as const, 'unlink' as const), path }), weight: 2 },
  { arbitrary: fc.record({ kind: fc.constantFrom('rename' as const, 'link' as const), path, to: path }), weight: 4 },
  { arbitrary: fc.record({ kind: fc.constant('symlink' as const), path, target: fc.oneof(path, name, fc.constant('..')) }), weight: 1 },
  { arbitrary: fc.record({ kind: fc.constant('chmod' as const), path, mode: fc.constantFrom(0o600, 0o755) }), weight: 1 },
  { arbitrary: fc.constant({ kind: 'freeze' as const }), weight: 1 },
);

export const operations = fc.array(operation, { maxLength: 30 });

/** Does it and says how it ended: 'ok' or the name of the error. */
export function runOperation(ns: MountNamespace, step: Operation, freeze: () => void): string {
  return errnoOf(() => {
    switch (step.kind) {
      case 'write':
      case 'append': {
        const opened = ns.open(
          root,
          step.path,
          step.kind === 'write' ? { write: true, create: true, truncate: true } : { append: true, create: true },
        );
        if (opened.kind === 'file') {
          opened.file.write(encodeUtf8(step.text));
          opened.file.close();
        }
        return;
      }
      case 'mkdir':
        ns.mkdir(root, step.path);
        return;
      case 'rmdir':
        ns.rmdir(root, step.path);
        return;
      case 'unlink':
        ns.unlink(root, step.path);
        return;
      case 'rename':
        ns.rename(root, step.path, step.to);
        return;
      case 'link':
        ns.link(root, step.path, step.to);
        return;
      case 'symlink':
        ns.symlink(root, step.target, step.path);
        return;
      case 'chmod':
        ns.chmod(root, step.path, step.mode);
        return;
      case 'freeze':
        freeze();
    }
  });
}

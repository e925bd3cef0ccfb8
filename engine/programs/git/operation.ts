import type { Task } from '../../core/task.js';
import type { Repository } from './repository.js';
import { kindOf, readText } from './store.js';

/** What is under way and waits for the learner: the commit that comes in, or a rebase. */
export type Operation =
  | { readonly kind: 'merge'; readonly id: string }
  | { readonly kind: 'cherry-pick'; readonly id: string }
  | { readonly kind: 'revert'; readonly id: string }
  | {
      readonly kind: 'rebase';
      readonly branch: string;
      readonly onto: string;
      readonly done: readonly string[];
      readonly todo: readonly string[];
    };

const FILES = ['MERGE_HEAD', 'MERGE_MSG', 'MERGE_MODE', 'SQUASH_MSG', 'CHERRY_PICK_HEAD', 'REVERT_HEAD'] as const;

/** What is under way, if anything is. */
export function* operationOf(repository: Repository): Task<Operation | undefined> {
  const read = function* (name: string): Task<string | undefined> {
    return (yield* readText(repository.sys, `${repository.folder}/${name}`))?.trim();
  };
  const onto = yield* read('rebase-merge/onto');
  if (onto !== undefined) {
    const lines = (text: string | undefined): readonly string[] => (text ?? '').split('\n').filter(line => line !== '');
    return {
      kind: 'rebase',
      branch: ((yield* read('rebase-merge/head-name')) ?? '').replace('refs/heads/', ''),
      onto,
      done: lines(yield* read('rebase-merge/done')),
      todo: lines(yield* read('rebase-merge/git-rebase-todo')),
    };
  }
  for (const [file, kind] of [
    ['MERGE_HEAD', 'merge'],
    ['CHERRY_PICK_HEAD', 'cherry-pick'],
    ['REVERT_HEAD', 'revert'],
  ] as const) {
    const id = yield* read(file);
    if (id !== undefined) return { kind, id };
  }
  return undefined;
}

/** Whatever was under way, but a rebase, is over. */
export function forgetOperation({ sys, folder }: Repository): void {
  for (const name of FILES) if (kindOf(sys, `${folder}/${name}`) !== undefined) sys.unlink(`${folder}/${name}`);
}

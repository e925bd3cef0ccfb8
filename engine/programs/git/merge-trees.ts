import type { Task } from '../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import { mergeTexts } from './merge-text.js';
import type { Repository } from './repository.js';
import { checkOut, filesOfTree, readIndex, writeIndex, type TreeFile, type TreeFiles, type Unmerged } from './tree-files.js';
import { historyOf } from './upstream.js';
import { removeFile } from './store.js';

export interface Sides {
  /** Commits; no base for histories that have nothing in common. */
  readonly base: string | undefined;
  readonly ours: string;
  readonly theirs: string;
  /** How both are called in markers and messages. */
  readonly labels: readonly [ours: string, theirs: string];
}

export interface MergedTrees {
  /** What is settled. */
  readonly files: TreeFiles;
  readonly unmerged: Unmerged;
  /** What stands in the working folder for what is not. */
  readonly work: TreeFiles;
  readonly messages: readonly string[];
}

/** The newest commit that both come from. */
export function* mergeBase(repository: Repository, one: string, other: string): Task<string | undefined> {
  const known = new Set((yield* historyOf(repository, [one])).map(({ id }) => id));
  return (yield* historyOf(repository, [other])).find(({ id }) => known.has(id))?.id;
}

function* filesOf(repository: Repository, id: string | undefined): Task<TreeFiles> {
  return yield* filesOfTree(repository, id === undefined ? undefined : (yield* repository.objects.commit(id)).tree);
}

/** Brings the files of two commits together. */
export function* mergeTrees(repository: Repository, sides: Sides): Task<MergedTrees> {
  const [base, ours, theirs] = [
    yield* filesOf(repository, sides.base),
    yield* filesOf(repository, sides.ours),
    yield* filesOf(repository, sides.theirs),
  ];
  return yield* mergeFiles(repository, base, ours, theirs, sides.labels);
}

export function* mergeFiles(
  repository: Repository,
  base: TreeFiles,
  ours: TreeFiles,
  theirs: TreeFiles,
  labels: Sides['labels'],
): Task<MergedTrees> {
  const merger = new Merger(repository, labels);
  for (const path of [...new Set([...base.keys(), ...ours.keys(), ...theirs.keys()])].sort()) {
    yield* repository.sys.tick();
    yield* merger.take(path, base.get(path), ours.get(path), theirs.get(path));
  }
  return merger;
}

const isEqual = (a: TreeFile | undefined, b: TreeFile | undefined): boolean => a?.id === b?.id && a?.mode === b?.mode;

class Merger implements MergedTrees {
  readonly files = new Map<string, TreeFile>();
  readonly unmerged = new Map<string, readonly [TreeFile | undefined, TreeFile | undefined, TreeFile | undefined]>();
  readonly work = new Map<string, TreeFile>();
  readonly messages: string[] = [];
  readonly #repository: Repository;
  readonly #labels: Sides['labels'];

  constructor(repository: Repository, labels: Sides['labels']) {
    this.#repository = repository;
    this.#labels = labels;
  }

  *take(path: string, base: TreeFile | undefined, ours: TreeFile | undefined, theirs: TreeFile | undefined): Task<void> {
    if (isEqual(ours, theirs) || isEqual(theirs, base)) {
      this.#settle(path, ours);
      return;
    }
    if (isEqual(ours, base)) {
      this.#settle(path, theirs);
      return;
    }
    if (!ours || !theirs) {
      this.#leave(path, base, ours, theirs);
      return;
    }
    const text = function* (repository: Repository, file: TreeFile | undefined): Task<Uint8Array> {
      return file ? (yield* repository.objects.read(file.id)).body : new Uint8Array(0);
    };
    const [old, mine, other] = [
      yield* text(this.#repository, base),
      yield* text(this.#repository, ours),
      yield* text(this.#repository, theirs),
    ];
    this.messages.push(`Auto-merging ${path}\n`);
    const isBinary = [old, mine, other].some(bytes => bytes.subarray(0, 8000).includes(0));
    const merged = isBinary
      ? { text: '', hasConflicts: true }
      : mergeTexts(decodeUtf8(old), decodeUtf8(mine), decodeUtf8(other), this.#labels);
    const id = isBinary ? ours.id : yield* this.#repository.objects.write('blob', encodeUtf8(merged.text));
    const file = { mode: ours.mode === base?.mode ? theirs.mode : ours.mode, id };
    if (!merged.hasConflicts) {
      this.#settle(path, file);
      return;
    }
    this.unmerged.set(path, [base, ours, theirs]);
    this.work.set(path, file);
    if (isBinary) this.messages.push(`warning: Cannot merge binary files: ${path} (${this.#labels.join(' vs. ')})\n`);
    this.messages.push(`CONFLICT (${base ? 'content' : 'add/add'}): Merge conflict in ${path}\n`);
  }

  #settle(path: string, file: TreeFile | undefined): void {
    if (file) this.files.set(path, file);
  }

  /** One side has removed what the other has changed. */
  #leave(path: string, base: TreeFile | undefined, ours: TreeFile | undefined, theirs: TreeFile | undefined): void {
    const [gone, kept] = ours ? [this.#labels[1], this.#labels[0]] : [this.#labels[0], this.#labels[1]];
    const file = ours ?? theirs;
    if (file) this.work.set(path, file);
    this.unmerged.set(path, [base, ours, theirs]);
    this.messages.push(
      `CONFLICT (modify/delete): ${path} deleted in ${gone} and modified in ${kept}.  Version ${kept} of ${path} left in tree.\n`,
    );
  }
}

/** Puts the outcome of a merge into index and working folder. */
export function* putMerged(repository: Repository, { files, unmerged, work }: MergedTrees): Task<void> {
  const before = yield* readIndex(repository);
  for (const path of before.keys()) {
    if (!files.has(path) && !work.has(path)) removeFile(repository.sys, repository.root, `${repository.root}/${path}`);
  }
  for (const [path, file] of [...files, ...work]) {
    const old = before.get(path);
    if (old?.id !== file.id || old.mode !== file.mode) yield* checkOut(repository, path, file);
  }
  yield* writeIndex(repository, files, unmerged);
}

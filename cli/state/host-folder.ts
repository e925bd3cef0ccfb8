import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Host, type HostSetup } from '../../engine/index.js';
import { Problem } from '../problem.js';
import { cannotKeepState, makeFolder } from './folders.js';
import { JournalFile, type JournalContent } from './journal-file.js';
import { takeLock, type Lock } from './lock.js';

/** A host whose journal lies in a folder of the state, opened by this program alone. */
export interface OpenHost {
  readonly host: Host;
  readonly journal: JournalFile;
  readonly content: JournalContent;
  readonly folder: string;
  /** Throws the journal away and gives that of a new host of this setup. */
  startAfresh(setup: HostSetup): JournalFile;
  close(): void;
}

export interface OpenOptions {
  /** What a host that is not there yet is made from. */
  readonly setup: () => HostSetup;
  /** Throw away what was there. */
  readonly afresh?: boolean;
  readonly busy: (pid: number) => string;
  readonly warn: (sentence: string) => void;
}

/** Opens the host in a folder, replaying its journal; makes both when they are missing. Throws Problem when somebody else has it. */
export function openHost(folder: string, { setup, afresh = false, busy, warn }: OpenOptions): OpenHost {
  makeFolder(folder);
  const lock = lockFolder(folder, busy);
  const file = path.join(folder, 'journal.jsonl');
  try {
    if (!afresh && existsSync(file)) {
      const { file: journal, content } = JournalFile.open(file, warn);
      return opened(Host.replay(content), journal, content, folder, lock);
    }
    const made = setup();
    const host = new Host(made);
    return opened(host, createJournal(folder, made), { setup: made, entries: [], notes: [] }, folder, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A new journal. What was known of the workspace belonged to the host before. */
function createJournal(folder: string, setup: HostSetup): JournalFile {
  rmSync(path.join(folder, 'workspace.json'), { force: true });
  return JournalFile.create(path.join(folder, 'journal.jsonl'), setup);
}

function opened(host: Host, journal: JournalFile, content: JournalContent, folder: string, lock: Lock): OpenHost {
  let current = journal;
  const startAfresh = (setup: HostSetup): JournalFile => {
    current.close();
    current = createJournal(folder, setup);
    return current;
  };
  const close = (): void => {
    current.close();
    lock.release();
  };
  return { host, journal, content, folder, startAfresh, close };
}

function lockFolder(folder: string, busy: (pid: number) => string): Lock {
  const result = tryLock(folder);
  if (result.kind === 'held') throw new Problem(busy(result.pid));
  return result.lock;
}

function tryLock(folder: string): ReturnType<typeof takeLock> {
  try {
    return takeLock(path.join(folder, 'lock'));
  } catch (error) {
    throw cannotKeepState(folder, error);
  }
}

/** A setup for a new host of this user: random, and booted now. These are inputs like any other: they stand in the journal. */
export function newSetup(home: string, options: Partial<HostSetup> = {}): HostSetup {
  // Loaded here and now: a lesson that goes on does not need it.
  const { randomBytes } = process.getBuiltinModule('node:crypto');
  return { seed: randomBytes(16).toString('hex'), epochMs: Date.now(), images: [], accounts: [], registries: [], home, ...options };
}

/** The learner's home directory inside the host: named like the real one, so that messages show a familiar path. */
export function hostHome(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const home = env['HOME'];
  return home && path.posix.isAbsolute(home) && home !== '/' && home !== '/root' ? home : '/home/student';
}

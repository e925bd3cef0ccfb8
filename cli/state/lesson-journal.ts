import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { JOURNAL_SCHEMA } from '../../engine/index.js';
import { describeSystemError, Problem } from '../problem.js';
import type { Folders } from './folders.js';
import type { JournalContent } from './journal-file.js';

/** The folder that holds what a learner has done in a lesson. */
export function lessonFolder({ lessons }: Pick<Folders, 'lessons'>, id: string): string {
  return path.join(lessons, id);
}

export function journalPath(folder: string): string {
  return path.join(folder, 'journal.jsonl');
}

/** The text of a lesson's journal, without opening it for writing; undefined when the lesson was never started. */
export function readJournalText(file: string): string | undefined {
  try {
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  } catch (error) {
    throw new Problem(`cannot read ${file}: ${describeSystemError(error)}`);
  }
}

/** Writes work that is handed in: a journal, without what was taken back, that names its lesson. */
export function writeSubmission(file: string, lesson: string, { setup, entries, notes }: JournalContent): void {
  const lines = [{ schema: JOURNAL_SCHEMA, lesson, setup }, ...entries, ...notes];
  try {
    writeFileSync(`${file}.new`, lines.map(line => `${JSON.stringify(line)}\n`).join(''), { flush: true });
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw new Problem(`cannot write ${file}: ${describeSystemError(error)}`);
  }
}

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { JOURNAL_SCHEMA } from '../../engine/index.js';
import { describeSystemError, Problem } from '../problem.js';
import type { Folders } from './folders.js';
import { parseHeader, parseJournal, type JournalContent } from './journal-file.js';

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

/** Work that is handed in: a journal, without what was taken back, that names its lesson. */
export interface Submission {
  readonly lesson: string;
  readonly journal: JournalContent;
  readonly answers: ReadonlyMap<string, string>;
}

export function writeSubmission(file: string, lesson: string, { setup, entries, notes }: JournalContent): void {
  const lines = [{ schema: JOURNAL_SCHEMA, lesson, setup }, ...entries, ...notes];
  try {
    writeFileSync(`${file}.new`, lines.map(line => `${JSON.stringify(line)}\n`).join(''), { flush: true });
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw new Problem(`cannot write ${file}: ${describeSystemError(error)}`);
  }
}

/** Reads what `writeSubmission` wrote, or a learner's own journal. Throws Problem when it is neither. */
export function readSubmission(text: string, name: string): Submission {
  const { lesson } = parseHeader(text.split('\n')[0] ?? '', name);
  const journal = parseJournal(text, name);
  if (journal.damage) throw new Problem(`${name} is damaged: ${journal.damage}`);
  const noted = journal.notes.find(({ note }) => note.kind === 'lesson')?.note;
  const id = lesson ?? (noted?.kind === 'lesson' ? noted.id : undefined);
  if (id === undefined) throw new Problem(`${name} does not say which lesson it is for`);
  return { lesson: id, journal, answers: answersOf(journal) };
}

/** The answers that count: the last one to each question, since the last reset. */
export function answersOf({ notes }: JournalContent): ReadonlyMap<string, string> {
  const answers = new Map<string, string>();
  for (const { note } of notes) {
    if (note.kind === 'reset') answers.clear();
    if (note.kind === 'answer') answers.set(note.question, note.text);
  }
  return answers;
}

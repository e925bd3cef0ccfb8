import { existsSync } from 'node:fs';
import { lessonSetup, type Lesson } from '../../grader/index.js';
import { exitCodes, Problem } from '../problem.js';
import { claimFolder, takeOver, type Claim, type ClaimResult } from '../state/claim.js';
import { cannotKeepState, makeFolder, type Folders } from '../state/folders.js';
import { hostHome, newSetup } from '../state/host-folder.js';
import { JournalFile } from '../state/journal-file.js';
import { journalPath, lessonFolder } from '../state/lesson-journal.js';
import type { Text } from '../text/text.js';
import { LessonPlay } from './lesson-play.js';

/** A lesson that is open for this program alone. */
export interface OpenLesson {
  readonly play: LessonPlay;
  readonly journal: JournalFile;
  readonly claim: Claim;
  /** Nothing was done in it before. */
  readonly isNew: boolean;
  close(): void;
}

export interface OpenLessonOptions {
  readonly folders: Folders;
  readonly text: Text;
  /** Ask another window that has the lesson open to let go of it. */
  readonly takeOver: boolean;
  readonly warn: (sentence: string) => void;
}

/** Opens a lesson where the learner left it, or from the beginning. Throws Problem when another window has it. */
export async function openLesson(lesson: Lesson, { folders, text, takeOver: force, warn }: OpenLessonOptions): Promise<OpenLesson> {
  const folder = lessonFolder(folders, lesson.id);
  makeFolder(folder);
  const claim = await claimOrThrow(folder, lesson.id, text, force);
  try {
    const { journal, play, isNew } = openJournal(lesson, journalPath(folder), warn);
    const close = (): void => {
      try {
        journal.close();
      } finally {
        claim.release();
      }
    };
    return { play, journal, claim, isNew, close };
  } catch (error) {
    claim.release();
    throw error;
  }
}

async function claimOrThrow(folder: string, id: string, text: Text, force: boolean): Promise<Claim> {
  const result = await tryToClaim(folder, force);
  if (result.kind === 'taken') return result.claim;
  throw new Problem(force ? text.lessons.cannotTakeOver(result.pid) : text.lessons.busy(result.pid, id), exitCodes.unusable);
}

async function tryToClaim(folder: string, force: boolean): Promise<ClaimResult> {
  try {
    const result = claimFolder(folder);
    return result.kind === 'held' && force ? await takeOver(folder) : result;
  } catch (error) {
    throw cannotKeepState(folder, error);
  }
}

function openJournal(lesson: Lesson, file: string, warn: (sentence: string) => void): Pick<OpenLesson, 'journal' | 'play' | 'isNew'> {
  if (existsSync(file)) {
    const { file: journal, content } = JournalFile.open(file, warn);
    const play = LessonPlay.replay(lesson, content.setup, content.entries, content.notes);
    return { journal, play, isNew: content.entries.length === 0 && content.notes.length <= 1 };
  }
  const setup = lessonSetup(lesson, { ...newSetup(hostHome()), lesson: true });
  const journal = JournalFile.create(file, setup);
  const play = LessonPlay.replay(lesson, setup, [], []);
  const note = { kind: 'lesson', id: lesson.id } as const;
  journal.add({ note, after: 0 });
  play.note(note);
  return { journal, play, isNew: true };
}

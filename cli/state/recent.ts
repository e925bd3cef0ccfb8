import { statSync } from 'node:fs';
import path from 'node:path';
import { listLessons, type LessonPlace } from '../lessons/library.js';
import { exitCodes, Problem } from '../problem.js';
import type { Folders } from './folders.js';

/** When a lesson was last worked on, in milliseconds since 1970; undefined when it never was. */
export function lastUsed({ lessons }: Folders, id: string): number | undefined {
  try {
    return statSync(path.join(lessons, id, 'journal.jsonl')).mtimeMs;
  } catch {
    return undefined;
  }
}

/** The lesson that was worked on last; for somebody new, the first one. */
export function lastLesson(folders: Folders, lessons: readonly LessonPlace[] = listLessons()): LessonPlace {
  const used = lessons.map(place => ({ place, at: lastUsed(folders, place.id) ?? -1 }));
  const latest = used.reduce<(typeof used)[number] | undefined>((best, item) => (item.at > (best?.at ?? -1) ? item : best), undefined);
  const place = latest?.place ?? lessons[0];
  if (!place) throw new Problem('there are no lessons in this installation', exitCodes.unusable);
  return place;
}

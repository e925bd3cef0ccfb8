import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { exitCodes, Problem } from '../problem.js';
import type { Text } from '../text/text.js';
import { nearestName } from './nearest-name.js';
import { listLessons, placeOf, type LessonPlace } from './library.js';

/**
 * The lesson that a user means: its id, the number in front of it in `drydock list`, course/id, or a folder of one's own with a
 * lesson.md in it. Throws Problem, with the nearest name, when there is none.
 */
export function findLesson(name: string, text: Text, lessons: readonly LessonPlace[] = listLessons()): LessonPlace {
  const wanted = name.trim().toLowerCase();
  const byName = lessons.find(({ id, course }) => id === wanted || `${course}/${id}` === wanted);
  const byNumber = /^\d+$/.test(wanted) ? lessons[Number(wanted) - 1] : undefined;
  const found = byName ?? byNumber ?? ownLesson(name) ?? lessons.find(({ folder }) => path.basename(folder) === wanted);
  if (found) return found;
  const nearest = nearestName(
    wanted,
    lessons.map(({ id }) => id),
  );
  throw new Problem(text.lessons.unknown(name, nearest), exitCodes.usage);
}

/** A folder, or the lesson.md in it, given by its path. */
function ownLesson(name: string): LessonPlace | undefined {
  const target = path.resolve(name);
  if (!existsSync(target)) return undefined;
  const folder = statSync(target).isDirectory() ? target : path.dirname(target);
  return existsSync(path.join(folder, 'lesson.md')) ? placeOf(folder) : undefined;
}

import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { exitCodes, Problem } from '../problem.js';
import type { Text } from '../text/text.js';
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
  const nearest = nearestName(wanted, lessons.map(({ id }) => id));
  throw new Problem(text.lessons.unknown(name, nearest), exitCodes.usage);
}

/** A folder, or the lesson.md in it, given by its path. */
function ownLesson(name: string): LessonPlace | undefined {
  const target = path.resolve(name);
  if (!existsSync(target)) return undefined;
  const folder = statSync(target).isDirectory() ? target : path.dirname(target);
  return existsSync(path.join(folder, 'lesson.md')) ? placeOf(folder) : undefined;
}

/** The name that differs least, if it does not differ much; a beginning of a name is near, too. */
export function nearestName(wanted: string, names: readonly string[]): string | undefined {
  const beginning = names.find(name => wanted.length > 1 && name.startsWith(wanted)) ?? names.find(name => wanted.length > 2 && name.includes(wanted));
  if (beginning !== undefined) return beginning;
  const ranked = names.map(name => ({ name, distance: editDistance(wanted, name) })).sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(2, Math.floor(best.name.length / 3)) ? best.name : undefined;
}

/** Letters that must be put in, left out or replaced to get from one text to the other. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...b].entries()) {
      const replaced = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}

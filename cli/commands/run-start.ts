import { findLesson } from '../lessons/find-lesson.js';
import { startLesson, type StartOptions as PlayOptions } from '../player/start-lesson.js';
import { stateFolders } from '../state/folders.js';
import { lastLesson } from '../state/recent.js';
import type { Context } from './command.js';

export interface StartOptions extends PlayOptions {
  readonly lesson: string | undefined;
}

/** Plays the lesson that was asked for, or the one that was played last. */
export function runStart({ lesson, ...options }: StartOptions, context: Context): Promise<number> {
  const folders = stateFolders(context.home);
  const place = lesson === undefined ? lastLesson(folders) : findLesson(lesson, context.text);
  return startLesson(place, options, context, folders);
}

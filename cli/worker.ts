import { parentPort, workerData } from 'node:worker_threads';
import type { Lesson } from '../grader/index.js';
import { gradeFile } from './grading/grade-file.js';

/** What a worker is asked. */
export interface Assignment {
  readonly name: string;
  readonly file: string;
}

/** Grades submissions, one after the other, for the pool that started it. */
const { lesson } = workerData as { readonly lesson: Lesson };
parentPort?.on('message', ({ name, file }: Assignment) => parentPort?.postMessage(gradeFile(lesson, name, file)));

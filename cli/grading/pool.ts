import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Lesson } from '../../grader/index.js';
import type { Assignment } from '../worker.js';
import { gradeFile } from './grade-file.js';
import type { Result } from './result.js';

/** A worker may take so much memory; one that needs more is ended and costs its submission only. */
const memoryMegabytes = 2048;
/** A host is thrown away with each submission: with room for several of them, hardly anything is ever copied. */
const youngMegabytes = 96;

/**
 * Work is limited in steps, so every submission comes to an end. Should a mistake of ours hang a worker all the same, it is ended after this
 * time and the others go on.
 */
const patienceMs = 300_000;

/** Grades files on several threads; calls `report` with the results in the order of the files. */
export async function gradeAll(
  lesson: Lesson,
  files: readonly Assignment[],
  jobs: number,
  report: (result: Result) => void,
): Promise<void> {
  const script = workerScript();
  if (script === undefined || (jobs === 1 && files.length === 1)) {
    for (const { name, file } of files) report(gradeFile(lesson, name, file));
    return;
  }
  const inOrder = new InOrder(report);
  let next = 0;
  const work = async (): Promise<void> => {
    const seat = new Seat(script, lesson);
    for (let index = next++; index < files.length; index = next++) {
      const assignment = files[index];
      if (assignment) inOrder.add(index, await seat.grade(assignment));
    }
    await seat.leave();
  };
  await Promise.all(Array.from({ length: Math.min(jobs, files.length) }, work));
}

/** The worker beside this module: in the bundle and in the compiled tree. From sources there is none, and everything is done here. */
function workerScript(): URL | undefined {
  return ['../worker.js', './worker.js'].map(path => new URL(path, import.meta.url)).find(url => existsSync(fileURLToPath(url)));
}

/** Hands results on in the order of their numbers. */
class InOrder {
  readonly #report: (result: Result) => void;
  readonly #waiting = new Map<number, Result>();
  #next = 0;

  constructor(report: (result: Result) => void) {
    this.#report = report;
  }

  add(index: number, result: Result): void {
    this.#waiting.set(index, result);
    for (let ready = this.#waiting.get(this.#next); ready; ready = this.#waiting.get(this.#next)) {
      this.#waiting.delete(this.#next++);
      this.#report(ready);
    }
  }
}

/** A place where one worker at a time sits; a worker that dies is replaced by a new one. */
class Seat {
  readonly #script: URL;
  readonly #lesson: Lesson;
  #worker: Worker | undefined;

  constructor(script: URL, lesson: Lesson) {
    this.#script = script;
    this.#lesson = lesson;
  }

  async grade(assignment: Assignment): Promise<Result> {
    const worker = (this.#worker ??= this.#hire());
    return await new Promise(resolve => {
      const finish = (result: Result): void => {
        clearTimeout(timer);
        worker.off('message', finish).off('error', failed).off('exit', ended);
        resolve(result);
      };
      const fail = (detail: string): void => {
        this.#worker = undefined;
        finish({ name: assignment.name, status: 'unusable', problem: { kind: 'internal', detail } });
        // Whatever else it says is of no interest.
        worker.on('error', () => undefined);
        void worker.terminate();
      };
      const failed = (error: unknown): void => fail(error instanceof Error ? error.message : String(error));
      const ended = (code: number): void => fail(`the worker ended with code ${code}`);
      const timer = setTimeout(() => fail(`no result within ${patienceMs / 1000} seconds`), patienceMs);
      worker.on('message', finish).on('error', failed).on('exit', ended);
      worker.postMessage(assignment);
    });
  }

  async leave(): Promise<void> {
    await this.#worker?.terminate();
  }

  #hire(): Worker {
    return new Worker(this.#script, {
      workerData: { lesson: this.#lesson },
      resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes, maxYoungGenerationSizeMb: youngMegabytes },
    });
  }
}

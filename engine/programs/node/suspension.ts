import { READY, type Task, type Yielded } from '../../core/task.js';

/**
 * The answer of a binding that has to wait while JavaScript stands in the middle of a piece: the task that will give it. The engine
 * ends, the process drives the task, and a new engine does again what the old one did (`recording.ts`), up to the answer.
 */
export class Suspension {
  readonly #task: Task<unknown>;
  readonly #begun: Yielded | undefined;

  constructor(task: Task<unknown>, begun?: Yielded) {
    this.#task = task;
    this.#begun = begun;
  }

  *drive(): Task<unknown> {
    let step = this.#begun === undefined ? this.#task.next(READY) : this.#task.next(yield this.#begun);
    while (!step.done) step = this.#task.next(yield step.value);
    return step.value;
  }
}

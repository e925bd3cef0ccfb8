import type { Frame } from '../vm/frame.js';
import { PyObject, type PyType } from './object.js';

/** A generator, coroutine or asynchronous generator: a frame that is put aside. */
export class PyGenerator extends PyObject {
  name: string;
  qualname: string;
  /** Undefined once it has ended. */
  frame: Frame | undefined;
  isRunning = false;
  isStarted = false;
  /** What an asynchronous generator's `yield` handed out, as opposed to an `await`. */
  yieldedValue = false;
  constructor(frame: Frame, name: string, qualname: string, type: PyType) {
    super(type);
    this.frame = frame;
    this.name = name;
    this.qualname = qualname;
  }
}

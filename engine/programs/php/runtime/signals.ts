import type { PhpObject } from './object.js';

/** A Throwable on its way. */
export class Thrown extends Error {
  readonly object: PhpObject;

  constructor(object: PhpObject) {
    const limit: unknown = Reflect.get(Error, 'stackTraceLimit');
    Reflect.set(Error, 'stackTraceLimit', 0);
    super('thrown');
    Reflect.set(Error, 'stackTraceLimit', limit);
    this.object = object;
  }
}

/** `exit`: nothing but shutdown functions runs after it. */
export class ExitRequest extends Error {
  readonly status: number;

  constructor(status: number) {
    super('exit');
    this.status = status;
  }
}

/** An error that ends the program, with the place where it happened. */
export class FatalError extends Error {
  readonly file: string;
  readonly line: number;
  readonly label: string;

  constructor(message: string, file: string, line: number, label = 'Fatal error') {
    super(message);
    this.file = file;
    this.line = line;
    this.label = label;
  }
}

/** An instruction has to wait for a class: it is tried again when that is there. */
export class NeedsClass extends Error {
  readonly className: string;

  constructor(className: string) {
    super('class');
    this.className = className;
  }
}

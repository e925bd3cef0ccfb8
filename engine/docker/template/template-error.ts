/** A template that cannot be read or carried out; the message is the one of Go's text/template. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  /** Where it went wrong: while reading the template, or while carrying it out. */
  readonly phase: 'parse' | 'execute';
  /** What had been written before. */
  readonly output: string;

  constructor(phase: 'parse' | 'execute', message: string, output = '') {
    super(message);
    this.phase = phase;
    this.output = output;
  }
}

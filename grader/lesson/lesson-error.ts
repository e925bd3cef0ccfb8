/** Something wrong in a lesson file: says where and what, in one sentence. Lines and columns count from 1. */
export class LessonError extends Error {
  override readonly name = 'LessonError';
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly reason: string;

  constructor(file: string, line: number, column: number, reason: string) {
    super(`${file}:${line}:${column}: ${reason}`);
    this.file = file;
    this.line = line;
    this.column = column;
    this.reason = reason;
  }
}

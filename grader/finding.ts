/** Something that a lesson promises and does not keep, or that its author should look at. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

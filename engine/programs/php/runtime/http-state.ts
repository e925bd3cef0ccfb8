/** The answer that a script gives besides its output, and what was asked. */
export class HttpState {
  status = 200;
  reason: string | undefined;
  readonly headers: { name: string; value: string }[] = [];
  /** What `php://input` gives. */
  body = '';
  /** Files of uploads, which go away at the end. */
  readonly uploads: string[] = [];

  set(name: string, value: string, replace: boolean): void {
    const lower = name.toLowerCase();
    if (replace) this.remove(lower);
    this.headers.push({ name, value });
  }

  remove(name: string): void {
    const lower = name.toLowerCase();
    for (let i = this.headers.length - 1; i >= 0; i--) if (this.headers[i]?.name.toLowerCase() === lower) this.headers.splice(i, 1);
  }

  get(name: string): string | undefined {
    return this.headers.findLast(each => each.name.toLowerCase() === name.toLowerCase())?.value;
  }
}

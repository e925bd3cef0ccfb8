/** First in, first out, without moving the whole array at each step. */
export class RunQueue<T> {
  #items: (T | undefined)[] = [];
  #head = 0;

  get length(): number {
    return this.#items.length - this.#head;
  }

  push(handle: T): void {
    this.#items.push(handle);
  }

  unshift(handle: T): void {
    if (this.#head > 0) this.#items[--this.#head] = handle;
    else this.#items.unshift(handle);
  }

  shift(): T | undefined {
    if (this.#head >= this.#items.length) return undefined;
    const handle = this.#items[this.#head];
    this.#items[this.#head++] = undefined;
    if (this.#head === this.#items.length) {
      this.#items.length = 0;
      this.#head = 0;
    } else if (this.#head > 1024 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return handle;
  }
}

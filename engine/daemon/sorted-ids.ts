/** Ids in order, so that the one with a given beginning is found by halving. */
export class SortedIds {
  readonly #ids: string[] = [];

  add(id: string): void {
    this.#ids.splice(this.#position(id), 0, id);
  }

  remove(id: string): void {
    const at = this.#position(id);
    if (this.#ids[at] === id) this.#ids.splice(at, 1);
  }

  /** The only id that begins so. */
  withPrefix(prefix: string): { readonly id: string } | 'ambiguous' | undefined {
    if (prefix === '') return undefined;
    const at = this.#position(prefix);
    const first = this.#ids[at];
    if (!first?.startsWith(prefix)) return undefined;
    return this.#ids[at + 1]?.startsWith(prefix) ? 'ambiguous' : { id: first };
  }

  /** How many ids begin so; all of them with nothing. */
  countWithPrefix(prefix: string): number {
    // No digit of an id comes after `g`.
    return this.#position(`${prefix}g`) - this.#position(prefix);
  }

  /** Where the text is or would go. */
  #position(text: string): number {
    let low = 0;
    let high = this.#ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ids[middle] ?? '') < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

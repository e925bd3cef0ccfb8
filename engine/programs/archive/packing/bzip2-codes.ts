/** Lengths of Huffman codes for symbols of these frequencies, none longer than `longest`, chosen exactly as libbzip2 does. */
export function codeLengths(frequencies: Int32Array, longest: number): Uint8Array {
  const weights = Array.from(frequencies, frequency => Math.max(1, frequency) * 256);
  for (;;) {
    const lengths = lengthsOf(weights);
    if (lengths.every(length => length <= longest)) return lengths;
    for (const [symbol, weight] of weights.entries()) weights[symbol] = (1 + Math.floor((weight >> 8) / 2)) * 256;
  }
}

/** The upper bits of a weight are a frequency, the lower eight the depth of the tree below. */
function lengthsOf(given: readonly number[]): Uint8Array {
  const weights = [0, ...given];
  const parents = weights.map(() => -1);
  const heap = new Heap(weights);
  for (let node = 1; node <= given.length; node++) heap.push(node);
  while (heap.size > 1) {
    const [first, second] = [heap.pop(), heap.pop()];
    const node = weights.push(sumOf(weights[first] ?? 0, weights[second] ?? 0)) - 1;
    parents.push(-1);
    parents[first] = node;
    parents[second] = node;
    heap.push(node);
  }
  return Uint8Array.from(given, (_, symbol) => {
    let depth = 0;
    for (let node = parents[symbol + 1] ?? -1; node >= 0; node = parents[node] ?? -1) depth++;
    return depth;
  });
}

function sumOf(a: number, b: number): number {
  return ((a & ~0xff) + (b & ~0xff)) | (1 + Math.max(a & 0xff, b & 0xff));
}

/** The lightest node first. Which of two equal ones comes first is part of what the codes are. */
class Heap {
  readonly #weights: readonly number[];
  readonly #nodes: number[] = [0];

  constructor(weights: readonly number[]) {
    this.#weights = weights;
  }

  get size(): number {
    return this.#nodes.length - 1;
  }

  push(node: number): void {
    let at = this.#nodes.push(node) - 1;
    const weight = this.#weight(node);
    while (weight < this.#weight(this.#nodes[at >> 1] ?? 0)) {
      this.#nodes[at] = this.#nodes[at >> 1] ?? 0;
      at >>= 1;
    }
    this.#nodes[at] = node;
  }

  pop(): number {
    const first = this.#nodes[1] ?? 0;
    const last = this.#nodes.pop() ?? 0;
    if (this.size > 0) this.#sink(last);
    return first;
  }

  #sink(node: number): void {
    const weight = this.#weight(node);
    let at = 1;
    for (let below = 2; below <= this.size; below = at * 2) {
      if (below < this.size && this.#weight(this.#nodes[below + 1] ?? 0) < this.#weight(this.#nodes[below] ?? 0)) below++;
      if (weight < this.#weight(this.#nodes[below] ?? 0)) break;
      this.#nodes[at] = this.#nodes[below] ?? 0;
      at = below;
    }
    this.#nodes[at] = node;
  }

  #weight(node: number): number {
    return this.#weights[node] ?? 0;
  }
}

/** The canonical codes of these lengths: shorter ones first, equal ones by symbol. */
export function codesOf(lengths: Uint8Array): Uint32Array {
  const codes = new Uint32Array(lengths.length);
  let code = 0;
  for (let length = 1; length <= 20; length++) {
    for (let symbol = 0; symbol < lengths.length; symbol++) if (lengths[symbol] === length) codes[symbol] = code++;
    code *= 2;
  }
  return codes;
}

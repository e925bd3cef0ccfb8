/**
 * The starts of all rotations of a block, in the order of the rotations. Sorts by the first byte, then by twice as many bytes again and again,
 * so that it takes the same time for any block, however much it repeats itself.
 */
export function sortRotations(block: Uint8Array): Int32Array {
  const length = block.length;
  const [order, nextOrder] = [new Int32Array(length), new Int32Array(length)];
  let [ranks, nextRanks] = [new Int32Array(length), new Int32Array(length)];
  const counts = new Int32Array(Math.max(257, length + 1));
  for (let at = 0; at < length; at++) ranks[at] = block[at] ?? 0;
  countingSort(ranks, undefined, order, counts, 256);
  let classes = rerank(order, ranks, nextRanks, 0);
  [ranks, nextRanks] = [nextRanks, ranks];
  for (let known = 1; classes < length && known < length; known *= 2) {
    for (let at = 0; at < length; at++) {
      const start = (order[at] ?? 0) - known;
      nextOrder[at] = start < 0 ? start + length : start;
    }
    countingSort(ranks, nextOrder, order, counts, classes);
    classes = rerank(order, ranks, nextRanks, known);
    [ranks, nextRanks] = [nextRanks, ranks];
  }
  return order;
}

/** Places into `sorted` by rank what `order` names (all places, when left out); equal ones stay in their order. */
function countingSort(ranks: Int32Array, order: Int32Array | undefined, sorted: Int32Array, counts: Int32Array, classes: number): void {
  const length = ranks.length;
  counts.fill(0, 0, classes + 1);
  for (let at = 0; at < length; at++) {
    const rank = (ranks[at] ?? 0) + 1;
    if (rank <= classes) counts[rank] = (counts[rank] ?? 0) + 1;
  }
  for (let rank = 1; rank <= classes; rank++) counts[rank] = (counts[rank] ?? 0) + (counts[rank - 1] ?? 0);
  for (let at = 0; at < length; at++) {
    const start = order ? (order[at] ?? 0) : at;
    const rank = ranks[start] ?? 0;
    const place = counts[rank] ?? 0;
    counts[rank] = place + 1;
    sorted[place] = start;
  }
}

/** New ranks by `2 * known` bytes (by one, when `known` is 0); how many different ones there are. */
function rerank(order: Int32Array, ranks: Int32Array, next: Int32Array, known: number): number {
  const length = order.length;
  let classes = 0;
  let [lastFirst, lastSecond] = [-1, -1];
  for (let at = 0; at < length; at++) {
    const start = order[at] ?? 0;
    const half = start + known;
    const first = ranks[start] ?? 0;
    const second = ranks[half < length ? half : half - length] ?? 0;
    if (first !== lastFirst || second !== lastSecond) classes++;
    [lastFirst, lastSecond] = [first, second];
    next[start] = classes - 1;
  }
  return classes;
}

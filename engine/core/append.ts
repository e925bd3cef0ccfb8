/** More arguments than this are not handed to one call: the engine's stack holds a hundred thousand or so. */
const FEW = 10_000;

/** Puts items behind a list; unlike `push(...items)` for any number of them. */
export function append<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item);
}

/** Puts items in the place of `count` others from `start` on; unlike `splice` for any number of them. */
export function replaceRange<T>(list: T[], start: number, count: number, items: readonly T[]): void {
  if (items.length <= FEW) {
    list.splice(start, count, ...items);
    return;
  }
  const behind = list.slice(start + count);
  list.length = start;
  append(list, items);
  append(list, behind);
}

import type { Item } from './entry.js';

function compare(a: Item, b: Item): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  if (a.schema !== b.schema) return a.schema < b.schema ? -1 : 1;
  if (a.sortName !== b.sortName) return a.sortName < b.sortName ? -1 : 1;
  return a.oid - b.oid;
}

/**
 * By kind, schema and name, but nothing before what it needs. As pg_dump does it: from the end, always the last one that nobody
 * who is still to come needs.
 */
export function inOrder(items: readonly Item[]): readonly Item[] {
  const sorted = [...items].sort(compare);
  const places = new Map(sorted.map((item, place) => [item.id, place]));
  const needed = sorted.map(() => 0);
  const needs = sorted.map(item => item.needs.flatMap(id => places.get(id) ?? []));
  for (const list of needs) for (const place of list) needed[place] = (needed[place] ?? 0) + 1;
  const done = new Set<number>();
  const result: Item[] = [];
  while (result.length < sorted.length) {
    const place = lastFree(sorted.length, done, needed);
    done.add(place);
    const item = sorted[place];
    if (item) result.push(item);
    for (const other of needs[place] ?? []) needed[other] = (needed[other] ?? 0) - 1;
  }
  return result.reverse();
}

/** The last one that nobody needs any more; in a circle, the last one. */
function lastFree(count: number, done: ReadonlySet<number>, needed: readonly number[]): number {
  let last = -1;
  for (let place = count - 1; place >= 0; place--) {
    if (done.has(place)) continue;
    if (needed[place] === 0) return place;
    if (last < 0) last = place;
  }
  return last;
}

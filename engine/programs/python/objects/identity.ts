/** Numbers of objects in the order in which somebody asked, to tell them from each other. */
const numbers = new WeakMap<object, number>();
let last = 0;

export function numberOf(object: object): number {
  const known = numbers.get(object);
  if (known !== undefined) return known;
  numbers.set(object, ++last);
  return last;
}

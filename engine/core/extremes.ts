/**
 * The largest of numbers, and at least `least`. `Math.max(...numbers)` hands each number over as an argument, which ends in a
 * RangeError of the engine's own where a learner makes a hundred thousand of them; rows and files are their data.
 */
export function largestOf(numbers: Iterable<number>, least = -Infinity): number {
  let largest = least;
  for (const number of numbers) if (number > largest) largest = number;
  return largest;
}

/** The smallest of numbers, and at most `most`. */
export function smallestOf(numbers: Iterable<number>, most = Infinity): number {
  let smallest = most;
  for (const number of numbers) if (number < smallest) smallest = number;
  return smallest;
}

import type { Count } from './requirement.js';

/** Whether this many is what was asked for. */
export function meets(actual: number, { relation, number }: Count): boolean {
  if (relation === 'exactly') return actual === number;
  return relation === 'at least' ? actual >= number : actual <= number;
}

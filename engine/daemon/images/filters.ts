import { badFilterValue } from './errors.js';
import { invalidFilter } from '../errors.js';

/** The values of each filter of a request: `{"label":["a=b"],"dangling":["true"]}`. */
export type Filters = ReadonlyMap<string, readonly string[]>;

/** Throws for filters that a command does not know. */
export function checkFilters(filters: Filters, known: readonly string[]): void {
  const unknown = [...filters.keys()].find(name => !known.includes(name));
  if (unknown !== undefined) throw invalidFilter(unknown);
}

/** A filter that is true or false; undefined when it is not given. */
export function booleanFilter(filters: Filters, name: string): boolean | undefined {
  const values = filters.get(name);
  if (!values || values.length === 0) return undefined;
  const isTrue = values.some(value => value === '1' || value === 'true');
  const isFalse = values.some(value => value === '0' || value === 'false');
  if (isTrue === isFalse) throw badFilterValue(name, [...values].sort());
  return isTrue;
}

/** Whether labels have all that is asked: `key` or `key=value`. */
export function hasLabels(labels: Readonly<Record<string, string>> | undefined, wanted: readonly string[]): boolean {
  return wanted.every(entry => {
    const [key = '', ...rest] = entry.split('=');
    const value = labels && Object.hasOwn(labels, key) ? labels[key] : undefined;
    return value !== undefined && (rest.length === 0 || value === rest.join('='));
  });
}

/** What bash's `read` says of a number of characters or of seconds that is none. */
export function wrongNumber(count: string | undefined, timeout: string | undefined): string | undefined {
  if (timeout !== undefined && !/^\d*\.?\d*$/.test(timeout)) return `${timeout}: invalid timeout specification`;
  return count !== undefined && !/^\d+$/.test(count) ? `${count}: invalid number` : undefined;
}

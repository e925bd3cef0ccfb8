import type { Sys } from '../../../process/sys.js';

/** What `mysqld --initialize` chooses for root. */
export function temporaryPassword(sys: Sys): string {
  const alphabet = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  return Array.from(sys.random.bytes(12), byte => alphabet[byte % alphabet.length] ?? 'x').join('');
}

import type { Account } from '../../engine/index.js';
import { exitCodes, Problem } from '../problem.js';
import type { Text } from '../text/text.js';

/** Reads `name:password`. */
export function parseAccount(value: string, text: Text): Account {
  const at = value.indexOf(':');
  if (at <= 0 || at === value.length - 1) throw new Problem(text.sandbox.badAccount(value), exitCodes.usage);
  return { name: value.slice(0, at), password: value.slice(at + 1) };
}

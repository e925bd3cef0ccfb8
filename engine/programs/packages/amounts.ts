const prefixes = ['', 'k', 'M', 'G', 'T'] as const;

/** `933 `, `52.5 k`, `1743 k`, `13.6 M`: amounts as apt prints them, to be followed by B. */
export function formatAmount(bytes: number): string {
  let amount = Math.abs(bytes);
  for (const [index, prefix] of prefixes.entries()) {
    if (amount < 100 && index > 0) return `${amount.toFixed(1)} ${prefix}`;
    if (amount < 10_000) return `${amount.toFixed(0)} ${prefix}`;
    amount /= 1000;
  }
  return `${amount.toFixed(0)} P`;
}

/** `4s`, `2min 5s`. */
export function formatSeconds(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return seconds < 60 ? `${String(seconds)}s` : `${String(Math.floor(seconds / 60))}min ${String(seconds % 60)}s`;
}

/** GNU's human-readable sizes, rounded up: 1.5K, 23M; `base` 1000 or 1024. */
export function humanSize(bytes: number, base = 1024): string {
  if (bytes < base) return String(bytes);
  const units = base === 1024 ? 'KMGTPE' : 'kMGTPE';
  let value = bytes;
  for (const unit of units) {
    value /= base;
    if (value < 10 && Math.ceil(value * 10) / 10 < 10) return `${(Math.ceil(value * 10) / 10).toFixed(1)}${unit}`;
    if (value < base && Math.ceil(value) < base) return `${String(Math.ceil(value))}${unit}`;
  }
  return `${String(Math.ceil(value))}E`;
}

/** BusyBox's: one digit after the point, rounded to the nearest. */
export function busyboxSize(bytes: number): string {
  if (bytes < 1024) return String(bytes);
  let value = bytes;
  for (const unit of 'KMGTPE') {
    value /= 1024;
    if (value < 1023.95)
      return value < 10 || Math.round(value * 10) % 10 !== 0 || value < 1000
        ? `${value.toFixed(1)}${unit}`
        : `${String(Math.round(value))}${unit}`;
  }
  return `${value.toFixed(1)}E`;
}

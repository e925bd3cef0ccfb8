const decimalUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'];
const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'];

/** `1.09kB`: four significant digits (or as many as asked), units of 1000. */
export function formatSize(bytes: number, digits = 4): string {
  return withUnit(bytes, 1000, decimalUnits, digits);
}

/** `3.5MiB`: units of 1024. */
export function formatBinarySize(bytes: number, digits = 4): string {
  return withUnit(bytes, 1024, binaryUnits, digits);
}

function withUnit(bytes: number, base: number, units: readonly string[], digits: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= base && unit < units.length - 1) {
    value /= base;
    unit++;
  }
  return trimFloat(value, digits) + (units[unit] ?? '');
}

/** Go's %.4g: no zeros at the end, an exponent from 10^digits up. */
export function trimFloat(value: number, digits: number): string {
  const text = value.toPrecision(digits);
  if (text.includes('e')) return text.replace(/\.?0+e/, 'e').replace(/e([+-])(\d)$/, 'e$10$2');
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** `5 minutes`, `About an hour`: how long something took, in the client's words. */
export function formatElapsed(ms: number): string {
  const seconds = Math.trunc(ms / 1000);
  if (seconds < 1) return 'Less than a second';
  if (seconds === 1) return '1 second';
  if (seconds < 60) return `${String(seconds)} seconds`;
  const minutes = Math.trunc(ms / 60_000);
  if (minutes === 1) return 'About a minute';
  if (minutes < 60) return `${String(minutes)} minutes`;
  const hours = Math.trunc(ms / 3_600_000 + 0.5);
  if (hours === 1) return 'About an hour';
  if (hours < 48) return `${String(hours)} hours`;
  if (hours < 24 * 7 * 2) return `${String(Math.trunc(hours / 24))} days`;
  if (hours < 24 * 30 * 2) return `${String(Math.trunc(hours / 24 / 7))} weeks`;
  if (hours < 24 * 365 * 2) return `${String(Math.trunc(hours / 24 / 30))} months`;
  return `${String(Math.trunc(ms / 3_600_000 / 24 / 365))} years`;
}

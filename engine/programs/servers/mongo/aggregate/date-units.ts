const fixed: Readonly<Record<string, number>> = {
  millisecond: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};
const months: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };
/** A Sunday: weeks are counted from it. */
const SUNDAY = Date.UTC(2000, 0, 2);

/** A moment so many units later. The last days of long months become the last of short ones. */
export function addUnits(ms: number, unit: string, amount: number): number {
  const size = fixed[unit];
  if (size !== undefined) return ms + amount * size;
  const date = new Date(ms);
  const total = date.getUTCFullYear() * 12 + date.getUTCMonth() + amount * (months[unit] ?? 0);
  const [year, month] = [Math.floor(total / 12), ((total % 12) + 12) % 12];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const moved = new Date(ms);
  moved.setUTCFullYear(year, month, Math.min(date.getUTCDate(), lastDay));
  return moved.getTime();
}

/** How many borders of a unit lie between two moments. */
export function differenceIn(unit: string, from: number, to: number): number {
  const size = fixed[unit];
  if (size !== undefined) {
    const origin = unit === 'week' ? SUNDAY : 0;
    return Math.floor((to - origin) / size) - Math.floor((from - origin) / size);
  }
  return monthIndex(to, unit) - monthIndex(from, unit);
}

function monthIndex(ms: number, unit: string): number {
  const date = new Date(ms);
  return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / (months[unit] ?? 1));
}

/** The beginning of the unit (or of so many) that a moment lies in; bins are counted from the year 2000. */
export function truncateTo(unit: string, ms: number, bins: number): number {
  const size = fixed[unit];
  if (size !== undefined) {
    const origin = unit === 'week' ? SUNDAY : Date.UTC(2000, 0, 1);
    return origin + Math.floor((ms - origin) / (size * bins)) * size * bins;
  }
  const perBin = (months[unit] ?? 1) * bins;
  const date = new Date(ms);
  const since = (date.getUTCFullYear() - 2000) * 12 + date.getUTCMonth();
  return Date.UTC(2000, Math.floor(since / perBin) * perBin, 1);
}

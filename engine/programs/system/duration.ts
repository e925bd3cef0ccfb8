const factors: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86400 };

/** `10`, `0.5`, `2m`, `infinity` in milliseconds; undefined when it is no duration. */
export function parseDuration(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d+\.?\d*(?:e[-+]?\d+)?|\.\d+|inf(?:inity)?)([smhd]?)$/i.exec(text) ?? [];
  const factor = factors[unit];
  if (number === undefined || factor === undefined) return undefined;
  return (/^inf/i.test(number) ? Infinity : Number(number)) * factor * 1000;
}

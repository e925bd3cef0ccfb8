/** A part of a pattern of to_char, to_date and to_timestamp. */
export interface PatternPart {
  /** The field in capitals; undefined for text that stands for itself. */
  readonly field: string | undefined;
  /** As it is written: names follow its case. */
  readonly text: string;
  /** FM: without blanks and zeros that only fill. */
  readonly isShort: boolean;
  /** TH or th behind it. */
  readonly ordinal: 'TH' | 'th' | undefined;
}

const fields =
  'Y,YYY|SSSSS|MONTH|IYYY|IDDD|HH24|HH12|SSSS|YYYY|A.M.|P.M.|A.D.|B.C.|DDD|DAY|IYY|MON|TZH|TZM|YYY|FF1|FF2|FF3|FF4|FF5|FF6|AD|AM|BC|CC|DD|DY|HH|ID|IW|IY|MI|MM|MS|OF|PM|RM|SS|TZ|US|WW|YY|D|I|J|Q|W|Y'.split(
    '|',
  );

/** Reads a pattern: fields by the longest name, texts in quotes, everything else as it is. */
export function readPattern(pattern: string): readonly PatternPart[] {
  const parts: PatternPart[] = [];
  let isShort = false;
  for (let at = 0; at < pattern.length; ) {
    const rest = pattern.slice(at);
    const prefix = /^(?:FM|fm|TM|tm)/.exec(rest)?.[0];
    if (prefix) {
      // TM asks for names in the language of the database, which stand without blanks.
      isShort = true;
      at += 2;
      continue;
    }
    const quoted = /^"((?:[^"\\]|\\.)*)"?/.exec(rest);
    const found = fields.find(field => rest.slice(0, field.length).toUpperCase() === field);
    if (found === undefined || quoted) {
      const escaped = rest.startsWith('\\"') ? '"' : undefined;
      parts.push({ field: undefined, text: quoted?.[1] ?? escaped ?? rest.charAt(0), isShort, ordinal: undefined });
      at += quoted?.[0].length ?? (escaped ? 2 : 1);
      continue;
    }
    at += found.length;
    const suffix = /^(?:TH|th)/.exec(pattern.slice(at))?.[0];
    parts.push({
      field: found,
      text: rest.slice(0, found.length),
      isShort,
      ordinal: suffix === 'TH' || suffix === 'th' ? suffix : undefined,
    });
    at += suffix ? 2 : 0;
    isShort = false;
  }
  return parts;
}

/** `1st`, `2nd`, `3rd`, `11th`. */
export function ordinalOf(number: string, letters: 'TH' | 'th'): string {
  const last = Number(number.slice(-1));
  const isTeen = number.length > 1 && number.at(-2) === '1';
  const suffix = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][last] ?? 'th');
  return letters === 'TH' ? suffix.toUpperCase() : suffix;
}

const romanDigits = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

export function romanMonth(month: number): string {
  return romanDigits[month - 1] ?? '';
}

/** A conversion of printf(3): `%-08.3f` and the like, with `*` already filled in. */
export interface Directive {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly conversion: string;
}

const MAX_WIDTH = 65536;

/** The directive that starts at a percent sign, and where it ends; undefined when it is none. */
export function readDirective(
  format: string,
  at: number,
):
  | {
      readonly flags: string;
      readonly width: string;
      readonly precision: string | undefined;
      readonly conversion: string;
      readonly end: number;
    }
  | undefined {
  const found = /^%([-+ #0']*)(\d*|\*)(?:\.(\d*|\*))?(?:hh|h|ll|l|L|q|j|z|t)?([a-zA-Z%])/.exec(format.slice(at, at + 40));
  if (!found) return undefined;
  const [all, flags = '', width = '', precision, conversion = ''] = found;
  return { flags, width, precision, conversion, end: at + all.length };
}

export function formatText(directive: Directive, text: string): string {
  const cut = directive.precision === undefined ? text : text.slice(0, directive.precision);
  return pad(directive, cut);
}

/** d, i, o, u, x, X of a whole number. */
export function formatInteger(directive: Directive, value: bigint): string {
  const { flags, precision, conversion } = directive;
  const unsigned = 'ouxX'.includes(conversion);
  const number = unsigned && value < 0n ? BigInt.asUintN(64, value) : value;
  const magnitude = number < 0n ? -number : number;
  let digits = magnitude.toString(conversion === 'o' ? 8 : conversion === 'x' || conversion === 'X' ? 16 : 10);
  if (precision === 0 && magnitude === 0n) digits = '';
  if (precision !== undefined) digits = digits.padStart(Math.min(precision, MAX_WIDTH), '0');
  if (flags.includes('#') && conversion === 'o' && !digits.startsWith('0')) digits = `0${digits}`;
  let sign = number < 0n ? '-' : !unsigned && flags.includes('+') ? '+' : !unsigned && flags.includes(' ') ? ' ' : '';
  if (flags.includes('#') && conversion.toLowerCase() === 'x' && magnitude !== 0n) sign += '0x';
  return padNumber(directive, sign, conversion === 'X' ? digits.toUpperCase() : digits, precision === undefined);
}

/** e, f, g (and capitals), a of a floating-point number. */
export function formatFloat(directive: Directive, value: number): string {
  const { flags, conversion } = directive;
  const upper = conversion === conversion.toUpperCase();
  const negative = value < 0 || Object.is(value, -0);
  const sign = negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const magnitude = Math.abs(value);
  if (!Number.isFinite(magnitude)) {
    const word = Number.isNaN(magnitude) ? 'nan' : 'inf';
    return pad(directive, sign + (upper ? word.toUpperCase() : word));
  }
  const precision = Math.min(directive.precision ?? 6, 100);
  const digits = floatDigits(conversion.toLowerCase(), magnitude, precision, flags.includes('#'));
  return padNumber(directive, sign, upper ? digits.toUpperCase() : digits, true);
}

function floatDigits(conversion: string, value: number, precision: number, keepZeros: boolean): string {
  if (conversion === 'f') return fixed(value, precision);
  if (conversion === 'e') return exponential(value, precision);
  const significant = precision === 0 ? 1 : precision;
  const exponent = value === 0 ? 0 : Number(value.toExponential(significant - 1).split('e')[1]);
  const small = exponent >= -4 && exponent < significant;
  const digits = small ? fixed(value, significant - 1 - exponent) : exponential(value, significant - 1);
  if (keepZeros || !digits.includes('.')) return digits;
  return small ? digits.replace(/\.?0+$/, '') : digits.replace(/\.?0+e/, 'e');
}

function fixed(value: number, precision: number): string {
  if (value < 1e21) return evenTie(value.toFixed(precision), value.toFixed(Math.min(precision + TIE_DIGITS, 100)), precision);
  return BigInt(value).toString() + (precision > 0 ? `.${'0'.repeat(precision)}` : '');
}

/** So many digits more show whether a double stands exactly between two texts. */
const TIE_DIGITS = 30;

/** C rounds a value that stands exactly between two texts to the even one, JavaScript up. */
function evenTie(rounded: string, exact: string, precision: number): string {
  const point = exact.indexOf('.');
  if (point < 0 || !/^50*$/.test(exact.slice(point + 1 + precision))) return rounded;
  const cut = precision === 0 ? exact.slice(0, point) : exact.slice(0, point + 1 + precision);
  return /[02468]$/.test(cut) ? cut : rounded;
}

function exponential(value: number, precision: number): string {
  const [digits = '', exponent = ''] = value.toExponential(precision).split('e');
  const [exact = '', exactly = ''] = value.toExponential(Math.min(precision + TIE_DIGITS, 100)).split('e');
  const rounded = exponent === exactly ? evenTie(digits, exact, precision) : digits;
  return `${rounded}e${exponent}`.replace(/e([+-])(\d)$/, 'e$10$2');
}

function padNumber(directive: Directive, sign: string, digits: string, zerosAllowed: boolean): string {
  const { flags, width } = directive;
  if (!flags.includes('0') || flags.includes('-') || !zerosAllowed) return pad(directive, sign + digits);
  return sign + digits.padStart(Math.min(width, MAX_WIDTH) - sign.length, '0');
}

/** Pads to the width of the directive. */
export function pad({ flags, width }: Directive, text: string): string {
  const wanted = Math.min(width, MAX_WIDTH);
  return flags.includes('-') ? text.padEnd(wanted) : text.padStart(wanted);
}

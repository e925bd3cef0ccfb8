/** What `warranty` prints. */
export const warranty = '\nThis is a calculator that Drydock simulates. There is no warranty, to the extent that the law permits.\n';
/** What `limits` prints. */
export const limits =
  'BC_BASE_MAX     = 2147483647\nBC_DIM_MAX      = 16777215\nBC_SCALE_MAX    = 2147483647\nBC_STRING_MAX   = 2147483647\nMAX Exponent    = 9223372036854775807\nNumber of vars  = 32767\n';
/** Letters after a backslash in what `print` writes. */
export const escapes: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', q: '"', r: '\r', t: '\t', '\\': '\\' };

/** What one step of work does of a long number. */
export const digitsPerStep = 16;

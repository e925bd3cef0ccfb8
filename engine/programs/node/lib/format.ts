/** util.format. */
export const format = String.raw`
const { inspect } = require('internal/inspect');

/** console.log's first argument as a format. */
exports.formatWith = (options, args) => {
  const [first, ...rest] = args;
  const show = value => inspect(value, { ...options, compact: 3, depth: options.depth === undefined ? 2 : options.depth });
  if (typeof first !== 'string') return args.map(value => typeof value === 'string' ? value : show(value)).join(' ');
  let at = 0;
  let text = first;
  if (rest.length > 0) {
    text = first.replace(/%[sdijfoOc%]/g, sign => {
      if (sign === '%%') return '%';
      if (at >= rest.length) return sign;
      const value = rest[at++];
      switch (sign) {
        case '%s':
          if (typeof value === 'bigint') return value + 'n';
          if (Object.is(value, -0)) return '-0';
          if (typeof value !== 'object' || value === null) return String(value);
          return hasOwnToString(value) ? String(value) : inspect(value, { ...options, depth: 0, compact: 3 });
        case '%d': return typeof value === 'bigint' ? value + 'n' : typeof value === 'symbol' ? 'NaN' : String(Object.is(Number(value), -0) ? '-0' : Number(value));
        case '%i': return typeof value === 'bigint' ? value + 'n' : String(parseInt(value, 10));
        case '%f': return String(parseFloat(value));
        case '%j': try { return JSON.stringify(value); } catch { return '[Circular]'; }
        case '%o': return inspect(value, { ...options, showHidden: true, depth: 4 });
        case '%O': return inspect(value, { ...options });
        default: return '';
      }
    });
  }
  for (const value of rest.slice(at)) text += ' ' + (typeof value === 'string' ? value : show(value));
  return text;
};
function hasOwnToString(value) {
  if (Object.hasOwn(value, 'toString')) return true;
  if (value instanceof Error) return value.toString !== Error.prototype.toString;
  if (value instanceof Date) return true;
  const proto = Object.getPrototypeOf(value);
  return typeof value.toString === 'function' && value.toString !== Object.prototype.toString && !Array.isArray(value) && !(value instanceof Map) && !(value instanceof Set) && proto !== null && !(ArrayBuffer.isView(value));
}
`;

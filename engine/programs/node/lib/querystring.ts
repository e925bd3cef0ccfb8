/** querystring */
export const querystring = String.raw`
const unescape = text => { try { return decodeURIComponent(text); } catch { return text.replace(/%([0-9a-f]{2})/gi, (all, hex) => String.fromCharCode(parseInt(hex, 16))); } };
const escape = value => encodeURIComponent(String(value)).replace(/%(21|27|28|29|2A|7E)/g, (all, hex) => String.fromCharCode(parseInt(hex, 16)));

function parse(text, separator = '&', equals = '=', options = {}) {
  const result = Object.create(null);
  if (typeof text !== 'string' || text === '') return result;
  const decode = options.decodeURIComponent || unescape;
  const max = options.maxKeys === undefined ? 1000 : options.maxKeys;
  for (const part of text.split(separator).slice(0, max > 0 ? max : undefined)) {
    if (part === '') continue;
    const at = part.indexOf(equals);
    const key = decode((at < 0 ? part : part.slice(0, at)).replace(/\+/g, ' '));
    const value = at < 0 ? '' : decode(part.slice(at + equals.length).replace(/\+/g, ' '));
    if (!(key in result)) result[key] = value;
    else if (Array.isArray(result[key])) result[key].push(value);
    else result[key] = [result[key], value];
  }
  return result;
}
function stringify(object, separator = '&', equals = '=', options = {}) {
  const encode = options.encodeURIComponent || escape;
  const show = value => typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value)) ? encode(String(value)) : '';
  if (typeof object !== 'object' || object === null) return '';
  return Object.keys(object).flatMap(key => (Array.isArray(object[key]) ? object[key] : [object[key]]).map(value => encode(key) + equals + show(value))).join(separator);
}
module.exports = { parse, stringify, escape, unescape, decode: parse, encode: stringify };
`;

/** Deep equality, as assert and util have it. */
export const equality = String.raw`
function isDeepEqual(a, b, strict, seen = []) {
  if (strict ? Object.is(a, b) : a == b || (a !== a && b !== b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (strict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (Array.isArray(a) !== Array.isArray(b) || Object.prototype.toString.call(a) !== Object.prototype.toString.call(b)) return false;
  if (a instanceof Date && b instanceof Date && a.getTime() !== b.getTime()) return false;
  if (a instanceof RegExp && String(a) !== String(b)) return false;
  if (a instanceof Error && (a.message !== b.message || a.name !== b.name)) return false;
  if (a instanceof Number || a instanceof String || a instanceof Boolean) { if (!Object.is(a.valueOf(), b.valueOf())) return false; }
  if (seen.some(([x, y]) => x === a && y === b)) return true;
  const next = [...seen, [a, b]];
  const same = (x, y) => isDeepEqual(x, y, strict, next);
  if (ArrayBuffer.isView(a)) return a.length === b.length && Array.prototype.every.call(a, (item, index) => Object.is(item, b[index]));
  if (a instanceof Set) return a.size === b.size && [...a].every(item => b.has(item) || [...b].some(other => same(item, other)));
  if (a instanceof Map) return a.size === b.size && [...a].every(([key, value]) => b.has(key) ? same(value, b.get(key)) : [...b].some(([other, item]) => same(key, other) && same(value, item)));
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every(key => Object.hasOwn(b, key) && same(a[key], b[key]));
}
exports.isDeepEqual = (a, b, strict) => isDeepEqual(a, b, strict);
`;

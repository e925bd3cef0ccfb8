/** path.win32 */
export const win32 = String.raw`
const errors = require('internal/errors');
function check(value, name = 'path') { if (typeof value !== 'string') throw errors.invalidArgument(name, 'of type string', value); }
const isSlash = letter => letter === '/' || letter === '\\';

/** The device ('C:' or '\\\\server\\share'), whether a slash follows, and how long both are. */
function rootOf(path) {
  const share = /^[\\/]{2}([^\\/]+)[\\/]+([^\\/]+)/.exec(path);
  if (share) return { device: '\\\\' + share[1] + '\\' + share[2], isAbsolute: true, length: Math.min(path.length, share[0].length + (path.length > share[0].length ? 1 : 0)) };
  const drive = /^[A-Za-z]:/.exec(path);
  if (drive) return { device: drive[0], isAbsolute: isSlash(path[2]), length: isSlash(path[2]) ? 3 : 2 };
  return { device: '', isAbsolute: isSlash(path[0]), length: isSlash(path[0]) ? 1 : 0 };
}
function normalizeParts(text, isAbsolute) {
  const parts = [];
  for (const part of text.split(/[\\/]+/)) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts[parts.length - 1] !== '..') parts.pop();
    else if (!isAbsolute) parts.push('..');
  }
  return parts.join('\\');
}
const win32 = {
  sep: '\\',
  delimiter: ';',
  resolve(...paths) {
    let device = '';
    let tail = '';
    let isAbsolute = false;
    for (let i = paths.length - 1; i >= -1 && !(device !== '' && isAbsolute); i--) {
      const path = i >= 0 ? paths[i] : process.cwd();
      check(path);
      if (path === '') continue;
      const root = rootOf(path);
      if (root.device !== '' && device !== '' && root.device.toLowerCase() !== device.toLowerCase()) continue;
      if (device === '') device = root.device;
      if (!isAbsolute) { tail = path.slice(root.length) + '\\' + tail; isAbsolute = root.isAbsolute; }
      if (i < 0) break;
    }
    return device + (isAbsolute ? '\\' : '') + normalizeParts(tail, isAbsolute) || '.';
  },
  normalize(path) {
    check(path);
    if (path === '') return '.';
    const { device, isAbsolute, length } = rootOf(path);
    let tail = normalizeParts(path.slice(length), isAbsolute);
    if (tail === '' && !isAbsolute) tail = '.';
    if (tail !== '' && isSlash(path[path.length - 1]) && path.length > length) tail += '\\';
    return device + (isAbsolute ? '\\' : '') + tail;
  },
  isAbsolute(path) { check(path); return rootOf(path).isAbsolute; },
  join(...paths) {
    for (const path of paths) check(path);
    const joined = paths.filter(path => path !== '').join('\\');
    return joined === '' ? '.' : win32.normalize(/^[\\/]{2}[^\\/]/.test(paths.find(path => path !== '')) ? joined : joined.replace(/^[\\/]{2,}/, '\\'));
  },
  relative(from, to) {
    check(from, 'from');
    check(to, 'to');
    const [a, b] = [win32.resolve(from), win32.resolve(to)].map(path => path.split('\\').filter(Boolean));
    let same = 0;
    while (same < a.length && same < b.length && a[same].toLowerCase() === b[same].toLowerCase()) same++;
    if (same === 0) return win32.resolve(to);
    return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('\\');
  },
  toNamespacedPath: path => path,
  dirname(path) {
    check(path);
    const { device, isAbsolute, length } = rootOf(path);
    const rest = path.slice(length).replace(/[\\/]+$/, '');
    const at = Math.max(rest.lastIndexOf('/'), rest.lastIndexOf('\\'));
    if (at < 0) return path.slice(0, length) || '.';
    return path.slice(0, length) + rest.slice(0, at).replace(/[\\/]+$/, '');
  },
  basename(path, suffix) {
    check(path);
    const name = path.slice(/^[A-Za-z]:/.test(path) ? 2 : 0).replace(/[\\/]+$/, '').split(/[\\/]/).pop();
    return suffix !== undefined && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
  },
  extname(path) {
    const name = win32.basename(path);
    const at = name.lastIndexOf('.');
    return at <= 0 || name === '..' ? '' : name.slice(at);
  },
  format(parts) {
    const dir = parts.dir || parts.root;
    const base = parts.base || (parts.name || '') + (parts.ext || '');
    return !dir ? base : dir === parts.root ? dir + base : dir + '\\' + base;
  },
  parse(path) {
    check(path);
    const { length } = rootOf(path);
    const root = path.slice(0, length);
    const base = win32.basename(path.slice(length));
    const ext = win32.extname(base);
    const dir = win32.dirname(path);
    return { root, dir: dir === '.' && !path.startsWith('.') ? '' : dir, base, ext, name: ext === '' ? base : base.slice(0, -ext.length) };
  },
};
win32.win32 = win32;
module.exports = win32;
`;

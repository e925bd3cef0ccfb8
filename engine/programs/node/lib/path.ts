/** path (posix) */
export const path = String.raw`
const errors = require('internal/errors');
function check(value, name) { if (typeof value !== 'string') throw errors.invalidArgument(name, 'of type string', value); }

function normalizeParts(text, isAbsolute) {
  const parts = [];
  for (const part of text.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts[parts.length - 1] !== '..') parts.pop();
    else if (!isAbsolute) parts.push('..');
  }
  return parts.join('/');
}

const posix = {
  sep: '/',
  delimiter: ':',
  resolve(...paths) {
    let resolved = '';
    for (let i = paths.length - 1; i >= 0 && !resolved.startsWith('/'); i--) {
      check(paths[i], 'path');
      if (paths[i] !== '') resolved = paths[i] + (resolved === '' ? '' : '/' + resolved);
    }
    if (!resolved.startsWith('/')) resolved = process.cwd() + '/' + resolved;
    return '/' + normalizeParts(resolved, true);
  },
  normalize(path) {
    check(path, 'path');
    if (path === '') return '.';
    const isAbsolute = path.startsWith('/');
    let text = normalizeParts(path, isAbsolute);
    if (text === '' && !isAbsolute) text = '.';
    if (text !== '' && path.endsWith('/')) text += '/';
    return (isAbsolute ? '/' : '') + text;
  },
  isAbsolute(path) { check(path, 'path'); return path.startsWith('/'); },
  join(...paths) {
    for (const path of paths) check(path, 'path');
    const joined = paths.filter(path => path !== '').join('/');
    return joined === '' ? '.' : posix.normalize(joined);
  },
  relative(from, to) {
    check(from, 'from');
    check(to, 'to');
    const a = posix.resolve(from).split('/').filter(Boolean);
    const b = posix.resolve(to).split('/').filter(Boolean);
    let same = 0;
    while (same < a.length && same < b.length && a[same] === b[same]) same++;
    return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/');
  },
  toNamespacedPath: path => path,
  dirname(path) {
    check(path, 'path');
    if (path === '') return '.';
    const trimmed = path.replace(/(?!^)\/+$/, '');
    const at = trimmed.lastIndexOf('/');
    if (at < 0) return '.';
    return trimmed.slice(0, at).replace(/(?!^)\/+$/, '') || '/';
  },
  basename(path, suffix) {
    check(path, 'path');
    const name = path.replace(/\/+$/, '').split('/').pop();
    return suffix !== undefined && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
  },
  extname(path) {
    check(path, 'path');
    const name = posix.basename(path);
    const at = name.lastIndexOf('.');
    return at <= 0 || /^\.+$/.test(name) && at === name.length - 1 && name === '..' ? '' : name.slice(at);
  },
  format(parts) {
    const dir = parts.dir || parts.root;
    const base = parts.base || (parts.name || '') + (parts.ext || '');
    return !dir ? base : dir === parts.root ? dir + base : dir + '/' + base;
  },
  parse(path) {
    check(path, 'path');
    const root = path.startsWith('/') ? '/' : '';
    const base = posix.basename(path);
    const ext = posix.extname(path);
    const dir = path.includes('/') ? posix.dirname(path) : '';
    return { root, dir: dir === '.' && !path.startsWith('.') ? '' : dir, base, ext, name: ext === '' ? base : base.slice(0, -ext.length) };
  },
};
posix.posix = posix;
Object.defineProperty(posix, 'win32', { enumerable: true, configurable: true, get() { const value = require('internal/win32'); Object.defineProperty(posix, 'win32', { value, enumerable: true, writable: true, configurable: true }); value.posix = posix; return value; } });
module.exports = posix;
`;

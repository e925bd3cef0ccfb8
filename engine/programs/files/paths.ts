/** The last part of a path, without trailing slashes: `/a/b/` → `b`. */
export function baseName(path: string): string {
  const trimmed = trimSlashes(path);
  return trimmed === '/' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** Everything before the last part: `/a/b` → `/a`, `b` → `.`. */
export function directoryName(path: string): string {
  const trimmed = trimSlashes(path);
  const slash = trimmed.lastIndexOf('/');
  if (slash < 0) return '.';
  return trimSlashes(trimmed.slice(0, slash) || '/');
}

/** A name inside a directory; no second slash where there is one. */
export function joinPath(directory: string, name: string): string {
  return directory.endsWith('/') ? directory + name : `${directory}/${name}`;
}

export function trimSlashes(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' && path.startsWith('/') ? '/' : trimmed;
}

/** An absolute path without `.`, `..` and double slashes, by text alone. */
export function normalizePath(path: string, cwd: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${cwd}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** The way from one absolute path to another: `../b`. */
export function relativePath(path: string, from: string): string {
  const to = path.split('/').filter(part => part !== '');
  const base = from.split('/').filter(part => part !== '');
  let common = 0;
  while (common < to.length && common < base.length && to[common] === base[common]) common++;
  return [...base.slice(common).map(() => '..'), ...to.slice(common)].join('/') || '.';
}

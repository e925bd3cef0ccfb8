import { cleanPath } from '../container/volume-spec.js';

/** The directory and the last name of a path; `dir/.` keeps its dot, which means: the contents. */
export function splitEntry(path: string): { readonly directory: string; readonly base: string } {
  const clean = cleanPath(path);
  const dotted = (path.split('/').at(-1) ?? '') === '.' ? `${clean === '/' ? '' : clean}/.` : clean;
  const slash = dotted.lastIndexOf('/');
  if (slash < 0) return { directory: '.', base: dotted };
  return { directory: dotted.slice(0, slash) || '/', base: dotted.slice(slash + 1) };
}

/** An absolute path that keeps a slash or dot at its end, for they mean a directory. */
export function absolutePath(cwd: string, path: string): string {
  const absolute = path.startsWith('/') ? cleanPath(path) : cleanPath(`${cwd}/${path}`);
  if (/(?:^|\/)\.$/.test(path)) return `${absolute === '/' ? '' : absolute}/.`;
  return path.endsWith('/') && absolute !== '/' ? `${absolute}/` : absolute;
}

/** Whether a path says that it is a directory. */
export function saysDirectory(path: string): boolean {
  return path === '' || path.endsWith('/') || path === '.' || path.endsWith('/.');
}

/** One end of `docker cp`: `container:path`, or a local path. A path that begins with a slash or dot is local. */
export function splitContainer(text: string): { readonly container: string; readonly path: string } {
  const colon = text.indexOf(':');
  const container = text.slice(0, Math.max(colon, 0));
  if (text.startsWith('/') || colon < 0 || container.startsWith('.')) return { container: '', path: text };
  return { container, path: text.slice(colon + 1) };
}

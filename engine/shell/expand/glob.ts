import { isErrno } from '../../core/errno.js';
import type { DirectoryEntry } from '../../fs/stat.js';
import { shellLimits } from '../limits.js';
import type { PatternOptions } from '../pattern/parse-pattern.js';
import { compilePattern } from '../pattern/pattern.js';
import { ShellError } from '../state/shell-error.js';

/** What pathname expansion asks of the file system. */
export interface GlobFiles {
  readdir(path: string): readonly DirectoryEntry[];
  stat(path: string): { readonly kind: string };
  lstat(path: string): unknown;
}

export interface GlobOptions extends PatternOptions {
  /** A leading dot is matched like any other character. */
  readonly dotFiles: boolean;
  /** A pattern that begins with a dot finds `.` and `..` too. */
  readonly dotNames: boolean;
  /** `**` stands for any depth of directories (bash's globstar). */
  readonly recursive: boolean;
  /** Capital and small letters are the same (bash's nocaseglob). */
  readonly ignoreCase?: boolean;
}

/** Names that match the pattern, sorted; none when nothing does. */
export function expandPathname(pattern: string, files: GlobFiles, options: GlobOptions): readonly string[] {
  const components = pattern.split(/(?<!\\)\/+/);
  const slashes = /^(?:\\?\/)+/.exec(pattern)?.[0] ?? '';
  const names = slashes === '' ? components : components.slice(1);
  let found: string[] = [slashes === '' ? '' : '/'];
  for (const [index, component] of names.entries()) {
    const last = index === names.length - 1;
    found = found.flatMap(base => step(base, component, last, files, options));
    if (found.length > shellLimits.globResults) throw new ShellError('Argument list too long', { status: 126, scope: 'line' });
  }
  return found.sort(compareBytes);
}

function step(base: string, component: string, last: boolean, files: GlobFiles, options: GlobOptions): readonly string[] {
  if (component === '')
    return last && base !== '' && isDirectory(base, files) ? [base.endsWith('/') ? base : `${base}/`] : last ? [] : [base];
  if (component === '**' && options.recursive) return descend(base, last, files, options.dotFiles, 0);
  const fold = (text: string): string => (options.ignoreCase === true ? text.toLowerCase() : text);
  const pattern = compilePattern(fold(component), options);
  if (pattern.literal !== undefined && options.ignoreCase !== true) {
    const path = join(base, pattern.literal);
    return !last || exists(path, files) ? [path] : [];
  }
  const dots = options.dotFiles || component.startsWith('.') || component.startsWith('\\.');
  const names = entriesOf(base, files).filter(entry => last || entry.kind === 'directory' || entry.kind === 'symlink');
  const matching = names.filter(({ name }) => (dots || !name.startsWith('.')) && pattern.matches(fold(name))).map(({ name }) => name);
  const own = dots && !options.dotFiles && options.dotNames ? ['.', '..'].filter(name => pattern.matches(name)) : [];
  return [...own, ...matching].map(name => join(base, name));
}

function descend(base: string, last: boolean, files: GlobFiles, dotFiles: boolean, depth: number): readonly string[] {
  const found: string[] = last ? (base === '' || depth > 0 ? [] : [base.endsWith('/') ? base : `${base}/`]) : [base];
  if (depth > 40) return found;
  for (const entry of entriesOf(base, files)) {
    if (entry.name.startsWith('.') && !dotFiles) continue;
    const path = join(base, entry.name);
    if (entry.kind === 'directory')
      found.push(...(last ? [path] : []), ...descend(path, last, files, dotFiles, depth + 1).filter(inner => inner !== path || !last));
    else if (last) found.push(path);
    if (found.length > shellLimits.globResults) break;
  }
  return found;
}

function join(base: string, name: string): string {
  return base === '' || base.endsWith('/') ? base + name : `${base}/${name}`;
}

function entriesOf(base: string, files: GlobFiles): readonly DirectoryEntry[] {
  return quietly(() => files.readdir(base === '' ? '.' : base)) ?? [];
}

function isDirectory(path: string, files: GlobFiles): boolean {
  return quietly(() => files.stat(path === '' ? '.' : path).kind === 'directory') ?? false;
}

function exists(path: string, files: GlobFiles): boolean {
  return quietly(() => Boolean(files.lstat(path))) ?? false;
}

function quietly<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
}

/** The order of the C locale: by the bytes of UTF-8, which is by code points. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return isSurrogate(left) === isSurrogate(right) ? left - right : isSurrogate(left) ? 1 : -1;
  }
  return a.length - b.length;
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

import { isErrno } from '../../../core/errno.js';
import { PhpArray } from '../runtime/array.js';
import { fromHost, toHost } from '../runtime/bytes.js';
import type { Args, Natives } from '../runtime/native.js';
import type { Value } from '../runtime/value.js';

function baseName(path: string): string {
  return path.replace(/\/+$/, '').replace(/^.*\//s, '');
}

function dirName(path: string): string {
  const trimmed = path.replace(/(.)\/+$/, '$1');
  const cut = trimmed.lastIndexOf('/');
  return cut < 0 ? '.' : cut === 0 ? '/' : trimmed.slice(0, cut).replace(/(.)\/+$/, '$1');
}

function pathInfo(a: Args): Value {
  const base = baseName(a.str(0));
  const dot = base.lastIndexOf('.');
  const all: [string, Value][] = [];
  if (a.str(0).includes('/') || !a.str(0).includes('/')) all.push(['dirname', dirName(a.str(0))]);
  all.push(['basename', base]);
  if (dot >= 0) all.push(['extension', base.slice(dot + 1)]);
  all.push(['filename', dot < 0 ? base : base.slice(0, dot)]);
  const wanted = { 1: 'dirname', 2: 'basename', 4: 'extension', 8: 'filename' }[a.int(1)];
  return wanted === undefined ? PhpArray.from(all) : (all.find(([name]) => name === wanted)?.[1] ?? '');
}

function glob(a: Args): Value {
  const pattern = a.str(0);
  const directory = dirName(pattern);
  const test = new RegExp(
    `^${baseName(pattern)
      .replaceAll(/[.+^$()|\\]/g, '\\$&')
      .replaceAll('*', '[^/]*')
      .replaceAll('?', '[^/]')
      .replaceAll(/\{([^}]*)\}/g, (_, list: string) => `(?:${list.replaceAll(',', '|')})`)}$`,
  );
  try {
    const names = a.vm.sys.readdir(toHost(directory)).map(entry => fromHost(entry.name));
    return PhpArray.of(
      names
        .filter(name => !name.startsWith('.') && test.test(name))
        .map(name => (pattern.includes('/') ? `${directory === '/' ? '' : directory}/${name}` : name)),
    );
  } catch (error) {
    if (isErrno(error)) return new PhpArray();
    throw error;
  }
}

/** Names of files and their parts. */
export const pathFunctions: Natives = {
  'basename(string $path, string $suffix = "")': a => {
    const base = baseName(a.str(0));
    return a.str(1) !== '' && base !== a.str(1) && base.endsWith(a.str(1)) ? base.slice(0, -a.str(1).length) : base;
  },
  'dirname(string $path, int $levels = 1)': a => {
    let path = a.str(0);
    for (let i = 0; i < Math.min(a.int(1), 1000); i++) path = dirName(path);
    return path;
  },
  'pathinfo(string $path, int $flags = 15)': pathInfo,
  'glob(string $pattern, int $flags = 0)': glob,
  'realpath(string $path)': a => {
    try {
      return fromHost(a.vm.sys.realpath(toHost(a.str(0) === '' ? '.' : a.str(0))));
    } catch (error) {
      if (isErrno(error)) return false;
      throw error;
    }
  },
  'sys_get_temp_dir()': () => '/tmp',
};

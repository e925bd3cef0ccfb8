import { isErrno } from '../../core/errno.js';
import type { Sys } from '../../process/sys.js';
import { refused } from '../options.js';
import { baseName } from '../files/paths.js';
import { utilLinux } from '../origins.js';
import { define } from '../tool.js';

type Key = 'binaries' | 'manuals' | 'sources' | 'binaryDirs' | 'manualDirs' | 'sourceDirs' | 'end' | 'unusual' | 'glob' | 'lookup';

const binaryFolders = [
  '/usr/bin',
  '/usr/sbin',
  '/usr/lib',
  '/usr/lib64',
  '/etc',
  '/usr/games',
  '/usr/local/bin',
  '/usr/local/sbin',
  '/usr/local/etc',
  '/usr/local/lib',
  '/usr/local/games',
  '/usr/include',
  '/usr/local',
  '/usr/libexec',
  '/usr/share',
];
const manualFolders = Array.from({ length: 8 }, (_, i) => `/usr/share/man/man${String(i + 1)}`);

export const whereis = define<Key>({
  name: 'whereis',
  options: {
    binaries: ['-b', 'search for binaries only'],
    binaryDirs: refused('-B DIRS'),
    manuals: ['-m', 'search for manuals only'],
    manualDirs: refused('-M DIRS'),
    sources: ['-s', 'search for sources only'],
    sourceDirs: refused('-S DIRS'),
    end: refused('-f'),
    unusual: refused('-u'),
    glob: refused('-g'),
    lookup: ['-l', 'print where it is looked for'],
  },
  gnu: { usage: ['[options] [-BMS <dir>... -f] <name>'], about: 'Locate the binary, source, and manual-page files for a command.' },
  origin: utilLinux,
  *run({ args, sys, out }) {
    const only = args.has('binaries') || args.has('manuals') || args.has('sources');
    const folders = [...(!only || args.has('binaries') ? binaryFolders : []), ...(!only || args.has('manuals') ? manualFolders : [])];
    if (args.has('lookup')) {
      for (const folder of folders)
        if (namesIn(sys, folder).length > 0) yield* out.line(`${folder.includes('/man/') ? 'man' : 'bin'}: ${folder}`);
      return;
    }
    for (const operand of args.operands) {
      const name = baseName(operand).replace(/\.[a-z]+$/, '');
      const found = folders.flatMap(folder =>
        namesIn(sys, folder).flatMap(file => (file === name || file.startsWith(`${name}.`) ? [`${folder}/${file}`] : [])),
      );
      yield* out.line(`${name}:${found.map(path => ` ${path}`).join('')}`);
    }
  },
});

function namesIn(sys: Sys, folder: string): readonly string[] {
  try {
    return sys.readdir(folder).map(({ name }) => name);
  } catch (error) {
    if (isErrno(error)) return [];
    throw error;
  }
}

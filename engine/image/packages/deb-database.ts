import { parseDependencies } from '../../programs/packages/dependency.js';
import { script, text, type Files } from '../catalogue/tree.js';
import type { DebRelease } from './apt-mirror.js';
import { pathInDeb, programsOfDeb } from './deb-programs.js';
import { controlOf, parseDebTable, type DebPackage } from './deb-table.js';
import { packageScripts } from './package-scripts.js';
import { summaryOf } from './summaries.js';

/** Packages that no Debian can do without. */
const essential = new Set(
  'base-files base-passwd bash bsdutils coreutils dash debianutils diffutils dpkg findutils grep gzip hostname init-system-helpers libc-bin login ncurses-base ncurses-bin perl-base sed sysvinit-utils tar util-linux'.split(
    ' ',
  ),
);

/** dpkg's database of an image: what its packages are, and which of its files belong to whom. */
export function dpkgDatabase(base: string, files: Files): Files {
  const packages = parseDebTable(base).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const status = packages.map(item => `${statusOf(item)}\n`).join('');
  const lists = packages.map(item => {
    const shared = item.section === 'libs' && item.architecture === 'amd64' ? ':amd64' : '';
    return [`/var/lib/dpkg/info/${item.name}${shared}.list`, text(listOf(item, files))] as const;
  });
  // What is set up with a package of the base can be set up again: dpkg-reconfigure.
  const setups = packages.flatMap(item => {
    const { postinst } = packageScripts(item.name);
    return postinst === undefined ? [] : [[`/var/lib/dpkg/info/${item.name}.postinst`, script(postinst)] as const];
  });
  return { '/var/lib/dpkg/status': text(status), ...Object.fromEntries(lists), ...Object.fromEntries(setups) };
}

/** The same for an image that has more: some packages with what they need, and `own`, rows of a table that no mirror has. */
export function dpkgDatabaseWith(release: DebRelease, names: readonly string[], own: string, files: Files): Files {
  const offered = new Map(parseDebTable(release.packages).map(item => [item.name, item]));
  const lines = new Map(release.packages.split('\n').map(line => [line.split(' ')[0] ?? '', line]));
  const chosen = new Set<string>();
  const visit = (name: string): void => {
    const item = offered.get(name);
    if (!item || chosen.has(name)) return;
    chosen.add(name);
    for (const group of parseDependencies(item.depends)) for (const { name: needed } of group.slice(0, 1)) visit(needed);
  };
  names.forEach(visit);
  const rows = [...chosen].map(name => `${lines.get(name) ?? ''}\n`).join('');
  const all = dpkgDatabase(`${release.base}${rows}${own}`, files);
  const added = new Set(parseDebTable(`${rows}${own}`).map(({ name }) => name));
  // The lists of what the base has are there already.
  return Object.fromEntries(
    Object.entries(all).filter(([path]) => path.endsWith('/status') || added.has(/info\/([^:]+?)(?::amd64)?\.list$/.exec(path)?.[1] ?? '')),
  );
}

function statusOf(item: DebPackage): string {
  const [first = '', ...rest] = controlOf(item, summaryOf(item.name)).split('\n');
  const mark = essential.has(item.name) ? ['Essential: yes'] : [];
  return [first, 'Status: install ok installed', ...mark, ...rest].join('\n');
}

function listOf({ name }: DebPackage, files: Files): string {
  const paths = programsOfDeb(name).flatMap(program =>
    ['/usr/bin', '/usr/sbin']
      .map(folder => `${folder}/${program}`)
      .filter(path => Object.hasOwn(files, path))
      .map(pathInDeb),
  );
  const folders = new Set(paths.flatMap(path => (path.startsWith('/usr/') ? ['/usr', folderOf(path)] : [folderOf(path)])));
  return `${['/.', ...[...folders, ...paths].sort()].join('\n')}\n`;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

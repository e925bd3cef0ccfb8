import { filler, type Files } from '../catalogue/tree.js';
import { sizeOf } from './deb-files.js';
import { programFiles } from './program-files.js';
import { summaryOf } from './summaries.js';

/** A package of a repository for yum. */
export interface RpmRow {
  readonly name: string;
  readonly epoch: string;
  readonly version: string;
  readonly release: string;
  readonly arch: string;
  readonly repository: string;
  readonly downloadBytes: number;
  readonly installedBytes: number;
  readonly requires: string;
}

/** Reads a table of packages: a line a package, `name [epoch:]version-release arch repository download-bytes installed-bytes [; requires]`. */
export function parseRpmTable(table: string): readonly RpmRow[] {
  return table
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const [head = '', requires = ''] = line.split(';').map(part => part.trim());
      const [name = '', evr = '', arch = '', repository = '', download = '', installed = ''] = head.split(/\s+/);
      const [, epoch = '0', version = '', release = ''] = /^(?:(\d+):)?(.*)-([^-]*)$/.exec(evr) ?? [];
      return {
        name,
        epoch,
        version,
        release,
        arch,
        repository,
        downloadBytes: Number(download),
        installedBytes: Number(installed),
        requires,
      };
    });
}

/** How a repository and rpm's database describe a package; `files` as the database has them, or those that a repository names. */
export function rpmControl(row: RpmRow, files: readonly string[]): string {
  const rows: readonly (readonly [string, string])[] = [
    ['Name', row.name],
    ['Epoch', row.epoch],
    ['Version', row.version],
    ['Release', row.release],
    ['Arch', row.arch],
    ['PackageSize', String(row.downloadBytes)],
    ['Size', String(row.installedBytes)],
    ['Requires', row.requires],
    ['Summary', summaryOf(row.name)],
  ];
  const lines = rows.flatMap(([field, value]) => (value === '' || (field === 'Epoch' && value === '0') ? [] : [`${field}: ${value}\n`]));
  return lines.join('') + (files.length > 0 ? `Files:\n${files.map(path => ` ${path}\n`).join('')}` : '');
}

/** What a package brings along: its programs, and where the rest of its size is. */
export function filesOfRpm(row: RpmRow): Files {
  const own = programFiles(row.name, row.version, 'rpm', `${row.version}-${row.release}`);
  const rest = Math.max(0, row.installedBytes - Object.values(own).reduce((sum, node) => sum + sizeOf(node), 0));
  const bulk = /^lib|-libs$/.test(row.name)
    ? `/usr/lib64/${row.name.replace(/-libs$/, '').replace(/^(?!lib)/, 'lib')}.so.${row.version}`
    : `/usr/share/${row.name}/data`;
  return {
    ...own,
    [`/usr/share/doc/${row.name}-${row.version}/README`]: filler(Math.min(rest, 1_024)),
    [bulk]: filler(Math.max(0, rest - 1_024)),
  };
}

/** A package of a Debian mirror. */
export interface DebPackage {
  readonly name: string;
  readonly version: string;
  /** '' for the release itself, 'updates' or 'security'. */
  readonly pocket: string;
  readonly component: string;
  readonly architecture: 'amd64' | 'all';
  readonly section: string;
  readonly downloadBytes: number;
  readonly installedKib: number;
  readonly depends: string;
  readonly recommends: string;
  readonly suggests: string;
}

/**
 * Reads a table of packages: a line a package,
 * `name version place section download-bytes installed-KiB [all] [; depends [; recommends [; suggests]]]`, where the place is
 * `main`, `updates/main`, `security/universe` ….
 */
export function parseDebTable(table: string): readonly DebPackage[] {
  return table
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => {
      const [head = '', depends = '', recommends = '', suggests = ''] = line.split(';').map(part => part.trim());
      const [name = '', version = '', place = '', section = '', download = '', installed = '', architecture] = head.split(/\s+/);
      const slash = place.indexOf('/');
      return {
        name,
        version,
        pocket: slash < 0 ? '' : place.slice(0, slash),
        component: place.slice(slash + 1),
        architecture: architecture === 'all' ? 'all' : 'amd64',
        section,
        downloadBytes: Number(download),
        installedKib: Number(installed),
        depends,
        recommends,
        suggests,
      };
    });
}

/** How a mirror's list and dpkg's database describe a package; `extra` fields come after the version. */
export function controlOf(item: DebPackage, summary: string): string {
  const rows: readonly (readonly [string, string])[] = [
    ['Package', item.name],
    ['Architecture', item.architecture],
    ['Version', item.version],
    ['Multi-Arch', isShared(item) ? 'same' : ''],
    ['Priority', 'optional'],
    ['Section', item.component === 'universe' ? `universe/${item.section}` : item.section],
    ['Installed-Size', String(item.installedKib)],
    ['Provides', Object.hasOwn(provided, item.name) ? (provided[item.name] ?? '') : ''],
    ['Depends', item.depends],
    ['Recommends', item.recommends],
    ['Suggests', item.suggests],
    ['Description', summary],
  ];
  return rows.flatMap(([field, value]) => (value === '' ? [] : [`${field}: ${value}\n`])).join('');
}

/** Names that several packages go by; those that others ask for. */
const provided: Readonly<Record<string, string>> = {
  mawk: 'awk',
  gawk: 'awk',
  debconf: 'debconf-2.0',
};

/** Libraries may be there for several architectures at once. */
function isShared({ section, architecture }: DebPackage): boolean {
  return section === 'libs' && architecture === 'amd64';
}

/** `pool/main/c/curl/curl_7.35.0-1ubuntu2.20_amd64.deb` */
export function poolPath({ name, version, component, architecture }: DebPackage, pool = 'pool'): string {
  const folder = name.startsWith('lib') ? name.slice(0, 4) : name.slice(0, 1);
  return `${pool}/${component}/${folder}/${name}/${name}_${version.replace(/^\d+:/, '')}_${architecture}.deb`;
}

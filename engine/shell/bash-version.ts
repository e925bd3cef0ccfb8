/** How a bash tells which one it is. */
export interface BashVersion {
  /** `5.2.15` */
  readonly number: string;
  readonly build: string;
  /** `x86_64-pc-linux-gnu` */
  readonly machine: string;
}

/** That of Debian 12; what it does is what they all do here. */
const usual: BashVersion = { number: '5.2.15', build: '1', machine: 'x86_64-pc-linux-gnu' };

/** Patch levels and builds of packages whose versions do not tell, by what these begin with. */
const known: Readonly<Record<string, { readonly number: string; readonly build?: string }>> = {
  '4.2.46': { number: '4.2.46', build: '2' },
  '4.3': { number: '4.3.11' },
  '4.4.19': { number: '4.4.19' },
  '5.0': { number: '5.0.17' },
  '5.1': { number: '5.1.16' },
};

/** The version of a package as bash tells it; without one that of Debian 12. */
export function bashVersion(release: string | undefined): BashVersion {
  if (release === undefined) return usual;
  const upstream = release.replace(/-.*$/, '');
  const found = Object.hasOwn(known, upstream) ? known[upstream] : undefined;
  const machine = release.includes('.el') ? 'x86_64-redhat-linux-gnu' : /-r\d+$/.test(release) ? 'x86_64-alpine-linux-musl' : usual.machine;
  return { build: usual.build, ...(found ?? { number: upstream }), machine };
}

/** `5.2.15(1)-release` */
export function bashRelease({ number, build }: BashVersion): string {
  return `${number}(${build})-release`;
}

/** What `bash --version` and `help` begin with. */
export function bashBanner(version: BashVersion): string {
  return `GNU bash, version ${bashRelease(version)} (${version.machine})\n`;
}

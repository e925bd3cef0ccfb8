/** What differs between the releases of apt that distributions ship. */
export interface AptStyle {
  /** As the package is called: `2.6.1`. */
  readonly number: string;
  /** The first line of `--version`. */
  readonly banner: string;
  /** Hits, misses and failures are counted too, and fetched things named by their full address: `Hit:1 http://deb.debian.org/debian …`. */
  readonly isModern: boolean;
  /** `extra` packages became `additional` ones. */
  readonly extraWord: 'extra' | 'additional';
  readonly autoremoveCommand: string;
  /** Whose lock guards installing, and how a failure to take it ends. */
  readonly lock: { readonly path: string; readonly message: string };
}

const modern: Omit<AptStyle, 'number' | 'banner'> = {
  isModern: true,
  extraWord: 'additional',
  autoremoveCommand: 'apt autoremove',
  lock: {
    path: '/var/lib/dpkg/lock-frontend',
    message: 'Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?',
  },
};

/** By the number in the program's id (`apt-get-1.0.1`). */
export const aptStyles: readonly AptStyle[] = [
  {
    number: '1.0.1',
    banner: 'apt 1.0.1ubuntu2 for amd64 compiled on Feb 22 2019 17:31:53',
    isModern: false,
    extraWord: 'extra',
    autoremoveCommand: 'apt-get autoremove',
    lock: { path: '/var/lib/dpkg/lock', message: 'Unable to lock the administration directory (/var/lib/dpkg/), are you root?' },
  },
  { ...modern, number: '2.0.11', banner: 'apt 2.0.11 (amd64)' },
  { ...modern, number: '2.4.13', banner: 'apt 2.4.13 (amd64)' },
  { ...modern, number: '2.6.1', banner: 'apt 2.6.2 (amd64)' },
  { ...modern, number: '2.7.14', banner: 'apt 2.7.14 (amd64)' },
];

import type { AptProgram } from './apt.js';
import type { AptStyle } from './style.js';

/** What each program is for, in our words, and its commands as the real ones list them. */
const usages: Readonly<
  Record<AptProgram, { readonly forms: readonly string[]; readonly about: string; readonly commands: readonly string[] }>
> = {
  'apt-get': {
    forms: ['[options] command', '[options] install|remove pkg1 [pkg2 ...]', '[options] source pkg1 [pkg2 ...]'],
    about: 'Fetches packages from the sources that are configured, and installs, upgrades\nand removes them together with what they need.',
    commands: [
      'update - fetch the lists of packages',
      'upgrade - bring packages to newer versions',
      'install - install packages (pkg is libc6 not libc6.deb)',
      'reinstall - install packages again (pkg is libc6 not libc6.deb)',
      'remove - remove packages',
      'purge - remove packages with their configuration',
      'autoremove - remove what nothing needs any more',
      'dist-upgrade - upgrade, with new packages where they are needed',
      'clean - delete packages that were fetched',
      'autoclean - delete fetched packages that nobody offers any more',
      'check - look for dependencies that are not met',
      'download - fetch packages into this directory',
    ],
  },
  apt: {
    forms: ['[options] command'],
    about: 'Looks for packages, tells about them and manages them, in a form for people;\napt-get and apt-cache are for scripts.',
    commands: [
      'list - list packages by name',
      'search - look for packages by name and summary',
      'show - tell about packages',
      'install - install packages',
      'reinstall - install packages again',
      'remove - remove packages',
      'autoremove - remove what nothing needs any more',
      'update - fetch the lists of packages',
      'upgrade - bring packages to newer versions',
      'full-upgrade - upgrade, removing and installing packages where it is needed',
    ],
  },
  'apt-cache': {
    forms: ['[options] command', '[options] show pkg1 [pkg2 ...]'],
    about: 'Tells about packages from the lists that were fetched, and asks no mirror.',
    commands: [
      'search - look for packages by name and summary',
      'depends - list what a package needs',
      'rdepends - list what needs a package',
      'show - tell about packages',
      'pkgnames - list names',
      'policy - tell where versions come from',
    ],
  },
  'apt-mark': {
    forms: ['[options] {auto|manual} pkg1 [pkg2 ...]'],
    about: 'Marks packages as installed by hand or for others, or as to be left alone.',
    commands: [
      'auto - mark packages as installed for others',
      'manual - mark packages as installed by hand',
      'hold - keep packages as they are',
      'unhold - let packages change again',
      'showauto - list packages that were installed for others',
      'showmanual - list packages that were installed by hand',
      'showhold - list packages that are kept as they are',
    ],
  },
};

export function formatUsage(program: AptProgram, { banner }: AptStyle): string {
  const { forms, about, commands } = usages[program];
  const usage = forms.map((form, index) => `${index === 0 ? 'Usage:' : '      '} ${program} ${form}\n`).join('');
  return `${banner}\n${usage}\n${about}\n\nMost used commands:\n${commands.map(row => `  ${row}\n`).join('')}`;
}

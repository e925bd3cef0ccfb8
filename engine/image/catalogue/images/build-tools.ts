import { run, type Step } from '../source.js';
import { filledTo } from '../tree.js';

const install = (packages: string): string =>
  `apt-get update && apt-get install -y --no-install-recommends ${packages} && rm -rf /var/lib/apt/lists/*`;

/** Times of their own, so that the images that have these layers share them. */
const filesFrom = '2025-01-14T03:11:20Z';

/** What the images of languages have below them on Debian: downloaders, version control, compilers. */
export const buildTools: readonly Step[] = [
  run(
    install('ca-certificates curl gnupg netbase sq wget'),
    () =>
      filledTo(
        47_700_000,
        {},
        { '/usr/bin/sq': 30, '/usr/lib/x86_64-linux-gnu/libgnutls.so.30': 10, '/usr/share/ca-certificates/roots.crt': 2 },
      ),
    { packedBytes: 24_056_511, filesFrom },
  ),
  run(
    install('git mercurial openssh-client subversion procps'),
    () =>
      filledTo(
        177_000_000,
        {},
        { '/usr/lib/git-core/git-remote-http': 70, '/usr/lib/python3/mercurial.zip': 50, '/usr/lib/x86_64-linux-gnu/libsvn.so.1': 50 },
      ),
    { packedBytes: 64_139_108, filesFrom },
  ),
  run(
    install('autoconf automake bzip2 default-libmysqlclient-dev dpkg-dev file g++ gcc imagemagick libpq-dev make patch unzip xz-utils'),
    () =>
      filledTo(
        587_000_000,
        {},
        {
          '/usr/lib/gcc/x86_64-linux-gnu/12/cc1': 30,
          '/usr/lib/gcc/x86_64-linux-gnu/12/cc1plus': 32,
          '/usr/lib/x86_64-linux-gnu/libLLVM-14.so.1': 110,
          '/usr/lib/x86_64-linux-gnu/libMagickCore.so': 20,
          '/usr/share/icons/icons.tar': 40,
        },
      ),
    { packedBytes: 211_270_449, filesFrom },
  ),
];

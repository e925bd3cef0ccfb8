import { STANDARD_PATH } from '../roots/standard-path.js';
import { cmd, copy, env, run, type ImageSource, type Step } from '../source.js';
import { installedFiles } from '../../../programs/pip/own-files.js';
import { commandText } from '../../../programs/pip/wheel.js';
import { filledTo, program, script, symlink, text, type Files } from '../tree.js';
import { alpine, debian } from './bases.js';
import { buildTools } from './build-tools.js';

const VERSION = '3.12.2';
const MINOR = '3.12';
const PIP_VERSION = '24.0';
const PACKAGES = `/usr/local/lib/python${MINOR}/site-packages`;
const pipScript = script(commandText(`/usr/local/bin/python${MINOR}`, 'pip._internal.cli.main:main'));

interface Release {
  readonly names: ImageSource['names'];
  readonly from: ImageSource;
  readonly created: string;
  /** What the interpreter needs of the distribution. */
  readonly before: readonly Step[];
  readonly sizeBytes: number;
  readonly packedBytes: number;
  readonly about?: ImageSource['about'];
}

function interpreter(sizeBytes: number): Files {
  return filledTo(
    sizeBytes,
    {
      [`/usr/local/bin/python${MINOR}`]: program('python3', 14_344),
      '/usr/local/bin/idle3.12': program('idle3', 99),
      '/usr/local/bin/pydoc3.12': program('pydoc3', 84),
    },
    { [`/usr/local/lib/libpython${MINOR}.so.1.0`]: 12, [`/usr/local/lib/python${MINOR}/stdlib.zip`]: 40 },
  );
}

const shortNames = (): Files => ({
  '/usr/local/bin/idle': symlink('idle3'),
  '/usr/local/bin/idle3': symlink('idle3.12'),
  '/usr/local/bin/pydoc': symlink('pydoc3'),
  '/usr/local/bin/pydoc3': symlink('pydoc3.12'),
  '/usr/local/bin/python': symlink('python3'),
  '/usr/local/bin/python3': symlink(`python${MINOR}`),
});

const pip = (): Files =>
  filledTo(
    11_700_000,
    {
      '/usr/local/bin/pip': pipScript,
      '/usr/local/bin/pip3': pipScript,
      '/usr/local/bin/pip3.12': pipScript,
      ...Object.fromEntries(
        Object.entries(installedFiles(PIP_VERSION, '../../../bin')).map(([path, content]) => [`${PACKAGES}/${path}`, text(content)]),
      ),
      '/usr/local/bin/wheel': program('wheel', 226),
    },
    { [`${PACKAGES}/pip.zip`]: 1 },
  );

function pythonImage({ names, from, created, before, sizeBytes, packedBytes, about }: Release): ImageSource {
  return {
    names,
    from,
    created,
    steps: [
      env({ PATH: `/usr/local/bin:${STANDARD_PATH}` }),
      env({ LANG: 'C.UTF-8' }),
      ...before,
      env({ GPG_KEY: '7169605F62C751356D054A26A821E680E5FA6305' }),
      env({ PYTHON_VERSION: VERSION }),
      copy('dir', '/usr/local/', () => interpreter(sizeBytes), { packedBytes }),
      run('ln -s in /usr/local/bin the names without a version', shortNames),
      env({ PYTHON_PIP_VERSION: PIP_VERSION }),
      copy('dir', '/usr/local/', pip, { packedBytes: 2_763_411 }),
      cmd('python3'),
    ],
    ...(about ? { about } : {}),
  };
}

export const pythonAlpine = pythonImage({
  names: ['python:alpine', 'python:3-alpine', 'python:3.12-alpine', 'python:3.12.2-alpine'],
  from: alpine,
  created: '2025-03-06T01:31:44Z',
  before: [
    run('apk add --no-cache ca-certificates tzdata', () =>
      filledTo(1_870_000, {}, { '/usr/share/zoneinfo/zones.tar': 3, '/etc/ssl/certs/ca-certificates.crt': 1 }),
    ),
  ],
  sizeBytes: 31_400_000,
  packedBytes: 11_582_007,
});

export const pythonSlim = pythonImage({
  names: ['python:slim', 'python:3-slim', 'python:3.12-slim', 'python:3.12.2-slim', 'python:3.12-slim-bookworm'],
  from: debian,
  created: '2025-03-06T01:33:18Z',
  before: [
    run('apt-get update && apt-get install -y --no-install-recommends ca-certificates netbase tzdata && rm -rf /var/lib/apt/lists/*', () =>
      filledTo(
        9_230_000,
        {},
        { '/usr/share/zoneinfo/zones.tar': 5, '/etc/ssl/certs/ca-certificates.crt': 2, '/usr/lib/x86_64-linux-gnu/libssl.so.3': 5 },
      ),
    ),
  ],
  sizeBytes: 39_900_000,
  packedBytes: 13_380_662,
});

export const python = pythonImage({
  names: ['python:latest', 'python:3', 'python:3.12', 'python:3.12.2', 'python:bookworm', 'python:3.12-bookworm'],
  from: debian,
  created: '2025-03-06T01:36:52Z',
  before: [
    ...buildTools,
    run(
      'apt-get update && apt-get install -y --no-install-recommends libbluetooth-dev tk-dev uuid-dev && rm -rf /var/lib/apt/lists/*',
      () => filledTo(18_300_000, {}, { '/usr/lib/x86_64-linux-gnu/libtk8.6.so': 3, '/usr/include/tcl8.6.h': 1 }),
    ),
  ],
  sizeBytes: 63_600_000,
  packedBytes: 22_100_934,
  about: { description: 'Python is an interpreted, interactive, object-oriented, open-source programming language.', stars: 9_812 },
});

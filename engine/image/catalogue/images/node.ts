import { alpineGroup, alpinePasswd } from '../roots/alpine.js';
import { debianGroup, debianPasswd } from '../roots/debian-etc.js';
import { cmd, copy, entrypoint, env, run, type ImageSource } from '../source.js';
import { directory, filledTo, program, script, symlink, text, type Files } from '../tree.js';
import { alpine, debian } from './bases.js';

interface Release {
  readonly names: ImageSource['names'];
  readonly from: ImageSource;
  readonly version: string;
  readonly created: string;
  readonly passwd: string;
  readonly group: string;
  readonly sizeBytes: number;
  readonly packedBytes: number;
  readonly weights: Readonly<Record<string, number>>;
}

function runtime({ version, sizeBytes, weights }: Release): Files {
  return filledTo(
    sizeBytes,
    {
      '/usr/local/bin/node': program(`node-${version}`, 48_749_680),
      '/usr/local/bin/nodejs': symlink('node'),
      '/usr/local/bin/npm': program('npm', 3_205_120),
      '/usr/local/bin/npx': program('npx', 92_160),
    },
    weights,
  );
}

/** What is no program of its own is an argument of node. */
const entrypointScript = `#!/bin/sh
# An option, or a word that names no program, is meant for node.
set -e

if [ "\${1#-}" != "$1" ] || [ -z "$(command -v "$1")" ] || { [ -f "$1" ] && [ ! -x "$1" ]; }; then
  set -- node "$@"
fi

exec "$@"
`;

const HOME_OWNER = { uid: 1000, gid: 1000 };

function nodeImage(release: Release): ImageSource {
  const { names, from, version, created, passwd, group } = release;
  return {
    names,
    from,
    created,
    steps: [
      env({ NODE_VERSION: version }),
      run(
        "echo 'node:x:1000:1000:Linux User,,,:/home/node:/bin/sh' >> /etc/passwd && echo 'node:x:1000:' >> /etc/group && mkdir -p /home/node",
        () => ({
          '/etc/passwd': text(`${passwd}node:x:1000:1000:Linux User,,,:/home/node:/bin/sh\n`),
          '/etc/group': text(`${group}node:x:1000:\n`),
          '/home/node': directory(HOME_OWNER),
        }),
      ),
      copy('multi', '/usr/local/bin/', () => runtime(release), { packedBytes: release.packedBytes }),
      env({ YARN_VERSION: '1.22.18' }),
      copy(
        'file',
        '/usr/local/bin/',
        () => ({ '/usr/local/bin/yarn': program('yarn', 5_388_288), '/usr/local/bin/yarnpkg': symlink('yarn') }),
        { packedBytes: 2_281_113 },
      ),
      copy('file', '/usr/local/bin/', () => ({ '/usr/local/bin/docker-entrypoint.sh': script(entrypointScript) })),
      entrypoint('docker-entrypoint.sh'),
      cmd('node'),
    ],
    about: { description: 'Node.js is a JavaScript-based platform for server-side and networking applications.', stars: 13_913 },
  };
}

export const nodeAlpine = nodeImage({
  names: ['node:12-alpine', 'node:12.22-alpine', 'node:12.22.12-alpine'],
  from: alpine,
  version: '12.22.12',
  created: '2025-02-18T02:12:40Z',
  passwd: alpinePasswd,
  group: alpineGroup,
  sizeBytes: 78_800_000,
  packedBytes: 24_853_112,
  weights: { '/usr/local/lib/node_modules/npm.tar': 6, '/usr/local/include/node/node.h': 2, '/usr/lib/libstdc++.so.6': 2 },
});

export const node = nodeImage({
  names: ['node:latest', 'node:20', 'node:20.11', 'node:20.11.0', 'node:lts'],
  from: debian,
  version: '20.11.0',
  created: '2025-02-18T02:15:28Z',
  passwd: debianPasswd,
  group: debianGroup,
  sizeBytes: 977_000_000,
  packedBytes: 341_440_211,
  weights: {
    '/usr/lib/gcc/x86_64-linux-gnu/12/cc1': 30,
    '/usr/lib/x86_64-linux-gnu/libLLVM-14.so.1': 50,
    '/usr/lib/x86_64-linux-gnu/libMagickCore.so': 20,
    '/usr/lib/python3/dist-packages.zip': 60,
    '/usr/local/lib/node_modules/npm.tar': 8,
  },
});

export const node12 = nodeImage({
  names: ['node:12', 'node:12.22', 'node:12.22.12'],
  from: debian,
  version: '12.22.12',
  created: '2025-03-09T02:10:31Z',
  passwd: debianPasswd,
  group: debianGroup,
  sizeBytes: 796_000_000,
  packedBytes: 289_310_727,
  weights: {
    '/usr/lib/gcc/x86_64-linux-gnu/12/cc1': 30,
    '/usr/lib/x86_64-linux-gnu/libLLVM-14.so.1': 50,
    '/usr/lib/x86_64-linux-gnu/libMagickCore.so': 20,
    '/usr/local/lib/node_modules/npm.tar': 8,
  },
});

export const node20Alpine = nodeImage({
  names: ['node:alpine', 'node:20-alpine', 'node:20.11-alpine', 'node:20.11.0-alpine', 'node:lts-alpine'],
  from: alpine,
  version: '20.11.0',
  created: '2025-03-09T02:13:08Z',
  passwd: alpinePasswd,
  group: alpineGroup,
  sizeBytes: 122_000_000,
  packedBytes: 42_180_516,
  weights: { '/usr/local/lib/node_modules/npm.tar': 6, '/usr/local/include/node/node.h': 2, '/usr/lib/libstdc++.so.6': 2 },
});

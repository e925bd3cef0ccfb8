import { debianPasswd } from '../roots/debian-etc.js';
import { cmd, copy, entrypoint, env, expose, run, volume, type ImageSource } from '../source.js';
import { directory, filledTo, program, script, text, type Files } from '../tree.js';
import { jammy } from './bases.js';

function server(): Files {
  return filledTo(
    575_000_000,
    {
      '/usr/bin/mongod': program('mongod', 182_342_480),
      '/usr/bin/mongos': program('mongos', 138_214_744),
      '/usr/bin/mongosh': program('mongosh', 122_486_784),
    },
    { '/usr/bin/mongodump': 2, '/usr/bin/mongorestore': 2, '/usr/bin/mongoexport': 2, '/usr/lib/mongosh_crypt_v1.so': 4 },
  );
}

const entrypointScript = `#!/bin/bash
# An option means mongod.
set -e

case $1 in
	-*) set -- mongod "$@" ;;
esac

exec "$@"
`;

const owner = { uid: 999, gid: 999 };

export const mongo: ImageSource = {
  names: ['mongo:latest', 'mongo:6', 'mongo:6.0', 'mongo:6.0.5'],
  from: jammy,
  created: '2025-02-11T01:10:03Z',
  steps: [
    run("echo 'mongodb:x:999:999::/home/mongodb:/bin/sh' >> /etc/passwd && mkdir -p /data/db /data/configdb", () => ({
      '/etc/passwd': text(`${debianPasswd}mongodb:x:999:999::/home/mongodb:/bin/sh\n`),
      '/data/db': directory(owner),
      '/data/configdb': directory(owner),
    })),
    env({ GOSU_VERSION: '1.16' }),
    env({ JSYAML_VERSION: '3.13.1' }),
    env({ MONGO_MAJOR: '6.0' }),
    env({ MONGO_VERSION: '6.0.5' }),
    env({ HOME: '/data/db' }),
    volume('/data/db', '/data/configdb'),
    copy('file', '/usr/bin/mongod', server, { packedBytes: 211_405_112 }),
    copy('file', '/usr/local/bin/', () => ({
      '/usr/local/bin/docker-entrypoint.sh': script(entrypointScript),
      '/usr/local/bin/gosu': program('gosu', 2_404_352),
    })),
    entrypoint('docker-entrypoint.sh'),
    expose(27017),
    cmd('mongod'),
  ],
  about: { description: 'MongoDB document databases provide high availability and easy scalability.', stars: 10_498 },
};

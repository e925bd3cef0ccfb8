import { debianPasswd } from '../roots/debian-etc.js';
import { cmd, copy, entrypoint, env, expose, run, volume, workdir, type ImageSource } from '../source.js';
import { directory, filledTo, program, script, symlink, text, type Files } from '../tree.js';
import { debian } from './bases.js';

function server(): Files {
  return filledTo(
    21_300_000,
    {
      '/usr/local/bin/redis-server': program('redis-server', 15_263_408),
      '/usr/local/bin/redis-cli': program('redis-cli', 4_611_312),
      '/usr/local/bin/redis-benchmark': program('redis-benchmark', 1_048_576),
      '/usr/local/bin/redis-check-aof': symlink('redis-server'),
      '/usr/local/bin/redis-check-rdb': symlink('redis-server'),
      '/usr/local/bin/redis-sentinel': symlink('redis-server'),
      '/usr/local/bin/gosu': program('gosu', 2_404_352),
    },
    { '/usr/lib/x86_64-linux-gnu/libjemalloc.so.2': 1 },
  );
}

/** Options and configuration files mean the server; the server runs as redis. */
const entrypointScript = `#!/bin/sh
# An option or a configuration file means redis-server, which runs as the user redis.
set -e

case $1 in
	-* | *.conf) set -- redis-server "$@" ;;
esac

if [ "$1" = redis-server ] && [ "$(id -u)" = 0 ]; then
	chown -R redis . 2>/dev/null || true
	exec gosu redis "$0" "$@"
fi

exec "$@"
`;

export const redis: ImageSource = {
  names: ['redis:latest', 'redis:7', 'redis:7.2', 'redis:7.2.4'],
  from: debian,
  created: '2025-03-03T19:44:02Z',
  steps: [
    run("echo 'redis:x:999:1000::/home/redis:/bin/sh' >> /etc/passwd", () => ({
      '/etc/passwd': text(`${debianPasswd}redis:x:999:1000::/home/redis:/bin/sh\n`),
    })),
    env({ GOSU_VERSION: '1.17' }),
    env({ REDIS_VERSION: '7.2.4' }),
    copy('dir', '/', server, { packedBytes: 7_912_334 }),
    run('mkdir /data', () => ({ '/data': directory({ uid: 999, gid: 1000 }) })),
    volume('/data'),
    workdir('/data'),
    copy('file', '/usr/local/bin/', () => ({ '/usr/local/bin/docker-entrypoint.sh': script(entrypointScript) })),
    entrypoint('docker-entrypoint.sh'),
    expose(6379),
    cmd('redis-server', '--protected-mode', 'no'),
  ],
  about: { description: 'Redis is the world’s fastest data platform for caching, vector search, and NoSQL databases.', stars: 13_270 },
};

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
      '/usr/bin/mongodump': program('mongodump', 15_923_832),
      '/usr/bin/mongoexport': program('mongoexport', 15_580_512),
      '/usr/bin/mongoimport': program('mongoimport', 15_826_240),
      '/usr/bin/mongorestore': program('mongorestore', 16_306_728),
      '/usr/bin/mongostat': program('mongostat', 15_490_384),
      '/usr/bin/mongotop': program('mongotop', 15_155_312),
      '/usr/bin/bsondump': program('bsondump', 14_788_392),
      '/usr/bin/mongofiles': program('mongofiles', 15_713_104),
    },
    { '/usr/lib/mongosh_crypt_v1.so': 4 },
  );
}

/** As the official image begins: the first user and the scripts of docker-entrypoint-initdb.d, on a server that only the container itself reaches. */
const entrypointScript = `#!/bin/bash
set -Eeuo pipefail

if [ "\${1:0:1}" = '-' ]; then
	set -- mongod "$@"
fi
originalArgOne="$1"

# VAR_FILE may name a file that holds what VAR would.
file_env() {
	local var="$1" fileVar="$1_FILE" def="\${2:-}" val="\${2:-}"
	if [ "\${!var:-}" ] && [ "\${!fileVar:-}" ]; then
		echo >&2 "error: both $var and $fileVar are set (but are exclusive)"
		exit 1
	fi
	if [ "\${!var:-}" ]; then val="\${!var}"; elif [ "\${!fileVar:-}" ]; then val="$(cat "\${!fileVar}")"; fi
	export "$var"="$val"
	unset "$fileVar"
}

if [ "$originalArgOne" = 'mongod' ]; then
	if [ "$(id -u)" = '0' ]; then
		find /data/configdb /data/db \\! -user mongodb -exec chown mongodb '{}' +
		exec gosu mongodb "$0" "$@"
	fi
	file_env 'MONGO_INITDB_ROOT_USERNAME'
	file_env 'MONGO_INITDB_ROOT_PASSWORD'
	if [ -n "$MONGO_INITDB_ROOT_USERNAME" ] && [ -z "$MONGO_INITDB_ROOT_PASSWORD" ] || [ -z "$MONGO_INITDB_ROOT_USERNAME" ] && [ -n "$MONGO_INITDB_ROOT_PASSWORD" ]; then
		cat >&2 <<-'EOF'

			error: missing 'MONGO_INITDB_ROOT_USERNAME' or 'MONGO_INITDB_ROOT_PASSWORD'
			       both must be specified for a user to be created

		EOF
		exit 1
	fi
	shouldPerformInitdb=
	if [ -n "$MONGO_INITDB_ROOT_USERNAME" ]; then
		set -- "$@" --auth
		shouldPerformInitdb=yes
	fi
	for f in /docker-entrypoint-initdb.d/*; do
		case "$f" in
			*.sh|*.js) shouldPerformInitdb="$f"; break ;;
		esac
	done
	for path in /data/db/WiredTiger /data/db/journal /data/db/local.0 /data/db/storage.bson; do
		if [ -e "$path" ]; then shouldPerformInitdb=; fi
	done
	if [ -n "$shouldPerformInitdb" ]; then
		mongod --bind_ip 127.0.0.1 --port 27017 --logpath /proc/1/fd/1 --dbpath /data/db &
		server=$!
		tries=30
		while ! mongosh --host 127.0.0.1 --port 27017 --quiet --eval 'quit(0)' > /dev/null 2>&1; do
			tries=$((tries - 1))
			if [ "$tries" -le 0 ]; then
				echo >&2 "error: $originalArgOne does not appear to have accepted connections quickly enough -- perhaps it had an error?"
				exit 1
			fi
			sleep 1
		done
		if [ -n "$MONGO_INITDB_ROOT_USERNAME" ]; then
			mongosh --host 127.0.0.1 --port 27017 --quiet admin <<-EOJS
				db.createUser({ user: '$MONGO_INITDB_ROOT_USERNAME', pwd: '$MONGO_INITDB_ROOT_PASSWORD', roles: [ { role: 'root', db: 'admin' } ] })
			EOJS
		fi
		export MONGO_INITDB_DATABASE="\${MONGO_INITDB_DATABASE:-test}"
		echo
		for f in /docker-entrypoint-initdb.d/*; do
			case "$f" in
				*.sh) echo "$0: running $f"; . "$f" ;;
				*.js) echo "$0: running $f"; mongosh --host 127.0.0.1 --port 27017 --quiet "$MONGO_INITDB_DATABASE" "$f"; echo ;;
				*) echo "$0: ignoring $f" ;;
			esac
			echo
		done
		kill "$server"
		wait "$server"
		echo
		echo 'MongoDB init process complete; ready for start up.'
		echo
	fi
	haveBindIp=
	for arg in "$@"; do
		case "$arg" in
			--bind_ip|--bind_ip=*|--bind_ip_all|--config|--config=*|-f) haveBindIp=yes ;;
		esac
	done
	if [ -z "$haveBindIp" ]; then set -- "$@" --bind_ip_all; fi
	unset "\${!MONGO_INITDB_@}"
fi

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
      '/docker-entrypoint-initdb.d': directory(),
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

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

/**
 * Before the first start of a database: its root user and the scripts of docker-entrypoint-initdb.d, on a server that only the container
 * itself reaches. The server stays process 1 under the name and arguments that it was given, as recordings of `docker top` have it.
 */
const entrypointScript = `#!/bin/bash
set -eu

data=/data/db
setup=/docker-entrypoint-initdb.d

# secret NAME: the value of NAME, or what is in the file that NAME_FILE names.
secret() {
	local file="$1_FILE"
	if [ -n "\${!1:-}" ] && [ -n "\${!file:-}" ]; then
		echo "error: both $1 and $file are set (but are exclusive)" >&2
		exit 1
	fi
	if [ -n "\${!file:-}" ]; then cat "\${!file}"; else printf %s "\${!1:-}"; fi
}

is_new() {
	[ ! -e "$data/WiredTiger" ] && [ ! -e "$data/storage.bson" ]
}

has_scripts() {
	compgen -G "$setup/*.js" > /dev/null || compgen -G "$setup/*.sh" > /dev/null
}

inside() {
	mongosh --quiet --host 127.0.0.1 "$@"
}

# quoted TEXT: the text as JavaScript writes it.
quoted() {
	local text=\${1//\\\\/\\\\\\\\}
	printf "'%s'" "\${text//\\'/\\\\\\'}"
}

await_server() {
	for _ in {1..30}; do
		if inside --eval 'quit(0)' > /dev/null 2>&1; then return; fi
		sleep 1
	done
	echo 'error: mongod does not appear to have accepted connections quickly enough -- perhaps it had an error?' >&2
	exit 1
}

run_scripts() {
	local database="\${MONGO_INITDB_DATABASE:-test}" path
	for path in "$setup"/*; do
		case $path in
			*.sh) echo "$0: running $path"; . "$path" ;;
			*.js) echo "$0: running $path"; inside "$database" "$path" ;;
			*) [ ! -e "$path" ] || echo "$0: ignoring $path" ;;
		esac
	done
}

prepare() {
	mongod --bind_ip 127.0.0.1 --logpath /proc/1/fd/1 --dbpath "$data" &
	local server=$!
	await_server
	if [ -n "$user" ]; then
		inside admin --eval "db.createUser({ user: $(quoted "$user"), pwd: $(quoted "$password"), roles: [{ role: 'root', db: 'admin' }] })"
	fi
	run_scripts
	kill "$server"
	wait "$server"
	echo
	echo 'MongoDB init process complete; ready for start up.'
	echo
}

case \${1:-} in -*) set -- mongod "$@" ;; esac

if [ "\${1:-}" = mongod ]; then
	user=$(secret MONGO_INITDB_ROOT_USERNAME)
	password=$(secret MONGO_INITDB_ROOT_PASSWORD)
	if [ -n "$user$password" ]; then
		if [ -z "$user" ] || [ -z "$password" ]; then
			printf '\\n%s\\n%s\\n\\n' "error: missing 'MONGO_INITDB_ROOT_USERNAME' or 'MONGO_INITDB_ROOT_PASSWORD'" '       both must be specified for a user to be created' >&2
			exit 1
		fi
		set -- "$@" --auth
	fi
	if is_new && { [ -n "$user" ] || has_scripts; }; then prepare; fi
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

/**
 * Makes the database when there is none: checks that a root password was chosen, lets mysqld write its data directory,
 * sets passwords and databases, runs what lies in /docker-entrypoint-initdb.d.
 */
const script = `#!/bin/bash
# Makes a database in an empty data directory, then becomes the server.
set -eo pipefail

data=/var/lib/mysql

log() {
	local type=$1
	shift
	printf '%s [%s] [Entrypoint]: %s\\n' "$(date --rfc-3339=seconds)" "$type" "$*"
}
note() { log Note "$@"; }
warn() { log Warn "$@" >&2; }
fail() {
	log ERROR "$@" >&2
	exit 1
}

# file_env NAME: takes the value from the file that NAME_FILE names, if one is given
file_env() {
	local name=$1 file_name=\${1}_FILE
	[ -n "\${!file_name}" ] || return 0
	[ -z "\${!name}" ] || fail "Both $name and $file_name are set (but are exclusive)"
	export "$name=$(cat "\${!file_name}")"
	unset "$file_name"
}

# the text as an SQL string, without its quotes
sql_escape() {
	printf '%s' "$1" | sed "s/\\\\\\\\/\\\\\\\\\\\\\\\\/g; s/'/\\\\\\\\'/g"
}

check_environment() {
	if [ -z "$MYSQL_ROOT_PASSWORD$MYSQL_ALLOW_EMPTY_PASSWORD$MYSQL_RANDOM_ROOT_PASSWORD" ]; then
		fail 'Database is uninitialized and password option is not specified
    You need to specify one of the following as an environment variable:
    - MYSQL_ROOT_PASSWORD
    - MYSQL_ALLOW_EMPTY_PASSWORD
    - MYSQL_RANDOM_ROOT_PASSWORD'
	fi
	if [ "$MYSQL_USER" = root ]; then
		fail 'MYSQL_USER="root", MYSQL_USER and MYSQL_PASSWORD are for configuring a regular user and cannot be used for the root user
    Remove MYSQL_USER="root" and use one of the following to control the root user password:
    - MYSQL_ROOT_PASSWORD
    - MYSQL_ALLOW_EMPTY_PASSWORD
    - MYSQL_RANDOM_ROOT_PASSWORD'
	fi
	if [ -n "$MYSQL_USER" ] && [ -z "$MYSQL_PASSWORD" ]; then
		warn 'MYSQL_USER specified, but missing MYSQL_PASSWORD; MYSQL_USER will not be created'
	fi
}

first_statements() {
	local password host
	password=$(sql_escape "$MYSQL_ROOT_PASSWORD")
	host=$(sql_escape "\${MYSQL_ROOT_HOST:-%}")
	echo "ALTER USER 'root'@'localhost' IDENTIFIED BY '$password';"
	if [ "$host" != localhost ]; then
		echo "CREATE USER 'root'@'$host' IDENTIFIED BY '$password';"
		echo "GRANT ALL ON *.* TO 'root'@'$host' WITH GRANT OPTION;"
	fi
	if [ -n "$MYSQL_DATABASE" ]; then
		echo "CREATE DATABASE IF NOT EXISTS \\\`$MYSQL_DATABASE\\\`;"
	fi
	if [ -n "$MYSQL_USER" ] && [ -n "$MYSQL_PASSWORD" ]; then
		echo "CREATE USER '$(sql_escape "$MYSQL_USER")'@'%' IDENTIFIED BY '$(sql_escape "$MYSQL_PASSWORD")';"
		if [ -n "$MYSQL_DATABASE" ]; then
			echo "GRANT ALL ON \\\`$MYSQL_DATABASE\\\`.* TO '$(sql_escape "$MYSQL_USER")'@'%';"
		fi
	fi
	if [ -n "$MYSQL_DATABASE" ]; then
		echo "USE \\\`$MYSQL_DATABASE\\\`;"
	fi
}

# statements that people mount into the container, in the order of their names
given_statements() {
	local file
	for file in /docker-entrypoint-initdb.d/*; do
		case $file in
			*.sql) note "$0: running $file" >&2; cat "$file"; echo ';' ;;
			*.sql.gz) note "$0: running $file" >&2; gunzip -c "$file"; echo ';' ;;
			*.sh | '/docker-entrypoint-initdb.d/*') ;;
			*) warn "$0: ignoring $file" ;;
		esac
	done
}

make_database() {
	local file statements
	check_environment
	note 'Initializing database files'
	if [ -n "$MYSQL_RANDOM_ROOT_PASSWORD" ]; then
		MYSQL_ROOT_PASSWORD=$(head -c 24 /dev/urandom | base64)
	fi
	statements=$data-files/init.sql
	{ first_statements; given_statements; } > "$statements"
	mysqld --initialize-insecure --datadir="$data" --init-file="$statements"
	rm -f "$statements"
	note 'Database files initialized'
	if [ -n "$MYSQL_RANDOM_ROOT_PASSWORD" ]; then
		note "GENERATED ROOT PASSWORD: $MYSQL_ROOT_PASSWORD"
	fi
	if [ -n "$MYSQL_DATABASE" ]; then
		note "Creating database $MYSQL_DATABASE"
	fi
	if [ -n "$MYSQL_USER" ] && [ -n "$MYSQL_PASSWORD" ]; then
		note "Creating user $MYSQL_USER"
	fi
	for file in /docker-entrypoint-initdb.d/*.sh; do
		[ -f "$file" ] || continue
		note "$0: running $file"
		"$file"
	done
	note 'MySQL init process done. Ready for start up.'
}

case $1 in
	-*) set -- mysqld "$@" ;;
esac

# whoever only asks for help or the version needs no database
for word in "$@"; do
	case $word in
		-'?' | --help | --print-defaults | -V | --version) exec "$@" ;;
	esac
done

if [ "$1" = mysqld ]; then
	note "Entrypoint script for MySQL Server \${MYSQL_VERSION} started."
	if [ "$(id -u)" = 0 ]; then
		chown -R mysql:mysql "$data"
		note "Switching to dedicated user 'mysql'"
		exec gosu mysql "$0" "$@"
	fi
	for name in MYSQL_ROOT_PASSWORD MYSQL_ROOT_HOST MYSQL_DATABASE MYSQL_USER MYSQL_PASSWORD; do
		file_env "$name"
	done
	[ -d "$data/mysql" ] || make_database
fi

exec "$@"
`;

export const mysqlEntrypoint = script;

/** MariaDB's has the same steps for its own server. Its variables may be called MARIADB_… too. */
export const mariadbEntrypoint = script
  .replaceAll('mysqld', 'mariadbd')
  .replaceAll('$data-files/init.sql', '/tmp/mariadb-init.sql')
  .replaceAll('MySQL Server \${MYSQL_VERSION}', 'MariaDB Server \${MARIADB_VERSION}')
  .replaceAll('MySQL init', 'MariaDB init')
  .replace(
    '# file_env NAME:',
    `for name in ROOT_PASSWORD ROOT_HOST DATABASE USER PASSWORD ROOT_PASSWORD_FILE DATABASE_FILE USER_FILE PASSWORD_FILE; do
	given=MARIADB_$name
	[ -z "\${!given}" ] || export "MYSQL_$name=\${!given}"
done
[ -z "$MARIADB_ALLOW_EMPTY_ROOT_PASSWORD" ] || export MYSQL_ALLOW_EMPTY_PASSWORD=$MARIADB_ALLOW_EMPTY_ROOT_PASSWORD
[ -z "$MARIADB_RANDOM_ROOT_PASSWORD" ] || export MYSQL_RANDOM_ROOT_PASSWORD=$MARIADB_RANDOM_ROOT_PASSWORD

# file_env NAME:`,
  )
  .replace(
    `You need to specify one of the following as an environment variable:
    - MYSQL_ROOT_PASSWORD
    - MYSQL_ALLOW_EMPTY_PASSWORD
    - MYSQL_RANDOM_ROOT_PASSWORD`,
    'You need to specify one of MARIADB_ROOT_PASSWORD, MARIADB_ROOT_PASSWORD_HASH, MARIADB_ALLOW_EMPTY_ROOT_PASSWORD and MARIADB_RANDOM_ROOT_PASSWORD',
  );

/** MariaDB's healthcheck.sh, for its two common tests. */
export const mariadbHealthcheck = `#!/bin/bash
# Succeeds when the server answers; --connect and --innodb_initialized ask nothing more here.
for word in "$@"; do
	case $word in
		--connect | --innodb_initialized | --su-mysql | --su=* | --no-defaults) ;;
		*)
			echo "drydock: healthcheck.sh $word is not simulated" >&2
			exit 1
			;;
	esac
done
exec mariadb-admin ping --silent > /dev/null 2>&1
`;

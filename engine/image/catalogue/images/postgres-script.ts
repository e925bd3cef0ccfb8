/** What the official image's entrypoint does: makes the databases on first use, runs what was put into /docker-entrypoint-initdb.d, then the server. */
export const postgresEntrypoint = `#!/usr/bin/env sh
set -e

# VAR, or what is in the file that VAR_FILE names; both at once is a mistake.
from_file() {
	eval "plain=\\\${$1:-} file=\\\${$1_FILE:-}"
	if [ -n "$plain" ] && [ -n "$file" ]; then
		printf >&2 'error: both %s and %s are set (but are exclusive)\\n' "$1" "$1_FILE"
		exit 1
	fi
	if [ -n "$file" ]; then plain=$(cat "$file"); fi
	export "$1=\${plain:-$2}"
	unset "$1_FILE"
}

make_folders() {
	mkdir -p "$PGDATA"
	chmod 700 "$PGDATA" || :
	mkdir -p /var/run/postgresql || :
	chmod 3777 /var/run/postgresql || :
	if [ "$(id -u)" = 0 ]; then
		chown -R postgres "$PGDATA"
		chown postgres /var/run/postgresql || :
	fi
}

check_password() {
	if [ -z "$POSTGRES_PASSWORD" ] && [ trust != "$POSTGRES_HOST_AUTH_METHOD" ]; then
		cat >&2 <<-'EOE'
			Error: Database is uninitialized and superuser password is not specified.
			       You must specify POSTGRES_PASSWORD to a non-empty value for the
			       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".

			       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all
			       connections without a password. This is *not* recommended.

			       See PostgreSQL documentation about "trust":
			       https://www.postgresql.org/docs/current/auth-trust.html
		EOE
		exit 1
	fi
	if [ trust = "$POSTGRES_HOST_AUTH_METHOD" ]; then
		cat >&2 <<-'EOWARN'
			********************************************************************************
			WARNING: POSTGRES_HOST_AUTH_METHOD has been set to "trust". This will allow
			         anyone with access to the Postgres port to access your database without
			         a password, even if POSTGRES_PASSWORD is set. See PostgreSQL
			         documentation about "trust":
			         https://www.postgresql.org/docs/current/auth-trust.html
			         In Docker's default configuration, this is effectively any other
			         container on the same system.

			         It is not recommended to use POSTGRES_HOST_AUTH_METHOD=trust. Replace
			         it with "-e POSTGRES_PASSWORD=password" instead to set a password in
			         "docker run".
			********************************************************************************
		EOWARN
	fi
}

local_psql() {
	PGHOST= PGHOSTADDR= psql -v ON_ERROR_STOP=1 --no-password --no-psqlrc --username "$POSTGRES_USER" "$@"
}

run_init_files() {
	printf '\\n'
	for file in /docker-entrypoint-initdb.d/*; do
		[ -e "$file" ] || continue
		case $file in
			*.sh)
				if [ -x "$file" ]; then
					printf '%s: running %s\\n' "$0" "$file"
					"$file"
				else
					printf '%s: sourcing %s\\n' "$0" "$file"
					. "$file"
				fi
				;;
			*.sql)
				printf '%s: running %s\\n' "$0" "$file"
				local_psql --dbname "$POSTGRES_DB" -f "$file"
				printf '\\n'
				;;
			*.sql.gz)
				printf '%s: running %s\\n' "$0" "$file"
				gunzip -c "$file" | local_psql --dbname "$POSTGRES_DB"
				printf '\\n'
				;;
			*) printf '%s: ignoring %s\\n' "$0" "$file" ;;
		esac
		printf '\\n'
	done
}

# A server that only this container reaches, while the databases are made.
start_temporary() {
	printf 'waiting for server to start....'
	postgres -c listen_addresses= -p "\${PGPORT:-5432}" "$@" &
	server=$!
	until pg_isready -q -h /var/run/postgresql -U "$POSTGRES_USER"; do
		kill -0 "$server" 2>/dev/null || { echo ' stopped waiting'; exit 1; }
		sleep 0.1
	done
	printf ' done\\nserver started\\n'
}

stop_temporary() {
	printf 'waiting for server to shut down...'
	kill -INT "$server"
	wait "$server" || :
	printf '. done\\nserver stopped\\n'
}

main() {
	case \${1:-} in
		-*) set -- postgres "$@" ;;
	esac
	[ "$1" = postgres ] || exec "$@"
	for word; do
		case $word in
			-'?' | --help | --describe-config | -V | --version) exec "$@" ;;
		esac
	done
	from_file POSTGRES_PASSWORD
	from_file POSTGRES_USER postgres
	from_file POSTGRES_DB "$POSTGRES_USER"
	from_file POSTGRES_INITDB_ARGS
	: "\${POSTGRES_HOST_AUTH_METHOD:=}"
	make_folders
	if [ "$(id -u)" = 0 ]; then exec gosu postgres "$0" "$@"; fi
	if [ -s "$PGDATA/PG_VERSION" ]; then
		printf '\\nPostgreSQL Database directory appears to contain a database; Skipping initialization\\n\\n'
		exec "$@"
	fi
	check_password
	printf '%s\\n' "$POSTGRES_PASSWORD" >/tmp/.initial-password
	eval 'initdb --username="$POSTGRES_USER" --pwfile=/tmp/.initial-password '"$POSTGRES_INITDB_ARGS"
	rm -f /tmp/.initial-password
	printf '\\nhost all all all %s\\n' "\${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >>"$PGDATA/pg_hba.conf"
	export PGPASSWORD="$POSTGRES_PASSWORD"
	shift
	start_temporary "$@"
	if [ "$POSTGRES_DB" != postgres ]; then
		printf 'CREATE DATABASE :"db" ;\\n' | local_psql --dbname postgres --set db="$POSTGRES_DB"
		printf '\\n'
	fi
	run_init_files
	stop_temporary
	unset PGPASSWORD
	printf '\\nPostgreSQL init process complete; ready for start up.\\n\\n'
	exec postgres "$@"
}

main "$@"
`;

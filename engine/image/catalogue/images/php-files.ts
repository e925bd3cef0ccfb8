import { debianApache } from '../../packages/apache-files.js';
import { program, script, symlink, text, type Files } from '../tree.js';

/** Where extensions that are not compiled in lie. */
export const EXTENSIONS = '/usr/local/lib/php/extensions/no-debug-non-zts-20230831';

/** Builds extensions, or says which there are. Here each that PHP can load is put there whole. */
const install = `#!/bin/sh
# docker-php-ext-install [-jN] EXTENSION…
set -e

dir=$(php -r 'echo ini_get("extension_dir");')
known=' bcmath bz2 calendar dba exif ffi gd gettext gmp imap intl ldap mysqli opcache pcntl pdo_mysql pdo_pgsql pgsql shmop snmp soap sockets sysvmsg sysvsem sysvshm tidy xsl zip '
names=

for word; do
	case $word in
		-j*) continue ;;
		-*) echo "error: unknown option $word" >&2; exit 1 ;;
	esac
	case $known in
		*" $word "*) names="$names $word" ;;
		*) echo "error: /usr/src/php/ext/$word does not exist" >&2; usage=1 ;;
	esac
done
if [ -n "$usage" ] || [ -z "$names" ]; then
	[ -n "$names$usage" ] || echo "usage: $0 [-jN] [--ini-name file.ini] ext-name [ext-name ...]" >&2
	echo >&2
	echo "Possible values for ext-name:" >&2
	echo "$known" >&2
	exit 1
fi

mkdir -p "$dir"
for name in $names; do
	case $name in
		mysqli | pdo_mysql | opcache | bcmath | exif) ;;
		*) echo "drydock: what the extension $name brings is not simulated; only its name is there" >&2 ;;
	esac
	echo "Configuring for:"
	echo "PHP Api Version:         20230831"
	echo "Zend Module Api No:      20230831"
	echo "Zend Extension Api No:   420230831"
	echo "Build complete."
	echo "Don't forget to run 'make test'."
	echo
	echo "Installing shared extensions:     $dir/"
	printf 'drydock extension %s\\n' "$name" > "$dir/$name.so"
	docker-php-ext-enable "$name"
done
`;

const enable = `#!/bin/sh
# docker-php-ext-enable EXTENSION…
set -e

dir=$(php -r 'echo ini_get("extension_dir");')
if [ $# -eq 0 ]; then
	echo "usage: $0 [options] module-name [module-name ...]" >&2
	exit 1
fi
for name; do
	if [ ! -e "$dir/$name.so" ]; then
		echo "error: '$name' does not exist" >&2
		echo >&2
		echo "usage: $0 [options] module-name [module-name ...]" >&2
		exit 1
	fi
	ini="$PHP_INI_DIR/conf.d/docker-php-ext-$name.ini"
	case $name in opcache) line="zend_extension=$name" ;; *) line="extension=$name" ;; esac
	if ! grep -qsFx "$line" "$ini"; then
		echo "$line" >> "$ini"
	fi
done
`;

/** The scripts that build and switch on extensions. */
export const extensionScripts = (): Files => ({
  '/usr/local/bin/docker-php-ext-install': script(install),
  '/usr/local/bin/docker-php-ext-enable': script(enable),
  '/usr/local/bin/docker-php-ext-configure': script(
    '#!/bin/sh\nif [ $# -eq 0 ]; then\n\techo "usage: $0 ext-name [configure flags]" >&2\n\texit 1\nfi\necho "Configuring for: $1"\n',
  ),
});

/** An extension that the image brings, switched on. */
export function extensionFiles(...names: readonly string[]): Files {
  return Object.fromEntries(
    names.flatMap(name => [
      [`${EXTENSIONS}/${name}.so`, text(`drydock extension ${name}\n`)],
      [`/usr/local/etc/php/conf.d/docker-php-ext-${name}.ini`, text(`${name === 'opcache' ? 'zend_' : ''}extension=${name}\n`)],
    ]),
  );
}

const foreground = `#!/bin/bash
# Runs Apache in the foreground with the settings of envvars.
set -e

: "\${APACHE_CONFDIR:=/etc/apache2}"
: "\${APACHE_ENVVARS:=$APACHE_CONFDIR/envvars}"
if test -f "$APACHE_ENVVARS"; then
	. "$APACHE_ENVVARS"
fi

for dir in "$APACHE_RUN_DIR" "$APACHE_LOCK_DIR" "$APACHE_LOG_DIR"; do
	mkdir -p "$dir"
done
rm -f "$APACHE_PID_FILE"

exec apache2 -DFOREGROUND "$@"
`;

const handler = `<FilesMatch \\.php$>
	SetHandler application/x-httpd-php
</FilesMatch>

DirectoryIndex index.php index.html

<Directory /var/www/>
	Options -Indexes
	AllowOverride All
</Directory>
`;

const enabledModules =
  'access_compat alias auth_basic authn_core authn_file authz_core authz_host authz_user autoindex deflate dir env filter mime mpm_prefork negotiation php reqtimeout setenvif status';

/** Apache as the image has it: its logs go to the container's output, and PHP answers for its files. */
export function apacheFiles(): Files {
  const enabled = enabledModules
    .split(' ')
    .map(name => [`/etc/apache2/mods-enabled/${name}.load`, symlink(`../mods-available/${name}.load`)] as const);
  const apache = Object.fromEntries(Object.entries(debianApache('Debian')).filter(([path]) => path !== '/var/www/html/index.html'));
  return {
    ...apache,
    ...Object.fromEntries(enabled),
    '/etc/apache2/mods-available/php.load': text('LoadModule php_module /usr/lib/apache2/modules/libphp.so\n'),
    '/etc/apache2/conf-available/docker-php.conf': text(handler),
    '/etc/apache2/conf-enabled/docker-php.conf': symlink('../conf-available/docker-php.conf'),
    '/etc/apache2/sites-enabled/000-default.conf': symlink('../sites-available/000-default.conf'),
    '/usr/sbin/apache2': program('apache2-2.4.71', 737_656),
    '/var/log/apache2/access.log': symlink('/dev/stdout'),
    '/var/log/apache2/error.log': symlink('/dev/stderr'),
    '/var/log/apache2/other_vhosts_access.log': symlink('/dev/stdout'),
  };
}

export const foregroundScript = script(foreground);

/** The configuration of php-fpm: the pool `www`, its logs in the container's output, and port 9000 of every address. */
export const fpmFiles = (): Files => ({
  '/usr/local/etc/php-fpm.conf': text('[global]\n;error_log = log/php-fpm.log\n;daemonize = yes\n\ninclude=etc/php-fpm.d/*.conf\n'),
  '/usr/local/etc/php-fpm.d/docker.conf': text(
    '[global]\nerror_log = /proc/self/fd/2\nlog_limit = 8192\n\n[www]\naccess.log = /proc/self/fd/2\n\nclear_env = no\n\n' +
      'catch_workers_output = yes\ndecorate_workers_output = no\n',
  ),
  '/usr/local/etc/php-fpm.d/www.conf': text(
    '[www]\nuser = www-data\ngroup = www-data\n\nlisten = 127.0.0.1:9000\n\npm = dynamic\npm.max_children = 5\npm.start_servers = 2\n' +
      'pm.min_spare_servers = 1\npm.max_spare_servers = 3\n',
  ),
  '/usr/local/etc/php-fpm.d/zz-docker.conf': text('[global]\ndaemonize = no\n\n[www]\nlisten = 9000\n'),
});

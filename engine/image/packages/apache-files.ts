import { directory, program, script, symlink, text, type Files } from '../catalogue/tree.js';
import { apacheTools } from './apache-tools.js';
import { apacheService } from './services.js';

const modules =
  'access_compat alias auth_basic authn_core authn_file authz_core authz_host authz_user autoindex deflate dir env filter headers mime mpm_event negotiation reqtimeout setenvif status';

const logFormats =
  'LogFormat "%h %l %u %t \\"%r\\" %>s %O \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined\nLogFormat "%h %l %u %t \\"%r\\" %>s %O" common\n';

const types =
  'text/html html htm\ntext/css css\ntext/plain txt\napplication/javascript js\napplication/json json\nimage/png png\nimage/jpeg jpeg jpg\nimage/svg+xml svg\nimage/x-icon ico\n';

const welcome = (system: string): string =>
  `<!DOCTYPE html>\n<html>\n<head><title>Apache2 ${system} Default Page: It works</title></head>\n<body>\n<h1>It works!</h1>\n<p>This page stands in for the default page of Apache on ${system}. Put your own in its place.</p>\n</body>\n</html>\n`;

const envvars = `# Where apache2 keeps what it writes
export APACHE_RUN_USER=www-data
export APACHE_RUN_GROUP=www-data
export APACHE_PID_FILE=/var/run/apache2/apache2.pid
export APACHE_RUN_DIR=/var/run/apache2
export APACHE_LOCK_DIR=/var/lock/apache2
export APACHE_LOG_DIR=/var/log/apache2
`;

const debianConfiguration = `# The parts of this configuration are in ports.conf, mods-enabled, conf-enabled and sites-enabled.
PidFile \${APACHE_PID_FILE}
Timeout 300
KeepAlive On
User \${APACHE_RUN_USER}
Group \${APACHE_RUN_GROUP}
ErrorLog \${APACHE_LOG_DIR}/error.log
LogLevel warn
TypesConfig /etc/mime.types

IncludeOptional mods-enabled/*.load
IncludeOptional mods-enabled/*.conf
Include ports.conf

<Directory />
	Options FollowSymLinks
	AllowOverride None
	Require all denied
</Directory>

<Directory /var/www/>
	Options Indexes FollowSymLinks
	AllowOverride None
	Require all granted
</Directory>

AccessFileName .htaccess
${logFormats}
IncludeOptional conf-enabled/*.conf
IncludeOptional sites-enabled/*.conf
`;

const debianSite = `<VirtualHost *:80>
	ServerAdmin webmaster@localhost
	DocumentRoot /var/www/html

	ErrorLog \${APACHE_LOG_DIR}/error.log
	CustomLog \${APACHE_LOG_DIR}/access.log combined
</VirtualHost>
`;

/** apache2ctl: the server with the settings of envvars. */
const control = `#!/bin/sh
set -e
. /etc/apache2/envvars
mkdir -p "$APACHE_RUN_DIR" "$APACHE_LOCK_DIR"
case $1 in
	graceful)
		if [ ! -s /var/run/apache2/apache2.pid ]; then
			echo 'httpd not running, trying to start' >&2
			set -- start
		fi ;;
	status|fullstatus)
		echo "$0: www-browser: not found" >&2
		printf '%s\\n' "'www-browser -dump http://localhost:80/server-status' failed." 'Maybe you need to install a package providing www-browser or you' 'need to adjust the APACHE_LYNX variable in /etc/apache2/envvars'
		exit 0 ;;
esac
case $1 in
	start|stop|restart|graceful|graceful-stop) exec /usr/sbin/apache2 -k "$1" ;;
	configtest) exec /usr/sbin/apache2 -t ;;
	*) exec /usr/sbin/apache2 "$@" ;;
esac
`;

/** The package apache2 of Debian and Ubuntu. */
export function debianApache(system: string): Files {
  return {
    ...apacheTools(),
    ...apacheService,
    '/etc/apache2/mods-available/dir.conf': text('DirectoryIndex index.html index.cgi index.pl index.php index.xhtml index.htm\n'),
    '/etc/apache2/mods-enabled': directory(),
    '/etc/apache2/apache2.conf': text(debianConfiguration),
    '/etc/apache2/envvars': text(envvars),
    '/etc/apache2/ports.conf': text('Listen 80\n'),
    '/etc/apache2/conf-enabled': directory(),
    '/etc/apache2/sites-available/000-default.conf': text(debianSite),
    '/etc/apache2/sites-enabled': directory(),
    '/etc/mime.types': text(types),
    '/usr/sbin/apache2ctl': script(control),
    '/usr/sbin/apachectl': symlink('apache2ctl'),
    '/var/log/apache2': directory(),
    '/var/www/html/index.html': text(welcome(system)),
  };
}

interface Layout {
  readonly version: string;
  readonly listen: string;
  readonly user: string;
  readonly root: string;
  readonly logs: string;
  readonly pid: string;
}

const plainConfiguration = ({ listen, user, root, logs, pid }: Layout): string =>
  `Listen ${listen}\n\n${modules
    .split(' ')
    .map(name => `LoadModule ${name}_module modules/mod_${name}.so\n`)
    .join(
      '',
    )}\nUser ${user}\nGroup ${user}\n\n<Directory />\n    AllowOverride none\n    Require all denied\n</Directory>\n\nDocumentRoot "${root}"\n<Directory "${root}">\n    Options Indexes FollowSymLinks\n    AllowOverride None\n    Require all granted\n</Directory>\n\nDirectoryIndex index.html\nPidFile ${pid}\nErrorLog ${logs}/error_log\nLogLevel warn\n${logFormats}CustomLog ${logs}/access_log combined\nTypesConfig /etc/mime.types\n`;

/** httpd of CentOS 7. */
export function centosApache(version: string): Files {
  const root = '/var/www/html';
  const logs = '/var/log/httpd';
  return {
    '/etc/httpd/conf/httpd.conf': text(
      plainConfiguration({ version, listen: '80', user: 'apache', root, logs, pid: '/run/httpd/httpd.pid' }),
    ),
    '/etc/mime.types': text(types),
    '/run/httpd': directory(),
    '/usr/sbin/httpd': program(`httpd-${version}`, 523_680),
    '/usr/sbin/apachectl': script('#!/bin/sh\nexec /usr/sbin/httpd -k "$@"\n'),
    [logs]: directory(),
    [root]: directory(),
    '/usr/share/httpd/noindex/index.html': text(welcome('CentOS')),
  };
}

/** apache2 of Alpine. */
export function alpineApache(version: string): Files {
  const root = '/var/www/localhost/htdocs';
  const logs = '/var/log/apache2';
  return {
    '/etc/apache2/httpd.conf': text(
      plainConfiguration({ version, listen: '80', user: 'apache', root, logs, pid: '/run/apache2/httpd.pid' }).replaceAll('_log', '.log'),
    ),
    '/etc/apache2/mime.types': text(types),
    '/etc/mime.types': text(types),
    '/run/apache2': directory(),
    '/usr/sbin/httpd': program(`httpd-${version}`, 498_104),
    [logs]: directory(),
    [`${root}/index.html`]: text('<html><body><h1>It works!</h1></body></html>\n'),
  };
}

import { script, symlink, text, type Files } from '../catalogue/tree.js';

/** Modules that the packages bring, beside those that are enabled at once. */
const others =
  'actions allowmethods asis auth_digest auth_form authn_anon authn_dbd authn_dbm authn_socache authnz_fcgi authnz_ldap authz_dbd authz_dbm authz_groupfile authz_owner brotli buffer cache cache_disk cache_socache cern_meta cgi cgid charset_lite data dav dav_fs dav_lock dbd dialup dump_io echo expires ext_filter file_cache headers heartbeat heartmonitor http2 ident imagemap include info lbmethod_bybusyness lbmethod_byrequests lbmethod_bytraffic lbmethod_heartbeat ldap log_debug log_forensic lua macro md mime_magic mpm_prefork mpm_worker proxy proxy_ajp proxy_balancer proxy_connect proxy_express proxy_fcgi proxy_fdpass proxy_ftp proxy_hcheck proxy_html proxy_http proxy_http2 proxy_scgi proxy_uwsgi proxy_wstunnel ratelimit reflector remoteip request rewrite sed session session_cookie session_crypto session_dbd slotmem_plain slotmem_shm socache_dbm socache_memcache socache_redis socache_shmcb speling ssl substitute suexec unique_id userdir usertrack vhost_alias xml2enc';

/** In the order in which the package enables them. */
const enabled =
  'mpm_event authz_core authz_host authn_core auth_basic access_compat authn_file authz_user alias dir autoindex env mime negotiation setenvif filter deflate status reqtimeout';

const needs: Readonly<Record<string, string>> = {
  auth_digest: 'authn_core',
  cache_disk: 'cache',
  dav_fs: 'dav',
  deflate: 'filter',
  http2: 'setenvif',
  proxy_ajp: 'proxy',
  proxy_balancer: 'proxy alias slotmem_shm',
  proxy_connect: 'proxy',
  proxy_fcgi: 'proxy',
  proxy_ftp: 'proxy',
  proxy_html: 'proxy',
  proxy_http: 'proxy',
  proxy_wstunnel: 'proxy',
  ssl: 'setenvif mime socache_shmcb',
};

const essential = 'alias auth_basic authn_file authz_host authz_user autoindex deflate dir env filter mime mpm_event negotiation';

const confs = 'charset localized-error-pages other-vhosts-access-log security serve-cgi-bin';

/** a2enmod, a2dismod, a2ensite, a2dissite, a2enconf and a2disconf are one script, which looks at its name. */
const switching = `#!/bin/sh
name=\${0##*/}
case $name in
	*mod) what=module Title=Module kind=mods suffix=.load then=restart ;;
	*site) what=site Title=Site kind=sites suffix=.conf then=reload ;;
	*) what=conf Title=Conf kind=conf suffix=.conf then=reload ;;
esac
root=/etc/apache2
state=/var/lib/apache2/$what
by=admin quiet= force= changed=
while :; do
	case $1 in
		-q | --quiet) quiet=1 ;;
		-f | --force) force=1 ;;
		-m | --maintmode) by=maint ;;
		-p | --purge) ;;
		-*) echo "drydock: option $1 is not simulated" >&2; exit 1 ;;
		*) break ;;
	esac
	shift
done
say() { [ -n "$quiet" ] || echo "$@"; }
if [ $# -eq 0 ]; then
	case $name in a2en*) folder=available do=enable ;; *) folder=enabled do=disable ;; esac
	names=
	for file in $root/$kind-$folder/*$suffix; do file=\${file##*/}; [ "$file" = "*$suffix" ] || names="$names \${file%$suffix}"; done
	echo "Your choices are:$names"
	echo "Which $what(s) do you want to $do (wildcards ok)?"
	read -r line || exit 0
	set -- $line
fi
enable() {
	if [ ! -e "$root/$kind-available/$1$suffix" ]; then
		echo "ERROR: $Title $1 does not exist!" >&2
		return 1
	fi
	if [ $kind = mods ]; then
		case $1 in
			mpm_*)
				for other in $root/mods-enabled/mpm_*.load; do
					[ -e "$other" ] && [ "$other" != "$root/mods-enabled/$1.load" ] || continue
					other=\${other##*/}
					echo "ERROR: Module \${other%.load} is enabled - cannot proceed due to conflicts. It needs to be disabled first!" >&2
					return 1
				done ;;
		esac
		for need in $(sed -n 's/^# Depends: //p' "$root/mods-available/$1.load"); do
			say "Considering dependency $need for $1:"
			( enable "$need" )
			case $? in 0 | 10) ;; *) return 1 ;; esac
		done
	fi
	if [ -e "$root/$kind-enabled/$1$suffix" ]; then
		say "$Title $1 already enabled"
		return 0
	fi
	say "Enabling $what $1."
	[ "$1" = ssl ] && [ $kind = mods ] && say 'See /usr/share/doc/apache2/README.Debian.gz on how to configure SSL and create self-signed certificates.'
	for ending in .load .conf; do
		[ -e "$root/$kind-available/$1$ending" ] && ln -sf "../$kind-available/$1$ending" "$root/$kind-enabled/$1$ending"
	done
	mkdir -p $state/enabled_by_$by
	: > "$state/enabled_by_$by/$1"
	rm -f "$state/disabled_by_admin/$1"
	return 10
}
disable() {
	if [ ! -e "$root/$kind-available/$1$suffix" ] && [ ! -h "$root/$kind-enabled/$1$suffix" ]; then
		echo "ERROR: $Title $1 does not exist!" >&2
		return 1
	fi
	if [ ! -e "$root/$kind-enabled/$1$suffix" ]; then
		say "$Title $1 already disabled"
		return 0
	fi
	if [ $kind = mods ] && [ -z "$force" ]; then
		case " ${essential} " in
			*" $1 "*)
				printf '%s\\n' 'WARNING: The following essential module will be disabled.' 'This might result in unexpected behavior and should NOT be done' 'unless you know exactly what you are doing!' " $1" '' >&2
				printf "To continue type in the phrase 'Yes, do as I say!' or retry by passing '-f': " >&2
				read -r answer
				if [ "$answer" != 'Yes, do as I say!' ]; then echo Aborting >&2; return 1; fi ;;
		esac
	fi
	rm -f "$root/$kind-enabled/$1.load" "$root/$kind-enabled/$1.conf"
	mkdir -p $state/disabled_by_admin
	: > "$state/disabled_by_admin/$1"
	rm -f $state/enabled_by_*/"$1"
	say "$Title $1 disabled."
	return 10
}
code=0
for one in "$@"; do
	case $name in a2en*) enable "\${one%$suffix}" ;; *) disable "\${one%$suffix}" ;; esac
	result=$?
	if [ $result -eq 10 ]; then changed=1; elif [ $result -ne 0 ]; then code=$result; fi
done
if [ -n "$changed" ] && [ $by = admin ]; then
	say 'To activate the new configuration, you need to run:'
	say "  service apache2 $then"
fi
exit $code
`;

const query = `#!/bin/sh
state=/var/lib/apache2
list() {
	found=1
	for file in /etc/apache2/$1-enabled/*$2; do
		[ -e "$file" ] || continue
		one=\${file##*/} one=\${one%$2}
		[ -z "$4" ] || [ "$4" = "$one" ] || continue
		found=0
		if [ -e "$state/$3/enabled_by_maint/$one" ]; then echo "$one (enabled by maintainer script)"
		elif [ -e "$state/$3/enabled_by_admin/$one" ]; then echo "$one (enabled by site administrator)"
		else echo "$one (enabled by unknown)"
		fi
	done
	if [ $found -ne 0 ] && [ -n "$4" ]; then echo "No $3 matches $4" >&2; fi
	return $found
}
case $1 in
	-m) list mods .load module "$2" ;;
	-s) list sites .conf site "$2" ;;
	-c) list conf .conf conf "$2" ;;
	-v) /usr/sbin/apache2 -v | sed -n 's,.*Apache/\\([^ ]*\\).*,\\1,p' ;;
	-M) for file in /etc/apache2/mods-enabled/mpm_*.load; do file=\${file##*/mpm_}; echo "\${file%.load}"; done ;;
	*) echo 'Usage: a2query -m|-s|-c [NAME] | -v | -M' >&2; exit 1 ;;
esac
`;

/** What the package does when it is set up: it switches on what a server usually has. */
export const apacheSetup = `#!/bin/sh
set -e
[ "$1" = configure ] || exit 0
each() {
	if [ -e "/etc/apache2/$1-enabled/$4$2" ] || [ -e "/var/lib/apache2/$3/disabled_by_admin/$4" ]; then return 0; fi
	echo "Enabling $3 $4."
	for ending in .load .conf; do
		if [ -e "/etc/apache2/$1-available/$4$ending" ]; then ln -s "../$1-available/$4$ending" "/etc/apache2/$1-enabled/$4$ending"; fi
	done
	mkdir -p "/var/lib/apache2/$3/enabled_by_maint"
	: > "/var/lib/apache2/$3/enabled_by_maint/$4"
}
for one in ${enabled}; do each mods .load module $one; done
for one in ${confs}; do each conf .conf conf $one; done
each sites .conf site 000-default
update-rc.d apache2 defaults
invoke-rc.d apache2 start
`;

const sslSite = `<VirtualHost *:443>
	ServerAdmin webmaster@localhost
	DocumentRoot /var/www/html
	SSLEngine on
	SSLCertificateFile      /etc/ssl/certs/ssl-cert-snakeoil.pem
	SSLCertificateKeyFile   /etc/ssl/private/ssl-cert-snakeoil.key
</VirtualHost>
`;

const confTexts: Readonly<Record<string, string>> = {
  charset: '#AddDefaultCharset UTF-8\n',
  'localized-error-pages': '# Pages that are shown for errors, in many languages\n',
  'other-vhosts-access-log': '# Where the requests of virtual hosts without a log of their own go\n',
  security: 'ServerTokens OS\nServerSignature On\nTraceEnable Off\n',
  'serve-cgi-bin': '# Scripts in /usr/lib/cgi-bin\n',
};

/** Modules, sites and settings that can be switched on, and the programs that do it. */
export function apacheTools(): Files {
  const loads = [...enabled.split(' '), ...others.split(' ')].map(name => {
    const depends = Object.hasOwn(needs, name) ? `# Depends: ${needs[name] ?? ''}\n` : '';
    const load = `${depends}LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so\n`;
    return [`/etc/apache2/mods-available/${name}.load`, text(load)] as const;
  });
  return {
    ...Object.fromEntries(loads),
    ...Object.fromEntries(confs.split(' ').map(name => [`/etc/apache2/conf-available/${name}.conf`, text(confTexts[name] ?? '')])),
    '/etc/apache2/sites-available/default-ssl.conf': text(sslSite),
    '/usr/sbin/a2enmod': script(switching),
    ...Object.fromEntries(
      ['a2dismod', 'a2ensite', 'a2dissite', 'a2enconf', 'a2disconf'].map(name => [`/usr/sbin/${name}`, symlink('a2enmod')]),
    ),
    '/usr/sbin/a2query': script(query),
  };
}

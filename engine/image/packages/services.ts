import { script, text, type Files } from '../catalogue/tree.js';

const service = `#!/bin/sh
usage='Usage: service < option > | --status-all | [ service_name [ command | --full-restart ] ]'
cd /
if [ $# -eq 0 ]; then
	echo "$usage" >&2
	exit 1
fi
case $1 in
	-h | --help) echo "$usage"; exit 0 ;;
	--version) echo 'service ver. 1.65.2'; exit 0 ;;
	--status-all)
		for file in /etc/init.d/*; do
			[ -x "$file" ] || continue
			if ! grep -qs 'status)' "$file"; then
				echo " [ ? ]  \${file##*/}" >&2
			elif "$file" status > /dev/null 2>&1; then
				echo " [ + ]  \${file##*/}"
			else
				echo " [ - ]  \${file##*/}"
			fi
		done
		exit 0 ;;
esac
name=$1
shift
if [ ! -x "/etc/init.d/$name" ]; then
	echo "$name: unrecognized service" >&2
	exit 1
fi
if [ "$1" = --full-restart ]; then
	"/etc/init.d/$name" stop
	"/etc/init.d/$name" start
	exit $?
fi
exec env -i LANG="$LANG" PATH="$PATH" TERM="$TERM" "/etc/init.d/$name" "$@"
`;

const updateRc = `#!/bin/sh
if [ "$1" = -f ]; then shift; fi
if [ $# -lt 2 ]; then
	printf '%s\\n' 'update-rc.d: error: not enough arguments' 'usage: update-rc.d [-f] <basename> remove' '       update-rc.d [-f] <basename> defaults' '       update-rc.d [-f] <basename> defaults-disabled' '       update-rc.d <basename> disable|enable [S|2|3|4|5]' '		-f: force' '' 'The disable|enable API is not stable and might change in the future.' >&2
	exit 1
fi
name=$1
link() {
	for level in 0 1 6; do mkdir -p "/etc/rc$level.d"; ln -sf "../init.d/$name" "/etc/rc$level.d/K01$name"; done
	for level in 2 3 4 5; do
		mkdir -p "/etc/rc$level.d"
		rm -f "/etc/rc$level.d/S01$name" "/etc/rc$level.d/K01$name"
		ln -s "../init.d/$name" "/etc/rc$level.d/\${1}01$name"
	done
}
case $2 in
	remove) rm -f /etc/rc?.d/[SK]01"$name" ;;
	defaults | defaults-disabled | enable | disable)
		if [ ! -f "/etc/init.d/$name" ]; then
			echo "update-rc.d: error: unable to read /etc/init.d/$name" >&2
			exit 1
		fi
		case $2 in
			*disable*) link K ;;
			*) link S ;;
		esac ;;
	*)
		echo "update-rc.d: error: unknown mode $2" >&2
		exit 1 ;;
esac
`;

const invokeRc = `#!/bin/sh
name=$1
action=$2
if [ ! -x "/etc/init.d/$name" ]; then
	echo "invoke-rc.d: unknown initscript, /etc/init.d/$name not found." >&2
	exit 100
fi
echo 'invoke-rc.d: could not determine current runlevel' >&2
if [ -x /usr/sbin/policy-rc.d ]; then
	/usr/sbin/policy-rc.d "$name" "$action"
	if [ $? -eq 101 ]; then
		echo "invoke-rc.d: policy-rc.d denied execution of $action." >&2
		exit 0
	fi
fi
exec "/etc/init.d/$name" "$action"
`;

/** What every init script uses: who runs, and how to say it. */
const common = `pidofproc() {
	[ "$1" = -p ] && { pidfile=$2; shift 2; }
	: "\${pidfile:=/run/\${1##*/}.pid}"
	[ -r "$pidfile" ] || return 3
	read -r pid < "$pidfile"
	kill -0 "$pid" 2> /dev/null || return 1
	echo "$pid"
}
status_of_proc() {
	pidfile=
	[ "$1" = -p ] && { pidfile=$2; shift 2; }
	if pidofproc \${pidfile:+-p "$pidfile"} "$1" > /dev/null; then
		log_success_msg "$2 is running"
		return 0
	fi
	log_failure_msg "$2 is not running"
	return 3
}
log_failure_msg() { log_begin_msg "$@"; log_end_msg 1 || true; }
log_success_msg() { log_begin_msg "$@"; log_end_msg 0; }
log_warning_msg() { echo "$@"; }
log_action_msg() { echo "$@."; }
log_progress_msg() { printf ' %s' "$*"; }
`;

const debianWords = `log_daemon_msg() { printf '%s: %s' "$1" "$2"; }
log_begin_msg() { printf '%s' "$*"; }
log_end_msg() {
	if [ "$1" -eq 0 ]; then echo .; else echo ' ... failed!'; fi
	return "$1"
}
`;

const ubuntuWords = `log_begin_msg() {
	if [ -t 1 ]; then printf ' * %s' "$*"; else echo " * $*"; fi
}
log_daemon_msg() { log_begin_msg "$1" "$2"; }
log_success_msg() { echo " * $*"; }
log_failure_msg() { echo " * $*"; }
log_end_msg() {
	if [ -t 1 ]; then
		if [ "$1" -eq 0 ]; then printf '\\r\\033[71C[ OK ]\\n'; else printf '\\r\\033[71C[fail]\\n'; fi
	elif [ "$1" -eq 0 ]; then echo '   ...done.'
	else echo '   ...fail!'
	fi
	return "$1"
}
`;

/** How Debian and its kin start and stop services without systemd. */
/** Sets packages up again. There is nobody to answer questions: what files say holds, as with `-f noninteractive`. */
const reconfigure = `#!/bin/sh
while :; do
  case $1 in
    -f | --frontend | -p | --priority) shift 2 ;;
    -*) shift ;;
    *) break ;;
  esac
done
if [ $# = 0 ]; then
  echo "$0: please specify a package to reconfigure" >&2
  exit 1
fi
for package do
  dpkg-query -s "$package" > /dev/null || { echo "$0: $package is not installed" >&2; exit 1; }
  setup=/var/lib/dpkg/info/$package.postinst
  [ ! -x $setup ] || DEBCONF_RECONFIGURE=true $setup configure >&2 || exit
done
`;

export function serviceTools(system: 'Debian' | 'Ubuntu'): Files {
  return {
    '/usr/sbin/service': script(service),
    '/usr/sbin/update-rc.d': script(updateRc),
    '/usr/sbin/invoke-rc.d': script(invokeRc),
    '/usr/sbin/dpkg-reconfigure': script(reconfigure),
    '/usr/lib/lsb/init-functions': text(`${common}${system === 'Debian' ? debianWords : ubuntuWords}`),
  };
}

interface Service {
  readonly name: string;
  /** What messages call it. */
  readonly about: string;
  readonly pidFile: string;
  /** Starts it in the background; its output is shown. */
  readonly start: string;
  /** For `reload`, when it can. */
  readonly reload?: { readonly title: string; readonly command: string };
  readonly usage: string;
  readonly usageStatus: number;
  /** Whether a restart is shown as a stop and a start. */
  readonly restartsInSteps?: boolean;
  /** Cases of its own: `configtest) …;;`. */
  readonly more?: string;
}

/** The script of a service in /etc/init.d. */
export function initScript(service: Service): Files {
  const { name, usage, usageStatus, more = '' } = service;
  return {
    [`/etc/init.d/${name}`]: script(`${functionsOf(service)}case $1 in
${verbsOf(service)}	status) status_of_proc -p $pidfile ${name} ${name} && exit 0 || exit $? ;;
${more}	*)
		echo "Usage: ${usage}" >&2
		exit ${String(usageStatus)} ;;
esac
`),
  };
}

function functionsOf({ name, pidFile, start }: Service): string {
  return `#!/bin/sh
### BEGIN INIT INFO
# Provides: ${name}
# Default-Start: 2 3 4 5
# Default-Stop: 0 1 6
### END INIT INFO
. /usr/lib/lsb/init-functions
pidfile=${pidFile}
running() { [ -n "$(pidofproc -p $pidfile ${name})" ]; }
start() {
	running && return 0
	mkdir -p "\${pidfile%/*}"
	${start}
}
stop() {
	if running; then
		read -r pid < $pidfile
		kill "$pid"
		tries=0
		while kill -0 "$pid" 2> /dev/null && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
	fi
	rm -f $pidfile
}
`;
}

function verbsOf({ name, about, reload, restartsInSteps = false }: Service): string {
  const verb = (words: string, title: string, commands: readonly string[]): string =>
    `	${words})\n		log_daemon_msg "${title}" ${name}\n${commands.map(command => `		${command}\n`).join('')}		log_end_msg $? ;;\n`;
  return [
    verb('start', `Starting ${about}`, ['start']),
    verb('stop', `Stopping ${about}`, ['stop']),
    restartsInSteps ? '\trestart) "$0" stop; "$0" start ;;\n' : verb('restart', `Restarting ${about}`, ['stop', 'start']),
    reload ? verb('reload | force-reload', reload.title, [reload.command]) : '',
  ].join('');
}

/** `&` with a process id in a file, for what stays in the foreground. */
const inBackground = (command: string): string =>
  `setsid ${command} < /dev/null > /dev/null 2>&1 &
	echo $! > $pidfile
	sleep 0.2
	running`;

export const nginxService: Files = initScript({
  name: 'nginx',
  about: 'nginx',
  pidFile: '/run/nginx.pid',
  start: '/usr/sbin/nginx',
  reload: { title: 'Reloading nginx configuration', command: '/usr/sbin/nginx -s reload' },
  usage: 'nginx {start|stop|restart|reload|force-reload|status|configtest|rotate|upgrade}',
  usageStatus: 3,
  more: `	configtest | testconfig)
		printf 'Testing nginx configuration:'
		if /usr/sbin/nginx -t > /dev/null 2>&1; then echo .; else echo ' failed!'; exit 1; fi ;;
`,
});

/** The one of nginx's own packages. */
export const officialNginxService: Files = initScript({
  name: 'nginx',
  about: 'nginx',
  pidFile: '/var/run/nginx.pid',
  start: '/usr/sbin/nginx',
  reload: { title: 'Reloading nginx', command: '/usr/sbin/nginx -s reload' },
  usage: '/etc/init.d/nginx {start|stop|status|restart|reload|force-reload|upgrade|configtest}',
  usageStatus: 3,
});

export const apacheService: Files = initScript({
  name: 'apache2',
  about: 'Apache httpd web server',
  pidFile: '/var/run/apache2/apache2.pid',
  start: '/usr/sbin/apache2ctl start 2>&1',
  reload: { title: 'Reloading Apache httpd web server', command: '/usr/sbin/apache2ctl graceful > /dev/null 2>&1' },
  usage: 'apache2 {start|stop|graceful-stop|restart|reload|force-reload}',
  usageStatus: 3,
});

export const redisService: Files = initScript({
  name: 'redis-server',
  about: 'redis-server',
  pidFile: '/run/redis/redis-server.pid',
  start: inBackground('/usr/bin/redis-server /etc/redis/redis.conf'),
  restartsInSteps: true,
  usage: '/etc/init.d/redis-server {start|stop|restart|force-reload|status}',
  usageStatus: 1,
});

export const cronService: Files = initScript({
  name: 'cron',
  about: 'periodic command scheduler',
  pidFile: '/var/run/crond.pid',
  start: inBackground('/usr/sbin/cron -f'),
  usage: '/etc/init.d/cron {start|stop|status|restart|reload|force-reload}.',
  usageStatus: 2,
});

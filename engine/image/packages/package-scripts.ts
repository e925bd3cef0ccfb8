import { apacheSetup } from './apache-tools.js';

/** What packages do when they are set up or removed: their maintainers' scripts, by package and name. */
export function packageScripts(name: string): Readonly<Record<string, string>> {
  return Object.hasOwn(scripts, name) ? (scripts[name] ?? {}) : {};
}

/** Enters a service in the list of what is started, and starts it where a policy does not forbid that. */
const startService = (name: string): string =>
  `#!/bin/sh\nset -e\n[ "$1" = configure ] || exit 0\nupdate-rc.d ${name} defaults\ninvoke-rc.d ${name} start\n`;
const stopService = (name: string): string => `#!/bin/sh\n[ "$1" = remove ] || exit 0\n/etc/init.d/${name} stop > /dev/null 2>&1 || true\n`;
const forgetService = (name: string): string => `#!/bin/sh\n[ "$1" = purge ] || exit 0\nupdate-rc.d ${name} remove\n`;

const service = (name: string): Readonly<Record<string, string>> => ({
  postinst: startService(name),
  prerm: stopService(name),
  postrm: forgetService(name),
});

/** Settles on the zone that /etc/localtime or /etc/timezone name, or on UTC, and says so. */
const placeSetup = `#!/bin/sh
set -e
[ "$1" = configure ] || exit 0
zones=/usr/share/zoneinfo
zone=$(readlink /etc/localtime || :)
zone=\${zone#$zones/}
[ -n "$zone" ] || [ ! -f /etc/timezone ] || zone=$(cat /etc/timezone)
[ -f "$zones/$zone" ] || zone=Etc/UTC
ln -nsf "$zones/$zone" /etc/localtime
echo "$zone" > /etc/timezone
echo
echo "Current default time zone: '$zone'"
echo "Local time is now:      $(date)."
echo "Universal Time is now:  $(date -u)."
[ -n "$DEBCONF_RECONFIGURE" ] || echo "Run 'dpkg-reconfigure tzdata' if you wish to change it."
echo
`;

const scripts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  apache2: { ...service('apache2'), postinst: apacheSetup },
  cron: service('cron'),
  nginx: service('nginx'),
  'redis-server': service('redis-server'),
  tzdata: { postinst: placeSetup },
};

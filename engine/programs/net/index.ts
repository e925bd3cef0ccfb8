import type { Main } from '../../process/sys.js';
import type { Program } from '../tool.js';
import { ab } from './ab/ab.js';
import { arp } from './arp.js';
import { busyboxHttpd } from './busybox-httpd.js';
import { brctl, bridge } from './bridge.js';
import { curl } from './curl/curl.js';
import { curlVersions } from './curl/versions.js';
import { dig } from './dig.js';
import { getent } from './getent.js';
import { ip } from './ip.js';
import { iptables, iptablesSave } from './iptables.js';
import { nc } from './nc.js';
import { netstat, route } from './netstat.js';
import { ifconfig } from './ifconfig.js';
import { nslookup } from './nslookup.js';
import { ping } from './ping.js';
import { ss } from './ss.js';
import { socat } from './socat/socat.js';
import { tcpdump } from './tcpdump/tcpdump.js';
import { telnet } from './telnet.js';
import { tracepath } from './tracepath.js';
import { traceroute } from './traceroute.js';
import { busyboxTraceroute } from './traceroute-busybox.js';
import { busyboxWget } from './wget-busybox.js';
import { gnuWget } from './wget.js';

/** The programs with declared options. */
export const netDeclared: readonly Program[] = [
  ab,
  arp,
  brctl,
  busyboxHttpd,
  bridge,
  getent,
  ifconfig,
  ip,
  iptables,
  iptablesSave,
  nc,
  netstat,
  nslookup,
  ping,
  route,
  socat,
  ss,
  tcpdump,
  telnet,
  tracepath,
  traceroute,
  busyboxTraceroute,
  busyboxWget,
  gnuWget,
];

/** The release behind the id `curl`. */
const usualCurl = curlVersions.filter(version => version.number === '7.88.1').map(version => ['curl', curl(version)] as const);

/**
 * Network programs by program id: `arp`, `brctl`, `bridge`, `curl` and its releases (`curl-7.29.0` …, see curl/versions.ts), `dig`, `getent`, `ifconfig`, `ip`, `iptables`, `iptables-save`,
 * `nc`, `netstat`, `nslookup`, `ping`, `route`, `socat`, `ss`, `tcpdump`, `tracepath`, `traceroute`, `wget`.
 */
export const netPrograms: ReadonlyMap<string, Main> = new Map<string, Main>([
  ...netDeclared.flatMap(({ name, gnu }) => (gnu ? [[name, gnu] as const] : [])),
  ...curlVersions.map(version => [`curl-${version.number}`, curl(version)] as const),
  ...usualCurl,
  ['dig', dig],
]);

/** Network applets of BusyBox by name: arp, brctl, httpd, ifconfig, ip, nc, netstat, nslookup, ping, route, traceroute, wget. */
export const netApplets: ReadonlyMap<string, Main> = new Map<string, Main>(
  netDeclared.flatMap(({ name, busybox }) => (busybox ? [[name, busybox] as const] : [])),
);

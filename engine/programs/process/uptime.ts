import type { Sys } from '../../process/sys.js';
import { zoneOf } from '../time/zone.js';
import { strftime } from '../time/strftime.js';
import { procps } from '../origins.js';
import { define } from '../tool.js';
import { two } from './times.js';

export const uptime = define<'pretty' | 'since'>({
  name: 'uptime',
  options: { pretty: ['-p, --pretty', 'show uptime in pretty format', 'gnu'], since: ['-s, --since', 'system up since', 'gnu'] },
  gnu: { usage: ['[options]'], about: '' },
  busybox: { usage: [''], about: 'Display the time since the last boot' },
  origin: procps,
  *run(tool) {
    const { sys, out, args } = tool;
    const now = sys.clock.now();
    if (args.has('since')) yield* out.line(strftime('%Y-%m-%d %H:%M:%S', sys.clock.epochMsOf(0), zoneOf(sys)));
    else if (args.has('pretty')) yield* out.line(`up ${pretty(now)}`);
    else yield* out.line(uptimeLine(sys, tool.isGnu));
  },
});

/** ` 20:23:44 up 45 min,  0 users,  load average: 0.16, 0.15, 0.12`; `w` and `top` begin with it too. */
export function uptimeLine(sys: Sys, gnu: boolean): string {
  const time = strftime('%H:%M:%S', sys.clock.epochMsOf(sys.clock.now()), zoneOf(sys));
  const users = new Set(sys.processes().flatMap(process => (process.tty === undefined ? [] : [process.tty]))).size;
  return ` ${time} up ${since(sys.clock.now())},  ${String(users)} ${users === 1 || (gnu && users === 0) ? 'user' : 'users'},  load average: ${loadAverage(sys)}`;
}

/** The host is idle but for what runs right now. */
export function loadAverage(sys: Sys): string {
  const running = sys.processes().filter(process => process.state === 'R').length;
  const load = Math.max(0, running - 1) * 0.08;
  return [load, load * 0.6, load * 0.3].map(value => value.toFixed(2)).join(', ');
}

function since(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor(minutes / 60) % 24;
  const head = days > 0 ? `${String(days)} day${days === 1 ? '' : 's'}, ` : '';
  return head + (hours > 0 ? `${String(hours).padStart(2)}:${two(minutes % 60)}` : `${String(minutes % 60)} min`);
}

function pretty(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const parts = [
    [Math.floor(minutes / 10080), 'week'],
    [Math.floor(minutes / 1440) % 7, 'day'],
    [Math.floor(minutes / 60) % 24, 'hour'],
    [minutes % 60, 'minute'],
  ] as const;
  const shown = parts.filter(([count]) => count > 0).map(([count, unit]) => `${String(count)} ${unit}${count === 1 ? '' : 's'}`);
  return shown.length > 0 ? shown.join(', ') : '0 minutes';
}

import { stampOf } from '../../../net/http-date.js';
import type { Clock, Instant } from '../../../../core/clock.js';
import type { Pid } from '../../../../process/sys.js';
import type { Pool } from './config.js';

/** What the processes of a pool count together, in memory that they share. */
export interface Scoreboard {
  readonly startedAt: Instant;
  accepted: number;
  mostActive: number;
  /** Processes there are, and those that work on a request. */
  readonly all: Set<Pid>;
  readonly busy: Set<Pid>;
}

export function newScoreboard(startedAt: Instant): Scoreboard {
  return { startedAt, accepted: 0, mostActive: 0, all: new Set(), busy: new Set() };
}

export function beginRequest(board: Scoreboard, pid: Pid): void {
  board.accepted++;
  board.busy.add(pid);
  board.mostActive = Math.max(board.mostActive, board.busy.size);
}

export interface StatusPage {
  readonly type: string;
  readonly text: string;
}

/** What the pool answers itself: `ping.path` and `pm.status_path`; undefined for all other paths. */
export function poolPage(pool: Pool, path: string, query: string, board: Scoreboard, clock: Clock): StatusPage | undefined {
  if (path === '') return undefined;
  if (path === pool.values.get('ping.path')) return { type: 'text/plain', text: pool.values.get('ping.response') ?? 'pong' };
  if (path !== pool.values.get('pm.status_path')) return undefined;
  const wanted = new Set(query.split('&').map(each => each.split('=')[0] ?? ''));
  for (const other of ['full', 'html', 'xml', 'openmetrics'])
    if (wanted.has(other)) return { type: 'text/plain', text: `drydock: the status of php-fpm with ?${other} is not simulated\n` };
  const rows = statusRows(pool, board, clock);
  if (wanted.has('json')) return { type: 'application/json', text: jsonText(rows, board, clock) };
  return { type: 'text/plain', text: rows.map(([name, value]) => `${`${name}:`.padEnd(22)}${value}\n`).join('') };
}

type Row = readonly [string, string | number];

function statusRows({ name, values }: Pool, board: Scoreboard, clock: Clock): readonly Row[] {
  const { day, monthName, year, time } = stampOf(clock.epochMsOf(board.startedAt));
  return [
    ['pool', name],
    ['process manager', values.get('pm') ?? ''],
    ['start time', `${day}/${monthName}/${year}:${time} +0000`],
    ['start since', Math.floor((clock.now() - board.startedAt) / 1000)],
    ['accepted conn', board.accepted],
    ['listen queue', 0],
    ['max listen queue', 0],
    ['listen queue len', 511],
    ['idle processes', board.all.size - board.busy.size],
    ['active processes', board.busy.size],
    ['total processes', board.all.size],
    ['max active processes', board.mostActive],
    ['max children reached', 0],
    ['slow requests', 0],
  ];
}

function jsonText(rows: readonly Row[], board: Scoreboard, clock: Clock): string {
  const seconds = Math.floor(clock.epochMsOf(board.startedAt) / 1000);
  return JSON.stringify(Object.fromEntries(rows.map(([name, value]) => [name, name === 'start time' ? seconds : value])));
}

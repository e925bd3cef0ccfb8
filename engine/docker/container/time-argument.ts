import type { Cli } from '../cli.js';
import { nowMs } from '../cli.js';
import { ApiError } from '../client.js';
import { parseDuration } from '../flags/duration.js';
import { parseTimestamp } from '../formatter/time.js';

/**
 * `--since` and `--until`: a duration ago, an RFC 3339 time (or the front of one), or Unix seconds, as the API takes it:
 * seconds with nine decimals. Undefined for ''.
 */
export function timeArgument(cli: Cli, text: string): string | undefined {
  if (text === '') return undefined;
  const ago = durationOf(text);
  if (ago !== undefined) return seconds(nowMs(cli) - ago / 1e6);
  const moment = parseTimestamp(completed(text));
  if (moment !== undefined) return seconds(moment);
  if (/^-?\d+(?:\.\d{1,9})?$/.test(text)) {
    const [whole = '0', fraction = ''] = text.split('.');
    return `${whole}.${fraction.padEnd(9, '0')}`;
  }
  throw new ApiError(400, `invalid value for "since": failed to parse value as time or duration: ${JSON.stringify(text)}`);
}

function durationOf(text: string): number | undefined {
  try {
    return parseDuration(text);
  } catch {
    return undefined;
  }
}

/** `2013-01-02`, `2013-01-02T13:23` and the like, with what is missing; the host's time zone is UTC. */
function completed(text: string): string {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d(?:\.\d+)?))?)?)?(Z|[+-]\d\d:\d\d)?$/.exec(text);
  if (!match) return text;
  const [, date = '', hour = '00', minute = '00', second = '00', zone = 'Z'] = match;
  return `${date}T${hour}:${minute}:${second}${zone}`;
}

function seconds(ms: number): string {
  const whole = Math.floor(ms / 1000);
  const nanos = Math.round((ms - whole * 1000) * 1e6);
  return `${String(whole)}.${String(nanos).padStart(9, '0')}`;
}

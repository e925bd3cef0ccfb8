import { nowMs, type Cli } from '../cli.js';
import { Failure } from '../failure.js';
import { parseDuration } from '../flags/duration.js';
import { FlagValueError } from '../flags/flag-value-error.js';
import { parseTimestamp } from '../formatter/time.js';

/**
 * `--since` and `--until`: a duration ago, an RFC 3339 time (or the front of one), or Unix seconds, as the API takes it:
 * seconds with nine decimals. Undefined for ''. Throws Failure.
 */
export function timeArgument(cli: Cli, text: string): string | undefined {
  if (text === '') return undefined;
  const ago = text === '0' ? undefined : durationOf(text);
  if (ago !== undefined) return String(Math.floor((nowMs(cli) - ago / 1e6) / 1000));
  const moment = parseTimestamp(completed(text));
  if (moment !== undefined) return seconds(moment);
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return text;
  throw new Failure(`failed to parse value as time or duration: ${JSON.stringify(text)}`);
}

function durationOf(text: string): number | undefined {
  try {
    return parseDuration(text);
  } catch (error) {
    if (error instanceof FlagValueError) return undefined;
    throw error;
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
  const nanos = Math.min(999_999_999, Math.round((ms - whole * 1000) * 1e6));
  return `${String(whole)}.${String(nanos).padStart(9, '0')}`;
}

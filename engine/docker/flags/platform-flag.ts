import { InvalidPlatform, parsePlatform } from '../../core/platform.js';
import type { Cli } from '../cli.js';
import { Failure } from '../failure.js';

/** The `--platform` flag as newer requests have it, in JSON; undefined when it is not given. Throws Failure, its message behind `prefix`. */
export function platformJson(cli: Cli, prefix = 'invalid platform: '): string | undefined {
  const given = cli.flags.text('platform');
  return given === '' ? undefined : jsonOf(given, prefix);
}

/** The same for a flag that may be given several times. */
export function platformsJson(cli: Cli): readonly string[] {
  return cli.flags.list('platform').map(given => jsonOf(given, ''));
}

function jsonOf(given: string, prefix: string): string {
  try {
    const { os, architecture, variant } = parsePlatform(given);
    return JSON.stringify({ architecture, os, ...(variant === '' ? {} : { variant }) });
  } catch (error) {
    throw error instanceof InvalidPlatform ? new Failure(`${prefix}${error.message}`) : error;
  }
}

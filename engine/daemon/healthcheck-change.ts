import type { Healthcheck } from './container-config.js';
import { invalid } from './errors.js';
import { parseDuration } from './images/until.js';

const durations = {
  interval: 'Interval',
  timeout: 'Timeout',
  'start-period': 'StartPeriod',
  'start-interval': 'StartInterval',
} as const;

const NANOSECONDS = 1_000_000;

/** What follows HEALTHCHECK: flags, then NONE or CMD (moby dockerfile/dispatchers.go). `command` reads a JSON array; anything else goes to a shell. */
export function healthcheckOf(rest: string, command: (text: string) => readonly string[] | undefined): Healthcheck {
  const flags: Record<string, string> = {};
  let text = rest;
  for (let match = flagAt(text); match; match = flagAt(text)) {
    const [whole, name = '', value] = match;
    if (!Object.hasOwn(durations, name) && name !== 'retries') throw invalid(`unknown flag: --${name}`);
    if (value === undefined) throw invalid(`missing a value on flag: --${name}`);
    flags[name] = value;
    text = text.slice(whole.length).trim();
  }
  if (text === '') throw invalid('HEALTHCHECK requires at least one argument');
  const [, word = '', tail = ''] = /^(\S+)\s*([^]*)$/.exec(text) ?? [];
  if (word.toUpperCase() === 'NONE') {
    if (tail !== '') throw invalid('HEALTHCHECK NONE takes no arguments');
    return { Test: ['NONE'] };
  }
  if (word.toUpperCase() !== 'CMD') throw invalid(`Unknown type ${JSON.stringify(word)} in HEALTHCHECK (try CMD)`);
  if (tail === '') throw invalid('Missing command after HEALTHCHECK CMD');
  const words = command(tail);
  return { Test: words ? ['CMD', ...words] : ['CMD-SHELL', tail], ...timesOf(flags), ...retriesOf(flags['retries']) };
}

function flagAt(text: string): RegExpExecArray | null {
  return /^--([a-zA-Z0-9-]+)(?:=(\S*))?(?=\s|$)/.exec(text);
}

function timesOf(flags: Readonly<Record<string, string>>): Healthcheck {
  return Object.fromEntries(
    Object.entries(durations).flatMap(([flag, field]) => {
      const value = flags[flag] ?? '';
      if (value === '') return [];
      const ms = parseDuration(value);
      if (ms === undefined) throw invalid(`time: invalid duration ${JSON.stringify(value)}`);
      if (ms > 0 && ms < 1) throw invalid(`Interval ${JSON.stringify(flag)} cannot be less than 1ms`);
      return ms === 0 ? [] : [[field, Math.round(ms * NANOSECONDS)]];
    }),
  );
}

function retriesOf(text = ''): Healthcheck {
  if (text === '') return {};
  if (!/^[+-]?\d+$/.test(text)) throw invalid(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
  const retries = Number(text);
  if (retries < 0) throw invalid(`--retries cannot be negative (${String(retries)})`);
  return retries === 0 ? {} : { Retries: retries };
}

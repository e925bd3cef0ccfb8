import { createTaskProblem, invalid, noSuchLogDriver, notSimulated, unknownLogOption } from './errors.js';
import type { HostConfig } from './host-config.js';

const known: Readonly<Record<string, readonly string[]>> = {
  'json-file': [
    'max-file',
    'max-size',
    'compress',
    'labels',
    'labels-regex',
    'env',
    'env-regex',
    'tag',
    'cache-disabled',
    'cache-max-file',
    'cache-max-size',
    'cache-compress',
  ],
  local: ['max-file', 'max-size', 'compress'],
  none: [],
};
const remoteDrivers = new Set(['awslogs', 'fluentd', 'gcplogs', 'gelf', 'journald', 'splunk', 'syslog']);

/** The log driver of a new container must exist and know its options; what they say is looked at when it starts. */
export function validateLogging({ Type, Config }: HostConfig['LogConfig']): void {
  if (remoteDrivers.has(Type)) throw notSimulated(`log driver ${Type}`);
  const own = known[Type];
  if (!own) throw noSuchLogDriver(Type);
  validateMode(Config?.['mode'] ?? '', Config?.['max-buffer-size']);
  const general = Type === 'none' ? [] : ['mode', 'max-buffer-size'];
  for (const option of Object.keys(Config ?? {}).sort()) {
    if (Type !== 'none' && !own.includes(option) && !general.includes(option)) throw unknownLogOption(option, Type);
  }
  for (const option of ['labels-regex', 'env-regex']) if (Config?.[option]) throw notSimulated(`--log-opt ${option}`);
  if (/\{\{(?!\s*\.(?:ID|FullID|Name|ImageID|ImageFullID|ImageName|DaemonName)\s*\}\})/.test(Config?.['tag'] ?? ''))
    throw notSimulated('--log-opt tag with more than names');
}

function validateMode(mode: string, bufferSize: string | undefined): void {
  if (!['', 'blocking', 'non-blocking'].includes(mode)) throw invalid(`logger: logging mode not supported: ${mode}`);
  if (bufferSize === undefined) return;
  if (mode !== 'non-blocking') throw invalid("logger: max-buffer-size option is only supported with 'mode=non-blocking'");
  if (!/^\d+(\.\d+)? ?([kmgtp]i?)?b?$/i.test(bufferSize))
    throw invalid(`error parsing option max-buffer-size: invalid size: '${bufferSize}'`);
}

/** What the drivers say to values that are none when a container starts (moby daemon/logger/jsonfilelog, New). */
export function checkLogOptions({ Type, Config }: HostConfig['LogConfig']): void {
  if (Type === 'none') return;
  const problem = problemOf(Config ?? {});
  if (problem !== undefined) throw createTaskProblem(`failed to initialize logging driver: ${problem}`);
}

function problemOf(options: Readonly<Record<string, string>>): string | undefined {
  const size = options['max-size'];
  const files = options['max-file'] ?? '1';
  const compress = options['compress'] ?? 'false';
  if (size !== undefined && parseLogSize(size) === undefined) return `invalid size: '${size}'`;
  if (!/^[+-]?\d+$/.test(files)) return `strconv.Atoi: parsing ${JSON.stringify(files)}: invalid syntax`;
  if (Number(files) < 1) return 'max-file cannot be less than 1';
  if (!/^(?:1|0|t|f|true|false)$/i.test(compress)) return `strconv.ParseBool: parsing ${JSON.stringify(compress)}: invalid syntax`;
  if (/^(?:1|t|true)$/i.test(compress) && (Number(files) < 2 || size === undefined))
    return 'compress cannot be true when max-file is less than 2 or max-size is not set';
  return undefined;
}

/** `10k`, `1.5m`, `2g` in bytes, a thousand to the k. */
export function parseLogSize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?) ?([kmgtp]?)i?b?$/i.exec(text);
  if (!match) return undefined;
  const scale = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12, p: 1e15 }[(match[2] ?? '').toLowerCase()] ?? 1;
  return Math.floor(Number(match[1]) * scale);
}

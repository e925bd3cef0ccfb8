import { parseCsvLine } from '../flags/csv.js';
import { FlagValueError } from '../flags/flag-value-error.js';

/** One of HostConfig.DeviceRequests. */
interface DeviceRequest {
  Driver: string;
  Count: number;
  DeviceIDs: readonly string[] | null;
  Capabilities: readonly (readonly string[])[];
  Options: Readonly<Record<string, string>>;
}

/** Checks a value of `--gpus`. */
export function checkGpus(value: string): string {
  parseGpus(value);
  return value;
}

/** `all`, `2`, `device=0,driver=nvidia`: a request for graphics processors. Throws FlagValueError with the client's message. */
export function parseGpus(value: string): DeviceRequest {
  const request: DeviceRequest = { Driver: '', Count: 0, DeviceIDs: null, Capabilities: [], Options: {} };
  let capabilities: readonly string[] = [];
  const seen = new Set<string>();
  for (const field of parseCsvLine(value)) {
    const [key, setting] = field.includes('=') ? cut(field) : ['count', field];
    if (seen.has(key)) throw new FlagValueError(`gpu request key '${key}' can be specified only once`);
    seen.add(key);
    if (key === 'count') request.Count = countOf(setting);
    else if (key === 'driver') request.Driver = setting;
    else if (key === 'device') request.DeviceIDs = setting.split(',');
    else if (key === 'capabilities') capabilities = setting.split(',');
    else if (key === 'options') request.Options = Object.fromEntries(parseCsvLine(setting).map(cut));
    else throw new FlagValueError(`unexpected key '${key}' in '${field}'`);
  }
  if (!seen.has('count') && request.DeviceIDs === null) request.Count = 1;
  request.Capabilities = [capabilities.includes('gpu') ? capabilities : [...capabilities, 'gpu']];
  return request;
}

function cut(field: string): readonly [key: string, value: string] {
  const equals = field.indexOf('=');
  return equals < 0 ? [field, ''] : [field.slice(0, equals), field.slice(equals + 1)];
}

function countOf(text: string): number {
  if (text === 'all') return -1;
  if (/^[+-]?\d+$/.test(text)) return Number(text);
  throw new FlagValueError(`invalid count (${text}): value must be either "all" or an integer: invalid syntax`);
}

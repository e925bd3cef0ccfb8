import { invalid } from '../daemon/errors.js';
import { isObject, lookUp, object } from '../daemon/json.js';

const owners: readonly (readonly [options: string, type: string])[] = [
  ['BindOptions', 'bind'],
  ['VolumeOptions', 'volume'],
  ['TmpfsOptions', 'tmpfs'],
];

/** Options for another type of mount are refused before anything else, even when they are empty. */
export function checkMountOptions(body: unknown): void {
  const mounts = lookUp(object(lookUp(object(body, ''), 'HostConfig'), ''), 'Mounts');
  for (const mount of Array.isArray(mounts) ? mounts.filter(isObject) : []) {
    const type = lookUp(mount, 'Type') ?? '';
    for (const [options, owner] of owners) {
      if (type === owner || !isObject(lookUp(mount, options))) continue;
      throw invalid(`${options} must not be specified on mount type ${JSON.stringify(type)}`);
    }
  }
}

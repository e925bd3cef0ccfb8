import type { Task } from '../../core/task.js';
import type { Cli } from '../cli.js';
import { Failure } from '../failure.js';
import type { Inspected } from './inspector.js';
import { containerType } from './container-type.js';
import { imageType, networkType, volumeType } from './object-types.js';

export function* findContainer(cli: Cli, name: string, size: boolean): Task<Inspected> {
  return { json: yield* cli.client().get(`/containers/${checkReference('container', name)}/json`, { size }), type: containerType };
}

export function* findImage(cli: Cli, name: string, platform?: string): Task<Inspected> {
  return { json: yield* cli.client().get(`/images/${checkReference('image', name)}/json`, { platform }), type: imageType };
}

export function* findNetwork(cli: Cli, name: string, verbose: boolean): Task<Inspected> {
  return { json: yield* cli.client().get(`/networks/${checkReference('network', name)}`, { verbose }), type: networkType };
}

export function* findVolume(cli: Cli, name: string): Task<Inspected> {
  return { json: yield* cli.client().get(`/volumes/${checkReference('volume', name)}`), type: volumeType, typedOnly: true };
}

/** An empty name would ask for something else. */
function checkReference(noun: string, name: string): string {
  if (name.trim() === '') throw new Failure(`invalid ${noun} name or ID: value is empty`);
  return name;
}

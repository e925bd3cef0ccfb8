import type { DockerEvent } from './events.js';
import { hasLabels, type Filters } from './images/filters.js';

/** A test for the filters of `docker events`; those it does not know let nothing through, as in moby. */
export function eventFilter(filters: Filters): (event: DockerEvent) => boolean {
  const values = (name: string): readonly string[] => filters.get(name) ?? [];
  const any = (name: string, test: (value: string) => boolean): boolean => values(name).length === 0 || values(name).some(test);
  return event =>
    any('type', type => type === event.type) &&
    // `exec_start` means every `exec_start: …`.
    any('event', action => event.action === action || event.action.startsWith(`${action}:`)) &&
    any('scope', scope => scope === 'local') &&
    objectFits('container', event, values) &&
    objectFits('network', event, values) &&
    objectFits('volume', event, values) &&
    objectFits('daemon', event, values) &&
    any('image', image => imageFits(event, image)) &&
    hasLabels(event.attributes, values('label'));
}

/** By id or name, or the beginning of either: moby matches them fuzzily. */
function objectFits(type: DockerEvent['type'], event: DockerEvent, values: (name: string) => readonly string[]): boolean {
  const wanted = values(type);
  if (wanted.length === 0) return true;
  return (
    event.type === type && wanted.some(value => event.actorId.startsWith(value) || event.attributes['name']?.startsWith(value) === true)
  );
}

function imageFits(event: DockerEvent, image: string): boolean {
  const names =
    event.type === 'image' ? [event.actorId, event.attributes['name']] : event.type === 'container' ? [event.attributes['image']] : [];
  return names.some(name => name === image || (name !== undefined && name.split(':')[0] === image));
}

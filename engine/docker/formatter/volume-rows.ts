import { isRecord, numberAt, textAt, textMapAt, at } from '../json-view.js';
import { joinLabels } from './container-rows.js';
import type { RowKind } from './row-formatter.js';
import { formatSize } from './units.js';

/** The columns of `docker volume ls` and `docker system df -v`. */
export const volumeRows: RowKind<unknown> = {
  type: 'formatter.volumeContext',
  fields: {
    Name: volume => textAt(volume, 'Name'),
    Driver: volume => textAt(volume, 'Driver'),
    Scope: volume => textAt(volume, 'Scope'),
    Mountpoint: volume => textAt(volume, 'Mountpoint'),
    Labels: volume => joinLabels(textMapAt(volume, 'Labels')),
    Links: volume => (hasUsage(volume) ? String(numberAt(volume, 'UsageData', 'RefCount')) : 'N/A'),
    Size: volume => (hasUsage(volume) ? formatSize(numberAt(volume, 'UsageData', 'Size')) : 'N/A'),
    Group: () => 'N/A',
    Availability: () => 'N/A',
    Status: () => 'N/A',
  },
  methods: { Label: (volume, name) => textMapAt(volume, 'Labels')[name] ?? '' },
  titles: {
    Name: 'VOLUME NAME',
    Driver: 'DRIVER',
    Scope: 'SCOPE',
    Mountpoint: 'MOUNTPOINT',
    Labels: 'LABELS',
    Links: 'LINKS',
    Size: 'SIZE',
    Group: 'GROUP',
    Availability: 'AVAILABILITY',
    Status: 'STATUS',
  },
};

function hasUsage(volume: unknown): boolean {
  return isRecord(at(volume, 'UsageData'));
}

import { asList, listAt, numberAt, recordAt, textAt, textMapAt, textsAt, at } from '../json-view.js';
import { NilPointer, compareText, type Value } from '../template/value.js';
import { formatPorts } from './ports.js';
import type { RowKind } from './row-formatter.js';
import { formatGoTime } from './time.js';
import { ellipsis, shortId } from './truncate.js';
import { formatElapsed, formatSize } from './units.js';

/** A container of `/containers/json` with what the columns depend on. */
export interface ContainerRow {
  readonly container: unknown;
  readonly truncate: boolean;
  readonly nowMs: number;
}

export const containerTable = 'table {{.ID}}\\t{{.Image}}\\t{{.Command}}\\t{{.RunningFor}}\\t{{.Status}}\\t{{.Ports}}\\t{{.Names}}';

/** The columns of `docker ps`. */
export const containerRows: RowKind<ContainerRow> = {
  type: 'formatter.ContainerContext',
  fields: {
    ID: ({ container, truncate }) => (truncate ? shortId(textAt(container, 'Id')) : textAt(container, 'Id')),
    Names: row => visibleNames(row).join(','),
    Image: imageName,
    Platform: ({ container }) => platformOf(container),
    Command: ({ container, truncate }) => {
      const command = textAt(container, 'Command');
      return JSON.stringify(truncate ? ellipsis(command, 20) : command);
    },
    CreatedAt: ({ container }) => formatGoTime(numberAt(container, 'Created')),
    RunningFor: ({ container, nowMs }) => `${formatElapsed(nowMs - numberAt(container, 'Created') * 1000)} ago`,
    Ports: ({ container }) => formatPorts(listAt(container, 'Ports')),
    State: ({ container }) => textAt(container, 'State'),
    Status: ({ container }) => textAt(container, 'Status'),
    Size: sizeOf,
    Labels: ({ container }) => joinLabels(textMapAt(container, 'Labels')),
    Mounts: mountsOf,
    LocalVolumes: ({ container }) => String(listAt(container, 'Mounts').filter(mount => textAt(mount, 'Driver') === 'local').length),
    Networks: ({ container }) =>
      Object.keys(recordAt(container, 'NetworkSettings', 'Networks'))
        .sort(compareText)
        .join(','),
  },
  methods: {
    Label: ({ container }, name) => textMapAt(container, 'Labels')[name] ?? '',
  },
  titles: {
    ID: 'CONTAINER ID',
    Names: 'NAMES',
    Image: 'IMAGE',
    Command: 'COMMAND',
    CreatedAt: 'CREATED AT',
    RunningFor: 'CREATED',
    Ports: 'PORTS',
    State: 'STATE',
    Status: 'STATUS',
    Size: 'SIZE',
    Labels: 'LABELS',
    Mounts: 'MOUNTS',
    LocalVolumes: 'LOCAL VOLUMES',
    Networks: 'NETWORKS',
    Platform: 'PLATFORM',
  },
};

/** `a=b,c=d`, sorted. */
export function joinLabels(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort(compareText)
    .join(',');
}

/** Names without their slash; names under a linked container are left out when columns are cut. */
function visibleNames({ container, truncate }: ContainerRow): readonly string[] {
  const names = textsAt(container, 'Names').map(name => name.replace(/^\//, ''));
  return truncate ? names.filter(name => !name.includes('/')) : names;
}

function imageName({ container, truncate }: ContainerRow): string {
  const image = textAt(container, 'Image');
  if (image === '') return '<no image>';
  const imageId = textAt(container, 'ImageID');
  if (!truncate) return image;
  if (shortId(imageId) === shortId(image)) return shortId(image);
  // A digest beside a tag says too much for a table.
  return /^[^@]+@sha256:/.test(image) ? image.replace(/@sha256:.*$/, '') : image;
}

function platformOf(container: unknown): Value {
  const platform = at(container, 'ImageManifestDescriptor', 'platform');
  const os = textAt(platform, 'os');
  return os === ''
    ? new NilPointer('*formatter.Platform')
    : [os, textAt(platform, 'architecture'), textAt(platform, 'variant')].filter(part => part !== '').join('/');
}

function sizeOf({ container }: ContainerRow): string {
  const own = formatSize(numberAt(container, 'SizeRw'), 3);
  const all = numberAt(container, 'SizeRootFs');
  return all > 0 ? `${own} (virtual ${formatSize(all, 3)})` : own;
}

function mountsOf({ container, truncate }: ContainerRow): string {
  const names = asList(at(container, 'Mounts')).map(mount => {
    const name = textAt(mount, 'Name') || textAt(mount, 'Source');
    return truncate ? ellipsis(name, 15) : name;
  });
  return names.join(',');
}

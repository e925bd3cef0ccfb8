import { containerRows } from '../formatter/container-rows.js';
import { imageRows, rowsOfImage } from '../formatter/image-rows.js';
import { rawDetails } from '../formatter/raw-format.js';
import { formatRows, parseRowTemplate, structOf, type RowKind } from '../formatter/row-formatter.js';
import { volumeRows } from '../formatter/volume-rows.js';
import { shortId } from '../formatter/truncate.js';
import { formatElapsed, formatSize } from '../formatter/units.js';
import { parseTimestamp } from '../formatter/time.js';
import { boolAt, listAt, numberAt, textAt, type JsonRecord } from '../json-view.js';
import { renderFormat } from '../template/format.js';
import { structFrom } from '../template/struct-from.js';

interface CacheRow {
  readonly record: unknown;
  readonly nowMs: number;
}

const cacheRows: RowKind<CacheRow> = {
  type: 'formatter.buildCacheContext',
  fields: {
    ID: ({ record }) => shortId(textAt(record, 'ID')),
    Parent: ({ record }) => textAt(record, 'Parent'),
    CacheType: ({ record }) => textAt(record, 'Type'),
    Description: ({ record }) => textAt(record, 'Description'),
    InUse: ({ record }) => String(boolAt(record, 'InUse')),
    Shared: ({ record }) => String(boolAt(record, 'Shared')),
    Size: ({ record }) => formatSize(numberAt(record, 'Size'), 3),
    CreatedAt: ({ record }) => textAt(record, 'CreatedAt'),
    CreatedSince: ({ record, nowMs }) => ago(textAt(record, 'CreatedAt'), nowMs),
    LastUsedAt: ({ record }) => textAt(record, 'LastUsedAt'),
    LastUsedSince: ({ record, nowMs }) => ago(textAt(record, 'LastUsedAt'), nowMs),
    UsageCount: ({ record }) => String(numberAt(record, 'UsageCount')),
  },
  titles: {
    ID: 'CACHE ID',
    Parent: 'PARENT',
    CacheType: 'CACHE TYPE',
    Size: 'SIZE',
    CreatedSince: 'CREATED',
    LastUsedSince: 'LAST USED',
    UsageCount: 'USAGE',
    Shared: 'SHARED',
  },
};

function ago(time: string, nowMs: number): string {
  const ms = parseTimestamp(time);
  return ms === undefined ? '' : `${formatElapsed(nowMs - ms)} ago`;
}

const tables = {
  images:
    'table {{.Repository}}\\t{{.Tag}}\\t{{.ID}}\\t{{.CreatedSince}}\\t{{.Size}}\\t{{.SharedSize}}\\t{{.UniqueSize}}\\t{{.Containers}}',
  containers: 'table {{.ID}}\\t{{.Image}}\\t{{.Command}}\\t{{.LocalVolumes}}\\t{{.Size}}\\t{{.RunningFor}}\\t{{.Status}}\\t{{.Names}}',
  volumes: 'table {{.Name}}\\t{{.Links}}\\t{{.Size}}',
  cache: 'table {{.ID}}\\t{{.CacheType}}\\t{{.Size}}\\t{{.CreatedSince}}\\t{{.LastUsedSince}}\\t{{.UsageCount}}\\t{{.Shared}}',
};

/** `docker system df -v`: a table for each kind, or one value with all of them for a template. */
export function showDetails(answer: JsonRecord, format: string, nowMs: number): string {
  const isTable = format === 'table';
  // The client goes by the first name of an image.
  const images = listAt(answer, 'Images').flatMap(image =>
    rowsOfImage(image, { truncate: isTable, nowMs, digests: false, digestRows: false }).slice(0, 1),
  );
  // Sizes of whole containers are not part of this answer's columns.
  const containers = listAt(answer, 'Containers').map(container => ({
    container: withoutRootSize(container),
    truncate: isTable,
    nowMs,
  }));
  const volumes = listAt(answer, 'Volumes');
  const cache = listAt(answer, 'BuildCache').map(record => ({ record, nowMs }));
  if (format === 'raw') {
    return [
      formatRows(
        imageRows,
        rawDetails.image,
        images.map(row => ({ ...row, digest: '' })),
      ),
      formatRows(containerRows, rawDetails.container, containers),
      formatRows(volumeRows, rawDetails.volume, volumes),
    ].join('');
  }
  if (!isTable) {
    const everything = structFrom('*formatter.diskUsageContext', {
      Images: images.map(row => structOf(imageRows, { ...row, digest: '' })),
      Containers: containers.map(row => structOf(containerRows, row)),
      Volumes: volumes.map(row => structOf(volumeRows, row)),
      BuildCache: cache.map(row => structOf(cacheRows, row)),
    });
    return renderFormat(parseRowTemplate(format), everything);
  }
  const builderSize = numberAt(answer, 'BuilderSize');
  return [
    `Images space usage:\n\n${formatRows(imageRows, tables.images, images)}`,
    `Containers space usage:\n\n${formatRows(containerRows, tables.containers, containers)}`,
    `Local Volumes space usage:\n\n${formatRows(volumeRows, tables.volumes, volumes)}`,
    `Build cache usage: ${formatSize(builderSize)}\n\n${formatRows(cacheRows, tables.cache, cache)}`,
  ].join('\n');
}

function withoutRootSize(container: unknown): unknown {
  return typeof container === 'object' && container !== null ? { ...container, SizeRootFs: 0 } : container;
}

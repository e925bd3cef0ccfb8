import type { Task } from '../../core/task.js';
import { defineCommand, noArguments } from '../command.js';
import { nowMs, print, type Cli } from '../cli.js';
import { flag } from '../flags/flag.js';
import { bool } from '../flags/flag-type.js';
import { tableFormat } from '../flags/format-flag.js';
import { rawUsage } from '../formatter/raw-format.js';
import { formatRows, type RowKind } from '../formatter/row-formatter.js';
import { formatSize } from '../formatter/units.js';
import { asRecord, boolAt, isRecord, listAt, numberAt, textAt, at, type JsonRecord } from '../json-view.js';
import { showDetails } from './df-details.js';

export const df = defineCommand({
  names: ['system df'],
  usage: '[OPTIONS]',
  text: { en: 'Show docker disk usage', ko: 'Docker가 쓰는 디스크 공간을 보여 줍니다' },
  arity: noArguments,
  flags: [tableFormat, flag('verbose', 'v', bool, { en: 'Show every object', ko: '객체마다 자세히 보여 줍니다' })],
  run: showUsage,
});

/** One line: a kind of object, and what of it could go. */
interface Usage {
  readonly type: string;
  readonly total: number;
  readonly active: number;
  readonly size: number;
  readonly reclaimable: number;
  /** Build cache has no percentage. */
  readonly percent: boolean;
}

const usageTable = 'table {{.Type}}\\t{{.TotalCount}}\\t{{.Active}}\\t{{.Size}}\\t{{.Reclaimable}}';

const usageRows: RowKind<Usage> = {
  type: 'formatter.diskUsageImagesContext',
  fields: {
    Type: ({ type }) => type,
    TotalCount: ({ total }) => String(total),
    Active: ({ active }) => String(active),
    Size: ({ size }) => formatSize(size),
    Reclaimable: ({ size, reclaimable, percent }) =>
      formatSize(reclaimable) + (percent && size > 0 ? ` (${String(Math.trunc((reclaimable * 100) / size))}%)` : ''),
  },
  titles: { Type: 'TYPE', TotalCount: 'TOTAL', Active: 'ACTIVE', Size: 'SIZE', Reclaimable: 'RECLAIMABLE' },
};

function* showUsage(cli: Cli): Task<number> {
  const { flags } = cli;
  const answer = asRecord(yield* cli.client().get('/system/df'));
  const given = flags.text('format') || 'table';
  if (flags.bool('verbose')) {
    yield* print(cli, showDetails(answer, given, nowMs(cli)));
    return 0;
  }
  const format = given === 'table' ? usageTable : given === 'raw' ? rawUsage : given;
  yield* print(cli, formatRows(usageRows, format, [imageUsage(answer), containerUsage(answer), volumeUsage(answer), cacheUsage(answer)]));
  return 0;
}

function imageUsage(answer: JsonRecord): Usage {
  const images = listAt(answer, 'Images');
  const size = numberAt(answer, 'LayersSize');
  const used = images.filter(
    image => numberAt(image, 'Containers') !== 0 && numberAt(image, 'Size') !== -1 && numberAt(image, 'SharedSize') !== -1,
  );
  return {
    type: 'Images',
    total: images.length,
    active: images.filter(image => numberAt(image, 'Containers') > 0).length,
    size,
    reclaimable: size - sum(used, image => numberAt(image, 'Size') - numberAt(image, 'SharedSize')),
    percent: true,
  };
}

function containerUsage(answer: JsonRecord): Usage {
  const containers = listAt(answer, 'Containers');
  const isActive = (container: unknown): boolean => /running|paused|restarting/.test(textAt(container, 'State'));
  return {
    type: 'Containers',
    total: containers.length,
    active: containers.filter(isActive).length,
    size: sum(containers, container => numberAt(container, 'SizeRw')),
    reclaimable: sum(
      containers.filter(container => !isActive(container)),
      container => numberAt(container, 'SizeRw'),
    ),
    percent: true,
  };
}

function volumeUsage(answer: JsonRecord): Usage {
  const volumes = listAt(answer, 'Volumes');
  const sized = volumes.filter(volume => isRecord(at(volume, 'UsageData')) && numberAt(volume, 'UsageData', 'Size') !== -1);
  return {
    type: 'Local Volumes',
    total: volumes.length,
    active: volumes.filter(volume => numberAt(volume, 'UsageData', 'RefCount') > 0).length,
    size: sum(sized, volume => numberAt(volume, 'UsageData', 'Size')),
    reclaimable: sum(
      sized.filter(volume => numberAt(volume, 'UsageData', 'RefCount') === 0),
      volume => numberAt(volume, 'UsageData', 'Size'),
    ),
    percent: true,
  };
}

function cacheUsage(answer: JsonRecord): Usage {
  const records = listAt(answer, 'BuildCache');
  const inUse = records.filter(record => boolAt(record, 'InUse'));
  const size =
    numberAt(answer, 'BuilderSize') ||
    sum(
      records.filter(record => !boolAt(record, 'Shared')),
      record => numberAt(record, 'Size'),
    );
  return {
    type: 'Build Cache',
    total: records.length,
    active: inUse.length,
    size,
    reclaimable:
      size -
      sum(
        inUse.filter(record => !boolAt(record, 'Shared')),
        record => numberAt(record, 'Size'),
      ),
    percent: false,
  };
}

function sum(items: readonly unknown[], amount: (item: unknown) => number): number {
  return items.reduce((total: number, item) => total + amount(item), 0);
}

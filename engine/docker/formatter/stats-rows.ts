import { asRecord, listAt, numberAt, recordAt, textAt } from '../json-view.js';
import type { RowKind } from './row-formatter.js';
import { shortId } from './truncate.js';
import { formatBinarySize, formatSize } from './units.js';

/** The newest statistics of one container; `answer` is undefined while there are none. */
export interface StatsRow {
  /** As it was asked for: the short id, or the argument. */
  readonly container: string;
  readonly answer: unknown;
  readonly truncate: boolean;
}

export const statsTable = 'table {{.ID}}\\t{{.Name}}\\t{{.CPUPerc}}\\t{{.MemUsage}}\\t{{.MemPerc}}\\t{{.NetIO}}\\t{{.BlockIO}}\\t{{.PIDs}}';

const unknown = '--';

/** The columns of `docker stats`. */
export const statsRows: RowKind<StatsRow> = {
  type: 'container.statsContext',
  fields: {
    Container: ({ container }) => container,
    Name: ({ answer }) => textAt(answer, 'name').replace(/^\//, '') || unknown,
    ID: ({ answer, truncate }) => (truncate ? shortId(textAt(answer, 'id')) : textAt(answer, 'id')),
    CPUPerc: ({ answer }) => (answer === undefined ? unknown : `${cpuPercent(answer).toFixed(2)}%`),
    MemUsage: ({ answer }) =>
      answer === undefined
        ? `${unknown} / ${unknown}`
        : `${formatBinarySize(memoryUsage(answer))} / ${formatBinarySize(numberAt(answer, 'memory_stats', 'limit'))}`,
    MemPerc: ({ answer }) => (answer === undefined ? unknown : `${memoryPercent(answer).toFixed(2)}%`),
    NetIO: ({ answer }) =>
      answer === undefined ? unknown : `${formatSize(network(answer, 'rx_bytes'), 3)} / ${formatSize(network(answer, 'tx_bytes'), 3)}`,
    BlockIO: ({ answer }) =>
      answer === undefined ? unknown : `${formatSize(block(answer, 'r'), 3)} / ${formatSize(block(answer, 'w'), 3)}`,
    PIDs: ({ answer }) => (answer === undefined ? unknown : String(numberAt(answer, 'pids_stats', 'current'))),
  },
  titles: {
    Container: 'CONTAINER',
    Name: 'NAME',
    ID: 'CONTAINER ID',
    CPUPerc: 'CPU %',
    MemUsage: 'MEM USAGE / LIMIT',
    MemPerc: 'MEM %',
    NetIO: 'NET I/O',
    BlockIO: 'BLOCK I/O',
    PIDs: 'PIDS',
  },
};

/** The share of the machine's time between two samples, where one whole CPU is 100 %. */
function cpuPercent(answer: unknown): number {
  const used = numberAt(answer, 'cpu_stats', 'cpu_usage', 'total_usage') - numberAt(answer, 'precpu_stats', 'cpu_usage', 'total_usage');
  const system = numberAt(answer, 'cpu_stats', 'system_cpu_usage') - numberAt(answer, 'precpu_stats', 'system_cpu_usage');
  const cpus = numberAt(answer, 'cpu_stats', 'online_cpus') || listAt(answer, 'cpu_stats', 'cpu_usage', 'percpu_usage').length;
  return system > 0 && used > 0 ? (used / system) * cpus * 100 : 0;
}

/** Memory without the page cache that can be dropped, which cgroup v1 and v2 count under different names. */
function memoryUsage(answer: unknown): number {
  const usage = numberAt(answer, 'memory_stats', 'usage');
  const stats = recordAt(answer, 'memory_stats', 'stats');
  const inactive = numberAt(stats, 'total_inactive_file') || numberAt(stats, 'inactive_file');
  return inactive < usage ? usage - inactive : usage;
}

function memoryPercent(answer: unknown): number {
  const limit = numberAt(answer, 'memory_stats', 'limit');
  return limit === 0 ? 0 : (memoryUsage(answer) / limit) * 100;
}

function network(answer: unknown, key: 'rx_bytes' | 'tx_bytes'): number {
  return Object.values(recordAt(answer, 'networks')).reduce((total: number, device) => total + numberAt(asRecord(device), key), 0);
}

function block(answer: unknown, letter: 'r' | 'w'): number {
  const entries = listAt(answer, 'blkio_stats', 'io_service_bytes_recursive').filter(entry =>
    textAt(entry, 'op').toLowerCase().startsWith(letter),
  );
  return entries.reduce((total: number, entry) => total + numberAt(entry, 'value'), 0);
}

import { largestOf } from '../../../core/extremes.js';
import { stampOf } from '../../net/http-date.js';
import { health, shardCounts, sizeOf } from './admin.js';
import type { Cluster } from './cluster.js';
import { notSimulated } from './errors.js';
import { textOf } from './json.js';
import { flag, type EsRequest } from './request.js';

interface Column {
  readonly name: string;
  readonly right?: boolean;
}
interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

const left = (...names: readonly string[]): readonly Column[] => names.map(name => ({ name }));
const right = (...names: readonly string[]): readonly Column[] => names.map(name => ({ name, right: true }));

/** _cat: tables for people; rows of JSON with `format=json`. */
export function cat(cluster: Cluster, { parts, query }: EsRequest): string | readonly Readonly<Record<string, string>>[] {
  const [, name, names = ''] = parts;
  if (name === undefined)
    return `=^.^=\n${['allocation', 'shards', 'shards/{index}', 'master', 'nodes', 'indices', 'indices/{index}', 'count', 'count/{index}', 'health', 'aliases', 'aliases/{alias}'].map(each => `/_cat/${each}\n`).join('')}`;
  const table = tableOf(cluster, name, names);
  const wanted = query.get('h')?.split(',');
  const at = wanted
    ? wanted
        .map(each => table.columns.findIndex(column => column.name === each || column.name === aliases[each]))
        .filter(index => index >= 0)
    : table.columns.map((_, index) => index);
  const columns = at.map(index => table.columns[index] ?? { name: '' });
  const rows = table.rows.map(row => at.map(index => row[index] ?? ''));
  if (query.get('format') === 'json')
    return rows.map(row => Object.fromEntries(columns.map((column, index) => [column.name, row[index] ?? ''])));
  return layOut(columns, flag(query, 'v') ? [columns.map(column => column.name), ...rows] : rows);
}

const aliases: Readonly<Record<string, string>> = { i: 'index', dc: 'docs.count', ss: 'store.size', h: 'health', s: 'status', n: 'name' };

function layOut(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((_, index) =>
    largestOf(
      rows.map(row => row[index]?.length ?? 0),
      0,
    ),
  );
  return rows
    .map(
      row =>
        `${row.map((cell, index) => (columns[index]?.right ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0))).join(' ')} \n`,
    )
    .join('');
}

type Indices = ReturnType<Cluster['resolve']>;

function clockOf(cluster: Cluster): readonly string[] {
  return [String(Math.floor(cluster.nowMs / 1000)), stampOf(cluster.nowMs).time];
}

function healthTable(cluster: Cluster): Table {
  const { status } = health(cluster);
  const { active, unassigned } = shardCounts(cluster.indices.values());
  const percent = active + unassigned === 0 ? 100 : (100 * active) / (active + unassigned);
  const counts = right(
    'node.total',
    'node.data',
    'shards',
    'pri',
    'relo',
    'init',
    'unassign',
    'pending_tasks',
    'max_task_wait_time',
    'active_shards_percent',
  );
  const row = [textOf(status), '1', '1', String(active), String(active), '0', '0', String(unassigned), '0', '-', `${percent.toFixed(1)}%`];
  return {
    columns: [...left('epoch', 'timestamp', 'cluster', 'status'), ...counts],
    rows: [[...clockOf(cluster), cluster.node.cluster, ...row]],
  };
}

function indicesTable(cluster: Cluster, indices: Indices): Table {
  const seen = (index: Indices[number]): string => String(index.searchable(cluster.sys.clock.now()).length);
  return {
    columns: [...left('health', 'status', 'index'), ...right('pri', 'rep', 'docs.count', 'docs.deleted', 'store.size', 'pri.store.size')],
    rows: indices.map(index => [
      index.replicas > 0 ? 'yellow' : 'green',
      'open',
      index.name,
      String(index.shards),
      String(index.replicas),
      seen(index),
      '0',
      sizeText(sizeOf(index)),
      sizeText(sizeOf(index)),
    ]),
  };
}

function allocationTable(cluster: Cluster, indices: Indices): Table {
  const { node } = cluster;
  const { active, unassigned } = shardCounts(indices);
  const { usedBytes, totalBytes } = cluster.sys.statfs('/');
  const own = indices.reduce((sum, index) => sum + sizeOf(index), 0);
  const disk = [
    sizeText(own),
    sizeText(usedBytes),
    sizeText(totalBytes - usedBytes),
    sizeText(totalBytes),
    String(Math.floor((100 * usedBytes) / Math.max(1, totalBytes))),
  ];
  const rest = unassigned > 0 ? [[String(unassigned), '', '', '', '', '', '', '', 'UNASSIGNED']] : [];
  return {
    columns: [...right('shards', 'disk.indices', 'disk.used', 'disk.avail', 'disk.total', 'disk.percent'), ...left('host', 'ip', 'node')],
    rows: [[String(active), ...disk, node.address, node.address, node.name], ...rest],
  };
}

function tableOf(cluster: Cluster, name: string, names: string): Table {
  const { node } = cluster;
  const indices = name === 'aliases' ? cluster.resolve('_all') : cluster.resolve(names);
  switch (name) {
    case 'health':
      return healthTable(cluster);
    case 'indices':
      return indicesTable(cluster, indices);
    case 'allocation':
      return allocationTable(cluster, indices);
    case 'nodes':
      return {
        columns: [...left('host', 'ip'), ...right('heap.percent', 'ram.percent', 'load'), ...left('node.role', 'master', 'name')],
        rows: [[node.address, node.address, '5', '50', '0.10', 'd', '*', node.name]],
      };
    case 'master':
      return { columns: left('id', 'host', 'ip', 'node'), rows: [[node.id, node.address, node.address, node.name]] };
    case 'count':
      return {
        columns: [...left('epoch', 'timestamp'), ...right('count')],
        rows: [[...clockOf(cluster), String(indices.reduce((sum, index) => sum + index.searchable(cluster.sys.clock.now()).length, 0))]],
      };
    case 'aliases':
      return {
        columns: left('alias', 'index', 'filter', 'routing.index', 'routing.search'),
        rows: indices.flatMap(index => [...index.aliases.keys()].map(alias => [alias, index.name, '-', '-', '-'])),
      };
    case 'shards':
      return {
        columns: [...left('index'), ...right('shard'), ...left('prirep', 'state'), ...right('docs', 'store'), ...left('ip', 'node')],
        rows: indices.flatMap(index => shardRows(cluster, index)),
      };
    default:
      throw notSimulated(`_cat/${name}`);
  }
}

function shardRows(cluster: Cluster, index: ReturnType<Cluster['resolve']>[number]): readonly (readonly string[])[] {
  const documents = index.searchable(cluster.sys.clock.now());
  return Array.from({ length: index.shards }, (_, shard) => {
    const own = documents.filter(document => document.shard === shard);
    const bytes = own.reduce((sum, { source }) => sum + JSON.stringify(source).length + 3000, 130);
    const primary = [
      index.name,
      String(shard),
      'p',
      'STARTED',
      String(own.length),
      sizeText(bytes),
      cluster.node.address,
      cluster.node.name,
    ];
    return [primary, ...Array.from({ length: index.replicas }, () => [index.name, String(shard), 'r', 'UNASSIGNED', '', '', '', ''])];
  }).flat();
}

/** '130b', '3.2kb'. */
function sizeText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  for (; value >= 1024 && unit < 4; unit++) value /= 1024;
  const text = unit === 0 ? String(value) : String(Math.floor(value * 10) / 10);
  return `${text}${['b', 'kb', 'mb', 'gb', 'tb'][unit] ?? ''}`;
}

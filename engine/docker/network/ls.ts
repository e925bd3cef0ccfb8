import type { Task } from '../../core/task.js';
import { defineCommand, noArguments } from '../command.js';
import { print, type Cli } from '../cli.js';
import { filtersJson } from '../client.js';
import { defaultFormat } from '../config-file.js';
import { flag } from '../flags/flag.js';
import { bool, filter } from '../flags/flag-type.js';
import { tableFormat } from '../flags/format-flag.js';
import { joinLabels } from '../formatter/container-rows.js';
import { rawNetwork } from '../formatter/raw-format.js';
import { formatRows, type RowKind } from '../formatter/row-formatter.js';
import { shortId } from '../formatter/truncate.js';
import { asList, boolAt, textAt, textMapAt } from '../json-view.js';
import { compareNaturally } from '../natural-order.js';
import { decodeAs, time } from '../template/go-type.js';
import { printValue } from '../template/print.js';

export const ls = defineCommand({
  names: ['network ls', 'network list'],
  usage: '[OPTIONS]',
  text: { en: 'List networks', ko: '네트워크 목록을 보여 줍니다' },
  arity: noArguments,
  flags: [
    flag('filter', 'f', filter, {
      en: 'Show only those that meet a condition (as in "driver=bridge")',
      ko: '조건에 맞는 것만 보여 줍니다 (예: "driver=bridge")',
    }),
    tableFormat,
    flag('no-trunc', '', bool, { en: 'Do not shorten IDs', ko: 'ID를 줄이지 않습니다' }),
    flag('quiet', 'q', bool, { en: 'Print IDs only', ko: 'ID만 출력합니다' }),
  ],
  run: listNetworks,
});

interface NetworkRow {
  readonly network: unknown;
  readonly truncate: boolean;
}

const networkRows: RowKind<NetworkRow> = {
  type: 'network.networkContext',
  fields: {
    ID: ({ network, truncate }) => (truncate ? shortId(textAt(network, 'Id')) : textAt(network, 'Id')),
    Name: ({ network }) => textAt(network, 'Name'),
    Driver: ({ network }) => textAt(network, 'Driver'),
    Scope: ({ network }) => textAt(network, 'Scope'),
    IPv6: ({ network }) => String(boolAt(network, 'EnableIPv6')),
    IPv4: ({ network }) => String(boolAt(network, 'EnableIPv4')),
    Internal: ({ network }) => String(boolAt(network, 'Internal')),
    Labels: ({ network }) => joinLabels(textMapAt(network, 'Labels')),
    CreatedAt: ({ network }) => printValue(decodeAs(time, textAt(network, 'Created'))),
  },
  methods: { Label: ({ network }, name) => textMapAt(network, 'Labels')[name] ?? '' },
  titles: {
    ID: 'NETWORK ID',
    Name: 'NAME',
    Driver: 'DRIVER',
    Scope: 'SCOPE',
    IPv6: 'IPV6',
    IPv4: 'IPV4',
    Internal: 'INTERNAL',
    Labels: 'LABELS',
    CreatedAt: 'CREATED AT',
  },
};

function* listNetworks(cli: Cli): Task<number> {
  const { flags } = cli;
  const networks = asList(yield* cli.client().get('/networks', { filters: filtersJson(flags.list('filter')) }));
  const rows = [...networks]
    .sort((a, b) => compareNaturally(textAt(a, 'Name'), textAt(b, 'Name')))
    .map(network => ({ network, truncate: !flags.bool('no-trunc') }));
  const given = flags.text('format') || (flags.bool('quiet') ? 'table' : defaultFormat(cli.config, 'networksFormat')) || 'table';
  const table = flags.bool('quiet') ? '{{.ID}}' : 'table {{.ID}}\\t{{.Name}}\\t{{.Driver}}\\t{{.Scope}}';
  const format = given === 'table' ? table : given === 'raw' ? rawNetwork(flags.bool('quiet')) : given;
  yield* print(cli, formatRows(networkRows, format, rows));
  return 0;
}

import type { Task } from '../../core/task.js';
import { defineCommand, exactly } from '../command.js';
import { nowMs, print, type Cli } from '../cli.js';
import { flag } from '../flags/flag.js';
import { bool, text } from '../flags/flag-type.js';
import { tableFormat } from '../flags/format-flag.js';
import { platformJson } from '../flags/platform-flag.js';
import { formatRows, type RowKind } from '../formatter/row-formatter.js';
import { formatRfc3339 } from '../formatter/time.js';
import { ellipsis, shortId } from '../formatter/truncate.js';
import { formatElapsed, formatSize } from '../formatter/units.js';
import { asList, numberAt, textAt } from '../json-view.js';

export const history = defineCommand({
  names: ['image history', 'history'],
  usage: '[OPTIONS] IMAGE',
  text: { en: 'Show the history of an image', ko: '이미지가 만들어진 과정을 보여 줍니다' },
  arity: exactly(1),
  completes: 'image',
  flags: [
    tableFormat,
    flag('human', 'H', bool, { en: 'Sizes and dates for people', ko: '크기와 날짜를 읽기 쉽게 출력합니다' }, { initial: 'true' }),
    flag('no-trunc', '', bool, { en: 'Do not shorten columns', ko: '긴 값을 줄이지 않습니다' }),
    flag('platform', '', text, {
      en: 'Platform to show, as "os[/arch[/variant]]" ("linux/amd64")',
      ko: '보여 줄 플랫폼, "os[/arch[/variant]]" 형식 ("linux/amd64")',
    }),
    flag('quiet', 'q', bool, { en: 'Print image IDs only', ko: '이미지 ID만 출력합니다' }),
  ],
  run: showHistory,
});

interface HistoryRow {
  readonly layer: unknown;
  readonly truncate: boolean;
  readonly human: boolean;
  readonly nowMs: number;
}

const historyRows: RowKind<HistoryRow> = {
  type: 'image.historyContext',
  fields: {
    ID: ({ layer, truncate }) => (truncate ? shortId(textAt(layer, 'Id')) : textAt(layer, 'Id')),
    CreatedAt: createdAt,
    CreatedSince: row => {
      const created = numberAt(row.layer, 'Created');
      return row.human ? (created <= 0 ? 'N/A' : `${formatElapsed(row.nowMs - created * 1000)} ago`) : createdAt(row);
    },
    CreatedBy: ({ layer, truncate }) => {
      const command = textAt(layer, 'CreatedBy').replace(/\t/g, ' ');
      return truncate ? ellipsis(command, 45) : command;
    },
    Size: ({ layer, human }) => (human ? formatSize(numberAt(layer, 'Size'), 3) : String(numberAt(layer, 'Size'))),
    Comment: ({ layer }) => textAt(layer, 'Comment'),
  },
  titles: { ID: 'IMAGE', CreatedAt: 'CREATED AT', CreatedSince: 'CREATED', CreatedBy: 'CREATED BY', Size: 'SIZE', Comment: 'COMMENT' },
};

function createdAt({ layer }: HistoryRow): string {
  const created = numberAt(layer, 'Created');
  return created <= 0 ? '' : formatRfc3339(created);
}

function* showHistory(cli: Cli): Task<number> {
  const { flags } = cli;
  const layers = asList(yield* cli.client().get(`/images/${cli.args[0] ?? ''}/history`, { platform: platformJson(cli) }));
  const human = flags.bool('human');
  const rows = layers.map(layer => ({ layer, truncate: !flags.bool('no-trunc'), human, nowMs: nowMs(cli) }));
  const given = flags.text('format') || 'table';
  const table = `table {{.ID}}\\t{{.${human ? 'CreatedSince' : 'CreatedAt'}}}\\t{{.CreatedBy}}\\t{{.Size}}\\t{{.Comment}}`;
  const format = given !== 'table' ? given : flags.bool('quiet') ? '{{.ID}}' : table;
  yield* print(cli, formatRows(historyRows, format, rows));
  return 0;
}

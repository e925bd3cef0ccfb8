import type { Task } from '../../core/task.js';
import { defineCommand, noArguments } from '../command.js';
import { complain, nowMs, print, type Cli } from '../cli.js';
import { filtersJson } from '../client.js';
import { defaultFormat } from '../config-file.js';
import { Failure } from '../failure.js';
import { flag } from '../flags/flag.js';
import { bool, filter, int } from '../flags/flag-type.js';
import { tableFormat } from '../flags/format-flag.js';
import { containerRows, containerTable } from '../formatter/container-rows.js';
import { rawContainer } from '../formatter/raw-format.js';
import { formatRows, structOf } from '../formatter/row-formatter.js';
import { asList } from '../json-view.js';
import { parseFormat, renderFormat } from '../template/format.js';
import { TemplateError } from '../template/template-error.js';

export const ls = defineCommand({
  names: ['container ls', 'container list', 'container ps', 'ps'],
  usage: '[OPTIONS]',
  text: { en: 'List containers', ko: '컨테이너 목록을 보여 줍니다' },
  arity: noArguments,
  flags: [
    flag('all', 'a', bool, { en: 'Show stopped containers too', ko: '멈춘 컨테이너도 보여 줍니다' }),
    flag('filter', 'f', filter, { en: 'Show only those that meet a condition', ko: '조건에 맞는 것만 보여 줍니다' }),
    tableFormat,
    flag(
      'last',
      'n',
      int,
      { en: 'Show the n newest containers in any state', ko: '상태와 관계없이 가장 최근에 만든 n개를 보여 줍니다' },
      { initial: '-1' },
    ),
    flag('latest', 'l', bool, { en: 'Show the newest container in any state', ko: '상태와 관계없이 가장 최근에 만든 것을 보여 줍니다' }),
    flag('no-trunc', '', bool, { en: 'Do not shorten columns', ko: '긴 값을 줄이지 않습니다' }),
    flag('quiet', 'q', bool, { en: 'Print IDs only', ko: 'ID만 출력합니다' }),
    flag('size', 's', bool, { en: 'Add the size of the files', ko: '파일 크기를 함께 보여 줍니다' }),
  ],
  run: listContainers,
});

function* listContainers(cli: Cli): Task<number> {
  const { flags } = cli;
  const format = formatOf(cli);
  if (flags.bool('quiet') && flags.text('format') !== '')
    yield* complain(cli, 'WARNING: Ignoring custom format, because both --format and --quiet are set.');
  const asksSize = flags.text('format') !== '' && showsSize(flags.text('format'));
  const last = flags.bool('latest') && !flags.isGiven('last') ? 1 : flags.number('last');
  const containers = yield* cli.client().get('/containers/json', {
    all: flags.bool('all'),
    limit: last > 0 ? last : undefined,
    size: flags.isGiven('size') ? flags.bool('size') : asksSize && !flags.bool('quiet'),
    filters: filtersJson(flags.list('filter')),
  });
  const rows = asList(containers).map(container => ({ container, truncate: !flags.bool('no-trunc'), nowMs: nowMs(cli) }));
  yield* print(cli, formatRows(containerRows, format, rows));
  return 0;
}

/**
 * The daemon works sizes out only when the format shows them, which a trial with an empty row tells. The client tries before it
 * asks the daemon, so errors of the template have words of their own here. Throws Failure.
 */
function showsSize(format: string): boolean {
  let asked = false;
  const size = (): string => {
    asked = true;
    return '';
  };
  const row = structOf({ ...containerRows, fields: { ...containerRows.fields, Size: size } }, { container: {}, truncate: true, nowMs: 0 });
  try {
    renderFormat(parseFormat(format), row);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new Failure(`failed to ${error.phase} template: ${error.message}`);
  }
  return asked;
}

function formatOf(cli: Cli): string {
  const { flags } = cli;
  const quiet = flags.bool('quiet');
  const given = flags.text('format') || (quiet ? 'table' : defaultFormat(cli.config, 'psFormat')) || 'table';
  if (given === 'raw') return rawContainer({ quiet, size: flags.bool('size') });
  if (quiet) return '{{.ID}}';
  return given === 'table' ? containerTable + (flags.bool('size') ? '\\t{{.Size}}' : '') : given;
}

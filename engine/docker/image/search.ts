import type { Task } from '../../core/task.js';
import { defineCommand, exactly } from '../command.js';
import { print, type Cli } from '../cli.js';
import { filtersJson } from '../client.js';
import { flag } from '../flags/flag.js';
import { bool, filter, int, text } from '../flags/flag-type.js';
import { formatRows, type RowKind } from '../formatter/row-formatter.js';
import { ellipsis } from '../formatter/truncate.js';
import { asList, boolAt, numberAt, textAt } from '../json-view.js';
import { authHeader } from '../registry/auth.js';

export const search = defineCommand({
  names: ['search'],
  usage: '[OPTIONS] TERM',
  text: { en: 'Search Docker Hub for images', ko: 'Docker Hub에서 이미지를 찾습니다' },
  arity: exactly(1),
  flags: [
    flag('filter', 'f', filter, { en: 'Show only those that meet a condition', ko: '조건에 맞는 것만 보여 줍니다' }),
    flag('format', '', text, { en: 'Go template for the output', ko: '출력에 쓸 Go 템플릿' }),
    flag('limit', '', int, { en: 'Most results to show', ko: '보여 줄 결과의 최대 수' }),
    flag('no-trunc', '', bool, { en: 'Do not shorten columns', ko: '긴 값을 줄이지 않습니다' }),
  ],
  run: searchHub,
});

interface SearchRow {
  readonly result: unknown;
  readonly truncate: boolean;
}

const searchRows: RowKind<SearchRow> = {
  type: 'registry.searchContext',
  fields: {
    Name: ({ result }) => textAt(result, 'name'),
    Description: ({ result, truncate }) => {
      const description = textAt(result, 'description').replace(/[\n\r]/g, ' ');
      return truncate ? ellipsis(description, 45) : description;
    },
    StarCount: ({ result }) => String(numberAt(result, 'star_count')),
    IsOfficial: ({ result }) => (boolAt(result, 'is_official') ? '[OK]' : ''),
  },
  titles: { Name: 'NAME', Description: 'DESCRIPTION', StarCount: 'STARS', IsOfficial: 'OFFICIAL' },
};

function* searchHub(cli: Cli): Task<number> {
  const { flags } = cli;
  const results = asList(
    yield* cli.client().json('GET', '/images/search', {
      query: {
        term: cli.args[0],
        limit: flags.number('limit') > 0 ? flags.number('limit') : undefined,
        filters: filtersJson(flags.list('filter')),
      },
      headers: authHeader(cli.config, 'docker.io'),
    }),
  );
  const rows = [...results]
    .sort((a, b) => numberAt(b, 'star_count') - numberAt(a, 'star_count'))
    .map(result => ({ result, truncate: !flags.bool('no-trunc') }));
  const given = flags.text('format') || 'table';
  yield* print(
    cli,
    formatRows(searchRows, given === 'table' ? 'table {{.Name}}\\t{{.Description}}\\t{{.StarCount}}\\t{{.IsOfficial}}' : given, rows),
  );
  return 0;
}

import type { Task } from '../../core/task.js';
import { atMost, defineCommand } from '../command.js';
import { nowMs, print, type Cli } from '../cli.js';
import { filtersJson } from '../client.js';
import { defaultFormat } from '../config-file.js';
import { flag } from '../flags/flag.js';
import { bool, filter } from '../flags/flag-type.js';
import { tableFormat } from '../flags/format-flag.js';
import { imageDigestTable, imageRows, imageTable, rowsOfImage } from '../formatter/image-rows.js';
import { rawImage } from '../formatter/raw-format.js';
import { formatRows } from '../formatter/row-formatter.js';
import { asList, numberAt } from '../json-view.js';
import { checkTreeFlags, printTree } from './tree.js';

export const ls = defineCommand({
  names: ['image ls', 'image list', 'images'],
  usage: '[OPTIONS] [REPOSITORY[:TAG]]',
  text: { en: 'List images', ko: '이미지 목록을 보여 줍니다' },
  arity: atMost(1),
  completes: 'image',
  flags: [
    flag('all', 'a', bool, { en: 'Show intermediate images too', ko: '중간 이미지도 보여 줍니다' }),
    flag('digests', '', bool, { en: 'Add the digests', ko: '다이제스트를 함께 보여 줍니다' }),
    flag('filter', 'f', filter, { en: 'Show only those that meet a condition', ko: '조건에 맞는 것만 보여 줍니다' }),
    tableFormat,
    flag('no-trunc', '', bool, { en: 'Do not shorten columns', ko: '긴 값을 줄이지 않습니다' }),
    flag('quiet', 'q', bool, { en: 'Print IDs only', ko: 'ID만 출력합니다' }),
    flag('tree', '', bool, {
      en: 'Show images of several platforms as a tree (EXPERIMENTAL)',
      ko: '여러 플랫폼 이미지를 트리로 보여 줍니다 (실험적)',
    }),
  ],
  run: listImages,
});

function* listImages(cli: Cli): Task<number> {
  const { flags } = cli;
  if (flags.bool('tree')) checkTreeFlags(cli);
  const [pattern] = cli.args;
  const filters = pattern === undefined ? flags.list('filter') : [...flags.list('filter'), `reference=${pattern}`];
  const images = asList(yield* cli.client().get('/images/json', { all: flags.bool('all'), filters: filtersJson(filters) }));
  const newestFirst = [...images].sort((a, b) => numberAt(b, 'Created') - numberAt(a, 'Created'));
  if (flags.bool('tree')) {
    yield* printTree(cli, newestFirst);
    return 0;
  }
  const format = formatOf(cli);
  const options = {
    truncate: !flags.bool('no-trunc'),
    nowMs: nowMs(cli),
    digests: flags.bool('digests') || format.includes('{{.Digest}}'),
    digestRows: flags.bool('digests'),
  };
  yield* print(
    cli,
    formatRows(
      imageRows,
      format,
      newestFirst.flatMap(image => rowsOfImage(image, options)),
    ),
  );
  return 0;
}

function formatOf(cli: Cli): string {
  const { flags } = cli;
  const quiet = flags.bool('quiet');
  const given = flags.text('format') || (quiet ? 'table' : defaultFormat(cli.config, 'imagesFormat')) || 'table';
  if (given === 'raw') return rawImage({ quiet, digests: flags.bool('digests') });
  const addsDigest = given.startsWith('table ') && flags.bool('digests') && !given.includes('{{.Digest}}');
  if (given !== 'table') return addsDigest ? `${given}\\t{{.Digest}}` : given;
  if (quiet) return '{{.ID}}';
  return flags.bool('digests') ? imageDigestTable : imageTable;
}

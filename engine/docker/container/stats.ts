import type { Channel } from '../../core/channel.js';
import type { Task } from '../../core/task.js';
import { atLeast, defineCommand } from '../command.js';
import { print, type Cli } from '../cli.js';
import { defaultFormat } from '../config-file.js';
import { flag } from '../flags/flag.js';
import { bool } from '../flags/flag-type.js';
import { tableFormat } from '../flags/format-flag.js';
import { formatRows } from '../formatter/row-formatter.js';
import { statsRows, statsTable, type StatsRow } from '../formatter/stats-rows.js';
import { shortId } from '../formatter/truncate.js';
import { asList, textAt } from '../json-view.js';
import { runTogether } from '../concurrent.js';

export const stats = defineCommand({
  names: ['container stats', 'stats'],
  usage: '[OPTIONS] [CONTAINER...]',
  text: { en: 'Display a live stream of container(s) resource usage statistics', ko: '컨테이너의 자원 사용량을 실시간으로 보여 줍니다' },
  arity: atLeast(0),
  completes: 'running-container',
  flags: [
    flag('all', 'a', bool, { en: 'Show stopped containers too', ko: '멈춘 컨테이너도 보여 줍니다' }),
    tableFormat,
    flag('no-stream', '', bool, { en: 'Look once and stop', ko: '한 번만 보여 주고 끝냅니다' }),
    flag('no-trunc', '', bool, { en: 'Do not shorten columns', ko: '긴 값을 줄이지 않습니다' }),
  ],
  run: showStats,
});

/** How often a live table is drawn anew. */
const REDRAW_MS = 500;

function* showStats(cli: Cli): Task<number> {
  const given = cli.flags.text('format') || defaultFormat(cli.config, 'statsFormat') || 'table';
  const format = given === 'table' ? statsTable : given;
  const names = yield* containersToWatch(cli);
  if (!cli.flags.bool('no-stream')) return yield* watch(cli, format, names);
  const rows = yield* sampleAll(cli, names);
  yield* print(cli, formatRows(statsRows, format, rows));
  return 0;
}

/** Arguments as they were given, or the ids of the containers that are there. */
function* containersToWatch(cli: Cli): Task<readonly string[]> {
  if (cli.args.length === 0) {
    const containers = asList(yield* cli.client().get('/containers/json', { all: cli.flags.bool('all') }));
    return containers.map(container => shortId(textAt(container, 'Id')));
  }
  for (const name of cli.args) yield* cli.client().get(`/containers/${name}/json`);
  return cli.args;
}

/** One sample of each, taken at the same time, for each needs a second. */
function* sampleAll(cli: Cli, names: readonly string[]): Task<readonly StatsRow[]> {
  const answers = new Map<string, unknown>();
  const sample = function* (name: string): Task<void> {
    const { body } = yield* cli.client().request('GET', `/containers/${name}/stats`, { query: { stream: '0' } });
    answers.set(name, body.kind === 'json' ? body.value : body.kind === 'objects' ? yield* body.channel.receive() : undefined);
  };
  yield* runTogether(names.map(sample), { until: () => false });
  return rowsOf(cli, names, answers);
}

function rowsOf(cli: Cli, names: readonly string[], answers: ReadonlyMap<string, unknown>): readonly StatsRow[] {
  return names.map(container => ({ container, answer: answers.get(container), truncate: !cli.flags.bool('no-trunc') }));
}

/** Draws the table over itself until a signal ends the program; new containers join when all are watched. */
function* watch(cli: Cli, format: string, first: readonly string[]): Task<number> {
  const channels = new Map<string, Channel<unknown>>();
  const answers = new Map<string, unknown>();
  let names = first;
  for (;;) {
    if (cli.args.length === 0) names = yield* containersToWatch(cli);
    for (const name of names) {
      if (!channels.has(name))
        channels.set(name, yield* cli.client().objects('GET', `/containers/${name}/stats`, { query: { stream: '1' } }));
    }
    for (const [name, channel] of channels) {
      for (let value = channel.take(); value !== undefined; value = channel.take()) answers.set(name, value);
      if (channel.isFinished && !names.includes(name)) channels.delete(name);
    }
    const lines = formatRows(statsRows, format, rowsOf(cli, names, answers)).split('\n');
    yield* print(cli, `\x1b[H${lines.map(line => `${line} \x1b[K\n`).join('')}\x1b[J`);
    if (names.length === 0 && cli.args.length > 0) return 0;
    yield* cli.sys.sleep(REDRAW_MS);
  }
}

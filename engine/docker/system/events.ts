import type { Task } from '../../core/task.js';
import { defineCommand, noArguments } from '../command.js';
import { printLine, type Cli } from '../cli.js';
import { filtersJson } from '../client.js';
import { timeArgument } from '../container/time-argument.js';
import { Failure } from '../failure.js';
import { flag } from '../flags/flag.js';
import { filter, text } from '../flags/flag-type.js';
import { plainFormat } from '../flags/format-flag.js';
import { formatRfc3339Nano } from '../formatter/time.js';
import { numberAt, textAt, textMapAt } from '../json-view.js';
import { parseFormat, renderFormat } from '../template/format.js';
import { decodeAs, number, struct, text as textType, textMap } from '../template/go-type.js';
import type { Template } from '../template/parse.js';
import { TemplateError } from '../template/template-error.js';
import { compareText } from '../template/value.js';

export const events = defineCommand({
  names: ['system events', 'events'],
  usage: '[OPTIONS]',
  text: { en: 'Show what happens in the daemon, as it happens', ko: '데몬에서 일어나는 일을 실시간으로 보여 줍니다' },
  arity: noArguments,
  flags: [
    flag('filter', 'f', filter, { en: 'Show only those that meet a condition', ko: '조건에 맞는 것만 보여 줍니다' }),
    plainFormat,
    flag('since', '', text, { en: 'Begin with what happened since this moment', ko: '이 시각부터 일어난 일을 보여 줍니다' }),
    flag('until', '', text, { en: 'End at this moment', ko: '이 시각까지 보여 줍니다' }),
  ],
  run: showEvents,
});

const eventType = struct('*events.Message', {
  'Status:status': textType,
  'ID:id': textType,
  'From:from': textType,
  Type: textType,
  Action: textType,
  Actor: struct('events.Actor', { ID: textType, Attributes: textMap }),
  'Scope:scope': textType,
  'Time:time': number,
  'TimeNano:timeNano': number,
});

function* showEvents(cli: Cli): Task<number> {
  const { flags } = cli;
  const template = parseEventFormat(flags.text('format'));
  // The client tries a template on an empty event before it asks for any.
  if (template) renderEvent(template, {});
  const channel = yield* cli.client().objects('GET', '/events', {
    query: {
      since: timeArgument(cli, flags.text('since')),
      until: timeArgument(cli, flags.text('until')),
      filters: filtersJson(flags.list('filter')),
    },
  });
  for (;;) {
    const event = yield* channel.receive();
    if (event === undefined) return 0;
    yield* printLine(cli, template ? renderEvent(template, event) : describe(event));
  }
}

function parseEventFormat(format: string): Template | undefined {
  if (format === '') return undefined;
  try {
    return parseFormat(format === 'json' ? '{{json .}}' : format);
  } catch (error) {
    if (error instanceof TemplateError) throw new Failure(`Error parsing format: ${error.message}`, 64);
    throw error;
  }
}

function renderEvent(template: Template, event: unknown): string {
  try {
    return renderFormat(template, decodeAs(eventType, event));
  } catch (error) {
    if (error instanceof TemplateError) throw new Failure(`Error parsing format: ${error.message}`, 64);
    throw error;
  }
}

/** `2026-11-22T18:11:43.262585300Z container create e6a0… (image=nginx, name=web)` */
function describe(event: unknown): string {
  const seconds = numberAt(event, 'time');
  const nanos = numberAt(event, 'timeNano');
  const time = formatRfc3339Nano(seconds, nanos === 0 ? 0 : Math.max(0, Number(BigInt(String(nanos)) - BigInt(seconds) * 1_000_000_000n)));
  const attributes = Object.entries(textMapAt(event, 'Actor', 'Attributes')).sort(([a], [b]) => compareText(a, b));
  const details = attributes.length === 0 ? '' : ` (${attributes.map(([key, value]) => `${key}=${value}`).join(', ')})`;
  return `${time} ${textAt(event, 'Type')} ${textAt(event, 'Action')} ${textAt(event, 'Actor', 'ID')}${details}`;
}

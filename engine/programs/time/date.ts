import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { readText, splitLines } from '../input.js';
import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { utc, type Zone } from './calendar.js';
import { zoneOf } from './zone.js';
import { parseDate } from './parse-date.js';
import { parseBusyboxDate } from './parse-busybox-date.js';
import { strftime } from './strftime.js';

type Key = 'date' | 'file' | 'iso' | 'email' | 'rfc3339' | 'reference' | 'set' | 'utc';

export const date = define<Key>({
  name: 'date',
  options: {
    date: ['-d, --date=STRING', "show the time of STRING, not 'now'"],
    file: ['-f, --file=DATEFILE', 'like --date for each line of DATEFILE', 'gnu'],
    iso: ['-I[FMT], --iso-8601[=FMT]', 'print in ISO 8601 format; FMT is date (default),\nhours, minutes, seconds or ns'],
    email: ['-R, --rfc-email, --rfc-2822', 'print in RFC 5322 format'],
    rfc3339: ['--rfc-3339=FMT', 'print in RFC 3339 format; FMT is date, seconds or ns', 'gnu'],
    reference: ['-r, --reference=FILE', 'show when FILE was last changed'],
    set: ['-s, --set=STRING', 'set the time of STRING'],
    utc: ['-u, --utc, --universal', 'print or set Coordinated Universal Time (UTC)'],
  },
  gnu: {
    usage: ['[OPTION]... [+FORMAT]', '[-u|--utc|--universal] [MMDDhhmm[[CC]YY][.ss]]'],
    about: 'Print the date and time in the given FORMAT.',
  },
  busybox: { usage: ['[OPTIONS] [+FMT] [[-s] TIME]'], about: 'Display time (using +FMT), or set time' },
  origin: coreutils,
  *run(tool) {
    const { args, sys } = tool;
    const zone = args.has('utc') ? utc : zoneOf(sys);
    const format = formatOf(tool);
    const file = args.value('file');
    const wished = tool.isGnu ? args.value('set') : undefined;
    if (wished !== undefined) {
      yield* setDate(tool, wished, format, zone);
      return;
    }
    if (file === undefined) {
      yield* tool.out.line(strftime(format, when(tool, zone), zone));
      return;
    }
    for (const line of splitLines(yield* readText(sys, file))) yield* printOne(tool, line, format, zone);
  },
});

/** GNU's prints the date that it was to set, whether or not it could: nobody in a container may, and the host's clock belongs to the simulation. */
function* setDate(tool: Tool<Key>, text: string, format: string, zone: Zone): Task<void> {
  const epoch = parseDate(text, nowOf(tool), zone);
  if (epoch === undefined) throw new Fatal(`invalid date ${quoteAlways(text)}`);
  yield* tool.fail('cannot set date: Operation not permitted');
  yield* tool.out.line(strftime(format, epoch, zone));
}

function* printOne(tool: Tool<Key>, line: string, format: string, zone: Zone): Task<void> {
  const epoch = parseDate(line, nowOf(tool), zone);
  if (epoch === undefined) yield* tool.fail(`invalid date ${quoteAlways(line)}`);
  else yield* tool.out.line(strftime(format, epoch, zone));
}

function nowOf(tool: Tool<Key>): number {
  return tool.sys.clock.epochMsOf(tool.sys.clock.now());
}

function when(tool: Tool<Key>, zone: Zone): number {
  const { args, sys } = tool;
  const words = args.operands.filter(word => !word.startsWith('+'));
  const sources = (['date', 'file', 'reference'] as const).filter(key => args.has(key));
  if (tool.isGnu && sources.length > 1) throw new UsageError('the options to specify dates for printing are mutually exclusive');
  const [first = '', second] = args.operands;
  if (tool.isGnu && second !== undefined && first.startsWith('+')) throw new UsageError(`extra operand ${quoteAlways(second)}`);
  if (args.has('set') || words.length > 0) {
    if (words.length > 0 && !/^[\d.]+$/.test(words[0] ?? '')) throw new Fatal(`invalid date ${quoteAlways(words[0] ?? '')}`);
    // Nobody in a container may set the clock, and the host's belongs to the simulation.
    throw new Fatal(tool.isGnu ? 'cannot set date: Operation not permitted' : "can't set date: Operation not permitted");
  }
  const reference = args.value('reference');
  if (reference !== undefined) {
    try {
      return sys.clock.epochMsOf(sys.stat(reference).modifiedAt);
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(`${tool.isGnu ? reference : `can't stat '${reference}'`}: ${error.message}`);
    }
  }
  const text = args.value('date');
  if (text === undefined) return nowOf(tool);
  const epoch = (tool.isGnu ? parseDate : parseBusyboxDate)(text, nowOf(tool), zone);
  if (epoch === undefined) throw new Fatal(`invalid date ${tool.isGnu ? quoteAlways(text) : `'${text}'`}`);
  return epoch;
}

const isoFormats: Readonly<Record<string, string>> = {
  date: '%Y-%m-%d',
  hours: '%Y-%m-%dT%H%:z',
  minutes: '%Y-%m-%dT%H:%M%:z',
  seconds: '%Y-%m-%dT%H:%M:%S%:z',
  ns: '%Y-%m-%dT%H:%M:%S,%N%:z',
};

function formatOf(tool: Tool<Key>): string {
  const { args } = tool;
  const [own, extra] = args.operands.filter(word => word.startsWith('+'));
  if (extra !== undefined) throw new UsageError(tool.isGnu ? `extra operand ${quoteAlways(extra)}` : '');
  const forms = (own === undefined ? 0 : 1) + args.count('email') + args.count('rfc3339') + args.count('iso');
  if (tool.isGnu && forms > 1) throw new Fatal('multiple output formats specified');
  if (own !== undefined) return own.slice(1);
  if (args.has('email')) return '%a, %d %b %Y %H:%M:%S %z';
  const kind = args.value('rfc3339') ?? (args.has('iso') ? (args.value('iso') ?? 'date') : undefined);
  if (kind === undefined) return '%a %b %e %H:%M:%S %Z %Y';
  const format = Object.entries(isoFormats).find(([name]) => name.startsWith(kind))?.[1];
  if (format === undefined) {
    const option = args.has('rfc3339') ? '--rfc-3339' : '--iso-8601';
    const names = option === '--rfc-3339' ? ['date', 'seconds', 'ns'] : ['hours', 'minutes', 'date', 'seconds', 'ns'];
    const valid = names.map(name => `\n  - ${quoteAlways(name)}`).join('');
    throw new UsageError(`invalid argument ${quoteAlways(kind)} for ${quoteAlways(option)}\nValid arguments are:${valid}`);
  }
  return args.has('rfc3339') ? format.replace('T', ' ').replace(',', '.') : format;
}

import { quoteAlways } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError } from '../tool.js';
import { parseDuration } from './duration.js';

export const sleep = define({
  name: 'sleep',
  options: {},
  gnu: { usage: ['NUMBER[SUFFIX]...', 'OPTION'], about: 'Pause for NUMBER seconds, or minutes (SUFFIX m), hours (h), days (d).' },
  busybox: {
    usage: ['[N]...'],
    about:
      'Pause for a time equal to the total of the args given, where each arg can\nhave an optional suffix of (s)econds, (m)inutes, (h)ours, or (d)ays',
  },
  origin: coreutils,
  busyboxUnknown: 'operand',
  *run(tool) {
    const words = tool.args.operands;
    if (words.length === 0) throw new UsageError(tool.isGnu ? 'missing operand' : '');
    let total = 0;
    for (const word of words) {
      const duration = parseDuration(word);
      if (duration === undefined) {
        if (!tool.isGnu) throw new Fatal(`invalid number '${word}'`);
        throw new UsageError(`invalid time interval ${quoteAlways(word)}`);
      }
      total += duration;
    }
    if (total === Infinity) for (;;) yield* tool.sys.pause();
    const until = tool.sys.clock.now() + total;
    while (!(yield* tool.sys.sleep(Math.max(0, until - tool.sys.clock.now())))) {
      if (tool.sys.clock.now() >= until) return;
    }
  },
});

export const usleep = define({
  name: 'usleep',
  options: {},
  busyboxUnknown: 'operand',
  busybox: { usage: ['N'], about: 'Pause for N microseconds' },
  *run({ args, sys }) {
    const [text] = args.operands;
    if (text === undefined) throw new UsageError('');
    if (!/^\d+$/.test(text)) throw new Fatal(`invalid number '${text}'`);
    yield* sys.sleep(Number(text) / 1000);
  },
});

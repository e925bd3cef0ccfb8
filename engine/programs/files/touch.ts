import { isErrno } from '../../core/errno.js';
import type { Instant } from '../../core/clock.js';
import type { Task } from '../../core/task.js';
import type { Stat } from '../../fs/stat.js';
import { noEffect } from '../options.js';
import { quoteAlways } from '../quoting.js';
import { parseDate } from '../time/parse-date.js';
import { parseBusyboxDate } from '../time/parse-busybox-date.js';
import { epochOfFields, fieldsOf } from '../time/calendar.js';
import { zoneOf } from '../time/zone.js';
import { coreutils } from '../origins.js';
import { checkWord } from '../words.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';

type Key = 'access' | 'noCreate' | 'date' | 'ignored' | 'noDereference' | 'modification' | 'reference' | 'stamp' | 'time';

export const touch = define<Key>({
  name: 'touch',
  options: {
    access: ['-a', 'change only the access time'],
    noCreate: ['-c, --no-create', 'do not create files'],
    date: ['-d, --date=STRING', 'use STRING instead of the current time'],
    ignored: noEffect('-f', 'ignored by touch itself', 'gnu', '(has no effect)'),
    noDereference: ['-h, --no-dereference', 'change symlinks themselves'],
    modification: ['-m', 'change only the modification time'],
    reference: ['-r, --reference=FILE', "use FILE's times instead of the current time"],
    stamp: ['-t STAMP', 'use [[CC]YY]MMDDhhmm[.ss] instead of the current time'],
    time: ['--time=WORD', 'access or modify, the same as -a or -m', 'gnu'],
  },
  gnu: {
    usage: ['[OPTION]... FILE...'],
    about:
      'Set the access and modification times of each FILE to the current time.\n\nA FILE that is not there is created empty, unless -c or -h is given.',
  },
  busybox: { usage: ['[-cham] [-d DATE] [-t DATE] [-r FILE] FILE...'], about: 'Update mtime of FILEs' },
  origin: coreutils,
  check: {
    stamp: value => {
      if (parseStamp(value, 1970, 0) === undefined) throw new Fatal(`invalid date format ${quoteAlways(value)}`);
    },
    time: checkWord('--time', [
      ['atime', 'access', 'use'],
      ['mtime', 'modify'],
    ]),
  },
  *run(tool) {
    const { args } = tool;
    if (!tool.isGnu && args.operands.length === 0) throw new UsageError('');
    if (tool.isGnu && args.has('stamp') && (args.has('reference') || args.has('date')))
      throw new UsageError('cannot specify times from more than one source');
    const [access, modified] = wantedTimes(tool);
    if (args.operands.length === 0) throw new UsageError('missing file operand');
    for (const path of tool.args.operands) yield* touchOne(tool, path, access, modified);
  },
});

function wantedTimes(tool: Tool<Key>): readonly [Instant, Instant] {
  const { args, sys } = tool;
  const reference = args.value('reference');
  const text = args.value('date');
  if (reference !== undefined && (!tool.isGnu || text === undefined)) {
    try {
      const status = sys.stat(reference);
      return [status.accessedAt, status.modifiedAt];
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(
        tool.isGnu ? `failed to get attributes of ${quoteAlways(reference)}: ${error.message}` : `${reference}: ${error.message}`,
      );
    }
  }
  const now = sys.clock.now();
  const zone = zoneOf(sys);
  const stamp = args.value('stamp');
  if (stamp !== undefined) {
    const epoch = parseStamp(stamp, fieldsOf(sys.clock.epochMsOf(now), zone).year, zone.offsetMinutes);
    if (epoch === undefined) throw new Fatal(tool.isGnu ? `invalid date format ${quoteAlways(stamp)}` : `invalid date '${stamp}'`);
    return [sys.clock.instantOf(epoch), sys.clock.instantOf(epoch)];
  }
  if (text === undefined) return [now, now];
  // With a file of reference the text counts from its time.
  const base = reference === undefined ? now : sys.stat(reference).modifiedAt;
  const epoch = (tool.isGnu ? parseDate : parseBusyboxDate)(text, sys.clock.epochMsOf(base), zone);
  if (epoch === undefined) throw new Fatal(tool.isGnu ? `invalid date format ${quoteAlways(text)}` : `invalid date '${text}'`);
  return [sys.clock.instantOf(epoch), sys.clock.instantOf(epoch)];
}

function parseStamp(text: string, thisYear: number, offsetMinutes: number): number | undefined {
  const found = /^(\d\d)?(\d\d)?(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/.exec(text);
  if (!found) return undefined;
  const [, century, short, month, day, hour, minute, second = '0'] = found;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31 || Number(hour) > 23 || Number(minute) > 59)
    return undefined;
  // With two leading digits only, they are the year in its century.
  const two = short ?? century;
  const year =
    two === undefined
      ? thisYear
      : short !== undefined && century !== undefined
        ? Number(century + short)
        : Number(two) + (Number(two) < 69 ? 2000 : 1900);
  return (
    epochOfFields({ year, month: Number(month), day: Number(day), hour: Number(hour), minute: Number(minute), second: Number(second) }) -
    offsetMinutes * 60000
  );
}

function* touchOne(tool: Tool<Key>, path: string, access: Instant, modified: Instant): Task<void> {
  const { sys, args } = tool;
  const words = args.values('time');
  const onlyAccess = args.has('access') || words.some(word => /^[au]/.test(word));
  const onlyModified = args.has('modification') || words.some(word => word.startsWith('m'));
  const follow = !args.has('noDereference');
  // A dash is standard output, which has no times worth having where it is no file.
  if (path === '-' && tool.isGnu && sys.isOpen(1) && sys.fstat(1).kind !== 'file') return;
  try {
    const status = findOrCreate(tool, path, follow);
    if (status === undefined) return;
    const accessedAt = onlyModified && !onlyAccess ? status.accessedAt : access;
    sys.utimes(path, accessedAt, onlyAccess && !onlyModified ? status.modifiedAt : modified, { follow });
  } catch (error) {
    if (!isErrno(error)) throw error;
    const isSetting = error.code === 'EPERM' || (error.code === 'ENOENT' && !follow);
    yield* tool.fail(
      tool.isGnu
        ? `${isSetting ? 'setting times of' : 'cannot touch'} ${quoteAlways(path)}: ${error.message}`
        : `${path}: ${error.message}`,
    );
  }
}

/** The status of a file that may have had to be made; undefined for one that is not there and shall not be. */
function findOrCreate({ sys, args }: Tool<Key>, path: string, follow: boolean): Stat | undefined {
  try {
    return follow ? sys.stat(path) : sys.lstat(path);
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
    if (args.has('noCreate')) return undefined;
    if (!follow) throw error;
    sys.close(sys.open(path, { write: true, create: true }));
    return sys.stat(path);
  }
}

import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { errnoNumber } from '../../servers/errno-number.js';
import { PhpArray } from '../runtime/array.js';
import type { Args, NativeTasks, Natives } from '../runtime/native.js';
import type { Value } from '../runtime/value.js';
import { formatCsv, parseCsv } from './csv.js';
import { Stream, openStream } from './streams.js';

/** A warning, and false: there is no such stream. */
export function failedOpen(a: Args, reason: string): Value {
  a.vm.errors.warning(`${a.fn.name}(${a.str(0)}): Failed to open stream: ${reason}`);
  return false;
}

function stream(a: Args): Stream {
  const value = a.get(0);
  if (!(value instanceof Stream))
    throw a.vm.errors.typeError(`${a.fn.name}(): Argument #1 ($stream) must be of type resource, ${a.vm.typeName(value)} given`);
  if (!value.isOpen) throw a.vm.errors.typeError(`${a.fn.name}(): supplied resource is not a valid stream resource`);
  return value;
}

function* write(a: Args): Task<Value> {
  const target = stream(a);
  const text = a.given(2) && a.get(2) !== null ? a.str(1).slice(0, a.int(2)) : a.str(1);
  if (target.mode.startsWith('r') && !target.mode.includes('+') && target.fd !== undefined) {
    a.vm.errors.notice(`${a.fn.name}(): Write of ${text.length} bytes failed with errno=9 Bad file descriptor`);
    return false;
  }
  try {
    yield* target.write(text);
    return text.length;
  } catch (error) {
    if (!isErrno(error)) throw error;
    a.vm.errors.notice(
      `${a.fn.name}(): ${target.isSocket ? 'Send' : 'Write'} of ${text.length} bytes failed with errno=${errnoNumber(error.code)} ${error.message}`,
    );
    return false;
  }
}

/** The stream behind `STDIN`. */
function stdinOf(a: Args): Stream {
  const found = a.vm.constants.own.get('STDIN');
  return found instanceof Stream ? found : new Stream(a.vm, { fd: 0, path: 'php://stdin', mode: 'r' });
}

function metaData(a: Args): Value {
  const { timedOut, isBlocking, isEmptyAhead, isSocket, mode, path, fd } = stream(a);
  const wrapper = /^(php|https?|data):/.exec(path)?.[1] ?? 'plainfile';
  return PhpArray.from([
    ['timed_out', timedOut],
    ['blocked', isBlocking],
    ['eof', isEmptyAhead],
    ...(isSocket
      ? ([['stream_type', path]] as const)
      : ([
          ['wrapper_type', wrapper === 'php' ? 'PHP' : wrapper],
          ['stream_type', fd === undefined ? 'MEMORY' : 'STDIO'],
        ] as const)),
    ['mode', mode],
    ['unread_bytes', 0],
    ['seekable', !isSocket],
    ...(isSocket ? [] : ([['uri', path]] as const)),
  ]);
}

/** What is done to an open stream and takes no time. */
export const streamFunctions: Natives = {
  'fclose(mixed $stream)': a => {
    stream(a).close();
    return true;
  },
  'feof(mixed $stream)': a => stream(a).isEmptyAhead,
  'ftell(mixed $stream)': a => stream(a).tell(),
  'fseek(mixed $stream, int $offset, int $whence = 0)': a => {
    stream(a).seek(a.int(1), a.int(2) === 1 ? 'current' : a.int(2) === 2 ? 'end' : 'start');
    return 0;
  },
  'rewind(mixed $stream)': a => {
    stream(a).seek(0);
    return true;
  },
  'ftruncate(mixed $stream, int $size)': a => {
    stream(a).truncate(a.int(1));
    return true;
  },
  'fflush(mixed $stream)': () => true,
  'flock(mixed $stream, int $operation, mixed &$would_block = null)': () => true,
  'stream_get_meta_data(mixed $stream)': metaData,
  'stream_isatty(mixed $stream)': a => a.vm.sys.isTerminal(stream(a).fd ?? -1),
  'posix_isatty(mixed $stream)': a => a.vm.sys.isTerminal(stream(a).fd ?? -1),
};

/** Reads and writes open streams. */
export const streamTasks: NativeTasks = {
  *'fopen(string $filename, string $mode, bool $use_include_path = false, mixed $context = null)'(a) {
    if (a.str(0) === '') a.invalid(0, 'cannot be empty');
    yield* a.vm.sys.tick();
    const opened = yield* openStream(a.vm, a.str(0), a.str(1));
    return opened instanceof Stream ? opened : failedOpen(a, opened.reason);
  },
  *'fgets(mixed $stream, ?int $length = null)'(a) {
    return (yield* stream(a).line(a.optInt(1) === undefined ? undefined : a.int(1) - 1)) ?? false;
  },
  *'fgetc(mixed $stream)'(a) {
    return (yield* stream(a).read(1)) || false;
  },
  'fread(mixed $stream, int $length)': a =>
    stream(a).fd !== undefined && a.vm.sys.fstat(stream(a).fd ?? 0).kind === 'file'
      ? stream(a).read(a.int(1))
      : stream(a).readSome(a.int(1)),
  *'stream_get_contents(mixed $stream, ?int $length = null, int $offset = -1)'(a) {
    return yield* stream(a).read(a.optInt(1) ?? Infinity);
  },
  *'stream_get_line(mixed $stream, int $length, string $ending = "")'(a) {
    return (yield* stream(a).line())?.replace(/\n$/, '') ?? false;
  },
  'fwrite(mixed $stream, string $data, ?int $length = null)': write,
  'fputs(mixed $stream, string $data, ?int $length = null)': write,
  *'fpassthru(mixed $stream)'(a) {
    const text = yield* stream(a).read(Infinity);
    a.vm.output.echo(text);
    return text.length;
  },
  *'readline(?string $prompt = null)'(a) {
    if (a.optStr(0) !== undefined) a.vm.output.echo(a.str(0));
    yield* a.vm.output.flush();
    return (yield* stdinOf(a).line())?.replace(/\r?\n$/, '') ?? false;
  },
  *'fgetcsv(mixed $stream, ?int $length = null, string $separator = ",", string $enclosure = "\\"", string $escape = "\\\\")'(a) {
    let record = yield* stream(a).line();
    if (record === undefined) return false;
    while ((record.split(a.str(3)).length - 1) % 2 === 1) {
      const more: string | undefined = yield* stream(a).line();
      if (more === undefined) break;
      record += more;
    }
    return parseCsv(record.replace(/\r?\n$/, ''), a.str(2), a.str(3));
  },
  *'fputcsv(mixed $stream, array $fields, string $separator = ",", string $enclosure = "\\"", string $escape = "\\\\", string $eol = "\\n")'(
    a,
  ) {
    const line =
      formatCsv(
        a
          .arr(1)
          .values()
          .map(value => a.vm.text(value)),
        a.str(2),
        a.str(3),
      ) + a.str(5);
    yield* stream(a).write(line);
    return line.length;
  },
};

export const csvFunctions: Natives = {
  'str_getcsv(string $string, string $separator = ",", string $enclosure = "\\"", string $escape = "\\\\")': a =>
    parseCsv(a.str(0), a.str(1), a.str(2)),
};

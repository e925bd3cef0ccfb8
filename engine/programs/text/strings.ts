import { readAll } from '../input.js';
import { noEffect, refused } from '../options.js';
import { binutils } from '../origins.js';
import { define, Fatal } from '../tool.js';

const bases = new Map([
  ['o', 8],
  ['d', 10],
  ['x', 16],
]);

export const strings = define<'all' | 'fileName' | 'length' | 'radix' | 'octal' | 'encoding' | 'whitespace' | 'data'>({
  name: 'strings',
  options: {
    all: noEffect('-a, --all', 'it is the default', undefined, 'look through the whole file (default)'),
    data: refused('-d, --data', 'gnu'),
    fileName: ['-f, --print-file-name', 'name the file before each string'],
    length: ['-n MIN, --bytes=MIN', 'strings of at least MIN characters (default 4)'],
    radix: ['-t RADIX, --radix=RADIX', 'tell where each string begins: o, d or x'],
    octal: ['-o', 'the same as -t o'],
    encoding: refused('-e ENCODING, --encoding=ENCODING', 'gnu'),
    whitespace: ['-w, --include-all-whitespace', 'line ends and the like belong to strings', 'gnu'],
  },
  digits: 'length',
  gnu: { usage: ['[option(s)] [file(s)]'], about: ' Display printable strings in [file(s)] (stdin by default)' },
  busybox: { usage: ['[-fo] [-t o|d|x] [-n LEN] [FILE]...'], about: 'Display printable strings in a binary file' },
  origin: binutils,
  *run(tool) {
    const { args, out, sys } = tool;
    const least = args.value('length') ?? '4';
    if (!/^\d+$/.test(least) || least === '0')
      throw new Fatal(
        tool.isGnu
          ? `invalid minimum string length ${least}`
          : least === '0'
            ? 'number 0 is not in 1..2147483647 range'
            : `invalid number '${least}'`,
      );
    const radix = args.last('radix', 'octal') === 'octal' ? 'o' : args.value('radix');
    const base = radix === undefined ? undefined : bases.get(radix);
    if (radix !== undefined && base === undefined) throw new Fatal(`invalid argument '${radix}' to '-t'`);
    const printable = (byte: number): boolean =>
      byte === 9 || (byte >= 32 && byte < 127) || (args.has('whitespace') && byte >= 10 && byte <= 13);
    yield* tool.eachInput(
      args.operands,
      function* (fd, path) {
        const bytes = yield* readAll(sys, fd);
        const label = args.has('fileName') ? `${path === '-' ? '{standard input}' : path}: ` : '';
        for (let start = 0, at = 0; at <= bytes.length; at++) {
          if (at % 4096 === 0) yield* sys.tick();
          if (at < bytes.length && printable(bytes[at] ?? 0)) continue;
          if (at - start >= Number(least)) {
            const place = base === undefined ? '' : `${start.toString(base).padStart(7)} `;
            yield* out.line(label + place + String.fromCharCode(...bytes.subarray(start, Math.min(at, start + 60_000))));
          }
          start = at + 1;
        }
      },
      (path, error) =>
        tool.isGnu ? (error.code === 'ENOENT' ? `'${path}': No such file` : `${path}: ${error.message}`) : `${path}: ${error.message}`,
    );
  },
});

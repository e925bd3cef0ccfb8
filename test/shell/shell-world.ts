import { decodeUtf8, encodeUtf8 } from '../../engine/core/utf8.js';
import { isErrno } from '../../engine/core/errno.js';
import type { Main } from '../../engine/process/sys.js';
import { ash, bash, dash } from '../../engine/shell/index.js';
import { Machine, type MachineOptions, type RunOptions, type RunOutput } from '../helpers/machine.js';

export type DialectName = 'ash' | 'bash' | 'dash';

/** A machine with the three shells and a handful of small programs to run from them. */
export function shellWorld(options: MachineOptions = {}): Machine {
  const world = new Machine({
    ...options,
    programs: { cat, env, false: constant(1), seq, sleep, true: constant(0), head, yes, wc, args, ...options.programs },
  });
  for (const [name, main] of [
    ['/bin/bash', bash],
    ['/bin/dash', dash],
    ['/bin/sh', dash],
    ['/bin/ash', ash],
  ] as const)
    world.program(name, main);
  world.file('/etc/passwd', 'root:x:0:0:root:/root:/bin/bash\nstudent:x:1000:1000::/home/student:/bin/bash\n');
  return world;
}

/** Runs `shell -c script args…` in a fresh world. */
export function sh(
  dialect: DialectName,
  script: string,
  options: RunOptions & Pick<MachineOptions, 'files' | 'programs'> & { readonly args?: readonly string[] } = {},
): RunOutput {
  const { files, programs } = options;
  const world = shellWorld({ ...(files ? { files } : {}), ...(programs ? { programs } : {}) });
  return world.run([`/bin/${dialect}`, '-c', script, ...(options.args ?? [])], { cwd: '/tmp', ...options });
}

const cat: Main = function* (sys, argv) {
  let status = 0;
  for (const path of argv.length > 1 ? argv.slice(1) : ['-']) {
    let fd = 0;
    try {
      fd = path === '-' ? 0 : sys.open(path, { read: true });
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* sys.write(2, encodeUtf8(`cat: ${path}: ${error.message}\n`));
      status = 1;
      continue;
    }
    for (let bytes = yield* sys.read(fd, 65536); bytes.length > 0; bytes = yield* sys.read(fd, 65536)) yield* sys.write(1, bytes);
    if (fd !== 0) sys.close(fd);
  }
  return status;
};

const env: Main = function* (sys) {
  const lines = [...sys.env].filter(([name]) => name !== '_').map(([name, value]) => `${name}=${value}\n`);
  yield* sys.write(1, encodeUtf8(lines.sort().join('')));
  return 0;
};

const args: Main = function* (sys, argv) {
  yield* sys.write(
    1,
    encodeUtf8(
      argv
        .slice(1)
        .map(arg => `[${arg}]`)
        .join('') + '\n',
    ),
  );
  return 0;
};

function constant(status: number): Main {
  return function* () {
    return status;
  };
}

const seq: Main = function* (sys, argv) {
  const last = Number(argv.at(-1));
  let text = '';
  for (let number = argv.length > 2 ? Number(argv[1]) : 1; number <= last; number++) text += `${String(number)}\n`;
  yield* sys.write(1, encodeUtf8(text));
  return 0;
};

const sleep: Main = function* (sys, argv) {
  yield* sys.sleep(Number(argv[1]) * 1000);
  return 0;
};

const yes: Main = function* (sys, argv) {
  for (;;) yield* sys.write(1, encodeUtf8(`${argv[1] ?? 'y'}\n`.repeat(100)));
};

const head: Main = function* (sys, argv) {
  let left = Number(argv.at(-1)?.replace(/^-n?/, '') ?? 10);
  while (left > 0) {
    const text = decodeUtf8(yield* sys.read(0, 4096));
    if (text === '') return 0;
    const lines = text.split(/(?<=\n)/).slice(0, left);
    left -= lines.length;
    yield* sys.write(1, encodeUtf8(lines.join('')));
  }
  return 0;
};

const wc: Main = function* (sys) {
  let lines = 0;
  for (let bytes = yield* sys.read(0, 65536); bytes.length > 0; bytes = yield* sys.read(0, 65536))
    for (const byte of bytes) if (byte === 10) lines++;
  yield* sys.write(1, encodeUtf8(`${String(lines)}\n`));
  return 0;
};

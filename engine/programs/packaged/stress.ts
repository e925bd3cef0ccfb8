import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { signalNumbers } from '../../process/signals.js';
import type { Main, Pid, Sys } from '../../process/sys.js';

const USAGE = `\`stress' puts load on the machine

Usage: stress [OPTION [ARG]] ...
 -?, --help         show this help
     --version      show the version
 -v, --verbose      say more
 -q, --quiet        say nothing
 -n, --dry-run      show what would be done
 -t, --timeout N    stop after N seconds
     --backoff N    wait N microseconds before the work starts
 -c, --cpu N        start N workers that compute
 -i, --io N         start N workers that call sync()
 -m, --vm N         start N workers that take memory and give it back
     --vm-bytes B   take B bytes for each (256MB)
     --vm-stride B  touch a byte every B bytes (4096)
     --vm-hang N    sleep N seconds before giving it back (0: for ever)
     --vm-keep      keep the memory
 -d, --hdd N        start N workers that write files
     --hdd-bytes B  write B bytes in each (1GB)

Example: stress --cpu 8 --io 4 --vm 2 --vm-bytes 128M --timeout 10s

`;

interface Plan {
  cpu: number;
  io: number;
  vm: number;
  hdd: number;
  timeout: number;
  'vm-bytes': number;
  'vm-hang': number | undefined;
  'hdd-bytes': number;
  quiet: boolean;
  verbose: boolean;
  dryRun: boolean;
  keep: boolean;
}

type Amount = 'cpu' | 'io' | 'vm' | 'hdd' | 'timeout' | 'vm-bytes' | 'vm-hang' | 'hdd-bytes';

const short: Readonly<Record<string, string>> = {
  '-?': '--help',
  '-c': '--cpu',
  '-i': '--io',
  '-m': '--vm',
  '-d': '--hdd',
  '-t': '--timeout',
  '-q': '--quiet',
  '-v': '--verbose',
  '-n': '--dry-run',
};

class Failure extends Error {
  override readonly name = 'Failure';
}

/** stress: workers that compute, take memory and write, for as long as was asked. */
export const stress: Main = function* (sys, argv) {
  try {
    const plan = parse(argv.slice(1));
    if (typeof plan === 'string') {
      yield* sys.write(1, encodeUtf8(plan));
      return 0;
    }
    return yield* run(sys, plan);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    yield* sys.write(2, encodeUtf8(`stress: FAIL: [${String(sys.pid)}] ${error.message}\n`));
    return 1;
  }
};

function parse(words: readonly string[]): Plan | string {
  const plan: Plan = {
    cpu: 0,
    io: 0,
    vm: 0,
    hdd: 0,
    timeout: 0,
    'vm-bytes': 256 * 1024 * 1024,
    'vm-hang': undefined,
    'hdd-bytes': 1024 ** 3,
    quiet: false,
    verbose: false,
    dryRun: false,
    keep: false,
  };
  if (words.length === 0) return USAGE;
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [name = '', given] = (short[word] ?? word).split('=');
    const amount = isAmount(name.slice(2)) ? name.slice(2) : undefined;
    if (name === '--help') return USAGE;
    if (name === '--version') return 'stress 1.0.7\n';
    if (name === '--quiet') plan.quiet = true;
    else if (name === '--verbose') plan.verbose = true;
    else if (name === '--dry-run') plan.dryRun = true;
    else if (name === '--vm-keep') plan.keep = true;
    else if (name === '--backoff' || name === '--vm-stride') rest.shift();
    else if (amount !== undefined && isAmount(amount) && name.startsWith('--')) {
      const value = given ?? rest.shift();
      if (value === undefined) throw new Failure(`(167) missing argument to option '${word}'`);
      plan[amount] = readAmount(value);
    } else throw new Failure(`(251) unrecognized option: ${word}`);
  }
  return plan;
}

function isAmount(name: string): name is Amount {
  return ['cpu', 'io', 'vm', 'hdd', 'timeout', 'vm-bytes', 'vm-hang', 'hdd-bytes'].includes(name);
}

const factors: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, y: 31_536_000, b: 1, k: 1024, g: 1024 ** 3 };

/** `10`, `5m` (minutes), `128M` (megabytes): capitals are sizes. */
function readAmount(text: string): number {
  const [, digits = '', suffix = ''] = /^(\d*)(.*)$/.exec(text) ?? [];
  if (suffix === '') return Number(digits);
  const factor = suffix === 'M' ? 1024 ** 2 : factors[suffix.toLowerCase()];
  if (factor === undefined || digits === '') throw new Failure(`(665) unrecognized suffix: ${suffix}`);
  return Number(digits) * factor;
}

function* run(sys: Sys, plan: Plan): Task<number> {
  const startedAt = sys.clock.now();
  const { cpu, io, vm, hdd } = plan;
  if (cpu + io + vm + hdd === 0) {
    yield* sys.write(1, encodeUtf8(USAGE));
    return 0;
  }
  const tell = function* (kind: 'info' | 'FAIL' | 'WARN', text: string): Task<void> {
    if (kind !== 'info' || !plan.quiet)
      yield* sys.write(kind === 'info' ? 1 : 2, encodeUtf8(`stress: ${kind}: [${String(sys.pid)}] ${text}\n`));
  };
  yield* tell('info', `dispatching hogs: ${String(cpu)} cpu, ${String(io)} io, ${String(vm)} vm, ${String(hdd)} hdd`);
  if (plan.dryRun) return 0;
  const workers = new Set<Pid>();
  const work = (count: number, body: (worker: Sys) => Task<number>): void => {
    for (let i = 0; i < count; i++) workers.add(sys.fork(body));
  };
  try {
    work(cpu, compute);
    work(io, compute);
    work(vm, worker => takeMemory(worker, plan));
    work(hdd, worker => writeFiles(worker, plan));
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* tell('FAIL', `(394) fork failed: ${error.message}`);
  }
  const failed = yield* supervise(sys, plan, workers, tell);
  const seconds = Math.round((sys.clock.now() - startedAt) / 1000);
  yield* tell(
    failed ? 'FAIL' : 'info',
    failed ? `(451) failed run completed in ${String(seconds)}s` : `successful run completed in ${String(seconds)}s`,
  );
  return failed ? 1 : 0;
}

type Tell = (kind: 'info' | 'FAIL' | 'WARN', text: string) => Task<void>;

/** Waits for the end of the time, or of a worker. */
function* supervise(sys: Sys, plan: Plan, workers: Set<Pid>, tell: Tell): Task<boolean> {
  sys.onSignal('SIGCHLD', 'catch');
  const deadline = plan.timeout === 0 ? Infinity : sys.clock.now() + plan.timeout * 1000;
  let failed = false;
  let stopping = false;
  while (workers.size > 0) {
    const ended = yield* sys.wait(-1, { noHang: !stopping && deadline !== Infinity });
    if (ended && ended !== 'interrupted') {
      workers.delete(ended.pid);
      if (stopping) continue;
      const { status } = ended;
      const code = status.kind === 'signaled' ? signalNumbers[status.signal] : status.kind === 'exited' ? status.code : 0;
      yield* tell(
        'FAIL',
        `(415) <-- worker ${String(ended.pid)} ${status.kind === 'signaled' ? 'got signal' : 'returned error'} ${String(code)}`,
      );
      yield* tell('WARN', '(417) now reaping child worker processes');
      failed = true;
    }
    if (workers.size > 0 && !stopping && (failed || sys.clock.now() >= deadline)) {
      stopping = true;
      for (const pid of workers) sys.kill(pid, 'SIGKILL');
    }
    while (sys.takeSignal());
    if (workers.size === 0) break;
    if (!stopping && deadline !== Infinity) yield* sys.sleep(Math.max(1, deadline - sys.clock.now()));
  }
  return failed;
}

function* compute(sys: Sys): Task<number> {
  for (;;) yield* sys.tick();
}

function* takeMemory(sys: Sys, plan: Plan): Task<number> {
  for (;;) {
    try {
      sys.setMemory(plan['vm-bytes']);
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* sys.write(2, encodeUtf8(`stress: FAIL: [${String(sys.pid)}] (494) hogvm malloc failed: ${error.message}\n`));
      return 1;
    }
    yield* sys.tick();
    const hang = plan['vm-hang'];
    if (hang === 0) for (;;) yield* sys.pause();
    if (hang !== undefined) yield* sys.sleep(hang * 1000);
    if (!plan.keep) sys.setMemory(1024 * 1024);
    // Touching every page takes its time.
    for (let i = 0; i < 1000; i++) yield* sys.tick();
  }
}

function* writeFiles(sys: Sys, plan: Plan): Task<number> {
  const block = new Uint8Array(1024 * 1024);
  for (;;) {
    const path = `./stress.${String(sys.pid)}`;
    try {
      const fd = sys.open(path, { write: true, create: true, truncate: true });
      sys.unlink(path);
      for (let written = 0; written < plan['hdd-bytes']; written += block.length) yield* sys.write(fd, block);
      sys.close(fd);
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* sys.write(2, encodeUtf8(`stress: FAIL: [${String(sys.pid)}] (601) write failed: ${error.message}\n`));
      return 1;
    }
  }
}

import { superuser } from '../../engine/fs/permissions.js';
import { busyboxApplets } from '../../engine/programs/busybox/applets.js';
import { busyboxMain } from '../../engine/programs/busybox/busybox.js';
import { gnuMains } from '../../engine/programs/gnu.js';
import { machine, type Machine, type RunOutput } from '../helpers/machine.js';
import { describeTree, type Outcome } from './outcome.js';
import { sampleExecutables, sampleFiles, sampleLinks, sampleTime, withoutUsage, type Recorded } from './sample-files.js';

const WORK = '/data';

/** A machine with all programs and the sample files in /data. */
export function sampleMachine(): Machine {
  const files = Object.fromEntries(Object.entries(sampleFiles).map(([path, content]) => [`${WORK}/${path}`, content]));
  const etc = {
    '/etc/passwd':
      'root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n',
    '/etc/group': 'root:x:0:\ndaemon:x:1:\nnogroup:x:65534:\n',
  };
  const made = machine({
    files: { ...files, ...etc },
    programs: { ...Object.fromEntries(gnuMains), busybox: busyboxMain(busyboxApplets) },
  });
  for (const path of sampleExecutables) made.run(['chmod', '755', `${WORK}/${path}`]);
  for (const [path, target] of Object.entries(sampleLinks)) made.run(['ln', '-s', target, `${WORK}/${path}`]);
  setTimes(made);
  return made;
}

function setTimes({ mounts, clock }: Machine): void {
  for (const path of [...Object.keys(sampleFiles), ...Object.keys(sampleLinks), 'dir/sub', 'dir', '.']) {
    const at = clock.instantOf(sampleTime(path) * 1000);
    mounts.utimes(superuser, `${WORK}/${path}`, at, at, { follow: false });
  }
}

/** Runs commands on sample machines, a new one whenever a command has changed something there. */
export class SampleRunner {
  #machine: Machine | undefined;
  #fresh = '';

  /** What a command prints, and what stands in /data after it. */
  run(line: Pick<Recorded, 'flavour' | 'argv' | 'stdin'>): Outcome {
    const on = (this.#machine ??= sampleMachine());
    if (this.#fresh === '') this.#fresh = treeOf(on).join('\n');
    setTimes(on);
    const output = replay(on, { ...line, code: 0, stdout: '', stderr: '' });
    const tree = treeOf(on);
    if (tree.join('\n') !== this.#fresh) this.#machine = undefined;
    return { ...output, tree };
  }
}

function treeOf({ mounts, clock }: Machine): readonly string[] {
  const at = (path: string): string => (path === '.' ? WORK : `${WORK}/${path}`);
  return describeTree({
    list: path => mounts.readdir(superuser, at(path)).map(({ name }) => name),
    stat: path => {
      const stat = mounts.lstat(superuser, at(path));
      return { ...stat, modifiedAt: Math.floor(clock.epochMsOf(stat.modifiedAt) / 1000) };
    },
    link: path => mounts.readlink(superuser, at(path)),
    content: path => mounts.readFile(superuser, at(path)).text(),
  });
}

/** Runs a recorded command in /data, as it was run on the real machine. */
export function replay(on: Machine, { flavour, argv, stdin }: Recorded): RunOutput {
  const content = stdin === undefined ? '' : (sampleFiles[stdin] ?? '');
  const command = flavour === 'busybox' ? ['busybox', ...argv] : argv;
  const result = on.run(command, { stdin: content, cwd: WORK, env: { LC_ALL: 'C', PATH: '/usr/bin:/bin', HOME: '/root' } });
  return { ...result, stderr: withoutUsage(result.stderr) };
}

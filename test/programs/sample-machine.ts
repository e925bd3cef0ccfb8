import { busyboxApplets } from '../../engine/programs/busybox/applets.js';
import { busyboxMain } from '../../engine/programs/busybox/busybox.js';
import { gnuMains } from '../../engine/programs/gnu.js';
import { machine, type Machine, type RunOutput } from '../helpers/machine.js';
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
  for (const path of [...Object.keys(sampleFiles), 'dir/sub', 'dir']) made.run(['touch', '-d', `@${sampleTime(path)}`, `${WORK}/${path}`]);
  return made;
}

/** Runs a recorded command in /data, as it was run on the real machine. */
export function replay(on: Machine, { flavour, argv, stdin }: Recorded): RunOutput {
  const content = stdin === undefined ? '' : (sampleFiles[stdin] ?? '');
  const command = flavour === 'busybox' ? ['busybox', ...argv] : argv;
  const result = on.run(command, { stdin: content, cwd: WORK, env: { LC_ALL: 'C', PATH: '/usr/bin:/bin', HOME: '/root' } });
  return { ...result, stderr: withoutUsage(result.stderr) };
}

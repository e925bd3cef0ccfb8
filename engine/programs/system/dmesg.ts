import { machine } from '../../process/machine.js';
import { refused } from '../options.js';
import { utilLinux } from '../origins.js';
import { define } from '../tool.js';

/** The first lines of the kernel's log; the simulated kernel writes no others. */
export const dmesg = define<'clear' | 'human' | 'level' | 'time' | 'follow'>({
  name: 'dmesg',
  options: {
    clear: refused('-C, --clear'),
    time: refused('-T, --ctime', 'gnu'),
    human: refused('-H, --human', 'gnu'),
    level: refused('-l, --level=LIST', 'gnu'),
    follow: refused('-w, --follow', 'gnu'),
  },
  gnu: { usage: ['[options]'], about: 'Display or control the kernel ring buffer.' },
  busybox: { usage: ['[-cr] [-n LEVEL] [-s SIZE]'], about: 'Print or control the kernel ring buffer' },
  origin: utilLinux,
  *run(tool) {
    if (tool.sys.credentials().uid !== 0) {
      yield* tool.fail(tool.isGnu ? 'read kernel buffer failed: Operation not permitted' : 'klogctl: Operation not permitted');
      return;
    }
    yield* tool.out.line(`[    0.000000] ${machine.sysname} version ${machine.kernelRelease} ${machine.kernelVersion}`);
    yield* tool.out.line(`[    0.000000] Command line: BOOT_IMAGE=/boot/vmlinuz-${machine.kernelRelease} root=/dev/sda1 ro quiet`);
  },
});

import { isErrno } from '../../core/errno.js';
import { noEffect, refused } from '../options.js';
import { utilLinux } from '../origins.js';
import { define, Fatal } from '../tool.js';

type Key = 'stderr' | 'tag' | 'priority' | 'id' | 'file' | 'socket' | 'noAct';

const NO_LOG = 'nothing is logged, for there is no system log';

/** `logger`: there is no syslog here, and without one it says nothing unless asked to. */
export const logger = define<Key>({
  name: 'logger',
  stopAtOperand: true,
  options: {
    stderr: ['-s, --stderr', 'output message to standard error as well'],
    tag: noEffect('-t TAG, --tag=TAG', NO_LOG, undefined, 'mark every line with this tag'),
    priority: noEffect('-p PRIO, --priority=PRIO', NO_LOG, undefined, 'mark given message with this priority'),
    id: noEffect('-i', NO_LOG, undefined, "log the logger command's PID"),
    file: refused('-f FILE, --file=FILE'),
    socket: refused('-u SOCKET, --socket=SOCKET'),
    noAct: refused('--no-act'),
  },
  gnu: { usage: ['[options] [<message>]'], about: 'Enter messages into the system log.' },
  origin: utilLinux,
  *run({ args, sys }) {
    try {
      sys.stat('/dev/log');
    } catch (error) {
      if (!isErrno(error)) throw error;
      if (args.has('stderr')) throw new Fatal(`socket /dev/log: ${error.message}`);
      return 0;
    }
    throw new Fatal('drydock: a system log is not simulated');
  },
});

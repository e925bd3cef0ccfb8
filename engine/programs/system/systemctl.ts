import { systemd } from '../origins.js';
import { define, type Program } from '../tool.js';

const NOT_BOOTED =
  "System has not been booted with systemd as init system (PID 1). Can't operate.\nFailed to connect to bus: Host is down\n";

/** Machines and containers here are not started by systemd; its programs say so as the real ones do, whatever they are asked for. */
function defineClient(name: string, message: string): Program {
  return define({
    name,
    options: {},
    // Whatever stands on the line, the answer is one.
    rewrite: () => [],
    gnu: { usage: ['[OPTIONS...] COMMAND ...'], about: 'Ask systemd, which is not running here.' },
    origin: systemd,
    *run(tool) {
      yield* tool.complain(message);
      tool.status = 1;
    },
  });
}

export const systemctl = defineClient('systemctl', NOT_BOOTED);
export const hostnamectl = defineClient('hostnamectl', NOT_BOOTED);
export const timedatectl = defineClient('timedatectl', NOT_BOOTED);
export const loginctl = defineClient('loginctl', NOT_BOOTED);
export const journalctl = defineClient('journalctl', 'No journal files were found.\n');

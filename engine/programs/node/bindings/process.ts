import { Errno } from '../../../core/errno.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import { machine } from '../../../process/machine.js';
import { isSignal, parseSignal } from '../../../process/signals.js';
import type { Sys } from '../../../process/sys.js';
import type { Bindings } from '../engine.js';
import type { OutputQueue } from '../output-queue.js';
import { bytes, number, text } from './argument.js';

/** The process itself: where and who it is, its environment, signals, terminal and standard output. */
export function processBindings(sys: Sys, output: OutputQueue): Bindings {
  return {
    ...identityBindings(sys),
    write: (fd, data) => {
      output.write(number(fd), typeof data === 'string' ? encodeUtf8(data) : bytes(data));
      return output.isFull;
    },
    writeFailure: () => output.takeFailure(),
    isTerminal: fd => sys.isOpen(number(fd)) && sys.isTerminal(number(fd)),
    windowSize: fd => {
      const { columns, rows } = sys.windowSize(number(fd));
      return JSON.stringify([columns, rows]);
    },
    setRaw: (fd, on) =>
      sys.setTerminalModes(number(fd), {
        canonical: on !== true,
        echo: on !== true,
        signals: on !== true,
        mapCarriageReturn: on !== true,
      }),
    kill: (pid, name) => {
      const signal = name === '' ? 0 : parseSignal(text(name));
      if (signal === undefined) throw new Errno('EINVAL');
      sys.kill(number(pid), signal);
      return undefined;
    },
    catchSignal: (name, on) => {
      const signal = text(name);
      if (!isSignal(signal) || signal === 'SIGKILL' || signal === 'SIGSTOP') throw new Errno('EINVAL');
      sys.onSignal(signal, on === true ? 'catch' : 'default');
      return undefined;
    },
  };
}

function identityBindings(sys: Sys): Bindings {
  return {
    now: () => sys.clock.now(),
    cwd: () => sys.cwd(),
    chdir: name => sys.chdir(text(name)),
    env: () => JSON.stringify([...sys.env]),
    setEnv: (name, value) => sys.env.set(text(name), text(value)),
    unsetEnv: name => sys.env.delete(text(name)),
    umask: mask => sys.umask(mask === undefined ? undefined : number(mask)),
    hostname: () => sys.hostname(),
    setTitle: title => sys.setTitle([text(title)]),
    setUser: (uid, gid) => {
      const before = sys.credentials();
      sys.setCredentials({
        ...before,
        uid: uid === undefined ? before.uid : number(uid),
        gid: gid === undefined ? before.gid : number(gid),
      });
      return undefined;
    },
    facts: () => {
      const { uid, gid, groups } = sys.credentials();
      const { pid, ppid } = sys;
      return JSON.stringify({ pid, ppid, uid, gid, groups, cpus: machine.cpus, memory: machine.memoryBytes });
    },
    addresses: () =>
      JSON.stringify(sys.net.interfaces().flatMap(({ name, addresses, mac }) => addresses.map(address => ({ name, mac, cidr: address })))),
  };
}

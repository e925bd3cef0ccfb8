import { createFabric } from '../../../engine/net/create-fabric.js';
import type { Fabric } from '../../../engine/net/fabric.js';
import type { NetNamespace } from '../../../engine/net/namespace.js';
import type { Main } from '../../../engine/process/sys.js';
import { machine, type Machine, type MachineOptions, type RunOutput, type Started } from '../../helpers/machine.js';

/** A machine on a network: 'docker0' with the host at 172.17.0.1, and namespaces plugged in on demand. */
export interface NetworkedMachine {
  readonly machine: Machine;
  readonly fabric: Fabric;
  /** Another namespace on docker0 with this address. */
  readonly container: (ip: string) => NetNamespace;
  /** Runs a command line (split at spaces) to its end, on the host unless told otherwise. */
  readonly run: (command: string | readonly string[], net?: NetNamespace) => RunOutput;
  /** Starts a server and lets it get ready. */
  readonly serve: (command: string | readonly string[], net?: NetNamespace) => Started;
}

export function networkedMachine(programs: ReadonlyMap<string, Main>, names: Readonly<Record<string, string>>, options: MachineOptions = {}): NetworkedMachine {
  const files = {
    '/etc/hosts': '127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost\n',
    '/etc/resolv.conf': 'nameserver 8.8.8.8\nnameserver 8.8.4.4\n',
    '/etc/passwd': 'root:x:0:0:root:/root:/bin/bash\nwww-data:x:33:33:www-data:/var/www:/usr/sbin/nologin\nnginx:x:101:101:nginx user:/nonexistent:/bin/false\nmysql:x:999:999::/var/lib/mysql:/bin/bash\n',
    '/etc/group': 'root:x:0:\nwww-data:x:33:\nnginx:x:101:\nmysql:x:999:\n',
    ...options.files,
  };
  const box = machine({ ...options, files });
  for (const [name, id] of Object.entries(names)) {
    const main = programs.get(id);
    if (!main) throw new Error(`no program ${id}`);
    box.program(name, main);
  }
  const fabric = createFabric({ scheduler: box.scheduler, seed: 'test' });
  const docker0 = fabric.createBridge({ name: 'docker0', subnet: '172.17.0.0/16', gateway: '172.17.0.1', internal: false, interContainer: true });
  const argv = (command: string | readonly string[]): readonly string[] => (typeof command === 'string' ? command.split(' ') : command);
  return {
    machine: box,
    fabric,
    container: (ip) => {
      const namespace = fabric.createNamespace();
      fabric.attach(docker0, namespace, { ip, mac: '02:42:ac:11:00:02', defaultRoute: true });
      return namespace;
    },
    run: (command, net = fabric.host) => box.run(argv(command), { namespaces: { net } }),
    serve: (command, net = fabric.host) => {
      const started = box.start(argv(command), { namespaces: { net } });
      box.advance(1000);
      return started;
    },
  };
}

import { createFabric } from '../../../engine/net/create-fabric.js';
import type { Fabric } from '../../../engine/net/fabric.js';
import type { NetNamespace } from '../../../engine/net/namespace.js';
import { netApplets, netPrograms } from '../../../engine/programs/net/index.js';
import { serverPrograms } from '../../../engine/programs/servers/index.js';
import { machine, type Machine, type MachineOptions, type RunOutput, type Started } from '../../helpers/machine.js';

/** A machine on a network: 'docker0' with the host at 172.17.0.1, and namespaces plugged in on demand. */
export interface NetworkedMachine {
  readonly machine: Machine;
  readonly fabric: Fabric;
  /** Another namespace on docker0 with this address. */
  readonly container: (ip: string) => NetNamespace;
  /** Runs a command line (split at spaces) to its end, on the host unless told otherwise. */
  readonly run: (command: string | readonly string[], net?: NetNamespace) => RunOutput;
  /** Both outputs of a command line, as a terminal would show them one after the other. */
  readonly show: (command: string | readonly string[], net?: NetNamespace) => string;
  /** Starts a server and gives it a second to get ready. */
  readonly serve: (command: string | readonly string[], net?: NetNamespace) => Started;
}

/** Programs by name: all network programs and servers under their ids, BusyBox's applets as `bb-NAME`. */
export function networkedMachine(options: MachineOptions = {}): NetworkedMachine {
  const files = {
    '/etc/hosts': '127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost\n10.0.2.15\tmachine\n',
    '/etc/resolv.conf': 'nameserver 8.8.8.8\nnameserver 8.8.4.4\n',
    '/etc/passwd':
      'root:x:0:0:root:/root:/bin/bash\nwww-data:x:33:33:www-data:/var/www:/usr/sbin/nologin\nnginx:x:101:101:nginx user:/nonexistent:/bin/false\nmysql:x:999:999::/var/lib/mysql:/bin/bash\n',
    '/etc/group': 'root:x:0:\nwww-data:x:33:\nnginx:x:101:\nmysql:x:999:\n',
    ...options.files,
  };
  const box = machine({ ...options, files });
  for (const [id, main] of [...netPrograms, ...serverPrograms]) box.program(id, main);
  for (const [name, main] of netApplets) box.program(`bb-${name}`, main);
  const fabric = createFabric({ scheduler: box.scheduler, seed: 'test' });
  const docker0 = fabric.createBridge({
    name: 'docker0',
    subnet: '172.17.0.0/16',
    gateway: '172.17.0.1',
    internal: false,
    interContainer: true,
  });
  const argv = (command: string | readonly string[]): readonly string[] => (typeof command === 'string' ? command.split(' ') : command);
  const run = (command: string | readonly string[], net: NetNamespace = fabric.host): RunOutput =>
    box.run(argv(command), { namespaces: { net } });
  return {
    machine: box,
    fabric,
    container: ip => {
      const namespace = fabric.createNamespace();
      fabric.attach(docker0, namespace, { ip, mac: '02:42:ac:11:00:02', defaultRoute: true });
      return namespace;
    },
    run,
    show: (command, net) => {
      const { code, stdout, stderr } = run(command, net);
      return `${stdout}${stderr}${code === 0 ? '' : `[${String(code)}]\n`}`;
    },
    serve: (command, net = fabric.host) => {
      const started = box.start(argv(command), { namespaces: { net } });
      box.advance(1000);
      return started;
    },
  };
}

/** nginx with one server and no logs to look at, for tests of clients. */
export const plainNginx: Readonly<Record<string, string>> = {
  '/etc/nginx/nginx.conf':
    'events {} http { types { text/html html; } access_log /tmp/access.log; server { listen 80; root /srv; location = /old { return 302 /index.html; } location = /secret { return 403; } } }',
  '/srv/index.html': 'hello\n',
  '/var/log/nginx/': '',
  '/var/run/': '',
};

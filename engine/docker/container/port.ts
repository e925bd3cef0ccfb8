import type { Task } from '../../core/task.js';
import { between, defineCommand } from '../command.js';
import { printLine, type Cli } from '../cli.js';
import { Failure } from '../failure.js';
import { joinHost } from '../formatter/ports.js';
import { asList, recordAt, textAt } from '../json-view.js';
import { compareNaturally } from '../natural-order.js';

export const port = defineCommand({
  names: ['container port', 'port'],
  usage: 'CONTAINER [PRIVATE_PORT[/PROTO]]',
  text: { en: 'List port mappings or a specific mapping for the container', ko: '컨테이너의 포트 연결을 보여 줍니다' },
  arity: between(1, 2),
  completes: 'container',
  run: showPorts,
});

function* showPorts(cli: Cli): Task<number> {
  const [name = '', wanted] = cli.args;
  const container = yield* cli.client().get(`/containers/${name}/json`);
  const ports = recordAt(container, 'NetworkSettings', 'Ports');
  const lines = wanted === undefined ? allPorts(ports) : onePort(ports, wanted, name);
  if (lines.length > 0) yield* printLine(cli, [...lines].sort(compareNaturally).join('\n'));
  return 0;
}

function allPorts(ports: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(ports).flatMap(([from, bindings]) => hostAddresses(bindings).map(address => `${from} -> ${address}`));
}

function onePort(ports: Readonly<Record<string, unknown>>, wanted: string, name: string): readonly string[] {
  const [number = '', protocol = ''] = wanted.split('/');
  if (!/^\d+$/.test(number) || Number(number) > 65535) {
    const reason = /^\d+$/.test(number) ? 'value out of range' : 'invalid syntax';
    throw new Failure(`Error: invalid port (${number}): strconv.ParseUint: parsing ${JSON.stringify(number)}: ${reason}`);
  }
  const addresses = hostAddresses(ports[`${number}/${protocol || 'tcp'}`]);
  if (addresses.length === 0) throw new Failure(`Error: No public port '${wanted}' published for ${name}`);
  return addresses;
}

function hostAddresses(bindings: unknown): readonly string[] {
  return asList(bindings).map(binding => joinHost(textAt(binding, 'HostIp'), textAt(binding, 'HostPort')));
}

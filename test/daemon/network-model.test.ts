import test from 'ava';
import fc from 'fast-check';
import { isErrno } from '../../engine/core/errno.js';
import type { Task } from '../../engine/core/task.js';
import { decodeDns, encodeDns, reverseName, type RecordType } from '../../engine/net/dns.js';
import { NetworkStack } from '../../engine/net/network-stack.js';
import { daemonWorld, type DaemonWorld } from '../helpers/daemon.js';
import { layouts, NetworkModel, noWish, type Wish } from './network-model.js';

const networkNames = ['lan', 'net', 'wan'];
const boxNames = ['box0', 'box1', 'box2', 'box3'];
const aliases = ['one', 'two'];

const wish = fc.record({
  aliases: fc.subarray(aliases),
  ip: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom(2, 5, 6) }),
  links: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.constantFrom(['box0:friend'], ['box1:friend', 'box2:two'])),
});
type AskedWish = typeof wish extends fc.Arbitrary<infer T> ? T : never;
const network = fc.constantFrom(...networkNames);
const box = fc.constantFrom(...boxNames);

const step = fc.oneof(
  { weight: 2, arbitrary: fc.tuple(fc.constant('network' as const), network, fc.constantFrom(...keysOf(layouts)), fc.boolean()) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('network rm' as const), network) },
  {
    weight: 4,
    arbitrary: fc.tuple(
      fc.constant('create' as const),
      box,
      fc.subarray(['bridge', ...networkNames], { minLength: 1, maxLength: 3 }),
      wish,
    ),
  },
  { weight: 5, arbitrary: fc.tuple(fc.constant('start' as const), box) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom('stop' as const, 'rm' as const), box) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('rename' as const), box, box) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('connect' as const), box, network, wish) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('disconnect' as const), box, network) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function keysOf<T extends object>(record: T): (keyof T)[] {
  return Object.keys(record) as (keyof T)[];
}

function prefixOf(name: string): string {
  return `10.${String(networkNames.indexOf(name) + 1)}.0`;
}

function wishOn(name: string, asked: AskedWish): Wish {
  if (name === 'bridge') return noWish;
  return { ...asked, ip: asked.ip === undefined ? undefined : `${prefixOf(name)}.${String(asked.ip)}` };
}

function endpointConfig({ aliases: names, ip, links }: Wish): object {
  return { Aliases: names, Links: links, ...(ip === undefined ? {} : { IPAMConfig: { IPv4Address: ip } }) };
}

/** Does a step in the model and in the daemon; both statuses. */
function play(model: NetworkModel, world: DaemonWorld, [verb, name, ...rest]: Step): readonly [number, number] {
  const call = (method: 'POST' | 'DELETE', path: string, json?: unknown): number => world.call(method, path, json).status;
  const [first, second] = rest;
  if (verb === 'network') {
    const layout = first as keyof typeof layouts;
    const subnet = `${prefixOf(name)}.0/29`;
    const range = layout === 'range' ? { IPRange: `${prefixOf(name)}.4/30` } : {};
    const reserved = layout === 'reserved' ? { AuxiliaryAddresses: { printer: `${prefixOf(name)}.3` } } : {};
    const body = { Name: name, Internal: second, IPAM: { Config: [{ Subnet: subnet, ...range, ...reserved }] } };
    return [model.createNetwork(name, prefixOf(name), layout, second === true), call('POST', '/networks/create', body)];
  }
  if (verb === 'network rm') return [model.removeNetwork(name), call('DELETE', `/networks/${name}`)];
  if (verb === 'create') return playCreate(model, world, name, first as readonly string[], second as AskedWish);
  if (verb === 'start') return [model.start(name), call('POST', `/containers/${name}/start`)];
  if (verb === 'stop') return [model.stop(name), call('POST', `/containers/${name}/stop?t=0`)];
  if (verb === 'rm') return [model.remove(name), call('DELETE', `/containers/${name}?force=1`)];
  if (verb === 'rename') return [model.rename(name, String(first)), call('POST', `/containers/${name}/rename?name=${String(first)}`)];
  const path = `/networks/${String(first)}/${verb}`;
  if (verb === 'disconnect') return [model.disconnect(name, String(first)), call('POST', path, { Container: name })];
  const asked = wishOn(String(first), second as AskedWish);
  return [model.connect(name, String(first), asked), call('POST', path, { Container: name, EndpointConfig: endpointConfig(asked) })];
}

function playCreate(
  model: NetworkModel,
  world: DaemonWorld,
  name: string,
  on: readonly string[],
  asked: AskedWish,
): readonly [number, number] {
  const wishes = new Map(on.map(each => [each, wishOn(each, asked)]));
  const EndpointsConfig = Object.fromEntries([...wishes].map(([each, one]) => [each, each === 'bridge' ? {} : endpointConfig(one)]));
  const body = { Image: 'alpine', Cmd: ['sleep', '100000'], HostConfig: { NetworkMode: on[0] }, NetworkingConfig: { EndpointsConfig } };
  const expected = model.canCreate(name);
  const created = world.call('POST', `/containers/create?name=${name}`, body);
  if (expected === 201 && created.status === 201) model.create(name, (created.body as { Id: string }).Id, wishes);
  return [expected, created.status];
}

interface Picture {
  readonly members: Readonly<Record<string, readonly string[]>>;
  readonly inspected: Readonly<Record<string, readonly string[]>>;
  readonly hosts: Readonly<Record<string, readonly string[]>>;
  readonly answers: Readonly<Record<string, readonly string[] | undefined>>;
}

/** Everything that can be seen of the networks, as it should be. */
function expected(model: NetworkModel): Picture {
  const named = (id: string): string => model.boxes.find(each => each.id === id)?.name ?? '';
  const places = model.boxes.map(
    each => [each.name, [...each.places].map(([on, { address }]) => `${on} ${address ?? ''}`).sort()] as const,
  );
  const running = model.boxes.filter(each => each.running);
  return {
    members: Object.fromEntries(
      [...model.networks].map(([name, { members }]) => [name, [...members].map(([id, ip]) => `${named(id)} ${ip}`).sort()]),
    ),
    inspected: Object.fromEntries(places),
    hosts: Object.fromEntries(running.map(each => [each.name, [...each.places.values()].flatMap(({ address }) => address ?? []).sort()])),
    answers: Object.fromEntries(
      questions(model).map(([at, question]) => {
        const from = running.find(each => each.name === at);
        const isReverse = question.startsWith('10.');
        const owner = from && isReverse ? model.ownerName(from, question) : undefined;
        return [`${at} ${question}`, from && (isReverse ? (owner === undefined ? undefined : [owner]) : model.answer(from, question))];
      }),
    ),
  };
}

/** The same as the daemon has it. */
function seen(model: NetworkModel, world: DaemonWorld): Picture {
  const inspect = (
    name: string,
  ): { readonly Id: string; readonly NetworkSettings: { readonly Networks: Record<string, { IPAddress: string }> } } =>
    world.call('GET', `/containers/${name}/json`).body as ReturnType<typeof inspect>;
  const places = (name: string): readonly string[] =>
    Object.entries(inspect(name).NetworkSettings.Networks)
      .map(([on, { IPAddress }]) => `${on} ${IPAddress}`)
      .sort();
  const members = (name: string): readonly string[] => {
    const { Containers } = world.call('GET', `/networks/${name}`).body as {
      Containers: Record<string, { Name: string; IPv4Address: string }>;
    };
    return Object.values(Containers)
      .map(({ Name, IPv4Address }) => `${Name} ${IPv4Address.replace(/\/.*/, '')}`)
      .sort();
  };
  const running = model.boxes.filter(each => each.running);
  return {
    members: Object.fromEntries([...model.networks.keys()].map(name => [name, members(name)])),
    inspected: Object.fromEntries(model.boxes.map(({ name }) => [name, places(name)])),
    hosts: Object.fromEntries(running.map(({ name, id }) => [name, hostsOf(world, id)])),
    answers: Object.fromEntries(questions(model).map(([at, question]) => [`${at} ${question}`, resolve(world, inspect(at).Id, question)])),
  };
}

function questions(model: NetworkModel): readonly (readonly [at: string, question: string])[] {
  const addresses = [...model.networks.values()].flatMap(({ isDefault, members }) => (isDefault ? [] : [...members.values()]));
  const asked = [...boxNames, ...aliases, 'friend', ...addresses, ...model.boxes.map(({ id }) => id.slice(0, 12))];
  return model.boxes.filter(each => each.running).flatMap(({ name }) => asked.map(question => [name, question] as const));
}

function hostsOf(world: DaemonWorld, id: string): readonly string[] {
  const lines = (world.daemon.tree.readFile(`/var/lib/docker/containers/${id}/hosts`) ?? '').split('\n');
  return lines.flatMap(line => (line.endsWith(`\t${id.slice(0, 12)}`) ? [line.split('\t')[0] ?? ''] : [])).sort();
}

/** Asks the embedded name server as a packet to port 53 does. */
function resolve(world: DaemonWorld, id: string, question: string): readonly string[] | undefined {
  const namespace = namespaceOf(world, id);
  const isReverse = question.startsWith('10.');
  const type: RecordType = isReverse ? 'PTR' : 'A';
  const name = isReverse ? reverseName(question) : question;
  const query = encodeDns({ id: 1, response: false, code: 'NOERROR', recursionDesired: true, questions: [{ name, type }], answers: [] });
  const answer = namespace.services.get('127.0.0.11:53')?.(query);
  const found = (answer && decodeDns(answer)?.answers.map(({ value }) => value)) ?? [];
  return found.length > 0 ? found.sort() : undefined;
}

function namespaceOf(world: DaemonWorld, id: string): NetworkStack {
  const namespace = world.daemon.live.get(id)?.sandbox?.namespace;
  if (!(namespace instanceof NetworkStack)) throw new Error(`${id} has no network`);
  return namespace;
}

/** From every running container to every address there is, and to two that nobody has. */
function pings(model: NetworkModel, world: DaemonWorld): { readonly wanted: readonly string[]; readonly got: readonly string[] } {
  const addresses = [...model.networks.values()].flatMap(({ gateway, members }) => [gateway, ...members.values()]);
  const wanted: string[] = [];
  const got: string[] = [];
  for (const from of model.boxes.filter(each => each.running)) {
    for (const ip of [...addresses, '10.1.0.3', '10.9.0.9']) {
      wanted.push(`${from.name} ${ip} ${model.ping(from, ip)}`);
      got.push(`${from.name} ${ip} ${ping(world, from.id, ip)}`);
    }
  }
  return { wanted, got };
}

function ping(world: DaemonWorld, id: string, ip: string): string {
  let result: string | undefined;
  const task = function* (): Task<void> {
    try {
      const { kind } = yield* namespaceOf(world, id).ping(ip, 5000);
      result = kind === 'silence' ? 'lost' : kind;
    } catch (error) {
      if (!isErrno(error, 'ENETUNREACH')) throw error;
      result = 'no route';
    }
  };
  world.scheduler.spawn(task());
  world.scheduler.run({ until: Infinity, maxSteps: 100_000, stop: () => result !== undefined });
  return result ?? 'nothing';
}

test('whatever is made, started, connected and removed: addresses, names, files and reachability agree with a simple model', t => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 40 }), steps => {
      const world = daemonWorld();
      const model = new NetworkModel();
      for (const [index, each] of steps.entries()) {
        const [wanted, got] = play(model, world, each);
        const at = `step ${String(index)}: ${JSON.stringify(each)}`;
        if (wanted !== got) throw new Error(`${at} answered ${String(got)}, not ${String(wanted)}`);
        const [should, is] = [JSON.stringify(expected(model), null, 1), JSON.stringify(seen(model, world), null, 1)];
        if (should !== is) throw new Error(`${at}\nshould ${should}\nis ${is}`);
      }
      const { wanted, got } = pings(model, world);
      if (wanted.join('\n') !== got.join('\n')) throw new Error(`should\n${wanted.join('\n')}\nis\n${got.join('\n')}`);
    }),
    { seed: Number(process.env['DRYDOCK_SEED'] ?? 4), numRuns: Number(process.env['DRYDOCK_RUNS'] ?? 60), includeErrorInReport: true },
  );
  t.pass();
});

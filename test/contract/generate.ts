import fc from 'fast-check';

/** What a generated host has: command lines that make it. */
export interface GeneratedState {
  readonly lines: readonly string[];
  readonly containers: readonly string[];
}

const word = fc.constantFrom('web', 'db', 'cache', 'front.end', 'my_app', 'job-1', 'zz9');
const label = fc.tuple(fc.constantFrom('role', 'com.example.team', 'empty'), fc.constantFrom('front', 'a b', '', 'x=y', '한글'));

const container = fc.record({
  image: fc.constantFrom('alpine', 'nginx', 'alpine:latest'),
  command: fc.constantFrom('', 'sleep 100000', `sh -c 'echo out; echo err >&2; sleep 100000'`, `sh -c 'exit 3'`, `sh -c "echo a; echo b"`),
  state: fc.constantFrom('run', 'run', 'create', 'paused', 'killed', 'stopped'),
  labels: fc.array(label, { maxLength: 2 }),
  ports: fc.subarray(['80', '443/tcp', '53/udp', '127.0.0.1::90', '8000-8002']),
  env: fc.subarray(['A=1', 'B=', 'C=x y', 'D="q"']),
  flags: fc.subarray([
    '-m 64m',
    '--cpus 0.5',
    '--restart on-failure:3',
    '-t',
    '-v data:/data',
    '--tmpfs /run',
    '--hostname hh',
    '--init',
    '-w /tmp',
    '--read-only',
    '-P',
  ]),
  network: fc.constantFrom('', '', '--network front', '--network none', '--network front --network-alias also', '--network host'),
});

/** Hosts with containers in many states, networks, volumes and tags. */
export const states: fc.Arbitrary<GeneratedState> = fc
  .tuple(fc.uniqueArray(word, { minLength: 1, maxLength: 5 }), fc.array(container, { minLength: 5, maxLength: 5 }), fc.boolean())
  .map(([names, specs, extras]) => ({
    containers: names,
    lines: [
      'docker network create front',
      ...(extras
        ? ['docker network create --internal --label a=b back', 'docker tag alpine localhost:5000/x:1', 'docker tag alpine a/b']
        : []),
      ...names.flatMap((name, index) => linesOf(name, specs[index])),
    ],
  }));

type Spec = typeof container extends fc.Arbitrary<infer T> ? T : never;

function linesOf(name: string, spec: Spec | undefined): readonly string[] {
  if (!spec) return [];
  const { image, command, state, labels, ports, env, flags, network } = spec;
  const options = [
    ...labels.map(([key, value]) => `-l '${key}=${value}'`),
    // Without a network of its own a container has no ports.
    ...(/host|none/.test(network)
      ? []
      : ports.map(port => (port.includes(':') ? `-p ${port}` : `-p ${port.includes('-') ? port : `0:${port}`.replace('0:', '')}`))),
    ...env.map(item => `-e '${item}'`),
    ...flags.filter(flag => image !== 'nginx' || flag !== '--read-only'),
    network,
  ].join(' ');
  const make = state === 'create' ? 'docker create' : 'docker run -d';
  const after: Readonly<Record<string, string>> = { paused: 'docker pause', killed: 'docker kill', stopped: 'docker stop -t 0' };
  return [
    `${make} --name ${name} ${options} ${image} ${command}`,
    ...(after[state] === undefined ? [] : [`${after[state]} ${name}`]),
    'sleep 7',
  ];
}

/** The fields that rows of each command have. Those of types like int64 and container.NetworkMode are left out: only error texts tell them from int and string. */
const fields = {
  ps: 'ID Image Command CreatedAt RunningFor Ports State Status Size Names Labels Mounts LocalVolumes Networks Platform Nope'.split(' '),
  images: 'ID Repository Tag Digest CreatedSince CreatedAt Size SharedSize UniqueSize VirtualSize Containers Nope'.split(' '),
  networks: 'ID Name Driver Scope IPv6 Internal Labels CreatedAt'.split(' '),
  volumes: 'Name Driver Scope Mountpoint Labels Links Size'.split(' '),
  inspect:
    'Id Name Path Args Created Image RestartCount Driver Platform State.Status State.Running State.Pid State.ExitCode State.StartedAt Config.Image Config.Env Config.Cmd Config.Labels Config.Hostname HostConfig.RestartPolicy HostConfig.PortBindings NetworkSettings.Ports NetworkSettings.IPAddress Mounts State.Nope Nope Config.Labels.role'.split(
      ' ',
    ),
  stats: 'Container ID Name MemUsage MemPerc PIDs NetIO BlockIO'.split(' '),
  events: 'ID Status From Actor.ID Actor.Attributes Scope'.split(' '),
  info: 'ID Containers ContainersRunning ContainersPaused Images Driver ServerVersion OperatingSystem NCPU Name Nope'.split(' '),
  version: 'Client.Version Client.GoVersion Server.Version Server.APIVersion Server.Os Client.Nope'.split(' '),
};

/** One part of a template over a field. */
const part = (field: string): fc.Arbitrary<string> =>
  fc.constantFrom(
    `{{.${field}}}`,
    `{{json .${field}}}`,
    `{{ .${field} | json }}`,
    `{{len .${field}}}`,
    `{{upper .${field}}}`,
    `{{.${field} | lower | title}}`,
    `{{printf "%-12s|%v|%q" .${field} .${field} .${field}}}`,
    `{{printf "%d" .${field}}}`,
    `{{if .${field}}}yes{{else}}no{{end}}`,
    `{{with .${field}}}[{{.}}]{{else}}none{{end}}`,
    `{{eq .${field} "running"}}`,
    `{{ne .${field} 0}}`,
    `{{and .${field} "x"}} {{or .${field} "y"}} {{not .${field}}}`,
    `{{split .${field} ","}}`,
    `{{join (split .${field} ",") "/"}}`,
    `{{truncate .${field} 5}}`,
    `{{pad .${field} 1 2}}`,
    `{{println .${field}}}`,
    `{{range $i, $e := split .${field} ","}}{{$i}}={{$e}};{{end}}`,
    `{{$x := .${field}}}{{$x}}{{- /* c */ -}} !`,
    `{{index .${field} 0}}`,
    `{{slice .${field} 0 2}}`,
    `{{html .${field}}} {{js .${field}}} {{urlquery .${field}}}`,
    `{{.${field}.Deeper}}`,
    `{{nope .${field}}}`,
  );

function template(names: readonly string[]): fc.Arbitrary<string> {
  const whole = fc.array(fc.constantFrom(...names).chain(part), { minLength: 1, maxLength: 3 }).map(parts => parts.join(' '));
  // Now and then one that was cut off, which is an error with words of its own.
  return fc.oneof(
    { weight: 8, arbitrary: whole },
    { weight: 1, arbitrary: whole.map(text => `table ${text}`) },
    { weight: 1, arbitrary: fc.tuple(whole, fc.nat(40)).map(([text, length]) => text.slice(0, length)) },
    { weight: 1, arbitrary: fc.constantFrom('table', 'json', 'raw', '', 'table {{.ID}}\\t{{.Nope}}', '{{', '{{end}}', '{{.}', '}}') },
  );
}

/** Views of a host: the words after `docker`. */
export function views({ containers }: GeneratedState): fc.Arbitrary<readonly string[]> {
  const name = fc.constantFrom(...containers, 'nosuch');
  const withFormat = (words: readonly string[], names: readonly string[]): fc.Arbitrary<readonly string[]> =>
    fc.oneof(
      fc.constant(words),
      template(names).map(text => [...words, '--format', text]),
    );
  const psFilter = fc.constantFrom(
    ...[
      'status=running',
      'status=exited',
      'name=we',
      'label=role',
      'label=role=front',
      'ancestor=alpine',
      'network=front',
      'exited=3',
      'publish=80',
    ],
    ...['expose=80/tcp', 'volume=data', 'before=web', 'status=bad', 'bad=x', 'bad', 'health=none', 'id=a'],
  );
  const ps = fc
    .tuple(fc.subarray(['-a', '-q', '--no-trunc', '-s', '-l', '-n=2']), fc.option(psFilter, { nil: undefined }))
    .chain(([flags, filter]) => withFormat(['ps', ...flags, ...(filter === undefined ? [] : ['-f', filter])], fields.ps));
  return fc.oneof(
    { weight: 4, arbitrary: ps },
    { weight: 3, arbitrary: name.chain(one => withFormat(['inspect', one], fields.inspect)) },
    fc.subarray(['-a', '-q', '--no-trunc', '--digests']).chain(flags => withFormat(['images', ...flags], fields.images)),
    name.map(one => ['logs', one]),
    fc.tuple(name, fc.constantFrom('-t', '-n=1', '--details', '--since=1m')).map(([one, flag]) => ['logs', flag, one]),
    fc.tuple(name, fc.constantFrom([], ['80'], ['80/tcp'], ['x'])).map(([one, rest]) => ['port', one, ...rest]),
    fc.tuple(name, fc.constantFrom([], ['-o', 'pid,comm'], ['aux'], ['-bad'])).map(([one, rest]) => ['top', one, ...rest]),
    fc.subarray(['-q', '--no-trunc']).chain(flags => withFormat(['network', 'ls', ...flags], fields.networks)),
    withFormat(['volume', 'ls'], fields.volumes),
    name.chain(one => template(fields.stats).map(text => ['stats', '--no-stream', '--format', text, one])),
    template(fields.info).map(text => ['info', '--format', text]),
    template(fields.version).map(text => ['version', '--format', text]),
    fc.constantFrom(['version'], ['system', 'df'], ['system', 'df', '-v'], ['history', 'nginx'], ['network', 'inspect', 'front']),
    fc
      .tuple(name, fc.constantFrom('type=container', 'event=die', 'label=role', 'bad=x'))
      .chain(([one, filter]) =>
        withFormat(['events', '--since', '0', '--until', '{now}', '-f', `container=${one}`, '-f', filter], fields.events),
      ),
  );
}

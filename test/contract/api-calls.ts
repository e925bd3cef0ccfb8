/** One call of the Engine API and the whole of its answer. */
export interface ContractRow {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly json?: unknown;
  readonly status: number;
  /** `{web}` stands for the id that was remembered under `web`; left out, only the status counts. */
  readonly body?: unknown;
  /** Remembers the `Id` of the answer. */
  readonly remember?: string;
}

const message = (text: string): { message: string } => ({ message: text });

/** Calls in their order on a host that has the images alpine and nginx and nothing else (recorded from Engine 28). */
export const apiCalls: readonly ContractRow[] = [
  { method: 'GET', path: '/_ping', status: 200, body: 'OK' },
  { method: 'GET', path: '/containers/json', status: 200, body: [] },
  { method: 'GET', path: '/nosuch', status: 404, body: message('page not found') },
  { method: 'POST', path: '/info', status: 404, body: message('page not found') },
  {
    method: 'GET',
    path: '/v1.10/info',
    status: 400,
    body: message('client version 1.10 is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version'),
  },
  {
    method: 'GET',
    path: '/v1.99/info',
    status: 400,
    body: message('client version 1.99 is too new. Maximum supported API version is 1.50'),
  },

  // ── creating ───────────────────────────────────────────────────────────────────────────────────────────────────────
  { method: 'POST', path: '/containers/create', status: 400, body: message('invalid JSON: got EOF while reading request body') },
  {
    method: 'POST',
    path: '/containers/create',
    json: {},
    status: 400,
    body: message('config cannot be empty in order to create a container'),
  },
  { method: 'POST', path: '/containers/create', json: { Image: '' }, status: 400, body: message('no command specified') },
  { method: 'POST', path: '/containers/create', json: { Image: 'nosuch' }, status: 404, body: message('No such image: nosuch:latest') },
  {
    method: 'POST',
    path: '/containers/create',
    json: { Image: 5 },
    status: 400,
    body: message('invalid JSON: json: cannot unmarshal number into Go struct field .Image of type string'),
  },
  {
    method: 'POST',
    path: '/containers/create?name=x',
    json: { Image: 'alpine' },
    status: 400,
    body: message('Invalid container name (x), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed'),
  },
  {
    method: 'POST',
    path: '/containers/create',
    json: { Image: 'alpine', HostConfig: { Memory: 1 } },
    status: 400,
    body: message('Minimum memory limit allowed is 6MB'),
  },
  {
    method: 'POST',
    path: '/containers/create',
    json: { Image: 'alpine', Env: ['=x'] },
    status: 400,
    body: message('invalid environment variable: =x'),
  },
  {
    method: 'POST',
    path: '/containers/create',
    json: { Image: 'alpine', StopSignal: 'BOGUS' },
    status: 400,
    body: message('invalid signal: BOGUS'),
  },
  {
    method: 'POST',
    path: '/containers/create',
    json: { Image: 'alpine', HostConfig: { AutoRemove: true, RestartPolicy: { Name: 'always' } } },
    status: 400,
    body: message("can't create 'AutoRemove' container with restart policy"),
  },
  {
    method: 'POST',
    path: '/containers/create',
    json: { Image: 'alpine', HostConfig: { Links: ['nothere:db'] } },
    status: 400,
    body: message('could not get container for nothere: No such container: nothere'),
  },
  {
    method: 'POST',
    path: '/containers/create',
    json: { Image: 'alpine', HostConfig: { Binds: ['vv:/x', 'vv:/x'] } },
    status: 400,
    body: message('Duplicate mount point: /x'),
  },
  {
    method: 'POST',
    path: '/containers/create',
    json: { Image: 'alpine', HostConfig: { Binds: ['a:b:c:d'] } },
    status: 500,
    body: message("invalid volume specification: 'a:b:c:d'"),
  },
  {
    method: 'POST',
    path: '/containers/create',
    json: { Image: 'alpine', HostConfig: { CapDrop: ['x'] } },
    status: 400,
    body: message('invalid CapDrop: unknown capability: "CAP_X"'),
  },
  {
    method: 'POST',
    path: '/containers/create',
    json: { Image: 'alpine', HostConfig: { CpusetCpus: '5' } },
    status: 400,
    body: message('Requested CPUs are not available - requested 5, available: 0-1'),
  },
  {
    method: 'POST',
    path: '/containers/create?name=web',
    json: { Image: 'alpine', Cmd: ['sleep', '1000'] },
    status: 201,
    body: { Id: '{web}', Warnings: [] },
    remember: 'web',
  },
  {
    method: 'POST',
    path: '/containers/create?name=web',
    json: { Image: 'alpine' },
    status: 409,
    body: message(
      'Conflict. The container name "/web" is already in use by container "{web}". You have to remove (or rename) that container to be able to reuse that name.',
    ),
  },

  // ── life ───────────────────────────────────────────────────────────────────────────────────────────────────────────
  { method: 'POST', path: '/containers/web/stop', status: 304 },
  { method: 'POST', path: '/containers/web/pause', status: 409, body: message('container {web} is not running') },
  {
    method: 'POST',
    path: '/containers/web/kill',
    status: 409,
    body: message('cannot kill container: web: container {web} is not running'),
  },
  { method: 'GET', path: '/containers/web/top', status: 409, body: message('container {web} is not running') },
  { method: 'POST', path: '/containers/web/exec', json: { Cmd: ['ls'] }, status: 409, body: message('container {web} is not running') },
  { method: 'POST', path: '/containers/web/start', status: 204 },
  { method: 'POST', path: '/containers/web/start', status: 304 },
  {
    method: 'DELETE',
    path: '/containers/web',
    status: 409,
    body: message('cannot remove container "web": container is running: stop the container before removing or force remove'),
  },
  { method: 'POST', path: '/containers/web/exec', json: {}, status: 400, body: message('No exec command specified') },
  {
    method: 'POST',
    path: '/containers/web/exec',
    json: { Cmd: ['id'], User: 'ghost' },
    status: 400,
    body: message('unable to find user ghost: no matching entries in passwd file'),
  },
  { method: 'POST', path: '/containers/web/kill?signal=x', status: 400, body: message('cannot kill container: web: invalid signal: x') },
  { method: 'POST', path: '/containers/web/rename', status: 400, body: message('Neither old nor new names may be empty') },
  {
    method: 'POST',
    path: '/containers/web/rename?name=x',
    status: 400,
    body: message('Error when allocating new name: Invalid container name (/x), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed'),
  },
  {
    method: 'POST',
    path: '/containers/web/rename?name=web',
    status: 400,
    body: message('Renaming a container with the same name as its current name'),
  },
  { method: 'POST', path: '/containers/web/wait?condition=foo', status: 400, body: message('invalid condition: "foo"') },
  { method: 'GET', path: '/containers/web/logs', status: 400, body: message('Bad parameters: you must choose at least one stream') },
  {
    method: 'GET',
    path: '/containers/web/logs?stdout=1&since=x',
    status: 500,
    body: message('strconv.ParseInt: parsing "x": invalid syntax'),
  },
  { method: 'POST', path: '/containers/web/stop?t=x', status: 500, body: message('strconv.Atoi: parsing "x": invalid syntax') },
  { method: 'POST', path: '/containers/web/resize', status: 400, body: message('invalid resize height "": invalid syntax') },
  { method: 'GET', path: '/containers/web/archive', status: 400, body: message('bad parameter: pathcannot be empty') },
  {
    method: 'GET',
    path: '/containers/web/archive?path=/nope',
    status: 404,
    body: message('Could not find the file /nope in container web'),
  },
  { method: 'GET', path: '/containers/web/changes', status: 200, body: null },
  {
    method: 'POST',
    path: '/containers/web/update',
    json: { Memory: 10_000_000 },
    status: 409,
    body: message(
      'Cannot update container {web}: Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time',
    ),
  },
  { method: 'POST', path: '/containers/web/update', json: {}, status: 200, body: { Warnings: null } },
  {
    method: 'POST',
    path: '/containers/web/kill?signal=99',
    status: 400,
    body: message('cannot kill container: web: the linux daemon does not support signal 99'),
  },
  { method: 'POST', path: '/containers/web/stop?signal=x', status: 500, body: message('cannot stop container: web: invalid signal: x') },
  {
    method: 'POST',
    path: '/containers/web/restart?signal=x',
    status: 500,
    body: message('Cannot restart container web: invalid signal: x'),
  },
  { method: 'GET', path: '/containers/web/stats?one-shot=1', status: 400, body: message('cannot have stream=true and one-shot=true') },
  {
    method: 'DELETE',
    path: '/containers/web?link=1',
    status: 500,
    body: message('Conflict, cannot remove the default link name of the container'),
  },
  {
    method: 'GET',
    path: '/containers/web/archive?path=/etc/hostname/x',
    status: 500,
    body: message('lstat /etc/hostname/x: not a directory'),
  },
  { method: 'POST', path: '/containers/web/unpause', status: 500, body: message('Container {web} is not paused') },
  { method: 'POST', path: '/containers/create?name=bad', json: { Image: 'alpine', Cmd: ['nope'] }, status: 201 },
  { method: 'POST', path: '/containers/bad/start', status: 400 },
  {
    method: 'POST',
    path: '/containers/bad/wait',
    status: 200,
    body: [
      {
        Error: {
          Message:
            'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nope": executable file not found in $PATH',
        },
        StatusCode: 127,
      },
    ],
  },
  { method: 'DELETE', path: '/containers/bad', status: 204 },
  { method: 'POST', path: '/containers/web/pause', status: 204 },
  { method: 'POST', path: '/containers/web/pause', status: 409, body: message('Container {web} is already paused') },
  { method: 'POST', path: '/containers/web/start', status: 409, body: message('cannot start a paused container, try unpause instead') },
  {
    method: 'POST',
    path: '/containers/web/exec',
    json: { Cmd: ['ls'] },
    status: 409,
    body: message('Container web is paused, unpause the container before exec'),
  },
  {
    method: 'POST',
    path: '/containers/web/attach',
    status: 409,
    body: message('You cannot attach to a paused container, unpause it first'),
  },
  { method: 'POST', path: '/containers/web/unpause', status: 204 },
  { method: 'POST', path: '/containers/web/unpause', status: 500, body: message('Container {web} is not paused') },
  { method: 'POST', path: '/containers/web/kill', status: 204 },
  { method: 'POST', path: '/containers/web/wait', status: 200, body: [{ StatusCode: 137 }] },

  // ── lists ──────────────────────────────────────────────────────────────────────────────────────────────────────────
  { method: 'GET', path: '/containers/json?filters=x', status: 400, body: message('invalid filter') },
  { method: 'GET', path: '/containers/json?filters={"bogus":["x"]}', status: 400, body: message("invalid filter 'bogus'") },
  {
    method: 'GET',
    path: '/containers/json?filters={"status":["x"]}',
    status: 400,
    body: message(
      "invalid filter 'status=x': invalid value for state (x): must be one of created, running, paused, restarting, removing, exited, dead",
    ),
  },
  {
    method: 'GET',
    path: '/containers/json?filters={"health":["x"]}',
    status: 400,
    body: message("invalid filter 'health=x': invalid value for health (x): must be one of none, starting, healthy, unhealthy"),
  },
  {
    method: 'GET',
    path: '/containers/json?filters={"exited":["x"]}',
    status: 400,
    body: message('invalid filter \'exited=x\': strconv.Atoi: parsing "x": invalid syntax'),
  },
  { method: 'GET', path: '/containers/json?filters={"before":["x"]}', status: 404, body: message('No such container: x') },
  {
    method: 'GET',
    path: '/containers/json?filters={"publish":["x"]}',
    status: 500,
    body: message('error while looking up for publish x: strconv.ParseUint: parsing "x": invalid syntax'),
  },
  { method: 'GET', path: '/containers/json?filters={"is-task":["x"]}', status: 400, body: message("invalid filter 'is-task=[x]'") },
  { method: 'GET', path: '/containers/json?limit=x', status: 500, body: message('strconv.Atoi: parsing "x": invalid syntax') },
  { method: 'GET', path: '/exec/nope/json', status: 404, body: message('No such exec instance: nope') },
  { method: 'GET', path: '/system/df?type=x', status: 400, body: message('unknown object type: x') },

  // ── networks ───────────────────────────────────────────────────────────────────────────────────────────────────────
  {
    method: 'POST',
    path: '/networks/create',
    json: { Name: 'front' },
    status: 201,
    body: { Id: '{front}', Warning: '' },
    remember: 'front',
  },
  {
    method: 'POST',
    path: '/networks/create',
    json: { Name: 'front' },
    status: 409,
    body: message('network with name front already exists'),
  },
  { method: 'POST', path: '/networks/create', json: {}, status: 400, body: message('invalid name: name is empty') },
  {
    method: 'POST',
    path: '/networks/create',
    json: { Name: 'bridge' },
    status: 403,
    body: message('operation is not permitted on predefined bridge network '),
  },
  {
    method: 'POST',
    path: '/networks/create',
    json: { Name: 'x', Driver: 'bogus' },
    status: 404,
    body: message('plugin "bogus" not found'),
  },
  {
    method: 'POST',
    path: '/networks/create',
    json: { Name: 'x', Driver: 'host' },
    status: 403,
    body: message('only one instance of "host" network is allowed'),
  },
  {
    method: 'POST',
    path: '/networks/create',
    json: { Name: 'x', IPAM: { Config: [{ Subnet: '172.17.0.0/24' }] } },
    status: 403,
    body: message('invalid pool request: Pool overlaps with other one on this address space'),
  },
  {
    method: 'POST',
    path: '/networks/create',
    json: { Name: 'x', IPAM: { Config: [{ Subnet: '10.1.0.0/24', Gateway: '1.2.3.4' }] } },
    status: 400,
    body: message("invalid network config:\ninvalid gateway 1.2.3.4: parent subnet 10.1.0.0/24 doesn't contain this address"),
  },
  {
    method: 'POST',
    path: '/networks/create',
    json: { Name: 'x', IPAM: { Config: [{ Subnet: '10.1.0.1/24' }] } },
    status: 400,
    body: message('invalid network config:\ninvalid subnet 10.1.0.1/24: it should be 10.1.0.0/24'),
  },
  { method: 'GET', path: '/networks/nothere', status: 404, body: message('network nothere not found') },
  { method: 'DELETE', path: '/networks/bridge', status: 403, body: message('bridge is a pre-defined network and cannot be removed') },
  // Of a container that does not run, dockerd asks for the network when it starts.
  { method: 'POST', path: '/networks/nope/connect', json: { Container: 'web' }, status: 200 },
  { method: 'POST', path: '/networks/nope/disconnect', json: { Container: 'web' }, status: 200 },
  { method: 'POST', path: '/networks/front/connect', json: { Container: 'nope' }, status: 404, body: message('No such container: nope') },
  {
    method: 'POST',
    path: '/networks/front/disconnect',
    json: { Container: 'web' },
    status: 500,
    body: message('container {web} is not connected to the network front'),
  },
  {
    method: 'POST',
    path: '/networks/host/connect',
    json: { Container: 'web' },
    status: 400,
    body: message('cannot connect container to host network - container must be created in host network mode'),
  },
  { method: 'GET', path: '/networks?filters={"type":["x"]}', status: 500, body: message("invalid filter: 'type'='x'") },
  { method: 'POST', path: '/networks/prune', status: 200, body: { NetworksDeleted: ['front'] } },
  { method: 'POST', path: '/networks/prune', status: 200, body: { NetworksDeleted: null } },

  // ── volumes ────────────────────────────────────────────────────────────────────────────────────────────────────────
  { method: 'GET', path: '/volumes/nothere', status: 404, body: message('get nothere: no such volume') },
  {
    method: 'POST',
    path: '/volumes/create',
    json: { Name: 'a' },
    status: 400,
    body: message('create a: volume name is too short, names should be at least two alphanumeric characters'),
  },
  {
    method: 'POST',
    path: '/volumes/create',
    json: { Name: 'bad name' },
    status: 400,
    body: message(
      'create bad name: "bad name" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path',
    ),
  },
  {
    method: 'POST',
    path: '/volumes/create',
    json: { Name: 'data', Driver: 'bogus' },
    status: 404,
    body: message('create data: error looking up volume plugin bogus: plugin "bogus" not found'),
  },
  {
    method: 'POST',
    path: '/volumes/create',
    json: { Name: 'data', DriverOpts: { foo: 'x' } },
    status: 400,
    body: message('create data: invalid option: "foo"'),
  },
  { method: 'GET', path: '/volumes?filters={"x":["y"]}', status: 400, body: message("invalid filter 'x'") },
  { method: 'GET', path: '/volumes?filters={"dangling":["y"]}', status: 400, body: message("invalid filter 'dangling=[y]'") },
  { method: 'POST', path: '/volumes/prune', status: 200, body: { VolumesDeleted: [], SpaceReclaimed: 0 } },

  // ── the end ────────────────────────────────────────────────────────────────────────────────────────────────────────
  { method: 'DELETE', path: '/containers/web', status: 204 },
  { method: 'DELETE', path: '/containers/web', status: 404, body: message('No such container: web') },
  { method: 'POST', path: '/containers/prune', status: 200, body: { ContainersDeleted: null, SpaceReclaimed: 0 } },
];

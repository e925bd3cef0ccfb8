/** What went wrong, as far as a caller must know to react; `api/status.ts` gives each its HTTP status. */
export type ErrorKind =
  | 'not-found'
  | 'conflict'
  | 'invalid'
  | 'unauthorized'
  | 'forbidden'
  | 'not-modified'
  | 'not-implemented'
  | 'unavailable'
  | 'system';

/** An answer of the daemon that is no success. The message is Docker's, word for word. */
export class DaemonError extends Error {
  override readonly name = 'DaemonError';
  readonly kind: ErrorKind;

  constructor(kind: ErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

const notFound = (message: string): DaemonError => new DaemonError('not-found', message);
/** Something that the present state does not allow. */
export const conflict = (message: string): DaemonError => new DaemonError('conflict', message);
/** Something that Docker does not let anybody do. */
export const forbidden = (message: string): DaemonError => new DaemonError('forbidden', message);
const system = (message: string): DaemonError => new DaemonError('system', message);

/** A request that makes no sense, in the words of whoever noticed. */
export const invalid = (message: string): DaemonError => new DaemonError('invalid', message);
/** A failure without a kind of its own in Docker. */
export const failed = (message: string): DaemonError => system(message);
/** Something real that Drydock does not do. */
export const notSimulated = (what: string): DaemonError => new DaemonError('not-implemented', `drydock: ${what} is not simulated`);
/** Something already is as asked; the answer has no body. */
export const notModified = (): DaemonError => new DaemonError('not-modified', '');

// ── requests ─────────────────────────────────────────────────────────────────────────────────────────────────────────
export const pageNotFound = (): DaemonError => notFound('page not found');
export const clientTooOld = (version: string, oldest: string): DaemonError =>
  invalid(
    `client version ${version} is too old. Minimum supported API version is ${oldest}, please upgrade your client to a newer version`,
  );
export const clientTooNew = (version: string, newest: string): DaemonError =>
  invalid(`client version ${version} is too new. Maximum supported API version is ${newest}`);
export const emptyBody = (): DaemonError => invalid('invalid JSON: got EOF while reading request body');
export const wrongType = (found: string, field: string, wanted: string): DaemonError =>
  invalid(`invalid JSON: json: cannot unmarshal ${found} into Go struct field .${field} of type ${wanted}`);
export const invalidFilter = (name: string): DaemonError => invalid(name === '' ? 'invalid filter' : `invalid filter '${name}'`);
export const badFilters = (): DaemonError => invalid('invalid filter');

// ── finding containers ───────────────────────────────────────────────────────────────────────────────────────────────
export const noSuchContainer = (reference: string): DaemonError => notFound(`No such container: ${reference}`);
export const ambiguousPrefix = (prefix: string): DaemonError => notFound(`multiple IDs found with provided prefix: ${prefix}`);
export const emptyReference = (): DaemonError => invalid('invalid name or ID supplied: ""');
export const noSuchExec = (id: string): DaemonError => notFound(`No such exec instance: ${id}`);
export const noSuchImage = (reference: string): DaemonError => notFound(`No such image: ${reference}`);

// ── names ────────────────────────────────────────────────────────────────────────────────────────────────────────────
export const invalidContainerName = (name: string): DaemonError =>
  invalid(`Invalid container name (${name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
export const nameInUse = (name: string, owner: string): DaemonError =>
  conflict(
    `Conflict. The container name "${name}" is already in use by container "${owner}". You have to remove (or rename) that container to be able to reuse that name.`,
  );
export const renameNeedsNames = (): DaemonError => invalid('Neither old nor new names may be empty');
export const renameToItself = (): DaemonError => invalid('Renaming a container with the same name as its current name');
export const renameFailed = (cause: DaemonError): DaemonError =>
  new DaemonError(cause.kind, `Error when allocating new name: ${cause.message}`);

// ── creating ─────────────────────────────────────────────────────────────────────────────────────────────────────────
export const emptyConfig = (): DaemonError => invalid('config cannot be empty in order to create a container');
export const noCommand = (): DaemonError => invalid('no command specified');
export const relativeWorkingDirectory = (path: string): DaemonError =>
  invalid(`the working directory '${path}' is invalid, it needs to be an absolute path`);
export const noSuchLogDriver = (name: string): DaemonError =>
  invalid(`error looking up logging plugin ${name}: plugin "${name}" not found`);
export const unknownLogOption = (option: string, driver: string): DaemonError =>
  invalid(driver === 'local' ? `unknown log opt '${option}' for log driver local` : `unknown log opt '${option}' for ${driver} log driver`);
export const noContainerFor = (reference: string, cause: DaemonError): DaemonError =>
  invalid(`could not get container for ${reference}: ${cause.message}`);
export const defaultLinkName = (): DaemonError => system('Conflict, cannot remove the default link name of the container');
export const conflictingOptions = (what: string): DaemonError => invalid(`conflicting options: ${what}`);

// ── state ────────────────────────────────────────────────────────────────────────────────────────────────────────────
export const notRunning = (id: string): DaemonError => conflict(`container ${id} is not running`);
export const alreadyPaused = (id: string): DaemonError => conflict(`Container ${id} is already paused`);
export const notPaused = (id: string): DaemonError => system(`Container ${id} is not paused`);
export const restarting = (id: string): DaemonError => conflict(`Container ${id} is restarting, wait until the container is running`);
export const pausedForExec = (name: string): DaemonError => conflict(`Container ${name} is paused, unpause the container before exec`);
export const pausedForStart = (): DaemonError => conflict('cannot start a paused container, try unpause instead');
export const deadForStart = (): DaemonError => conflict('container is marked for removal and cannot be started');
export const pausedForAttach = (): DaemonError => conflict('You cannot attach to a paused container, unpause it first');
export const restartingForAttach = (): DaemonError => conflict('You cannot attach to a restarting container, wait until it is running');
export const execAlreadyRunning = (id: string): DaemonError => conflict(`exec command ${id} is already running`);
export const execAlreadyRan = (id: string): DaemonError => conflict(`exec command ${id} has already run`);
export const noExecCommand = (): DaemonError => invalid('No exec command specified');
export const cannotKill = (reference: string, cause: DaemonError): DaemonError =>
  new DaemonError(cause.kind, `cannot kill container: ${reference}: ${cause.message}`);
export const cannotRestart = (reference: string, cause: DaemonError): DaemonError =>
  new DaemonError(cause.kind, `Cannot restart container ${reference}: ${cause.message}`);
export const unknownSignal = (text: string): DaemonError => invalid(`invalid signal: ${text}`);
export const removeRunning = (name: string): DaemonError =>
  conflict(`cannot remove container "${name}": container is running: stop the container before removing or force remove`);
export const removePaused = (name: string): DaemonError =>
  conflict(`cannot remove container "${name}": container is paused and must be unpaused first`);
export const removeRestarting = (name: string): DaemonError =>
  conflict(`cannot remove container "${name}": container is restarting: stop the container before removing or force remove`);
export const removalInProgress = (name: string): DaemonError => conflict(`removal of container ${name} is already in progress`);
export const cannotUpdate = (id: string, cause: DaemonError): DaemonError =>
  new DaemonError(cause.kind, `Cannot update container ${id}: ${cause.message}`);

// ── running ──────────────────────────────────────────────────────────────────────────────────────────────────────────
export const unknownUser = (name: string): DaemonError => invalid(`unable to find user ${name}: no matching entries in passwd file`);
export const unknownGroup = (name: string): DaemonError => invalid(`unable to find group ${name}: no matching entries in group file`);
export const createTaskProblem = (cause: string): DaemonError => invalid(`failed to create task for container: ${cause}`);
export const createContainerFailed = (cause: string): DaemonError =>
  invalid(`failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: ${cause}`);
export const createTaskFailed = (cause: string): DaemonError => createContainerFailed(`unable to start container process: ${cause}`);
export const idOutOfRange = (): DaemonError => invalid('uids and gids must be in range 0-2147483647');
export const extractionPoint = (): DaemonError => invalid('extraction point is not a directory');
export const readOnlyVolume = (): DaemonError => forbidden('mounted volume is marked read-only');
export const readOnlyRoot = (): DaemonError => forbidden('container rootfs is marked read-only');
export const execRefused = (cause: string): DaemonError => invalid(`OCI runtime exec failed: exec failed: ${cause}`);
export const execFailed = (cause: string): DaemonError => execRefused(`unable to start container process: ${cause}`);
export const networkingFailed = (cause: DaemonError): DaemonError =>
  new DaemonError(cause.kind, `failed to set up container networking: ${cause.message}`);
export const logsUnreadable = (): DaemonError => new DaemonError('not-implemented', 'configured logging driver does not support reading');
export const noStreamChosen = (): DaemonError => invalid('Bad parameters: you must choose at least one stream');
export const noPidField = (): DaemonError => system("Couldn't find PID field in ps output");
export const psFailed = (output: string): DaemonError => system(`ps: ${output}`);

// ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────────
export const noSuchFile = (path: string, container: string): DaemonError =>
  notFound(`Could not find the file ${path} in container ${container}`);

// ── networks ─────────────────────────────────────────────────────────────────────────────────────────────────────────
export const noSuchNetwork = (reference: string): DaemonError => notFound(`network ${reference} not found`);
export const ambiguousNetwork = (prefix: string, matches: number): DaemonError =>
  invalid(`network ${prefix} is ambiguous (${String(matches)} matches found based on ID prefix)`);
/** The same where a network is asked about. */
export const ambiguousNetworkToShow = (prefix: string, matches: number): DaemonError =>
  invalid(`${String(matches)} matches found based on ID prefix: network ${prefix} is ambiguous`);
export const networkExists = (name: string): DaemonError => conflict(`network with name ${name} already exists`);
export const predefinedNetwork = (name: string): DaemonError => forbidden(`operation is not permitted on predefined ${name} network `);
export const noSuchPlugin = (name: string): DaemonError => notFound(`plugin "${name}" not found`);
export const removePredefined = (name: string): DaemonError => forbidden(`${name} is a pre-defined network and cannot be removed`);
export const activeEndpoints = (network: string, members: readonly string[]): DaemonError =>
  forbidden(`error while removing network: network ${network} has active endpoints (${members.join(', ')})`);
/** Several complaints come as a list (moby internal/multierror). */
export const joined = (problems: readonly string[]): string =>
  (problems.length > 1 ? problems.map(text => `* ${text}`) : problems).join('\n');
export const invalidNetworkConfig = (problems: readonly string[]): DaemonError => invalid(`invalid network config:\n${joined(problems)}`);
export const poolOverlap = (): DaemonError => forbidden('invalid pool request: Pool overlaps with other one on this address space');
export const poolsExhausted = (): DaemonError => invalid('all predefined address pools have been fully subnetted');
export const endpointExists = (endpoint: string, network: string): DaemonError =>
  forbidden(`endpoint with name ${endpoint} already exists in network ${network}`);
export const notConnected = (container: string, network: string): DaemonError =>
  system(`container ${container} is not connected to network ${network}`);
/** The same of a container that does not run. */
export const notOnNetwork = (container: string, network: string): DaemonError =>
  system(`container ${container} is not connected to the network ${network}`);
export const hostNetworkLate = (): DaemonError =>
  invalid('cannot connect container to host network - container must be created in host network mode');
export const hostNetworkFixed = (): DaemonError =>
  forbidden('cannot disconnect container from host network - container was created in host network mode');
export const sharedNamespace = (): DaemonError =>
  invalid('container sharing network namespace with another container or host cannot be connected to any other network');
export const noneIsPrivate = (): DaemonError =>
  invalid('container cannot be connected to multiple networks with one of the networks in private (none) mode');
export const addressInUse = (): DaemonError => forbidden('Address already in use');
export const noAddressLeft = (name: string, id: string): DaemonError =>
  system(`no available IPv4 addresses on this network's address pools: ${name} (${id})`);
export const linkToStopped = (target: string, link: string): DaemonError =>
  system(`Cannot link to a non running container: /${target} AS /${link}`);
export const notOnBridge = (id: string): DaemonError => system(`container ${id} not attached to default bridge network`);
export const connectivityFailed = (endpoint: string, id: string, cause: string): DaemonError =>
  system(`driver failed programming external connectivity on endpoint ${endpoint} (${id}): ${cause}`);
export const joinFailed = (cause: DaemonError): DaemonError =>
  new DaemonError(cause.kind, `joining network namespace of container: ${cause.message}`);

// ── volumes ──────────────────────────────────────────────────────────────────────────────────────────────────────────
export const noSuchVolume = (name: string): DaemonError => notFound(name === '' ? 'get: no such volume' : `get ${name}: no such volume`);
export const volumeInUse = (name: string, users: readonly string[]): DaemonError =>
  conflict(`remove ${name}: volume is in use - [${users.join(', ')}]`);
export const invalidVolumeName = (name: string): DaemonError =>
  invalid(
    `create ${name}: "${name}" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`,
  );
export const shortVolumeName = (name: string): DaemonError =>
  invalid(`create ${name}: volume name is too short, names should be at least two alphanumeric characters`);
export const noSuchVolumeDriver = (name: string, driver: string): DaemonError =>
  notFound(`create ${name}: error looking up volume plugin ${driver}: plugin "${driver}" not found`);
export const volumeSpec = (specification: string, cause?: string): DaemonError =>
  system(`invalid volume specification: '${specification}'${cause === undefined ? '' : `: ${cause}`}`);
export const invalidMode = (mode: string): DaemonError => system(`invalid mode: ${mode}`);
export const invalidMount = (type: string, cause: string): DaemonError => invalid(`invalid mount config for type "${type}": ${cause}`);
export const duplicateMount = (target: string): DaemonError => invalid(`Duplicate mount point: ${target}`);

export const joinIpcFailed = (id: string, why: string): DaemonError =>
  new DaemonError('conflict', `failed to join IPC namespace: container ${id}${why}`);
export const joinPidFailed = (id: string): DaemonError =>
  new DaemonError('conflict', `failed to join PID namespace: container ${id} is not running`);

import {
  bool,
  command,
  decodeFields,
  integer,
  keySet,
  lookUp,
  nullable,
  optional,
  recordOf,
  sortedMap,
  strings,
  text,
  textMap,
  withoutUndefined,
  type DecodedFields,
  type Decoder,
} from './json.js';

/** A health check as configured; times are nanoseconds. */
const healthcheckFields = {
  Test: optional(strings),
  Interval: optional(integer),
  Timeout: optional(integer),
  StartPeriod: optional(integer),
  StartInterval: optional(integer),
  Retries: optional(integer),
};

export type Healthcheck = Partial<DecodedFields<typeof healthcheckFields>>;

const healthcheck: Decoder<Healthcheck> = recordOf(healthcheckFields);

/** Every field of a container's or image's configuration in the order in which the Engine prints them. */
const fields = {
  Hostname: text,
  Domainname: text,
  User: text,
  AttachStdin: bool,
  AttachStdout: bool,
  AttachStderr: bool,
  ExposedPorts: optional(keySet),
  Tty: bool,
  OpenStdin: bool,
  StdinOnce: bool,
  Env: strings,
  Cmd: command,
  Healthcheck: optional(healthcheck),
  ArgsEscaped: optional(bool),
  Image: text,
  Volumes: nullable(keySet),
  WorkingDir: text,
  Entrypoint: command,
  NetworkDisabled: optional(bool),
  MacAddress: optional(text),
  OnBuild: strings,
  Labels: textMap,
  StopSignal: optional(text),
  StopTimeout: (value: unknown, field: string): number | undefined =>
    value === undefined || value === null ? undefined : integer(value, field),
  Shell: optional(strings),
};

/** What a container runs: its command, environment and the like. */
export type ContainerConfig = DecodedFields<typeof fields>;

/** Whether a name, in any case, is that of a setting. */
export function isConfigField(name: string): boolean {
  return lookUp(fields, name) !== undefined;
}

export function decodeConfig(value: unknown): ContainerConfig {
  return decodeFields(fields, value);
}

/** What an image brings to its containers; the shape of the `config` part of an image's configuration. */
export interface ImageDefaults {
  readonly User?: string | undefined;
  readonly ExposedPorts?: Readonly<Record<string, unknown>> | null | undefined;
  readonly Env?: readonly string[] | null | undefined;
  readonly Cmd?: readonly string[] | null | undefined;
  readonly Entrypoint?: readonly string[] | null | undefined;
  readonly Volumes?: Readonly<Record<string, unknown>> | null | undefined;
  readonly WorkingDir?: string | undefined;
  readonly Labels?: Readonly<Record<string, string>> | null | undefined;
  readonly StopSignal?: string | undefined;
  readonly Shell?: readonly string[] | null | undefined;
  readonly Healthcheck?: Healthcheck | undefined;
}

/**
 * What the user asked for with the image's defaults where nothing was asked. The image's command counts only when the
 * user gave neither command nor entrypoint (daemon/commit.go, merge).
 */
export function mergeImage(user: ContainerConfig, image: ImageDefaults): ContainerConfig {
  const givesEntrypoint = user.Entrypoint !== null && user.Entrypoint.length > 0;
  const takesCommand = !givesEntrypoint && (user.Cmd === null || user.Cmd.length === 0);
  const env = mergeEnv(user.Env ?? [], image.Env ?? []);
  const entrypoint = givesEntrypoint ? user.Entrypoint : (user.Entrypoint ?? image.Entrypoint ?? null);
  const merged: { -readonly [K in keyof ContainerConfig]: ContainerConfig[K] } = {
    ...user,
    User: user.User || (image.User ?? ''),
    Env: env,
    Cmd: takesCommand ? (image.Cmd ?? null) : user.Cmd,
    // An entrypoint of one empty string means: none, not even the image's.
    Entrypoint: entrypoint?.length === 1 && entrypoint[0] === '' ? null : entrypoint && entrypoint.length > 0 ? entrypoint : null,
    Volumes: mergeVolumes(user.Volumes, image.Volumes),
    WorkingDir: user.WorkingDir || (image.WorkingDir ?? ''),
    Labels: sortedMap({ ...(image.Labels ?? {}), ...(user.Labels ?? {}) }),
  };
  // One by one, for fields that are there in some containers only must not be undefined in the others, as these are printed.
  const ports = mergePorts(user.ExposedPorts, image.ExposedPorts);
  if (ports) merged.ExposedPorts = ports;
  const stopSignal = user.StopSignal ?? image.StopSignal;
  if (stopSignal) merged.StopSignal = stopSignal;
  const shell = user.Shell ?? image.Shell;
  if (shell?.length) merged.Shell = shell;
  const healthcheck = mergeHealthcheck(user.Healthcheck, image.Healthcheck);
  if (healthcheck) merged.Healthcheck = healthcheck;
  return merged;
}

/** The user's variables first, then those of the image that the user did not set. */
function mergeEnv(user: readonly string[], image: readonly string[]): readonly string[] {
  const nameOf = (entry: string): string => entry.slice(0, (entry + '=').indexOf('='));
  const set = new Set(user.map(nameOf));
  return [...user, ...image.filter(entry => !set.has(nameOf(entry)))];
}

type Keys = Readonly<Record<string, Readonly<Record<string, never>>>>;

function mergePorts(user: Keys | null | undefined, image: Readonly<Record<string, unknown>> | null | undefined): Keys | undefined {
  const merged: Record<string, Readonly<Record<string, never>>> = { ...(user ?? {}) };
  for (const port of Object.keys(image ?? {})) merged[port.includes('/') ? port : `${port}/tcp`] = {};
  return Object.keys(merged).length > 0 ? sortedMap(merged) : undefined;
}

function mergeVolumes(user: Keys | null, image: Readonly<Record<string, unknown>> | null | undefined): Keys | null {
  if (!image || Object.keys(image).length === 0) return user;
  const merged: Record<string, Readonly<Record<string, never>>> = { ...(user ?? {}) };
  for (const path of Object.keys(image)) merged[path] = {};
  return sortedMap(merged);
}

function mergeHealthcheck(user: Healthcheck | undefined, image: Healthcheck | undefined): Healthcheck | undefined {
  if (!user) return image;
  if (!image) return user;
  return withoutUndefined({
    Test: user.Test?.length ? user.Test : image.Test,
    Interval: user.Interval ?? image.Interval,
    Timeout: user.Timeout ?? image.Timeout,
    StartPeriod: user.StartPeriod ?? image.StartPeriod,
    StartInterval: user.StartInterval ?? image.StartInterval,
    Retries: user.Retries ?? image.Retries,
  });
}

/** Program and arguments: the entrypoint followed by the command. */
export function argvOf(config: ContainerConfig): readonly string[] {
  return [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
}

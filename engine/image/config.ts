import { encodeUtf8 } from '../core/utf8.js';
import { ImageArchiveError } from './archive-error.js';
import { digestOf, type Digest } from './digest.js';
import { checkFields, imageFields, runFields } from './config-check.js';
import { parseJson } from './json-text.js';

/** A set, as Docker writes it in JSON: `{"80/tcp":{}}`. */
export type NameSet = Readonly<Record<string, Readonly<Record<string, never>>>>;

/** How to ask a container whether it is well, as in `HEALTHCHECK`; durations in nanoseconds. */
export interface HealthConfig {
  readonly Test?: readonly string[];
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly StartPeriod?: number;
  readonly StartInterval?: number;
  readonly Retries?: number;
}

/** What an image says about the containers made of it, under Docker's own names. */
export interface RunConfig {
  readonly User?: string;
  readonly ExposedPorts?: NameSet;
  readonly Env?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly Healthcheck?: HealthConfig;
  readonly Volumes?: NameSet;
  readonly WorkingDir?: string;
  readonly Entrypoint?: readonly string[];
  readonly OnBuild?: readonly string[];
  readonly Labels?: Readonly<Record<string, string>>;
  readonly StopSignal?: string;
  readonly StopTimeout?: number;
  readonly Shell?: readonly string[];
}

/** One line of `docker history`; `empty_layer` says that the step changed the configuration only. */
export interface HistoryEntry {
  /** RFC 3339 with up to nine decimals. */
  readonly created: string;
  readonly created_by?: string;
  readonly author?: string;
  readonly comment?: string;
  readonly empty_layer?: boolean;
}

/** An image's configuration as its JSON has it (OCI image specification, Docker's additions included). Its digest is the id. */
export interface ImageConfig {
  readonly architecture: string;
  readonly variant?: string;
  readonly author?: string;
  readonly config: RunConfig;
  /** RFC 3339 with up to nine decimals. */
  readonly created: string;
  readonly docker_version?: string;
  readonly history: readonly HistoryEntry[];
  readonly os: string;
  readonly rootfs: { readonly type: 'layers'; readonly diff_ids: readonly Digest[] };
}

/** A configuration with the exact text that its id is the digest of. */
export interface SealedConfig {
  readonly id: Digest;
  readonly config: ImageConfig;
  readonly text: string;
  readonly sizeBytes: number;
}

/** Writes a configuration down and names it. */
export function sealConfig(config: ImageConfig): SealedConfig {
  return sealConfigText(config, goJson(config));
}

/** Reads the text of a configuration that was made elsewhere. Throws ImageArchiveError for what is none. */
export function readConfig(text: string): SealedConfig {
  const value = parseJson(text);
  if (!isImageConfig(value)) throw new ImageArchiveError('invalid image JSON, no RootFS key');
  const { architecture = '', os = '', created = '0001-01-01T00:00:00Z', history } = value;
  const config = dropNulls(value.config);
  checkFields(config, runFields, 'Image.config');
  return sealConfigText(
    { ...value, architecture, os, created, config, history: (history ?? []).map(line => ({ ...line, created: line.created ?? created })) },
    text,
  );
}

/** A configuration whose text is known already. */
export function sealConfigText(config: ImageConfig, text: string): SealedConfig {
  const bytes = encodeUtf8(text);
  return { id: digestOf(bytes), config, text, sizeBytes: bytes.length };
}

type RawConfig = Pick<ImageConfig, 'rootfs'> &
  Partial<Omit<ImageConfig, 'config' | 'history' | 'rootfs'>> & {
    readonly config?: RunConfig | null;
    readonly history?: readonly (Omit<HistoryEntry, 'created'> & { readonly created?: string })[] | null;
  };

function isImageConfig(value: unknown): value is RawConfig {
  if (typeof value !== 'object' || value === null || !('rootfs' in value)) return false;
  const { rootfs } = value;
  if (typeof rootfs !== 'object' || rootfs === null || !('diff_ids' in rootfs)) return false;
  if (!Array.isArray(rootfs.diff_ids) || !rootfs.diff_ids.every(id => typeof id === 'string')) return false;
  checkFields(value, imageFields, 'Image');
  return true;
}

/** Go writes what is left out as null; here it is simply not there. */
function dropNulls(config: RunConfig | null | undefined): RunConfig {
  return Object.fromEntries(Object.entries(config ?? {}).filter(([, value]) => value !== null && value !== ''));
}

/** JSON as Go's encoder writes it: `<`, `>` and `&` are escaped, so that digests are the same as Docker's. */
export function goJson(value: unknown, indent?: string): string {
  return JSON.stringify(value, undefined, indent).replace(
    /[<>&\u2028\u2029]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

import type { RunConfig } from '../config.js';
import type { Files } from './tree.js';

/** An image as it is written down here: what it builds on, and its steps, as a Dockerfile has them. */
export interface ImageSource {
  /** Repository and tag on the hub: `nginx:latest`; the first is its name here. */
  readonly names: readonly [string, ...string[]];
  readonly from?: ImageSource;
  /** When the last step was made, RFC 3339 to the second. */
  readonly created: string;
  readonly steps: readonly Step[];
  /** For `docker search`. */
  readonly about?: { readonly description: string; readonly stars: number };
}

/** One line of the history. With `files` it makes a layer. */
export interface Step {
  /** `hash` names the content that was added, as the classic builder shows it. */
  readonly createdBy: (hash: string) => string;
  readonly configure?: (config: RunConfig) => RunConfig;
  /** Called when somebody looks into the layer, not before. */
  readonly files?: () => Files;
  /** How many bytes the published layer takes packed; the packed layer here is padded up to that. */
  readonly packedBytes?: number;
  /** Time of the files, RFC 3339; the image's own when left out. Equal files of equal times are one layer wherever they occur. */
  readonly filesFrom?: string;
}

const nop = (instruction: string): string => `/bin/sh -c #(nop) ${instruction}`;
/** Lists in instructions are printed by Go: `["nginx" "-g" "daemon off;"]`. */
const goList = (words: readonly string[]): string => `[${words.map(word => JSON.stringify(word)).join(' ')}]`;

type LayerOptions = Pick<Step, 'packedBytes' | 'filesFrom'>;

export function add(files: () => Files, options: LayerOptions = {}): Step {
  return { createdBy: hash => nop(`ADD file:${hash} in / `), files, ...options };
}

/** COPY: `what` is 'file', 'dir' or 'multi', as the history calls it. */
export function copy(what: 'file' | 'dir' | 'multi', target: string, files: () => Files, options: LayerOptions = {}): Step {
  return { createdBy: hash => nop(`COPY ${what}:${hash} in ${target} `), files, ...options };
}

export function run(command: string, files: () => Files, options: LayerOptions = {}): Step {
  return { createdBy: () => `/bin/sh -c ${command}`, files, ...options };
}

export function env(variables: Readonly<Record<string, string>>): Step {
  const pairs = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  return {
    createdBy: () => nop(` ENV ${pairs.join(' ')}`),
    configure: config => ({ ...config, Env: mergeEnv(config.Env ?? [], pairs) }),
  };
}

function mergeEnv(before: readonly string[], pairs: readonly string[]): readonly string[] {
  const nameOf = (pair: string): string => pair.slice(0, pair.indexOf('='));
  const replaced = before.map(old => pairs.find(pair => nameOf(pair) === nameOf(old)) ?? old);
  return [...replaced, ...pairs.filter(pair => !before.some(old => nameOf(old) === nameOf(pair)))];
}

export function label(labels: Readonly<Record<string, string>>): Step {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  return {
    createdBy: () => nop(` LABEL ${pairs.join(' ')}`),
    configure: config => ({ ...config, Labels: { ...config.Labels, ...labels } }),
  };
}

export function cmd(...words: readonly string[]): Step {
  return { createdBy: () => nop(` CMD ${goList(words)}`), configure: config => ({ ...config, Cmd: words }) };
}

/** ENTRYPOINT drops the command that the base image set, as the builder does. */
export function entrypoint(...words: readonly string[]): Step {
  return {
    createdBy: () => nop(` ENTRYPOINT ${goList(words)}`),
    configure: config => ({ ...Object.fromEntries(Object.entries(config).filter(([name]) => name !== 'Cmd')), Entrypoint: words }),
  };
}

export function expose(...ports: readonly number[]): Step {
  return {
    createdBy: () => nop(` EXPOSE ${ports.join(' ')}`),
    configure: config => ({ ...config, ExposedPorts: { ...config.ExposedPorts, ...nameSet(ports.map(port => `${String(port)}/tcp`)) } }),
  };
}

export function volume(...paths: readonly string[]): Step {
  return {
    createdBy: () => nop(` VOLUME [${paths.join(' ')}]`),
    configure: config => ({ ...config, Volumes: { ...config.Volumes, ...nameSet(paths) } }),
  };
}

/** WORKDIR; with `files` where the directory had to be made. */
export function workdir(path: string, files?: () => Files): Step {
  const configure = (config: RunConfig): RunConfig => ({ ...config, WorkingDir: path });
  return { createdBy: () => nop(`WORKDIR ${path}`), configure, ...(files ? { files } : {}) };
}

export function stopSignal(signal: string): Step {
  return { createdBy: () => nop(` STOPSIGNAL ${signal}`), configure: config => ({ ...config, StopSignal: signal }) };
}

export function user(name: string): Step {
  return { createdBy: () => nop(` USER ${name}`), configure: config => ({ ...config, User: name }) };
}

function nameSet(names: readonly string[]): Readonly<Record<string, Readonly<Record<string, never>>>> {
  return Object.fromEntries(names.map(name => [name, {}]));
}

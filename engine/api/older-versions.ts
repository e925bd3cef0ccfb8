import { isObject, sortedMap } from '../daemon/json.js';
import type { ImageSummary } from '../daemon/images/list.js';
import { isBefore } from './version.js';

// What clients of older versions of the API are told instead, as moby 28 tells them.

type Json = Readonly<Record<string, unknown>>;

/** `GET /info`: what was not there yet is left out, what has gone since comes back. */
export function infoFor(version: string | undefined, info: Json): Json {
  if (!isBefore(version, '1.50')) return info;
  const { FirewallBackend: firewall, Containerd: containerd, ...rest } = info;
  return sortedMap({
    ...rest,
    BridgeNfIptables: false,
    BridgeNfIp6tables: false,
    ...(isBefore(version, '1.49') ? expectedCommits(info) : { FirewallBackend: firewall }),
    ...(isBefore(version, '1.47') ? { RegistryConfig: withNondistributable(info['RegistryConfig']) } : {}),
    ...(isBefore(version, '1.46') ? {} : { Containerd: containerd }),
    ...(isBefore(version, '1.42') ? { KernelMemory: true } : {}),
    ...(isBefore(version, '1.25') ? { SecurityOptions: ['seccomp'] } : {}),
  });
}

function expectedCommits(info: Json): Json {
  const parts = ['ContainerdCommit', 'RuncCommit', 'InitCommit'].flatMap(name => {
    const commit = info[name];
    return isObject(commit) ? [[name, { ID: commit['ID'], Expected: commit['ID'] }]] : [];
  });
  return Object.fromEntries(parts) as Json; // names and objects, as they were just made
}

function withNondistributable(config: unknown): Json {
  return { AllowNondistributableArtifactsCIDRs: null, AllowNondistributableArtifactsHostnames: null, ...(isObject(config) ? config : {}) };
}

/** A row of `GET /images/json`. */
export function summaryFor(version: string | undefined, image: ImageSummary): Json {
  if (!isBefore(version, '1.44')) return { ...image };
  const isNameless = isBefore(version, '1.43') && image.RepoTags.length === 0 && image.RepoDigests.length === 0;
  const names = isNameless ? { RepoDigests: ['<none>@<none>'], RepoTags: ['<none>:<none>'] } : {};
  return { ...image, ...names, VirtualSize: image.Size };
}

/** What `system df` tells of images. */
export function diskUsageFor(version: string | undefined, usage: Json): Json {
  const { Images: images } = usage;
  if (!isBefore(version, '1.44') || !Array.isArray(images)) return usage;
  return { ...usage, Images: images.map((image: unknown) => (isObject(image) ? { ...image, VirtualSize: image['Size'] } : image)) };
}

const unusedInImages = {
  AttachStderr: false,
  AttachStdin: false,
  AttachStdout: false,
  Domainname: '',
  Hostname: '',
  Image: '',
  OpenStdin: false,
  StdinOnce: false,
  Tty: false,
};

/** The configuration of the container that an image was made of; images do not remember it any more. */
const noContainer = {
  Hostname: '',
  Domainname: '',
  User: '',
  AttachStdin: false,
  AttachStdout: false,
  AttachStderr: false,
  Tty: false,
  OpenStdin: false,
  StdinOnce: false,
  Env: null,
  Cmd: null,
  Image: '',
  Volumes: null,
  WorkingDir: '',
  Entrypoint: null,
  OnBuild: null,
  Labels: null,
};

/** `GET /images/{name}/json`. */
export function imageFor(version: string | undefined, image: Json): Json {
  if (!isBefore(version, '1.50')) return image;
  const older: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(image)) {
    older[name] = name === 'Config' && isObject(value) ? sortedMap({ ...value, ...unusedInImages }) : value;
    if (name === 'Created' && isBefore(version, '1.45')) Object.assign(older, { Container: '', ContainerConfig: noContainer });
    if (name === 'Size' && isBefore(version, '1.44')) older['VirtualSize'] = value;
  }
  return older;
}

import type { ApiRequest } from '../../api/message.js';
import { splitVersion } from '../../api/version.js';

/** Operations that are answered from the state as it is. The others wait, start something, or leave a trace. */
const looks: readonly RegExp[] = [
  /^\/(_ping|version|info|system\/df)$/,
  /^\/containers\/json$/,
  /^\/containers\/[^/]+\/(json|changes)$/,
  /^\/exec\/[^/]+\/json$/,
  /^\/images\/(json|search)$/,
  /^\/images\/.+\/(json|history)$/,
  /^\/(networks|volumes)(\/[^/]+)?$/,
];

/** Whether a request can be answered without a step of the host: looking changes nothing, so no journal needs to know of it. */
export function isLook({ method, path }: ApiRequest): boolean {
  const { path: resource } = splitVersion(path);
  if (method === 'HEAD') return resource === '/_ping' || /^\/containers\/[^/]+\/archive$/.test(resource);
  return method === 'GET' && looks.some(pattern => pattern.test(resource));
}

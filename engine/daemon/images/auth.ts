import { sleepUntil, type Task } from '../../core/task.js';
import type { Credentials } from '../../image/registry.js';
import { RegistryError } from '../../image/registry-error.js';
import { DaemonError } from '../errors.js';
import { registryUrl } from './registry-access.js';
import type { ImageService } from './service.js';
import { speed } from './transfer.js';

export interface LoginReport {
  readonly IdentityToken: string;
  readonly Status: string;
}

/** `docker login`: asks a registry whether a name and a password go together; without a name, whether it lets anybody in. */
export function* login(images: ImageService, serverAddress: string, credentials: Credentials | undefined): Task<LoginReport> {
  yield* sleepUntil(images.clock.now() + speed.answer);
  const domain = domainOf(serverAddress);
  const registry = images.registry(domain);
  if (!registry) {
    yield* images.remote(domain, credentials).login();
    return { IdentityToken: '', Status: 'Login Succeeded' };
  }
  try {
    if (credentials) registry.login(credentials);
    else registry.checkAccess(undefined);
  } catch (error) {
    if (error instanceof RegistryError) throw refused(domain, error);
    throw error;
  }
  return { IdentityToken: '', Status: 'Login Succeeded' };
}

function refused(domain: string, error: RegistryError): DaemonError {
  const url = `${registryUrl(domain)}/v2/`;
  if (domain === 'docker.io') return new DaemonError('unauthorized', `Get "${url}": ${error.message}`);
  return new DaemonError('system', `login attempt to ${url} failed with status: 401 Unauthorized`);
}

/** `https://index.docker.io/v1/` → `docker.io`; `https://localhost:5001/` → `localhost:5001`. */
export function domainOf(serverAddress: string): string {
  const host = serverAddress.replace(/^https?:\/\//, '').split('/')[0] ?? '';
  return host === '' || host === 'index.docker.io' || host === 'registry-1.docker.io' ? 'docker.io' : host;
}
